/// With which characters a picture is drawn.
public enum PictureCharset: String, Codable, Hashable, Sendable, CaseIterable {
    /// 2×4 dots a cell in one colour: the finest, and the tone is told by how many there are.
    case braille
    /// 1×2 blocks a cell, each in its own colour.
    case halfBlock = "half-block"
    /// 2×2 blocks a cell in two colours.
    case quadrant
    /// 2×3 blocks a cell in two colours. Unicode has them since 2020, and not every font.
    case sextant
    /// One character a cell, darker or lighter by how much of it is ink.
    case ascii = "ASCII"

    /// Dots or blocks across and down a cell.
    var dots: (across: Int, down: Int) {
        switch self {
        case .braille: (2, 4)
        case .halfBlock: (1, 2)
        case .quadrant: (2, 2)
        case .sextant: (2, 3)
        case .ascii: (1, 1)
        }
    }

    /// Whether a cell takes two colours, one for each of its blocks.
    var hasBlocks: Bool { self == .halfBlock || self == .quadrant || self == .sextant }

    /// Where a picture of `width`×`height` pixels stands in an area, its aspect kept, when a cell is twice as high as
    /// it is wide: its size in dots, and the cells that takes, centred.
    func placed(width: Int, height: Int, in area: Rect) -> (width: Int, height: Int, cells: Rect) {
        guard !area.isEmpty, width > 0, height > 0 else {
            return (0, 0, Rect(x: area.x, y: area.y, width: 0, height: 0))
        }
        let scale = min(Double(area.width) / Double(width), 2 * Double(area.height) / Double(height))
        let across = max(1, Int((Double(width) * scale * Double(dots.across)).rounded()))
        let down = max(1, Int((Double(height) * scale * Double(dots.down) / 2).rounded()))
        let columns = min(area.width, (across + dots.across - 1) / dots.across)
        let rows = min(area.height, (down + dots.down - 1) / dots.down)
        let cells = Rect(
            x: area.x + (area.width - columns) / 2, y: area.y + (area.height - rows) / 2, width: columns,
            height: rows)
        return (across, down, cells)
    }
}

// MARK: Patterns

extension PictureCharset {
    /// The bit of a dot or block in the pattern of its cell: braille's as Unicode numbers them, else row by row.
    func bit(x: Int, y: Int) -> UInt8 {
        self == .braille ? BrailleCanvas.bit(x: x, y: y) : 1 << UInt8(y * dots.across + x)
    }

    /// The pattern of a cell that is full.
    var fullPattern: UInt8 { self == .braille ? 0xFF : 1 << UInt8(dots.across * dots.down) - 1 }

    /// The character that shows a pattern.
    func character(of pattern: UInt8) -> Character {
        switch self {
        case .braille: BrailleCanvas.character(of: pattern, .unicode)
        case .halfBlock: Self.halves[Int(pattern & 3)]
        case .quadrant: Self.quadrants[Int(pattern & 15)]
        case .sextant: Self.sextant(pattern & 63)
        case .ascii: pattern == 0 ? " " : "#"
        }
    }

    private static let halves = Array(" ▀▄█")
    private static let quadrants = Array(" ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█")

    /// Unicode numbers them by their pattern from U+1FB00 on, and leaves out those that it had before.
    private static func sextant(_ pattern: UInt8) -> Character {
        let (leftHalf, rightHalf): (UInt8, UInt8) = (0b010101, 0b101010)
        switch pattern {
        case 0: return " "
        case leftHalf: return "▌"
        case rightHalf: return "▐"
        case 63: return "█"
        default:
            let missing: UInt32 = 1 + (pattern > leftHalf ? 1 : 0) + (pattern > rightHalf ? 1 : 0)
            return Unicode.Scalar(0x1FB00 + UInt32(pattern) - missing).map { Character($0) } ?? "█"
        }
    }
}
