// A binned plane as cells, from the lowest layer to the topmost: zero lines, points, names of categories, the pick.

extension ScatterChart {
    /// How the parts of the chart look.
    public struct Look: Hashable, Sendable {
        public var glyphs: GlyphSet
        /// Of the places in the palette, `Palette.count` of them.
        public var colors: [Color]
        /// Of what has none.
        public var others: Color
        public var axes: AxisStyle
        /// The cross around the picked point.
        public var pick: Style

        public init(glyphs: GlyphSet, colors: [Color], others: Color, axes: AxisStyle, pick: Style) {
            self.glyphs = glyphs
            self.colors = colors
            self.others = others
            self.axes = axes
            self.pick = pick
        }

        /// Of a place in the palette; nil for what has no colour.
        public func color(_ slot: Int?) -> Color {
            slot.map { colors[$0 % colors.count] } ?? others
        }

        /// The letter of a place in the palette: `A` to `H`.
        public func letter(_ slot: Int) -> Character { Array("ABCDEFGH")[slot % Palette.count] }

        /// The mark of a place in the palette, or of what has no colour.
        public func mark(_ slot: Int?) -> Character {
            slot.map { Palette.marks(glyphs)[$0 % Palette.count] } ?? (glyphs == .unicode ? "·" : ".")
        }
    }

    /// Draws the chart into the area that it was binned for.
    ///
    /// - Parameters:
    ///   - names: of the categories; those in colour stand near a typical point where there is room. Empty for none.
    ///   - picked: index of the point that is marked.
    ///   - box: two corners of a part of the plane that is outlined.
    public func draw(
        into grid: inout CellGrid, _ look: Look, names: [String] = [], picked: Int? = nil,
        box: (PlanePoint, PlanePoint)? = nil
    ) {
        guard !frame.canvas.isEmpty else { return }
        frame.draw(into: &grid, look.axes)
        drawZeroLines(into: &grid, look)
        drawPoints(into: &grid, look)
        let pick = picked.flatMap { points.count > $0 ? cell(of: points[$0]) : nil }
        drawNames(names, into: &grid, look, around: pick)
        if let box { drawBox(box.0, box.1, into: &grid, look) }
        if let pick, let picked { drawPick(of: picked, at: pick, into: &grid, look) }
    }

    /// The cell of the grid that a point lies in; nil outside of the viewport.
    public func cell(of point: PlanePoint) -> Point? {
        guard viewport.contains(point), let dot = frame.dot(x: point.x, y: point.y) else { return nil }
        return Point(x: frame.canvas.x + dot.x / 2, y: frame.canvas.y + dot.y / 4)
    }

    private func drawZeroLines(into grid: inout CellGrid, _ look: Look) {
        let (across, down): (Character, Character) = look.glyphs == .unicode ? ("┈", "┊") : ("-", ":")
        let area = frame.canvas
        if viewport.y.contains(0), let row = frame.row(ofY: 0) {
            for column in area.x..<area.maxX { grid[column, row] = Cell(across, look.axes.line) }
        }
        if viewport.x.contains(0), let column = frame.column(ofX: 0) {
            for row in area.y..<area.maxY { grid[column, row] = Cell(down, look.axes.line) }
        }
    }

    private func drawPoints(into grid: inout CellGrid, _ look: Look) {
        for row in 0..<canvas.rows {
            for column in 0..<canvas.columns {
                guard let winner = winner(column: column, row: row) else { continue }
                let slot = emphasis.slot(of: winner.series)
                let character = character(column: column, row: row, slot, look)
                let style =
                    quality(column: column, row: row).map { cellStyle(of: slot, quality: $0, look) }
                    ?? Style(
                        look.color(slot), on: .standard, purityMark(winner.purity, isColored: slot != nil))
                grid[frame.canvas.x + column, frame.canvas.y + row] = Cell(character, style)
            }
        }
    }

