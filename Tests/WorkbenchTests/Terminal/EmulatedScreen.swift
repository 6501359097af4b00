import Foundation

@testable import Workbench

// A terminal of the tests: what xterm would show of the bytes, and what it would answer. It knows the sequences that
// ncurses sends for xterm-256color, and fails on none.

struct EmulatedScreen {
    /// One of each column; empty for the right half of a wide character.
    private(set) var cells: [[String]]
    /// `38;5;81` of the cells that were written last with it.
    private(set) var colorsSeen: Set<String> = []
    /// Private modes that are set, by their numbers.
    private(set) var modes: Set<Int> = [25]
    /// What the screen answers, in order.
    private(set) var answers: [UInt8] = []
    /// How it answers: as the tests want it.
    var background: String? = "0000/0000/0000"
    var answersQuestions = true
    /// What it is able to do, as it tells it (DA1).
    var attributes = "62;22"
    /// What it shows over its cells, and what it tells about that.
    var pictures = EmulatedPictures()
    /// How often it was asked whether it is ready.
    private(set) var acknowledged = 0

    private var x = 0
    private var y = 0
    private var scrollRegion: ClosedRange<Int>
    private var saved = (x: 0, y: 0)
    private var pending: [UInt8] = []
    private var lastText = ""
    private let main: [[String]]
    let width: Int
    let height: Int

    init(width: Int, height: Int) {
        (self.width, self.height) = (width, height)
        cells = Array(repeating: Array(repeating: " ", count: width), count: height)
        main = cells
        scrollRegion = 0...(height - 1)
    }

    var lines: [String] { cells.map { $0.joined() } }
    var text: String { lines.joined(separator: "\n") }

    mutating func takeAnswers() -> [UInt8] {
        defer { answers = [] }
        return answers
    }

    mutating func feed(_ bytes: some Sequence<UInt8>) {
        pending += bytes
        var rest = pending[...]
        while let length = take(rest) { rest = rest.dropFirst(length) }
        pending = Array(rest)
    }
}

// MARK: Units

extension EmulatedScreen {
    private mutating func take(_ bytes: ArraySlice<UInt8>) -> Int? {
        guard let first = bytes.first else { return nil }
        if first == 0x1B { return escape(bytes) }
        if first < 0x20 || first == 0x7F {
            control(first)
            return 1
        }
        let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        guard bytes.count >= length else { return nil }
        write(String(decoding: bytes.prefix(length), as: UTF8.self))
        return length
    }

    private mutating func control(_ byte: UInt8) {
        switch byte {
        case 8: x = max(0, min(x, width - 1) - 1)
        case 9: x = min(width - 1, (x / 8 + 1) * 8)
        case 10: lineFeed()
        case 13: x = 0
        default: break
        }
    }

    private mutating func escape(_ bytes: ArraySlice<UInt8>) -> Int? {
        let body = bytes.dropFirst()
        guard let kind = body.first else { return nil }
        switch Character(Unicode.Scalar(kind)) {
        case "[":
            guard let end = body.dropFirst().firstIndex(where: { (0x40...0x7E).contains($0) || $0 < 0x20 })
            else {
                return nil
            }
            if bytes[end] < 0x20 { return end - bytes.startIndex }
            let text = String(decoding: bytes[(bytes.startIndex + 2)..<end], as: UTF8.self)
            perform(Character(Unicode.Scalar(bytes[end])), text)
            return end - bytes.startIndex + 1
        case "]", "P", "_", "^", "X": return string(bytes)
        case "(", ")": return bytes.count > 2 ? 3 : nil
        case "7": saved = (x, y)
        case "8": (x, y) = saved
        case "M": if y == scrollRegion.lowerBound { scroll(by: -1) } else { y = max(0, y - 1) }
        default: break
        }
        return 2
    }

    private mutating func string(_ bytes: ArraySlice<UInt8>) -> Int? {
        var place = bytes.startIndex + 2
        while place < bytes.endIndex {
            if bytes[place] == 7 || bytes[place] == 0x18 { break }
            if bytes[place] == 0x1B {
                guard place + 1 < bytes.endIndex else { return nil }
                break
            }
            place += 1
        }
        guard place < bytes.endIndex else { return nil }
        let text = String(decoding: bytes[(bytes.startIndex + 2)..<place], as: UTF8.self)
        takePicture(kind: bytes[bytes.startIndex + 1], text)
        if text == "11;?", answersQuestions, let background { answer("\u{1B}]11;rgb:\(background)\u{1B}\\") }
        return place - bytes.startIndex + (bytes[place] == 0x1B ? 2 : 1)
    }

    private mutating func takePicture(kind: UInt8, _ text: String) {
        if kind == UInt8(ascii: "_"), let reply = pictures.take(kitty: text, x: x, y: y), answersQuestions {
            answer(reply)
        }
        guard kind == UInt8(ascii: "P"), let rows = pictures.take(sixels: text, x: x, y: y) else { return }
        // In the last row of the picture, which scrolls what is between the margins where it reaches below them.
        let last = min(y + rows - 1, height - 1)
        if y <= scrollRegion.upperBound, last > scrollRegion.upperBound {
            scroll(by: last - scrollRegion.upperBound)
        }
        y = last
    }

    private mutating func answer(_ text: String) { answers += Array(text.utf8) }
}

// MARK: Sequences

