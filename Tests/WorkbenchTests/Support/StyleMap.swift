import Plot

@testable import Workbench

/// The styles of a grid as a grid of letters, so that goldens hold colours too: a letter for each style in order of
/// appearance, a blank for plain cells, and below what the letters mean.
enum StyleMap {
    static func grid(of drawn: CellGrid, _ depth: ColorDepth) -> CellGrid {
        var letters: [Style: Character] = [.plain: " "]
        var order: [Style] = []
        let styles = drawn.cells.map { cell in
            // A blank shows nothing but its background.
            cell.character == " " && !cell.style.attributes.contains(.reverse)
                ? .plain : depth.style(cell.style)
        }
        for style in styles where letters[style] == nil {
            letters[style] = alphabet[order.count % alphabet.count]
            order.append(style)
        }
        var map = CellGrid(width: drawn.width, height: drawn.height + order.count)
        for (index, style) in styles.enumerated() {
            map[index % drawn.width, index / drawn.width] = Cell(letters[style] ?? "?")
        }
        for (line, style) in order.enumerated() {
            let text = "\(letters[style] ?? "?") \(name(of: style))"
            map.write(text, x: 0, y: drawn.height + line)
        }
        return map
    }

    private static let alphabet = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")

    /// `81 bold`
    private static func name(of style: Style) -> String {
        var parts: [String] = []
        if case .palette(let number) = style.foreground { parts.append("\(number)") }
        if case .palette(let number) = style.background { parts.append("on \(number)") }
        let names: [(Style.Attributes, String)] = [
            (.bold, "bold"), (.dim, "dim"), (.underline, "underline"), (.reverse, "reverse"),
        ]
        parts += names.filter { style.attributes.contains($0.0) }.map(\.1)
        return parts.isEmpty ? "plain" : parts.joined(separator: " ")
    }
}
