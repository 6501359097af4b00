import Engine
import Plot

// One job on screen 3: the graph of its stages, and a line for each.

extension EngineScreen {
    func drawJob(
        _ job: JobStatus.Job, _ graph: StageGraph?, in area: Rect, of grid: inout CellGrid,
        _ context: ScreenContext
    ) {
        let theme = context.theme
        let title = "\(context.words[.job(job.job)])  \(job.name.escapingUnprintable)"
        let inner = grid.drawPane(area, title: title, isFocused: focus == .list, theme)
        if let graph {
            let top = inner.splitTop(graph.rows).top.insetBy(dx: 1, dy: 0)
            draw(graph, of: job, in: top, of: &grid, theme)
            drawGraphLegend(in: area, title: title, of: &grid, context)
        }
        drawCost(of: job, in: area, of: &grid, context)
        let chosen = stage(of: job)?.description.stage
        let rows = stageRows(of: job, below: graph, in: area)
        for row in rows.shown {
            drawStage(
                job.stages[row], of: job, isChosen: row == chosen, in: rows.line(row), of: &grid, context)
        }
    }

    private func draw(
        _ graph: StageGraph, of job: JobStatus.Job, in area: Rect, of grid: inout CellGrid, _ theme: Theme
    ) {
        graph.draw(in: area, of: &grid, theme) { stage, length in
            let number = number(stage, theme.glyphs)
            let name = job.stages[stage].description.name
            let text =
                switch length {
                case .full: "\(number) \(name)"
                case .name: name
                case .number: number
                }
            return (text, job.stages[stage].state.style(theme))
        }
    }

    /// In the frame, on the right: what the arrows of the graph mean.
    private func drawGraphLegend(
        in area: Rect, title: String, of grid: inout CellGrid, _ context: ScreenContext
    ) {
        let text = " \(context.theme.glyphs.shuffle) \(context.words[.shuffle]) "
        guard TextWidth.columns(of: title) + text.count + 8 < area.width else { return }
        grid.write(text, x: area.maxX - 2 - text.count, y: area.y, style: context.theme.dim)
    }

    /// `▸② features    7/16  ━━━━━━╌╌╌╌  running   1,214  108 img/s`
    private func drawStage(
        _ stage: JobStatus.Stage, of job: JobStatus.Job, isChosen: Bool, in area: Rect,
        of grid: inout CellGrid,
        _ context: ScreenContext
    ) {
        let theme = context.theme
        let style = stage.state.style(theme)
        let nameWidth = max(
            8, min(job.stages.map { TextWidth.columns(of: $0.description.name) }.max() ?? 0, 18))
        let tasksWidth = job.stages.map { tasks(of: $0).count }.max() ?? 3
        let textWidth = min(area.width / 2, 30)
        let text = state(of: stage, job, width: textWidth, context)
        if isChosen { grid.write(theme.glyphs.pointer, x: area.x, y: area.y, style: theme.accent) }
        let number = number(stage.description.stage, theme.glyphs)
        var x = grid.write(number, x: area.x + 1, y: area.y, style: style) + 1
        let nameStyle = rowStyle(isChosen: isChosen, or: style, theme)
        grid.write(stage.description.name, x: x, y: area.y, style: nameStyle, limit: nameWidth)
        x += nameWidth + 1
        grid.write(tasks(of: stage).leftPadded(to: tasksWidth), x: x, y: area.y, style: theme.plain)
        x += tasksWidth + 2
        let bar = Rect(x: x, y: area.y, width: area.maxX - x - textWidth - 2, height: 1)
        grid.drawProgressBar(stage.fraction, in: bar, style: style, theme)
        grid.write(text, x: bar.maxX + 2, y: area.y, style: style, limit: textWidth)
    }

    /// Done of all, and how many failed for good.
    private func tasks(of stage: JobStatus.Stage) -> String {
        let failed = stage.count(.failed)
        return "\(stage.count(.succeeded))/\(stage.tasks.count)" + (failed > 0 ? " -\(failed)" : "")
    }

    private func state(
        of stage: JobStatus.Stage, _ job: JobStatus.Job, width: Int, _ context: ScreenContext
    ) -> String {
        let glyphs = context.theme.glyphs
        switch stage.state {
        case .waiting:
            let parents = stage.description.parents.filter { parent in
                job.stages.indices.contains(parent) && job.stages[parent].state != .succeeded
            }
            guard !parents.isEmpty else { return context.words[stage.word] }
            return context.words[.waitsOn] + " " + parents.map { number($0, glyphs) }.joined(separator: " ")
        case .failed:
            let reason = stage.reason ?? context.words[.noReason]
            return "\(context.words[stage.word]): \(reason)".escapingUnprintable
        case .running, .succeeded, .cancelled: return figures(of: stage, width: width, context)
        }
    }

    /// `running 2  1,214  108 img/s`, `done  0.08 s`: as much of it as fits whole.
    private func figures(of stage: JobStatus.Stage, width: Int, _ context: ScreenContext) -> String {
        var parts = [context.words[stage.word]]
        if stage.state == .running { parts[0] += " \(stage.count(.running))" }
        if stage.images > 0 { parts.append(context.figures.grouped(stage.images)) }
        // Only where images take their time does their rate tell something.
        let isSlow = (stage.duration(at: context.clock) ?? 0) > 1
        let rate = isSlow ? stage.recentRate(at: context.clock) ?? stage.meanRate(at: context.clock) : nil
        if let rate {
            parts.append(
                "\(context.figures.fixed(rate, places: rate < 10 ? 1 : 0)) \(context.words[.perSecond])")
        }
        if stage.state != .running || rate == nil, let duration = stage.duration(at: context.clock) {
            parts.append(context.figures.duration(duration))
        }
        let wordings = (1...parts.count).reversed().map { parts.prefix($0).joined(separator: "  ") }
        return wordings.first { TextWidth.columns(of: $0) <= width } ?? parts[0]
    }
}
