import Plot

/// The keys that work on every screen.
private let globalHelp = [
    KeyHint("1-5", .screens), KeyHint("?  F1", .thisList), KeyHint(":", .commandByName),
    KeyHint("q  ^C", .quit),
    KeyHint("^Z", .suspend), KeyHint("^L", .drawAgain),
]

extension Model {
    var helpHints: [KeyHint] {
        type(of: screen).help + (playback == nil ? [] : Playback.help) + [exportHint] + globalHelp
    }

    /// A line of the help list: a hint, or where its action goes on.
    private struct HelpLine {
        let key: String
        let text: String
    }

    /// The hints in the language, their actions in as many lines as they take on this terminal.
    private var helpLines: [HelpLine] {
        let words = context.words
        let room = max(12, width - helpKeyWidth - 8)
        return helpHints.flatMap { hint -> [HelpLine] in
            let lines = Self.wrapped(words[hint.action], to: room)
            return lines.enumerated().map { HelpLine(key: $0 == 0 ? words.keys(hint.key) : "", text: $1) }
        }
    }

    private static func wrapped(_ text: String, to columns: Int) -> [String] {
        text.split(separator: " ").reduce(into: [""]) { lines, word in
            let longer = lines[lines.count - 1].isEmpty ? String(word) : "\(lines[lines.count - 1]) \(word)"
            if TextWidth.columns(of: longer) <= columns || lines[lines.count - 1].isEmpty {
                lines[lines.count - 1] = longer
            } else {
                lines.append(String(word))
            }
        }
    }

    private var helpKeyWidth: Int {
        helpHints.map { TextWidth.columns(of: context.words.keys($0.key)) }.max() ?? 0
    }

    private var helpRows: Int { max(1, min(helpLines.count, screenHeight - 2)) }

    /// How many pages the help list takes on this terminal.
    var helpPages: Int { (helpLines.count + helpRows - 1) / helpRows }

    /// The list of keys of the screen in front, over it.
    func drawHelp(page: Int, in area: Rect, of grid: inout CellGrid) {
        let (theme, words, lines, keyWidth) = (context.theme, context.words, helpLines, helpKeyWidth)
        let textWidth = lines.map { TextWidth.columns(of: $0.text) }.max() ?? 0
        let width = min(area.width, keyWidth + textWidth + 8)
        let height = min(area.height, helpRows + 2)
        let box = Rect(
            x: area.x + (area.width - width) / 2, y: area.y + (area.height - height) / 2, width: width,
            height: height)
        grid.fill(box)
        let pages = helpPages > 1 ? "  \(page + 1)/\(helpPages)" : ""
        let inner = grid.drawPane(
            box, title: "\(words[shown.title]): \(words[.keysTitle])\(pages)", isFocused: true, theme)
        for (row, line) in lines.dropFirst(page * helpRows).prefix(helpRows).enumerated() {
            let y = inner.y + row
            grid.write(line.key, x: inner.x + 1, y: y, style: theme.key, limit: inner.width - 1)
            grid.write(
                line.text, x: inner.x + keyWidth + 4, y: y, style: theme.plain,
                limit: inner.width - keyWidth - 4)
        }
    }
}
