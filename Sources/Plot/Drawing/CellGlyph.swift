// Characters that are pictures more than letters: drawn as such, they look alike whatever font there is.

import Foundation

enum CellGlyph {
    /// The dots of a braille pattern; nil for any other character.
    static func dots(of character: Character, in box: Drawing.Box) -> [Drawing.Place]? {
        guard let value = scalar(character), (0x2800...0x28FF).contains(value) else { return nil }
        let pattern = UInt8(value - 0x2800)
        return (0..<8).compactMap { dot in
            let (x, y) = (dot % 2, dot / 2)
            guard pattern & BrailleCanvas.bit(x: x, y: y) != 0 else { return nil }
            return Drawing.Place(
                box.x + box.width * (0.25 + 0.5 * Double(x)),
                box.y + box.height * (0.125 + 0.25 * Double(y)))
        }
    }

    /// Blocks, frames and marks; nil for what is left to a font.
    static func shapes(of character: Character, in box: Drawing.Box, _ inks: CellInks) -> [Drawing.Shape]? {
        guard let value = scalar(character), value >= 0x2500 else { return nil }
        return blocks(value, in: box, inks) ?? frame(character, in: box, inks.ink)
            ?? mark(character, in: box, inks.ink)
    }

    private static func scalar(_ character: Character) -> UInt32? {
        character.unicodeScalars.count == 1 ? character.unicodeScalars.first?.value : nil
    }
}

// MARK: Blocks

extension CellGlyph {
    private static func blocks(_ value: UInt32, in box: Drawing.Box, _ inks: CellInks) -> [Drawing.Shape]? {
        switch value {
        case 0x2580: [part(box, 0, 0, 1, 0.5, inks.ink)]
        case 0x2581...0x2588: [part(box, 0, 1 - eighths(value - 0x2580), 1, 1, inks.ink)]
        case 0x2589...0x258F: [part(box, 0, 0, eighths(0x2590 - value), 1, inks.ink)]
        case 0x2590: [part(box, 0.5, 0, 1, 1, inks.ink)]
        case 0x2591...0x2593:
            [.box(box, inks.ink.mixed(Double(value - 0x2590) / 4, with: inks.ground))]
        case 0x2594: [part(box, 0, 0, 1, 0.125, inks.ink)]
        case 0x2595: [part(box, 0.875, 0, 1, 1, inks.ink)]
        case 0x2596...0x259F: mosaic(quadrants[Int(value - 0x2596)], rows: 2, in: box, inks.ink)
        case 0x1FB00...0x1FB3B: mosaic(sextant(value), rows: 3, in: box, inks.ink)
        default: nil
        }
    }

    private static func eighths(_ count: UInt32) -> Double { Double(count) / 8 }

    /// The part of a cell between two corners, in shares of its sides.
    private static func part(
        _ box: Drawing.Box, _ left: Double, _ top: Double, _ right: Double, _ bottom: Double, _ ink: Ink
    ) -> Drawing.Shape {
        .box(
            Drawing.Box(
                x: box.x + left * box.width, y: box.y + top * box.height, width: (right - left) * box.width,
                height: (bottom - top) * box.height), ink)
    }

    /// Blocks by pattern, two in a row, the lowest bit at the top left.
    private static func mosaic(
        _ pattern: UInt32, rows: Int, in box: Drawing.Box, _ ink: Ink
    ) -> [Drawing.Shape] {
        (0..<(2 * rows)).filter { pattern >> UInt32($0) & 1 == 1 }.map { block in
            let (x, y) = (Double(block % 2) / 2, Double(block / 2) / Double(rows))
            return part(box, x, y, x + 0.5, y + 1 / Double(rows), ink)
        }
    }

    /// ▖ ▗ ▘ ▙ ▚ ▛ ▜ ▝ ▞ ▟
    private static let quadrants: [UInt32] = [4, 8, 1, 13, 9, 7, 11, 2, 6, 14]

    /// Unicode leaves out the two patterns that are half blocks.
    private static func sextant(_ value: UInt32) -> UInt32 {
        let pattern = value - 0x1FB00 + 1
        return pattern + (pattern >= 21 ? 1 : 0) + (pattern >= 41 ? 1 : 0)
    }
}

// MARK: Frames

extension CellGlyph {
    /// Which arms a frame's character has.
    private static let arms: [Character: String] = [
        "─": "lr", "━": "LR", "│": "ud", "┃": "UD", "┌": "rd", "┐": "ld", "└": "ru", "┘": "lu", "├": "udr",
        "┤": "udl", "┬": "lrd", "┴": "lru", "┼": "lrud", "╴": "l", "╵": "u", "╶": "r", "╷": "d",
    ]
    private static let arcs: [Character: (right: Bool, down: Bool)] = [
        "╭": (true, true), "╮": (false, true), "╰": (true, false), "╯": (false, false),
    ]
    /// How many dashes a cell has, and whether they go across.
    private static let dashed: [Character: (count: Int, isAcross: Bool)] = [
        "╌": (2, true), "┄": (3, true), "┈": (4, true), "╎": (2, false), "┆": (3, false), "┊": (4, false),
    ]
    private static let thin = 1.4
    private static let thick = 3.0

    private static func frame(_ character: Character, in box: Drawing.Box, _ ink: Ink) -> [Drawing.Shape]? {
        if let arms = arms[character] { return arms.map { .box(arm($0, in: box), ink) } }
        if let arc = arcs[character] { return [corner(arc, in: box, ink)] }
        if let (count, isAcross) = dashed[character] {
            return (0..<count).map { .box(dash($0, of: count, isAcross, in: box), ink) }
        }
        guard character == "═" else { return nil }
        return [-2.5, 2.5].map { offset in
            var line = across(box.x, box.maxX, in: box, thin)
            line.y += offset
            return .box(line, ink)
        }
    }

