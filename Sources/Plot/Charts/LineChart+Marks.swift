// Names of places along a line, each where there is room for it.

extension LineChart {
    /// All glyphs first, so that no name takes the place of another's.
    func drawMarks(into grid: inout CellGrid, _ frame: AxisFrame) {
        let placed = marks.compactMap { mark in cell(of: mark, frame).map { (mark, $0) } }
        for (mark, cell) in placed { grid[cell.x, cell.y] = Cell(mark.glyph, mark.style) }
        for (mark, cell) in placed {
            for label in mark.labels {
                guard let place = place(of: label, at: cell, in: grid, frame) else { continue }
                grid.write(label, x: place.x, y: place.y, style: mark.style)
                break
            }
        }
    }

    private func cell(of mark: Mark, _ frame: AxisFrame) -> Point? {
        guard x.scale.domain.contains(mark.point.x), y.scale.domain.contains(mark.point.y),
            let column = frame.column(ofX: mark.point.x), let row = frame.row(ofY: mark.point.y)
        else { return nil }
        return Point(x: column, y: row)
    }

    /// Below the glyph, beside it, above it: the first place that is free with a blank on both sides.
    private func place(of label: String, at cell: Point, in grid: CellGrid, _ frame: AxisFrame) -> Point? {
        let width = TextWidth.columns(of: label)
        let (right, left) = (cell.x + 1, cell.x - width)
        let places = [
            (right, 1), (right, 2), (left - 1, -1), (right + 1, 0), (left - 1, 0), (right, -1), (left, 1),
        ]
        return places.map { Point(x: $0, y: cell.y + $1) }.first { start in
            guard start.y >= frame.canvas.y, start.y < frame.canvas.maxY, start.x >= frame.canvas.x,
                start.x + width <= frame.canvas.maxX
            else { return false }
            let around = max(frame.canvas.x, start.x - 1)..<min(frame.canvas.maxX, start.x + width + 1)
            return around.allSatisfy {
                grid[$0, start.y].character == " " || Point(x: $0, y: start.y) == cell
            }
        }
    }
}
