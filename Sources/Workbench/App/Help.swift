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

    private var helpRows: Int { max(1, min(helpHints.count, screenHeight - 2)) }

    /// How many pages the help list takes on this terminal.
    var helpPages: Int { (helpHints.count + helpRows - 1) / helpRows }

    /// The list of keys of the screen in front, over it.
    func drawHelp(page: Int, in area: Rect, of grid: inout CellGrid) {
        let (theme, words) = (context.theme, context.words)
        let hints = helpHints
        let keyWidth = hints.map { TextWidth.columns(of: words.keys($0.key)) }.max() ?? 0
        let actionWidth = hints.map { TextWidth.columns(of: words[$0.action]) }.max() ?? 0
        let width = min(area.width, keyWidth + actionWidth + 8)
        let height = min(area.height, helpRows + 2)
        let box = Rect(
            x: area.x + (area.width - width) / 2, y: area.y + (area.height - height) / 2, width: width,
            height: height)
        grid.fill(box)
        let pages = helpPages > 1 ? "  \(page + 1)/\(helpPages)" : ""
        let inner = grid.drawPane(
            box, title: "\(words[shown.title]): \(words[.keysTitle])\(pages)", isFocused: true, theme)
        for (row, hint) in hints.dropFirst(page * helpRows).prefix(helpRows).enumerated() {
            let y = inner.y + row
            grid.write(words.keys(hint.key), x: inner.x + 1, y: y, style: theme.key, limit: inner.width - 1)
            grid.write(
                words[hint.action], x: inner.x + keyWidth + 4, y: y, style: theme.plain,
                limit: inner.width - keyWidth - 4)
        }
    }
}
