import Foundation

/// What a terminal of the tests shows of pictures, and what it answers when it is asked about them.
struct EmulatedPictures {
    /// Pixels of a cell, where it tells them.
    var cell: (width: Int, height: Int)?
    var knowsKitty = false
    /// How often it was asked about any of this.
    private(set) var questions = 0
    /// How many pictures have come whole.
    private(set) var received = 0

    private struct Place: Hashable {
        let x: Int
        let y: Int
    }
    /// The cells of sixels that nothing was written over, and how many there were.
    private var sixels: [(left: Set<Place>, cells: Int)] = []
    /// By name: pixels, and the columns and rows that they fill.
    private(set) var named: [Int: (pixels: Data, columns: Int, rows: Int)] = [:]
    /// A picture in chunks whose last has not come.
    private var head: [String: String] = [:]
    private var payload = ""

    /// Pictures of which every cell is seen.
    var whole: Int { named.count + sixels.count { $0.left.count == $0.cells } }
    /// Whether anything is seen of any.
    var areNone: Bool { named.isEmpty && sixels.allSatisfy(\.left.isEmpty) }

    /// The other screen has none of them.
    mutating func leaveScreen() { sixels = [] }

    mutating func write(x: Int, y: Int) {
        for index in sixels.indices { sixels[index].left.remove(Place(x: x, y: y)) }
    }

    /// `16` asks for the size of a cell.
    mutating func take(windowQuestion numbers: [Int]) -> String? {
        guard numbers == [16] else { return nil }
        questions += 1
        return cell.map { "\u{1B}[6;\($0.height);\($0.width)t" }
    }

    /// Returns the rows that it takes; nil where it is no picture.
    mutating func take(sixels text: String, x: Int, y: Int) -> Int? {
        guard let cell, let size = text.firstMatch(of: /q"1;1;([0-9]+);([0-9]+)/),
            let width = Int(size.1), let height = Int(size.2)
        else { return nil }
        let columns = (width + cell.width - 1) / cell.width
        let rows = (height + cell.height - 1) / cell.height
        let cells = Set((0..<rows).flatMap { row in (0..<columns).map { Place(x: x + $0, y: y + row) } })
        for index in sixels.indices { sixels[index].left.subtract(cells) }
        sixels.append((cells, cells.count))
        received += 1
        return rows
    }

    /// Returns what is answered.
    mutating func take(kitty text: String, x: Int, y: Int) -> String? {
        guard text.hasPrefix("G") else { return nil }
        let parts = text.dropFirst().split(separator: ";", maxSplits: 1, omittingEmptySubsequences: false)
        let pairs = parts[0].split(separator: ",").map { $0.split(separator: "=").map(String.init) }
        let keys = Dictionary(uniqueKeysWithValues: pairs.map { ($0[0], $0[1]) })
        if keys["a"] == "q" {
            questions += 1
            return knowsKitty ? "\u{1B}_Gi=31;OK\u{1B}\\" : nil
        }
        if keys["a"] == "d" { named[Int(keys["i"] ?? "") ?? 0] = nil }
        if keys["a"] == "T" { (head, payload) = (keys, "") }
        guard keys["m"] != nil, parts.count == 2 else { return nil }
        payload += parts[1]
        if keys["m"] == "0" { end() }
        return nil
    }

    private mutating func end() {
        guard let pixels = Data(base64Encoded: payload), let name = Int(head["i"] ?? ""),
            let columns = Int(head["c"] ?? ""), let rows = Int(head["r"] ?? ""),
            let width = Int(head["s"] ?? ""), let height = Int(head["v"] ?? ""),
            pixels.count == 3 * width * height
        else { return }
        named[name] = (pixels, columns, rows)
        received += 1
    }
}
