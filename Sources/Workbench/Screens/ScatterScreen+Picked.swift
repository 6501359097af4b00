import Engine
import Plot

// The picked image beside the plane: how it looks, what it is, how far to trust where it lies, and what is near it.

extension ScatterScreen {
    func drawPicked(
        _ plane: ScatterScreenPlane, _ analysis: Analysis, in area: Rect, of grid: inout CellGrid,
        _ context: ScreenContext
    ) {
        let (theme, words) = (context.theme, context.words)
        let title = plane.neighbourRank > 0 ? words[.neighbourNumber(plane.neighbourRank)] : words[.picked]
        let inner = grid.drawPane(area, title: title, theme)
        guard let pick = plane.pick, analysis.images.indices.contains(pick) else { return }
        let entry = analysis.images[pick]
        let near = neighbours(plane, context)
        let facts = facts(about: pick, plane, analysis, context)
        // On a tall terminal neighbours are a list, elsewhere a line of marks.
        let listed = inner.height >= 30 ? min(near?.count ?? 0, 8) : 0
        let lines = 2 + facts.count + (listed > 0 ? listed + 2 : 1)
        let (picture, below) = inner.splitBottom(min(lines, max(3, inner.height * 11 / 20)))
        grid.drawPicture(context.pictures[entry.path], in: picture, theme)
        drawCategory(of: pick, analysis, at: below, of: &grid, context)
        let path = Self.shortPath(entry.path)
        let name = TextWidth.columns(of: path) > below.width - 2 ? entry.path.fileName : path
        grid.writeEnd(
            of: name, x: below.x + 1, y: below.y + 1, style: theme.title, limit: below.width - 2)
        var y = below.y + 2
        if let near, listed == 0, y < below.maxY {
            drawMarks(of: near, pick, analysis, x: below.x + 1, y: y, limit: below.width - 1, &grid, context)
            y += 1
        }
        for fact in facts where y < below.maxY {
            grid.write(fact, x: below.x + 1, y: y, style: theme.dim, limit: below.width - 1)
            y += 1
        }
        guard let near, listed > 0 else { return }
        let list = Rect(x: below.x + 1, y: y + 1, width: below.width - 2, height: below.maxY - y - 1)
        drawList(of: near.prefix(listed), pick, analysis, in: list, of: &grid, context)
    }

    private func drawCategory(
        of row: Int, _ analysis: Analysis, at area: Rect, of grid: inout CellGrid, _ context: ScreenContext
    ) {
        let category = analysis.categoryOfRow[row]
        drawMark(of: row, analysis, x: area.x + 1, y: area.y, of: &grid, context.theme)
        let name = category < 0 ? context.words[.unlabelled] : analysis.categories[category]
        grid.write(name, x: area.x + 3, y: area.y, style: context.theme.plain, limit: area.width - 4)
    }

    private func drawMark(
        of row: Int, _ analysis: Analysis, x: Int, y: Int, of grid: inout CellGrid, _ theme: Theme
    ) {
        let category = analysis.categoryOfRow[row]
        let slot = category < 0 ? nil : legend.emphasis.slots[category]
        let look = theme.scatterLook
        grid[x, y] = Cell(look.mark(slot), Style(look.color(slot), on: .standard, .bold))
    }

    /// What is said where there is room, the first thing first.
    private func facts(
        about row: Int, _ plane: ScatterScreenPlane, _ analysis: Analysis, _ context: ScreenContext
    ) -> [String] {
        let (words, figures) = (context.words, context.figures)
        var facts: [String] = []
        if let origin = plane.origin, analysis.images.indices.contains(origin) {
            facts.append(words[.neighbourOf(Self.shortPath(analysis.images[origin].path))])
        }
        if plane.yAxis != nil, plane.points.quality.indices.contains(row) {
            let quality = figures.fixed(Double(plane.points.quality[row]), places: 2)
            facts.append(words[.cosine(quality, ofComponents: analysis.chosen)])
        }
        if let number = context.row(of: analysis.images[row].path) {
            let partition = context.partition(ofRow: number).map { "  \(words[.partNumber($0)])" } ?? ""
            facts.append("\(words[.rowNumber(figures.grouped(number))])\(partition)")
        }
        let point = plane.points[row]
        var place = "\(words[.component(plane.xAxis + 1)]) \(coordinate(point.x, figures))"
        if let y = plane.yAxis { place += " \(words[.component(y + 1)]) \(coordinate(point.y, figures))" }
        return facts + [place]
    }

    /// Short enough for two of them side by side: `0.71`, `83.5`, `120`.
    private func coordinate(_ value: Double, _ figures: Figures) -> String {
        figures.fixed(value, places: value.magnitude < 1 ? 2 : value.magnitude < 100 ? 1 : 0)
    }
}

// MARK: Neighbours

extension ScatterScreen {
    /// The images nearest to the picked one on all kept components, or to the one whose neighbours are visited.
    private func neighbours(
        _ plane: ScatterScreenPlane, _ context: ScreenContext
    ) -> [NearestRows.Neighbour]? {
        guard let row = plane.origin ?? plane.pick, let generation else { return nil }
        return context.insight.neighbours(ofRow: row, generation: generation)
    }

    /// `near ●●●■● 4/5`: the categories of the nearest, and how many are of the image's own.
    private func drawMarks(
        of near: [NearestRows.Neighbour], _ pick: Int, _ analysis: Analysis, x: Int, y: Int, limit: Int,
        _ grid: inout CellGrid, _ context: ScreenContext
    ) {
        let first = near.prefix(5)
        let own = analysis.categoryOfRow[plane?.origin ?? pick]
        var x = grid.write(
            context.words[.near], x: x, y: y, style: context.theme.dim, limit: max(0, limit - 10))
        x += 1
        for neighbour in first where analysis.categoryOfRow.indices.contains(neighbour.row) {
            drawMark(of: neighbour.row, analysis, x: x, y: y, of: &grid, context.theme)
            x += 1
        }
        let agreeing = first.count { analysis.categoryOfRow[$0.row] == own }
        let style = agreeing == first.count ? context.theme.good : context.theme.running
        grid.write("\(agreeing)/\(first.count)", x: x + 1, y: y, style: style)
    }

    /// One a line: mark, category, file, distance. Those of another category than the image's are bright.
    private func drawList(
        of near: ArraySlice<NearestRows.Neighbour>, _ pick: Int, _ analysis: Analysis, in area: Rect,
        of grid: inout CellGrid, _ context: ScreenContext
    ) {
        let theme = context.theme
        let own = analysis.categoryOfRow[plane?.origin ?? pick]
        let agreeing = near.count { analysis.categoryOfRow[$0.row] == own }
        let title = context.words[.nearestOnAll(analysis.chosen, agreeing, of: near.count)]
        grid.write(title, x: area.x, y: area.y, style: theme.title, limit: area.width)
        for (line, neighbour) in near.enumerated() where line + 1 < area.height {
            let y = area.y + 1 + line
            let agrees = analysis.categoryOfRow[neighbour.row] == own
            let distance = context.figures.fixed(neighbour.distance, places: 2)
            drawMark(of: neighbour.row, analysis, x: area.x, y: y, of: &grid, theme)
            grid.writeEnd(
                of: Self.shortPath(analysis.images[neighbour.row].path), x: area.x + 2, y: y,
                style: agrees ? theme.dim : theme.running, limit: area.width - 4 - distance.count)
            grid.write(distance, x: area.maxX - distance.count, y: y, style: theme.dim)
        }
    }
}
