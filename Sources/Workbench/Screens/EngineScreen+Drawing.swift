import Engine
import Plot

// Where things stand on screen 3: the job above, then the slots, and the events in what is left.

extension EngineScreen {
    func draw(in area: Rect, of grid: inout CellGrid, _ context: ScreenContext) {
        guard let job = context.jobs.current else {
            let inner = grid.drawPane(area, title: "Engine", context.theme)
            grid.writeWrapped(
                "No job has been started.", in: inner.insetBy(dx: 1, dy: 0), style: context.theme.dim)
            return
        }
        let hasGraph = area.height >= job.stages.count + 12
        let (top, rest) = area.splitTop(min(area.height, job.stages.count + (hasGraph ? 4 : 2)))
        drawJob(job, hasGraph: hasGraph, in: top, of: &grid, context)
        let (slots, belowSlots) = splitSlots(from: rest, count: context.jobs.slots.count)
        drawSlots(of: job, in: slots, of: &grid, context)
        let (tasks, events) = splitTasks(from: belowSlots, of: job)
        drawTasks(of: job, in: tasks, of: &grid, context)
        drawEvents(in: events, of: &grid, context)
    }

    /// Room for the slots, with two lines of summary where there are rows for them, and for at least two events below;
    /// the slots get all of it where that is not to be had.
    private func splitSlots(from area: Rect, count: Int) -> (top: Rect, rest: Rect) {
        let events = 4
        guard area.height >= min(count, 4) + 2 + events else { return area.splitTop(area.height) }
        let hasSummary = area.height >= min(count, 4) + 4 + events
        let lanes = max(1, min(count, area.height - events - (hasSummary ? 4 : 2)))
        return area.splitTop(lanes + (hasSummary ? 4 : 2))
    }

    /// Room for the tasks one by one where a dozen rows are left for the events.
    private func splitTasks(from area: Rect, of job: JobStatus.Job) -> (top: Rect, rest: Rect) {
        let rows = ((stageInView(of: job)?.tasks.count ?? 0) - 1) / taskColumns(area.width) + 1
        return area.splitTop(area.height >= 18 ? min(rows + 2, area.height - 12) : 0)
    }

    /// `①`, or `1` in ASCII.
    func number(_ stage: Int, _ glyphs: Glyphs) -> String {
        let circled = glyphs.isUnicode && stage < 20 ? Unicode.Scalar(0x2460 + UInt32(stage)) : nil
        return circled.map { String(Character($0)) } ?? "\(stage + 1)"
    }
}

// MARK: The job and its stages

extension EngineScreen {
    private func drawJob(
        _ job: JobStatus.Job, hasGraph: Bool, in area: Rect, of grid: inout CellGrid, _ context: ScreenContext
    ) {
        let theme = context.theme
        var inner = grid.drawPane(
            area, title: "Job \(job.job)  \(job.name)", theme)
        if hasGraph {
            let graph: Rect
            (graph, inner) = inner.splitTop(2)
            drawGraph(of: job, in: graph, of: &grid, theme)
        }
        for (row, stage) in job.stages.prefix(inner.height).enumerated() {
            let line = Rect(x: inner.x + 1, y: inner.y + row, width: inner.width - 2, height: 1)
            drawStage(stage, of: job, in: line, of: &grid, context)
        }
        if isConfirming { drawQuestion(in: area, of: &grid, theme) }
    }

    /// `① catalog ─▶ ② features ─▶ ③ merge`; a stage that does not wait on the one before it stands behind a comma.
    private func drawGraph(of job: JobStatus.Job, in area: Rect, of grid: inout CellGrid, _ theme: Theme) {
        var x = area.x + 1
        for stage in job.stages {
            let position = stage.description.stage
            if position > 0 {
                let follows = stage.description.parents.contains(position - 1)
                x = grid.write(
                    follows ? " \(theme.glyphs.arrow) " : ", ", x: x, y: area.y, style: theme.dim,
                    limit: area.maxX - x)
            }
            let name = "\(number(position, theme.glyphs)) \(stage.description.name)"
            x = grid.write(name, x: x, y: area.y, style: stage.state.style(theme), limit: area.maxX - x)
        }
    }

