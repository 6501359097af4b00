import Plot

/// A grid as lines of text with SGR sequences, which `cat` shows on any terminal; without colours, as plain text.
struct ANSIText {
    let depth: ColorDepth
    /// Whether a style is written at all; false gives the characters alone.
    var hasStyles = true

    func text(of grid: CellGrid) -> String {
        (0..<grid.height).map { line($0, of: grid) + "\n" }.joined()
    }

    /// Blanks at the end that show nothing are left out.
    private func line(_ y: Int, of grid: CellGrid) -> String {
        let cells = (0..<grid.width).map { grid[$0, y] }
        let end = cells.lastIndex { $0.character != " " || (hasStyles && $0.style.isSeenOnBlanks) } ?? -1
        var text = ""
        var current = Style.plain
        for cell in cells[...end] where !cell.isContinuation {
            let style = hasStyles ? depth.style(cell.style) : .plain
            if style != current { text += Self.sequence(style) }
            current = style
            text.append(cell.character)
        }
        return current == .plain ? text : text + "\u{1B}[0m"
    }

    /// ECMA-48, SGR: from whatever was before to this style.
    private static func sequence(_ style: Style) -> String {
        var codes = ["0"]
        let attributes: [(Style.Attributes, String)] = [
            (.bold, "1"), (.dim, "2"), (.underline, "4"), (.reverse, "7"),
        ]
        for (attribute, code) in attributes where style.attributes.contains(attribute) { codes.append(code) }
        codes += color(style.foreground, 30) + color(style.background, 40)
        return "\u{1B}[\(codes.joined(separator: ";"))m"
    }

    /// The eight and the eight bright ones as every terminal knows them, the others by number.
    private static func color(_ color: Color, _ base: Int) -> [String] {
        switch color {
        case .standard: []
        case .palette(let entry) where entry < 8: ["\(base + Int(entry))"]
        case .palette(let entry) where entry < 16: ["\(base + 60 + Int(entry) - 8)"]
        case .palette(let entry): ["\(base + 8)", "5", "\(entry)"]
        }
    }
}

extension Style {
    /// Whether a blank in this style differs from one in none.
    fileprivate var isSeenOnBlanks: Bool {
        background != .standard || !attributes.isDisjoint(with: [.reverse, .underline])
    }
}
