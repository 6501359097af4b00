import Engine
import Plot

// Where things stand on screen 5: the plane, and where there is room the legend and the picked image beside it.

extension ScatterScreen {
    func draw(in area: Rect, of grid: inout CellGrid, _ context: ScreenContext) {
        guard let plane, let analysis = context.analysis else {
            return drawWaiting(in: area, of: &grid, context)
        }
        let hasSide = area.width >= 72 && area.height >= 16
        let side = hasSide ? max(22, min(44, area.width / 4)) : pane == .legend ? min(24, area.width / 2) : 0
        let (left, right) = area.splitRight(side)
        drawPlane(plane, analysis, hasSide: side > 0, in: left, of: &grid, context)
        guard side > 0 else { return }
        let (upper, lower) = right.splitBottom(hasSide ? pickedHeight(in: right) : 0)
        drawLegend(plane, analysis, in: upper, of: &grid, context)
        if hasSide { drawPicked(plane, analysis, in: lower, of: &grid, context) }
    }

    /// Enough for a square picture with its lines, and all that a short legend leaves.
    private func pickedHeight(in area: Rect) -> Int {
        let wanted = (area.width - 2) / 2 + 2 + 5
        let room = max(area.height * 2 / 5, area.height - wanted)
        return area.height - min(max(1, legend.order.count) + 2, room)
    }

    private func drawWaiting(in area: Rect, of grid: inout CellGrid, _ context: ScreenContext) {
        let inner = grid.drawPane(area, title: "Scatter", context.theme).insetBy(dx: 2, dy: 1)
        grid.writeWrapped(waitingSentence(context), in: inner, style: context.theme.waiting)
    }

    private func waitingSentence(_ context: ScreenContext) -> String {
        if let analysis = context.analysis {
            return analysis.images.isEmpty
                ? "The run has no image to show." : "The run kept no component to show its images on."
        }
        switch context.jobs.current?.state {
        case .running:
            return "The images appear here once the run has projected them on its components (screen 3)."
        case .none: return "The images appear here once a run has projected them on its components."
        case .some: return "The run ended without a projection; screen 3 tells why."
        }
    }
}

// MARK: The plane

extension ScatterScreen {
    private func drawPlane(
        _ plane: ScatterScreenPlane, _ analysis: Analysis, hasSide: Bool, in area: Rect,
        of grid: inout CellGrid,
        _ context: ScreenContext
    ) {
        let theme = context.theme
        let inner = grid.drawPane(
            area, title: title(plane, analysis, theme), isFocused: pane == .plane, theme)
        var room = inner
        if plane.yAxis == nil {
            let note: Rect
            (room, note) = inner.splitBottom(1)
            let text = "The run kept one component: upwards goes the order of the images."
            grid.write(text, x: note.x + 1, y: note.y, style: theme.dim, limit: note.width - 1)
        }
        let key = ScatterScreenFrames.Key(
            generation: analysis.generation, xAxis: plane.xAxis, yAxis: plane.yAxis, viewport: plane.viewport,
            emphasis: legend.emphasis, area: room)
        let chart = frames.chart(for: key) {
            ScatterChart(plane.points, in: plane.viewport, emphasis: legend.emphasis, area: room)
        }
        chart.draw(
            into: &grid, theme.scatterLook, names: showsNames ? analysis.categories : [], picked: plane.pick)
        if !hasSide { drawPickedName(analysis, plane, at: area, of: &grid, theme) }
    }

    /// `PC1 62.2 %  ×  PC2 10.5 %`
    func title(_ plane: ScatterScreenPlane, _ analysis: Analysis, _ theme: Theme) -> String {
        let x = Self.axisTitle(plane.xAxis, analysis)
        let y = plane.yAxis.map { Self.axisTitle($0, analysis) } ?? "image"
        return "\(x)  \(theme.glyphs.times)  \(y)"
    }

    /// `PC1 62.2 %`
    static func axisTitle(_ component: Int, _ analysis: Analysis) -> String {
        let name = "PC\(component + 1)"
        guard analysis.explainedVarianceRatio.indices.contains(component) else { return name }
        return
            "\(name) \(Figures.english.fixed(analysis.explainedVarianceRatio[component] * 100, places: 1)) %"
    }

    /// Where there is no pane for the picked image, the frame names it.
    private func drawPickedName(
        _ analysis: Analysis, _ plane: ScatterScreenPlane, at area: Rect, of grid: inout CellGrid,
        _ theme: Theme
    ) {
        guard let pick = plane.pick, analysis.images.indices.contains(pick) else { return }
        let name = TextWidth.truncated(Self.shortPath(analysis.images[pick].path), to: area.width - 8)
        let x = area.maxX - 4 - TextWidth.columns(of: name)
        grid.write(" \(name) ", x: x, y: area.maxY - 1, style: theme.title, limit: area.maxX - 1 - x)
    }

    /// The last two parts: `Banana/151_100.jpg`.
    private static func shortPath(_ path: ImagePath) -> String {
        path.components.suffix(2).map { ImagePath(bytes: Array($0)).printable }.joined(separator: "/")
    }
}

// MARK: The legend

