// Names of places along a line, each where there is room for it.

extension LineChart {
    /// All glyphs first, so that no name takes the place of another's.
    func drawMarks(into grid: inout CellGrid, _ frame: AxisFrame) {
        let placed = marks.compactMap { mark in cell(of: mark, frame).map { (mark, $0) } }
        for (mark, cell) in placed { grid[cell.x, cell.y] = Cell(mark.glyph, mark.style) }
        for (mark, cell) in placed where !mark.label.isEmpty {
            drawLabel(of: mark, at: cell, into: &grid, frame)
        }
    }

    private func cell(of mark: Mark, _ frame: AxisFrame) -> Point? {
        guard x.scale.domain.contains(mark.point.x), y.scale.domain.contains(mark.point.y),
            let column = frame.column(ofX: mark.point.x), let row = frame.row(ofY: mark.point.y)
        else { return nil }
        return Point(x: column, y: row)
    }

    /// Right or left of the glyph, below it, above it: the first place that is free with a blank on both sides.
    private func drawLabel(
        of mark: Mark, at cell: Point, into grid: inout CellGrid, _ frame: AxisFrame
    ) {
        let width = TextWidth.columns(of: mark.label)
        let (right, left) = (cell.x + 1, cell.x - width)
        let places = [
            (right, 1), (right, 2), (left - 1, -1), (right + 1, 0), (left - 1, 0), (right, -1), (left, 1),
        ]
        for (start, down) in places {
            let row = cell.y + down
            guard row >= frame.canvas.y, row < frame.canvas.maxY, start >= frame.canvas.x,
                start + width <= frame.canvas.maxX
            else { continue }
            let around = max(frame.canvas.x, start - 1)..<min(frame.canvas.maxX, start + width + 1)
            guard around.allSatisfy({ grid[$0, row].character == " " || Point(x: $0, y: row) == cell }) else {
                continue
            }
            grid.write(mark.label, x: start, y: row, style: mark.style)
            return
        }
    }
}