extension EmulatedScreen {
    private mutating func perform(_ final: Character, _ text: String) {
        if text.hasPrefix("?"), final == "h" || final == "l" {
            return set(text.dropFirst(), to: final == "h")
        }
        guard !text.hasPrefix(">"), !text.hasPrefix("?") else { return }
        let numbers = text.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
        let count = max(1, numbers.first ?? 1)
        switch final {
        case "A": y = max(0, y - count)
        case "B", "e": y = min(height - 1, y + count)
        case "C", "a": x = min(width - 1, x + count)
        case "D": x = max(0, min(x, width - 1) - count)
        case "G", "`": x = min(width, count) - 1
        case "d": y = min(height, count) - 1
        case "H", "f":
            y = min(height, count) - 1
            x = min(width, max(1, numbers.count > 1 ? numbers[1] : 1)) - 1
        case "J": erase(numbers.first ?? 0, from: y * width + x, in: width * height, at: 0)
        case "K": erase(numbers.first ?? 0, from: x, in: width, at: y * width)
        case "X": for column in x..<min(width, x + count) { put(" ", column, y) }
        case "@": shift(by: count)
        case "P": shift(by: -count)
        case "L": scroll(by: -count, from: y)
        case "M": scroll(by: count, from: y)
        case "S": scroll(by: count)
        case "T": scroll(by: -count)
        case "b": for _ in 0..<count { write(lastText) }
        case "r": setRegion(numbers)
        case "m": noteColor(text)
        case "c": if answersQuestions { answer("\u{1B}[?\(attributes)c") }
        case "t":
            if let reply = pictures.take(windowQuestion: numbers), answersQuestions { answer(reply) }
        case "n":
            acknowledged += 1
            if answersQuestions { answer("\u{1B}[0n") }
        default: break
        }
    }

    private mutating func set(_ text: Substring, to isSet: Bool) {
        for mode in text.split(separator: ";").compactMap({ Int($0) }) {
            if isSet { modes.insert(mode) } else { modes.remove(mode) }
            if mode == 1049 {
                (cells, x, y) = (main, 0, 0)
                pictures.leaveScreen()
            }
        }
    }

    private mutating func noteColor(_ text: String) {
        if let color = text.firstMatch(of: /[34]8;5;[0-9]+/) { colorsSeen.insert(String(color.output)) }
    }

    private mutating func setRegion(_ numbers: [Int]) {
        let top = max(1, numbers.first ?? 1)
        let bottom = numbers.count > 1 && numbers[1] > 0 ? min(height, numbers[1]) : height
        scrollRegion = (top - 1)...max(top - 1, bottom - 1)
        (x, y) = (0, 0)
    }

    /// `ESC [ J` and `ESC [ K` on a run of `count` cells that begins at the cell `start`.
    private mutating func erase(_ kind: Int, from place: Int, in count: Int, at start: Int) {
        let range = kind == 0 ? place..<count : kind == 1 ? 0..<min(count, place + 1) : 0..<count
        for index in range { put(" ", (start + index) % width, (start + index) / width) }
    }
}

// MARK: Cells

extension EmulatedScreen {
    private mutating func write(_ text: String) {
        guard let scalar = text.unicodeScalars.first else { return }
        let columns = ShownText.columns(of: scalar)
        if columns == 0 {
            let before = max(0, min(x, width) - 1)
            let base = cells[y][before].isEmpty && before > 0 ? before - 1 : before
            cells[y][base] += text
            return
        }
        if x + max(1, columns) > width {
            x = 0
            lineFeed()
        }
        lastText = text
        put(text, x, y)
        if columns == 2 { put("", x + 1, y) }
        x += max(1, columns)
    }

    private mutating func put(_ text: String, _ column: Int, _ row: Int) {
        guard column < width, row < height else { return }
        if cells[row][column].isEmpty, column > 0, !text.isEmpty { cells[row][column - 1] = " " }
        if column + 1 < width, cells[row][column + 1].isEmpty, !text.isEmpty { cells[row][column + 1] = " " }
        cells[row][column] = text
        pictures.write(x: column, y: row)
    }

    private mutating func lineFeed() {
        if y == scrollRegion.upperBound { scroll(by: 1) } else { y = min(height - 1, y + 1) }
    }

    /// Rows move up by so many inside the scroll region; down for a negative count.
    private mutating func scroll(by count: Int, from first: Int? = nil) {
        let top = first ?? scrollRegion.lowerBound
        guard top <= scrollRegion.upperBound else { return }
        pictures.leaveScreen()
        let blank = Array(repeating: " ", count: width)
        for _ in 0..<min(height, abs(count)) {
            if count > 0 {
                cells.remove(at: top)
                cells.insert(blank, at: scrollRegion.upperBound)
            } else {
                cells.remove(at: scrollRegion.upperBound)
                cells.insert(blank, at: top)
            }
        }
    }

    /// Cells move right by so many from the cursor on; left for a negative count.
    private mutating func shift(by count: Int) {
        for column in min(x, width - 1)..<width { pictures.write(x: column, y: y) }
        let column = min(x, width - 1)
        for _ in 0..<min(width, abs(count)) {
            if count > 0 {
                cells[y].removeLast()
                cells[y].insert(" ", at: column)
            } else {
                cells[y].remove(at: column)
                cells[y].append(" ")
            }
        }
    }
}
