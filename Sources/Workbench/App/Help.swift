import Plot

/// The keys that work on every screen.
private let globalHelp = [
    KeyHint("1-5", "screens"), KeyHint("?  F1", "this list"), KeyHint("q  ^C", "quit"),
    KeyHint("^Z", "suspend; fg comes back"), KeyHint("^L", "draw again"),
]

extension Model {
    /// The list of keys of the screen in front, over it.
    func drawHelp(in area: Rect, of grid: inout CellGrid) {
        let theme = context.theme
        let hints = type(of: screen).help + globalHelp
        let keyWidth = hints.map { TextWidth.columns(of: $0.key) }.max() ?? 0
        let actionWidth = hints.map { TextWidth.columns(of: $0.action) }.max() ?? 0
        let width = min(area.width, keyWidth + actionWidth + 8)
        let height = min(area.height, hints.count + 2)
        let box = Rect(
            x: area.x + (area.width - width) / 2, y: area.y + (area.height - height) / 2, width: width,
            height: height)
        grid.fill(box)
        let inner = grid.drawPane(box, title: "\(shown.title): keys", isFocused: true, theme)
        for (row, hint) in hints.prefix(inner.height).enumerated() {
            let y = inner.y + row
            grid.write(hint.key, x: inner.x + 1, y: y, style: theme.key, limit: inner.width - 1)
            grid.write(
                hint.action, x: inner.x + keyWidth + 4, y: y, style: theme.plain,
                limit: inner.width - keyWidth - 4)
        }
    }
}