    /// From the middle of a cell to one of its sides; capitals are thick.
    private static func arm(_ name: Character, in box: Drawing.Box) -> Drawing.Box {
        let width = name.isUppercase ? thick : thin
        let (x, y) = (box.x + box.width / 2, box.y + box.height / 2)
        // To the far edge of the arm that it meets, so that corners are filled.
        switch name.lowercased() {
        case "l": return across(box.x, x + width / 2, in: box, width)
        case "r": return across(x - width / 2, box.maxX, in: box, width)
        case "u": return down(box.y, y + width / 2, in: box, width)
        default: return down(y - width / 2, box.maxY, in: box, width)
        }
    }

    private static func across(_ from: Double, _ to: Double, in box: Drawing.Box, _ width: Double)
        -> Drawing.Box
    {
        Drawing.Box(x: from, y: box.y + (box.height - width) / 2, width: to - from, height: width)
    }

    private static func down(_ from: Double, _ to: Double, in box: Drawing.Box, _ width: Double)
        -> Drawing.Box
    {
        Drawing.Box(x: box.x + (box.width - width) / 2, y: from, width: width, height: to - from)
    }

    private static func dash(_ index: Int, of count: Int, _ isAcross: Bool, in box: Drawing.Box)
        -> Drawing.Box
    {
        let step = (isAcross ? box.width : box.height) / Double(count)
        let start = (isAcross ? box.x : box.y) + (Double(index) + 0.2) * step
        return isAcross
            ? across(start, start + 0.6 * step, in: box, thin)
            : down(start, start + 0.6 * step, in: box, thin)
    }

    /// A quarter of a circle, and the straight way on to the further side.
    private static func corner(
        _ arc: (right: Bool, down: Bool), in box: Drawing.Box, _ ink: Ink
    ) -> Drawing.Shape {
        let (x, y, radius) = (box.x + box.width / 2, box.y + box.height / 2, box.width / 2)
        let (right, down) = (arc.right ? 1.0 : -1.0, arc.down ? 1.0 : -1.0)
        // (1 - cos, 1 - sin) of 0°, 18°, … 90° from the vertical arm to the horizontal one.
        let quarter: [(Double, Double)] = [
            (0, 1), (0.049, 0.691), (0.191, 0.412), (0.412, 0.191), (0.691, 0.049), (1, 0),
        ]
        let curve = quarter.map {
            Drawing.Place(x + right * radius * $0.0, y + down * radius * $0.1)
        }
        let end = Drawing.Place(x, arc.down ? box.maxY : box.y)
        return .line([end] + curve, Drawing.Stroke(ink, width: thin))
    }
}

// MARK: Marks

extension CellGlyph {
    /// Corners of marks, from the middle of the cell in units of its half width.
    private static let outlines: [Character: [(Double, Double)]] = [
        "■": [(-0.8, -0.8), (0.8, -0.8), (0.8, 0.8), (-0.8, 0.8)],
        "▪": [(-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5)],
        "▲": [(0, -0.95), (0.95, 0.75), (-0.95, 0.75)],
        "▼": [(0, 0.95), (-0.95, -0.75), (0.95, -0.75)],
        "▴": [(0, -0.6), (0.65, 0.5), (-0.65, 0.5)], "▾": [(0, 0.6), (-0.65, -0.5), (0.65, -0.5)],
        "▶": [(0.95, 0), (-0.8, 1), (-0.8, -1)], "▸": [(0.6, 0), (-0.5, 0.7), (-0.5, -0.7)],
        "◂": [(-0.6, 0), (0.5, -0.7), (0.5, 0.7)],
        "◆": [(0, -1), (0.9, 0), (0, 1), (-0.9, 0)],
        "★": [
            (0, -1), (0.26, -0.36), (0.95, -0.31), (0.42, 0.14), (0.59, 0.81), (0, 0.44), (-0.59, 0.81),
            (-0.42, 0.14), (-0.95, -0.31), (-0.26, -0.36),
        ],
        "✚": [
            (-0.3, -0.9), (0.3, -0.9), (0.3, -0.3), (0.9, -0.3), (0.9, 0.3), (0.3, 0.3), (0.3, 0.9),
            (-0.3, 0.9), (-0.3, 0.3), (-0.9, 0.3), (-0.9, -0.3), (-0.3, -0.3),
        ],
    ]

    private static func mark(_ character: Character, in box: Drawing.Box, _ ink: Ink) -> [Drawing.Shape]? {
        let middle = Drawing.Place(box.x + box.width / 2, box.y + box.height / 2)
        let unit = box.width / 2
        if character == "●" { return [.disc(middle, radius: 0.85 * unit, ink)] }
        if character == "○" { return [ring(middle, radius: 0.75 * unit, ink)] }
        return outlines[character].map { corners in
            [.polygon(corners.map { Drawing.Place(middle.x + $0.0 * unit, middle.y + $0.1 * unit) }, ink)]
        }
    }

    /// A circle of straight pieces that no eye tells from a round one at this size.
    private static func ring(_ middle: Drawing.Place, radius: Double, _ ink: Ink) -> Drawing.Shape {
        let turns = (0...24).map { step in
            let angle = Double(step) / 12 * Double.pi
            return Drawing.Place(middle.x + radius * cos(angle), middle.y + radius * sin(angle))
        }
        return .line(turns, Drawing.Stroke(ink, width: thin))
    }
}
