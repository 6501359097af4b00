import Plot

extension CellGrid {
    /// Draws a frame with a name in its upper border and returns the area inside it.
    ///
    /// The frame of the pane that has the keys is in the focus colour; without colour its name stands in `[ ]`.
    @discardableResult
    mutating func drawPane(_ area: Rect, title: String, isFocused: Bool = false, _ theme: Theme) -> Rect {
        guard area.width >= 2, area.height >= 2 else {
            return Rect(x: area.x, y: area.y, width: 0, height: 0)
        }
        let style = isFocused ? theme.focusBorder : theme.border
        let frame = theme.glyphs.isUnicode ? Array("╭─╮│╰╯") : Array("+-+|++")
        for x in (area.x + 1)..<(area.maxX - 1) {
            self[x, area.y] = Cell(frame[1], style)
            self[x, area.maxY - 1] = Cell(frame[1], style)
        }
        for y in (area.y + 1)..<(area.maxY - 1) {
            self[area.x, y] = Cell(frame[3], style)
            self[area.maxX - 1, y] = Cell(frame[3], style)
        }
        self[area.x, area.y] = Cell(frame[0], style)
        self[area.maxX - 1, area.y] = Cell(frame[2], style)
        self[area.x, area.maxY - 1] = Cell(frame[4], style)
        self[area.maxX - 1, area.maxY - 1] = Cell(frame[5], style)
        if area.width > 6, !title.isEmpty {
            write(
                " \(title) ", x: area.x + 2, y: area.y, style: isFocused ? style : theme.title,
                limit: area.width - 4)
        }
        return area.insetBy(dx: 1, dy: 1)
    }
}
