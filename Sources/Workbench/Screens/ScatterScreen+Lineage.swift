import Engine
import Plot

// The card that tells where a point comes from, over the plane.

extension ScatterScreen {
    func drawLineage(
        _ lineage: ScatterScreenLineage, _ plane: ScatterScreenPlane, _ analysis: Analysis, in area: Rect,
        of grid: inout CellGrid, _ context: ScreenContext
    ) {
        guard analysis.images.indices.contains(lineage.row) else { return }
        let facts = facts(lineage, plane, analysis, context)
        let width = min(area.width - 2, 58)
        let height = min(area.height, facts.count + lineage.steps.count + 3)
        let card = Rect(
            x: area.x + (area.width - width) / 2, y: area.y + (area.height - height) / 2, width: width,
            height: height)
        grid.fill(card)
        let inner = grid.drawPane(card, title: context.words[.lineage], isFocused: true, context.theme)
            .insetBy(dx: 1, dy: 0)
        let (below, choices) = inner.splitBottom(min(lineage.steps.count, inner.height))
        let nameWidth = facts.map { TextWidth.columns(of: $0.name) }.max() ?? 0
        for (line, fact) in facts.prefix(below.height).enumerated() {
            let y = below.y + line
            grid.write(fact.name, x: below.x, y: y, style: context.theme.dim)
            let x = below.x + nameWidth + 2
            grid.writeEnd(of: fact.text, x: x, y: y, style: context.theme.plain, limit: below.maxX - x)
        }
        for (line, step) in lineage.steps.prefix(choices.height).enumerated() {
            let isChosen = line == lineage.cursor.row
            let place = Rect(x: choices.x, y: choices.y + line, width: choices.width, height: 1)
            let style = isChosen ? context.theme.selected : context.theme.plain
            grid.fill(place, style: style)
            let pointer = isChosen ? context.theme.glyphs.pointer : " "
            grid.write(
                "\(pointer) \(context.words[name(of: step)])", x: place.x, y: place.y, style: style,
                limit: place.width)
        }
    }

    func name(of step: LineageStep) -> Phrase {
        switch step {
        case .picture: .seeBeforeAfter
        case .task(let partition): .seeTask(partition)
        }
    }

    /// From the file to the place on the plane.
    func facts(
        _ lineage: ScatterScreenLineage, _ plane: ScatterScreenPlane, _ analysis: Analysis,
        _ context: ScreenContext
    ) -> [(name: String, text: String)] {
        let (words, figures, then) = (context.words, context.figures, context.theme.glyphs.then)
        let image = analysis.images[lineage.row]
        var facts = [
            (words[.photograph], "\(Self.shortPath(image.path))  \(figures.bytes(image.length))"),
            (
                words[.network],
                "\(context.runChain) \(then) ResNet50 \(then) \(figures.grouped(analysis.features))"
            ),
        ]
        let row = context.row(of: image.path)
        if let row, let partition = context.partition(ofRow: row) {
            let part = "\(words[.rowNumber(figures.grouped(row))])  \(words[.partition(partition)])"
            facts.append((words[.place], part))
            if let maker = context.maker(ofPartition: partition) { facts.append(taskFact(maker, context)) }
        }
        let point = plane.points[lineage.row]
        let places = ([(plane.xAxis, point.x)] + (plane.yAxis.map { [($0, point.y)] } ?? [])).map {
            "\(words[.component($0 + 1)]) \(figures.fixed($1, places: 2))"
        }
        let kept = "\(figures.grouped(analysis.features)) \(then) \(analysis.chosen)"
        return facts + [(words[.components], "\(kept)  \(places.joined(separator: "  "))")]
    }

    /// `features 3  slot 1  2.98 s  162 images`
    private func taskFact(
        _ maker: ScreenContext.Maker, _ context: ScreenContext
    ) -> (name: String, text: String) {
        let task = maker.task
        var parts = ["\(maker.stage.description.name) \(task.partition)"]
        if let slot = task.slot { parts.append(context.words[.slotNumber(slot)]) }
        if let seconds = task.duration(at: context.clock) { parts.append(context.figures.duration(seconds)) }
        if let images = task.progress?.images {
            parts.append(context.words[.countOfImages(context.figures.grouped(images))])
        }
        return (context.words[.task], parts.joined(separator: "  "))
    }
}
