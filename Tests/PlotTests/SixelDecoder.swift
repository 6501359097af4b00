/// Sixels read back into pixels, after DEC's manual and knowing nothing of how they were written.
struct SixelDecoder {
    /// As the raster attributes tell it.
    private(set) var width = 0
    private(set) var height = 0
    /// Red, green and blue of each register in percent.
    private(set) var registers: [Int: [Int]] = [:]
    /// The register that was drawn last in a pixel.
    private(set) var drawn: [Pixel: Int] = [:]
    /// How many pixels were drawn again after they had been.
    private(set) var overdrawn = 0

    struct Pixel: Hashable {
        let x: Int
        let y: Int
    }

    private var register = 0
    private var place = (x: 0, y: 0)

    /// Returns nil for what is no picture whole.
    init?(_ bytes: [UInt8]) {
        let text = bytes.map { Character(Unicode.Scalar($0)) }
        guard text.starts(with: "\u{1B}P"), text.suffix(2) == ["\u{1B}", "\\"],
            let start = text.firstIndex(of: "q")
        else { return nil }
        var rest = text[(start + 1)...].dropLast(2)
        while let first = rest.popFirst() {
            guard take(first, &rest) else { return nil }
        }
    }

    private mutating func take(_ first: Character, _ rest: inout ArraySlice<Character>) -> Bool {
        switch first {
        case "\"":
            let numbers = Self.numbers(&rest)
            guard numbers.count == 4, numbers[0] == numbers[1] else { return false }
            (width, height) = (numbers[2], numbers[3])
        case "#":
            let numbers = Self.numbers(&rest)
            register = numbers[0]
            if numbers.count == 5, numbers[1] == 2 { registers[register] = Array(numbers[2...]) }
        case "!":
            let count = Self.numbers(&rest)[0]
            guard let character = rest.popFirst() else { return false }
            return draw(character, times: count)
        case "$": place.x = 0
        case "-": place = (0, place.y + 6)
        default: return draw(first, times: 1)
        }
        return true
    }

    private static func numbers(_ rest: inout ArraySlice<Character>) -> [Int] {
        let text = rest.prefix { $0.isNumber || $0 == ";" }
        rest = rest.dropFirst(text.count)
        return String(text).split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
    }

    private mutating func draw(_ character: Character, times count: Int) -> Bool {
        guard let value = character.asciiValue, (63...126).contains(value), count > 0 else { return false }
        for _ in 0..<count {
            for bit in 0..<6 where (value - 63) >> UInt8(bit) & 1 == 1 {
                let old = drawn.updateValue(register, forKey: Pixel(x: place.x, y: place.y + bit))
                if old != nil { overdrawn += 1 }
            }
            place.x += 1
        }
        return true
    }

    /// Bytes of red, green and blue; nil where nothing was drawn.
    func color(x: Int, y: Int) -> [Int]? {
        drawn[Pixel(x: x, y: y)].flatMap { registers[$0] }?.map { ($0 * 255 + 50) / 100 }
    }
}
