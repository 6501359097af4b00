import Plot

/// Columns of texts and figures under their titles: what several panes of screen 3 are.
struct Table {
    struct Column {
        let title: String
        let width: Int
        let isFigure: Bool

        /// Starts at the column's left.
        static func text(_ title: String, _ width: Int) -> Column {
            Column(title: title, width: width, isFigure: false)
        }

        /// Ends at the column's right, as figures do.
        static func figure(_ title: String, _ width: Int) -> Column {
            Column(title: title, width: width, isFigure: true)
        }
    }

    let columns: [Column]

    var width: Int { columns.reduce(0) { $0 + $1.width } }

    init(_ columns: [Column]) { self.columns = columns }

    /// The first row of the area; the row's blanks are in the style too.
    func write(_ texts: [String], in area: Rect, of grid: inout CellGrid, style: Style) {
        guard area.height > 0 else { return }
        grid.fill(Rect(x: area.x, y: area.y, width: area.width, height: 1), style: style)
        var x = area.x
        for (column, text) in zip(columns, texts) {
            // A column keeps one blank to its neighbour.
            let room = min(column.width - 1, area.maxX - x)
            let shown = TextWidth.truncated(text, to: max(0, room))
            let indent = column.isFigure ? column.width - TextWidth.columns(of: shown) : 0
            grid.write(shown, x: x + indent, y: area.y, style: style, limit: area.maxX - x - indent)
            x += column.width
        }
    }

    func writeTitles(in area: Rect, of grid: inout CellGrid, _ theme: Theme) {
        write(columns.map(\.title), in: area, of: &grid, style: theme.dim)
    }
}
