import Engine
import Plot

// The plane of screen 5 with its legend, and what there is before there are points.

extension ScatterScreen {
    func draw(in area: Rect, of grid: inout CellGrid, _ context: ScreenContext) {
        guard let plane, let analysis = context.analysis else {
            return drawWaiting(in: area, of: &grid, context)
        }
        let layout = layout(in: area)
        drawPlane(plane, analysis, layout, of: &grid, context)
        if !layout.legend.isEmpty { drawLegend(plane, analysis, in: layout.legend, of: &grid, context) }
        if !layout.picked.isEmpty { drawPicked(plane, analysis, in: layout.picked, of: &grid, context) }
        if let lineage { drawLineage(lineage, plane, analysis, in: layout.plane, of: &grid, context) }
    }

    private func drawWaiting(in area: Rect, of grid: inout CellGrid, _ context: ScreenContext) {
        WaitingPane(
            title: context.words[.scatterTitle], sentence: context.words[waitingSentence(context)]
        ).draw(in: area, of: &grid, context)
    }

    private func waitingSentence(_ context: ScreenContext) -> Phrase {
        if let analysis = context.analysis {
            return analysis.images.isEmpty ? .noImageToShow : .noComponentKept
        }
        switch context.jobs.current?.state {
        case .none: return .imagesOnceProjected
        case .waiting, .running: return .imagesOnceProjectedNow
        case .succeeded: return .componentsBeingRead
        case .failed, .cancelled: return .endedWithoutProjection
        }
    }
}

// MARK: The plane

extension ScatterScreen {
    private func drawPlane(
        _ plane: ScatterScreenPlane, _ analysis: Analysis, _ layout: ScatterScreenLayout,
        of grid: inout CellGrid, _ context: ScreenContext
    ) {
        let (theme, words) = (context.theme, context.words)
        let title = title(plane, analysis, context)
        grid.drawPane(layout.plane, title: title, isFocused: pane == .plane, theme)
        let room = layout.chart(hasOneComponent: plane.yAxis == nil)
        if plane.yAxis == nil {
            grid.write(
                words[.oneComponentKept], x: room.x + 1, y: room.maxY, style: theme.dim,
                limit: room.width - 1)
        }
        let chart = frames.chart(for: key(plane, analysis, in: room)) {
            ScatterChart(plane.points, in: plane.viewport, emphasis: emphasis, area: room)
        }
        chart.draw(
            into: &grid, theme.scatterLook, names: showsNames ? analysis.categories : [],
            picked: plane.pick, box: box.map { ($0.corner, $0.other) })
        drawLowerBorder(plane, analysis, layout, of: &grid, context)
    }

    /// Which categories have a colour, and for what of them.
    var emphasis: ScatterChart.Emphasis {
        var emphasis = legend.emphasis
        emphasis.isByQuality = showsQuality
        return emphasis
    }

    private func key(
        _ plane: ScatterScreenPlane, _ analysis: Analysis, in room: Rect
    ) -> ScatterScreenFrames.Key {
        ScatterScreenFrames.Key(
            generation: analysis.generation, xAxis: plane.xAxis, yAxis: plane.yAxis, isolation: isolation,
            viewport: plane.viewport, emphasis: emphasis, area: room)
    }

    /// `PC1 62.2 %  ×  PC2 10.5 %`
    private func title(
        _ plane: ScatterScreenPlane, _ analysis: Analysis, _ context: ScreenContext
    ) -> String {
        let x = axisTitle(plane.xAxis, analysis, context)
        let y = plane.yAxis.map { axisTitle($0, analysis, context) } ?? context.words[.image]
        return "\(x)  \(context.theme.glyphs.times)  \(y)"
    }

    /// `PC1 62.2 %`
    func axisTitle(_ component: Int, _ analysis: Analysis, _ context: ScreenContext) -> String {
        let name = context.words[.component(component + 1)]
        guard analysis.explainedVarianceRatio.indices.contains(component) else { return name }
        let share = context.figures.fixed(analysis.explainedVarianceRatio[component] * 100, places: 1)
        return "\(name) \(share) %"
    }

    /// What is shown where that is not everything, and the picked image's name where it has no pane.
    private func drawLowerBorder(
        _ plane: ScatterScreenPlane, _ analysis: Analysis, _ layout: ScatterScreenLayout,
        of grid: inout CellGrid, _ context: ScreenContext
    ) {
        let (area, theme) = (layout.plane, context.theme)
        let y = area.maxY - 1
        var x = area.x + 2
        if let note = noteText(plane, analysis, hasLegend: !layout.legend.isEmpty, context) {
            x = grid.write(" \(note) ", x: x, y: y, style: theme.running, limit: area.width - 4)
        }
        guard layout.picked.isEmpty, let pick = plane.pick, analysis.images.indices.contains(pick) else {
            return
        }
        let name = TextWidth.truncated(Self.shortPath(analysis.images[pick].path), to: area.maxX - x - 8)
        let start = area.maxX - 4 - TextWidth.columns(of: name)
        if !name.isEmpty {
            grid.write(" \(name) ", x: start, y: y, style: theme.title, limit: area.maxX - 1 - start)
        }
    }