    /// Grey where the plane says little about the cell's points.
    private func cellStyle(of slot: Int?, quality: Double, _ look: Look) -> Style {
        guard quality >= Self.goodQuality else { return Style(look.color(nil)) }
        return Style(look.color(slot), on: .standard, slot != nil && quality >= 0.8 ? .bold : [])
    }

    /// How far the colour of a cell can be trusted: dim where most of its points are of other categories.
    private func purityMark(_ purity: Double, isColored: Bool) -> Style.Attributes {
        guard isColored else { return [] }
        return purity >= 0.95 ? .bold : purity >= 0.5 ? [] : .dim
    }

    private func character(column: Int, row: Int, _ slot: Int?, _ look: Look) -> Character {
        if detail == .marks { return look.mark(slot) }
        let pattern = canvas.pattern(column: column, row: row)
        guard isSaturated, pattern == 0xFF else { return BrailleCanvas.character(of: pattern, look.glyphs) }
        return shade(of: canvas.count(column: column, row: row), look.glyphs)
    }

    /// Of a point or a cell that the plane represents well.
    public static var goodQuality: Double { 0.5 }

    /// The outline of a part of the plane, as much of it as is in sight.
    private func drawBox(
        _ corner: PlanePoint, _ other: PlanePoint, into grid: inout CellGrid, _ look: Look
    ) {
        let ends = [corner, other].compactMap { point in
            frame.dot(x: point.x, y: point.y).map { Point(x: $0.x >> 1, y: $0.y >> 2) }
        }
        guard ends.count == 2 else { return }
        let columns = min(ends[0].x, ends[1].x)...max(ends[0].x, ends[1].x)
        let rows = min(ends[0].y, ends[1].y)...max(ends[0].y, ends[1].y)
        let lines = look.glyphs == .unicode ? Array("┏┓┗┛━┃") : Array("++++=|")
        let style = look.pick
        for row in 0..<canvas.rows {
            for column in 0..<canvas.columns where columns.contains(column) && rows.contains(row) {
                let (isTop, isBottom) = (row == rows.lowerBound, row == rows.upperBound)
                let (isLeft, isRight) = (column == columns.lowerBound, column == columns.upperBound)
                guard isTop || isBottom || isLeft || isRight else { continue }
                let corner = isLeft ? (isTop ? 0 : 2) : (isTop ? 1 : 3)
                let isCorner = (isTop || isBottom) && (isLeft || isRight)
                let line = isCorner ? corner : isTop || isBottom ? 4 : 5
                grid[frame.canvas.x + column, frame.canvas.y + row] = Cell(lines[line], style)
            }
        }
    }

    /// Where all eight dots are set they say nothing more, so ink goes on to grow with the logarithm of the count.
    private func shade(of count: Int, _ glyphs: GlyphSet) -> Character {
        let shades: [Character] = glyphs == .unicode ? ["⣿", "▓", "█"] : ["#", "%", "@"]
        let bits = { (number: Int) in Double(Int.bitWidth - max(1, number / 8).leadingZeroBitCount - 1) }
        guard bits(densest) >= 2 else { return shades[0] }
        return shades[min(2, Int(3 * bits(count) / (bits(densest) + 1)))]
    }

    /// The picked point's mark in reverse, between four pointers: seen in a crowd, without colour and in ASCII.
    private func drawPick(of index: Int, at cell: Point, into grid: inout CellGrid, _ look: Look) {
        let pointers: [Character] = look.glyphs == .unicode ? ["▸", "◂", "▾", "▴"] : [">", "<", "v", "^"]
        let places = [(-1, 0), (1, 0), (0, -1), (0, 1)]
        for (pointer, (dx, dy)) in zip(pointers, places) {
            let place = Point(x: cell.x + dx, y: cell.y + dy)
            if frame.canvas.contains(place) { grid[place.x, place.y] = Cell(pointer, look.pick) }
        }
        let slot = emphasis.slot(of: points.categories[index])
        let mark = slot == nil ? (look.glyphs == .unicode ? "●" : "o") : look.mark(slot)
        grid[cell.x, cell.y] = Cell(mark, look.pick.with(.reverse))
    }
}