extension ScatterScreen {
    private func drawLegend(
        _ plane: ScatterScreenPlane, _ analysis: Analysis, in area: Rect, of grid: inout CellGrid,
        _ context: ScreenContext
    ) {
        let theme = context.theme
        let count = legend.order.count
        let title = count > area.height - 2 ? "legend \(legend.cursor.row + 1)/\(count)" : "legend"
        let inner = grid.drawPane(area, title: title, isFocused: pane == .legend, theme)
        guard count > 0 else {
            grid.writeWrapped("No image has a category.", in: inner.insetBy(dx: 1, dy: 0), style: theme.dim)
            return
        }
        let emphasis = legend.emphasis
        for (line, row) in legend.cursor.visible(of: count, height: inner.height).enumerated() {
            let place = Rect(x: inner.x, y: inner.y + line, width: inner.width, height: 1)
            drawEntry(row, emphasis, plane, analysis, in: place, of: &grid, theme)
        }
    }

    /// `● Banana         490`; behind a held category's mark stands a `+`.
    private func drawEntry(
        _ row: Int, _ emphasis: ScatterChart.Emphasis, _ plane: ScatterScreenPlane, _ analysis: Analysis,
        in area: Rect, of grid: inout CellGrid, _ theme: Theme
    ) {
        let category = legend.order[row]
        let look = theme.scatterLook
        let slot = emphasis.slots[category]
        let isChosen = pane == .legend && row == legend.cursor.row
        let style = isChosen ? theme.selected : slot == nil ? theme.dim : theme.plain
        grid.fill(area, style: isChosen ? style : .plain)
        grid[area.x + 1, area.y] = Cell(
            look.mark(slot),
            isChosen ? style : Style(look.color(slot), on: .standard, slot == nil ? [] : .bold))
        if legend.held.contains(category) { grid[area.x + 2, area.y] = Cell("+", style) }
        let count = Figures.english.grouped(plane.points.counts[category])
        let room = area.width - 5 - count.count
        grid.write(analysis.categories[category], x: area.x + 3, y: area.y, style: style, limit: room)
        grid.write(count, x: area.maxX - 1 - count.count, y: area.y, style: isChosen ? style : theme.dim)
    }
}

// MARK: The picked image

extension ScatterScreen {
    private func drawPicked(
        _ plane: ScatterScreenPlane, _ analysis: Analysis, in area: Rect, of grid: inout CellGrid,
        _ context: ScreenContext
    ) {
        let theme = context.theme
        let title = plane.neighbourRank > 0 ? "neighbour \(plane.neighbourRank)" : "picked"
        let inner = grid.drawPane(area, title: title, theme)
        guard let pick = plane.pick, analysis.images.indices.contains(pick) else { return }
        let entry = analysis.images[pick]
        let facts = facts(about: pick, plane, analysis, context)
        let (picture, below) = inner.splitBottom(min(2 + facts.count, max(2, inner.height / 3)))
        grid.drawPicture(context.pictures[entry.path], in: picture, theme)
        drawCategory(of: pick, analysis, at: below, of: &grid, theme)
        let path = Self.shortPath(entry.path)
        let name = TextWidth.columns(of: path) > below.width - 2 ? entry.path.fileName : path
        grid.writeEnd(
            of: name, x: below.x + 1, y: below.y + 1, style: theme.title, limit: below.width - 2)
        for (line, fact) in facts.prefix(max(0, below.height - 2)).enumerated() {
            grid.write(fact, x: below.x + 1, y: below.y + 2 + line, style: theme.dim, limit: below.width - 1)
        }
    }

    private func drawCategory(
        of row: Int, _ analysis: Analysis, at area: Rect, of grid: inout CellGrid, _ theme: Theme
    ) {
        let category = analysis.categoryOfRow[row]
        let slot = category < 0 ? nil : legend.emphasis.slots[category]
        let look = theme.scatterLook
        grid[area.x + 1, area.y] = Cell(look.mark(slot), Style(look.color(slot), on: .standard, .bold))
        let name = category < 0 ? "unlabelled" : analysis.categories[category]
        grid.write(name, x: area.x + 3, y: area.y, style: theme.plain, limit: area.width - 4)
    }

    /// What is said where there is room, the first thing first.
    private func facts(
        about row: Int, _ plane: ScatterScreenPlane, _ analysis: Analysis, _ context: ScreenContext
    ) -> [String] {
        let point = plane.points[row]
        var place = "PC\(plane.xAxis + 1) \(Self.coordinate(point.x))"
        if let y = plane.yAxis { place += " PC\(y + 1) \(Self.coordinate(point.y))" }
        var facts = [place]
        if let origin = plane.origin, analysis.images.indices.contains(origin) {
            facts.insert("of \(Self.shortPath(analysis.images[origin].path))", at: 0)
        }
        if let number = context.row(of: analysis.images[row].path) {
            let partition = context.partition(ofRow: number).map { "  partition \($0)" } ?? ""
            facts.append("row \(Figures.english.grouped(number))\(partition)")
        }
        return facts
    }

    /// Short enough for two of them side by side: `0.71`, `83.5`, `120`.
    private static func coordinate(_ value: Double) -> String {
        Figures.english.fixed(value, places: value.magnitude < 1 ? 2 : value.magnitude < 100 ? 1 : 0)
    }
}

extension Theme {
    /// How scatter charts look in this theme.
    fileprivate var scatterLook: ScatterChart.Look {
        let set: GlyphSet = glyphs.isUnicode ? .unicode : .ascii
        return ScatterChart.Look(
            glyphs: set, background: background == .dark ? .dark : .light,
            axes: AxisStyle(line: border, label: dim, glyphs: set), pick: title)
    }
}