    /// What the lower border says of what is shown.
    func noteText(
        _ plane: ScatterScreenPlane, _ analysis: Analysis, hasLegend: Bool, _ context: ScreenContext
    ) -> String? {
        let (words, figures) = (context.words, context.figures)
        if let box {
            let text = words[.inTheBox(figures.grouped(box.rows.count))]
            return hasLegend ? text : ([text] + marks(of: box, context)).joined(separator: " ")
        }
        switch note {
        case .holdTwo?: return words[.holdTwoCategories]
        case .noAdvice?: return words[.noAdvice]
        case .advice(let advice, let pair)?:
            let names = pair.map { analysis.categories.indices.contains($0) ? analysis.categories[$0] : "?" }
            let distance = "\(figures.fixed(advice.separation, places: 1)) \(context.theme.glyphs.sigma)"
            return words[.bestParted(names[0], names[1], distance)]
        case nil: break
        }
        var parts: [String] = []
        if let isolated = plane.isolated {
            let all = figures.grouped(analysis.images.count)
            parts.append(words[.someAlone(figures.grouped(isolated.count), all)])
        }
        if showsQuality { parts.append(qualityText(plane, context)) }
        return parts.isEmpty ? nil : parts.joined(separator: " \(context.theme.glyphs.dot) ")
    }

    /// How much of what is drawn the plane represents well.
    func qualityText(_ plane: ScatterScreenPlane, _ context: ScreenContext) -> String {
        let share = context.figures.fixed(plane.wellRepresented * 100, places: 0)
        let least = context.figures.fixed(ScatterChart.goodQuality, places: 1)
        return context.words[.wellRepresented(share, least)]
    }

    /// `★9 ◆8`: the categories that most points in the box are of, where no legend counts them.
    private func marks(of box: ScatterScreenBox, _ context: ScreenContext) -> [String] {
        let emphasis = legend.emphasis
        let most = box.counts.indices.filter { box.counts[$0] > 0 }
            .sorted { (box.counts[$1], $0) < (box.counts[$0], $1) }.prefix(4)
        return most.map { "\(context.theme.scatterLook.mark(emphasis.slots[$0]))\(box.counts[$0])" }
    }

    /// The last two parts: `Banana/151_100.jpg`.
    static func shortPath(_ path: ImagePath) -> String {
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
        let name = context.words[box == nil ? .legend : .legendOfBox]
        let title = count > area.height - 2 ? "\(name) \(legend.cursor.row + 1)/\(count)" : name
        let inner = grid.drawPane(area, title: title, isFocused: pane == .legend, theme)
        guard count > 0 else {
            let text = context.words[.noCategory]
            return grid.writeWrapped(text, in: inner.insetBy(dx: 1, dy: 0), style: theme.dim)
        }
        let emphasis = legend.emphasis
        let counts = box?.counts ?? plane.points.counts
        for (line, row) in legend.cursor.visible(of: count, height: inner.height).enumerated() {
            let place = Rect(x: inner.x, y: inner.y + line, width: inner.width, height: 1)
            drawEntry(row, emphasis, counts, analysis, in: place, of: &grid, context)
        }
    }

    /// `A● Banana         490`; behind a held category's mark stands a `+`.
    private func drawEntry(
        _ row: Int, _ emphasis: ScatterChart.Emphasis, _ counts: [Int], _ analysis: Analysis,
        in area: Rect, of grid: inout CellGrid, _ context: ScreenContext
    ) {
        let (theme, look) = (context.theme, context.theme.scatterLook)
        let category = legend.order[row]
        let slot = emphasis.slots[category]
        let isChosen = pane == .legend && row == legend.cursor.row
        let style = isChosen ? theme.selected : slot == nil ? theme.dim : theme.plain
        let color = Style(look.color(slot), on: .standard, slot == nil ? [] : .bold)
        grid.fill(area, style: isChosen ? style : .plain)
        if let slot { grid[area.x, area.y] = Cell(look.letter(slot), style) }
        grid[area.x + 1, area.y] = Cell(look.mark(slot), isChosen ? style : color)
        if legend.held.contains(category) { grid[area.x + 2, area.y] = Cell("+", style) }
        let count = context.figures.grouped(counts[category])
        let room = area.width - 5 - count.count
        grid.write(analysis.categories[category], x: area.x + 3, y: area.y, style: style, limit: room)
        let countStyle = isChosen ? style : counts[category] > 0 && box != nil ? theme.title : theme.dim
        grid.write(count, x: area.maxX - 1 - count.count, y: area.y, style: countStyle)
    }
}

extension Theme {
    /// How scatter charts look in this theme.
    var scatterLook: ScatterChart.Look {
        ScatterChart.Look(
            glyphs: glyphs.kind, colors: categories,
            others: Palette.others(on: background == .dark ? .dark : .light),
            axes: AxisStyle(line: border, label: dim, glyphs: glyphs.kind), pick: title)
    }
}