    /// `② features    7/16  ━━━━━━╌╌╌╌  running   1,214  108 img/s`
    private func drawStage(
        _ stage: JobStatus.Stage, of job: JobStatus.Job, in area: Rect, of grid: inout CellGrid,
        _ context: ScreenContext
    ) {
        let theme = context.theme
        let style = stage.state.style(theme)
        let nameWidth = max(
            8, min(job.stages.map { TextWidth.columns(of: $0.description.name) }.max() ?? 0, 18))
        let tasksWidth = job.stages.map { tasks(of: $0).count }.max() ?? 3
        let text = state(of: stage, job, context)
        let textWidth = min(area.width / 2, 30)
        var x =
            grid.write(number(stage.description.stage, theme.glyphs), x: area.x, y: area.y, style: style) + 1
        grid.write(stage.description.name, x: x, y: area.y, style: style, limit: nameWidth)
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

    private func state(of stage: JobStatus.Stage, _ job: JobStatus.Job, _ context: ScreenContext) -> String {
        let glyphs = context.theme.glyphs
        switch stage.state {
        case .waiting:
            let parents = stage.description.parents.filter { parent in
                job.stages.indices.contains(parent) && job.stages[parent].state != .succeeded
            }
            guard !parents.isEmpty else { return "waits" }
            return "waits on " + parents.map { number($0, glyphs) }.joined(separator: " ")
        case .failed: return "failed: \(stage.reason ?? "no reason given")".escapingUnprintable
        case .running, .succeeded, .cancelled: return figures(of: stage, context)
        }
    }

    /// `running 2  1,214  108 img/s`, `done  0.08 s`
    private func figures(of stage: JobStatus.Stage, _ context: ScreenContext) -> String {
        var parts = [stage.state.word]
        if stage.state == .running { parts[0] += " \(stage.count(.running))" }
        if stage.images > 0 { parts.append(Figures.grouped(stage.images)) }
        // Only where images take their time does their rate tell something.
        let isSlow = (stage.duration(at: context.clock) ?? 0) > 1
        let rate = isSlow ? stage.recentRate(at: context.clock) ?? stage.meanRate(at: context.clock) : nil
        if let rate { parts.append("\(Figures.fixed(rate, places: rate < 10 ? 1 : 0)) img/s") }
        if stage.state != .running || rate == nil, let duration = stage.duration(at: context.clock) {
            parts.append(Figures.duration(duration))
        }
        return parts.joined(separator: "  ")
    }

    private func drawQuestion(in area: Rect, of grid: inout CellGrid, _ theme: Theme) {
        let text = " Cancel the job? What is whole is kept.  y yes  n no "
        let width = min(area.width, TextWidth.columns(of: text))
        let x = area.x + (area.width - width) / 2
        grid.write(text, x: x, y: area.maxY - 1, style: theme.failed.with(.reverse), limit: width)
    }
}

// MARK: The last events

extension EngineScreen {
    /// Newest first.
    private func drawEvents(in area: Rect, of grid: inout CellGrid, _ context: ScreenContext) {
        let theme = context.theme
        let notes = context.jobs.notes
        let aside = context.jobs.rejectionCount
        let title = aside > 0 ? "Events  images set aside: \(Figures.grouped(aside))" : "Events"
        guard !area.isEmpty else { return }
        let inner = grid.drawPane(area, title: title, theme)
        for (row, note) in notes.reversed().dropFirst(skippedEvents).prefix(inner.height).enumerated() {
            let time = Figures.fixed(note.time, places: 2).leftPadded(to: 7)
            let x = grid.write(time, x: inner.x, y: inner.y + row, style: theme.dim, limit: inner.width) + 2
            grid.write(
                note.text.escapingUnprintable, x: x, y: inner.y + row, style: style(of: note.weight, theme),
                limit: inner.maxX - x)
        }
    }

    private func style(of weight: JobStatus.Note.Weight, _ theme: Theme) -> Style {
        switch weight {
        case .plain: theme.plain
        case .success: theme.good
        case .warning: theme.running
        case .failure: theme.failed
        }
    }
}
