import Engine
import Plot

// One task on screen 3: what it did, what that cost, what of it was set aside, and what happened to it.

extension EngineScreen {
    func drawTaskLevel(
        _ job: JobStatus.Job, in area: Rect, of grid: inout CellGrid, _ context: ScreenContext
    ) {
        guard let stage = stage(of: job), let task = task(context) else { return }
        let glyphs = context.theme.glyphs
        let rows = stage.metrics.count + 4 + (task.lastFailure == nil ? 0 : 2)
        let (top, events) = area.splitTop(min(rows + 2, area.height < 16 ? area.height : area.height - 5))
        let title = "\(path(to: stage, of: job, glyphs)) \(glyphs.pointer) task \(task.partition)"
        let inner = grid.drawPane(top, title: title, isFocused: true, context.theme).insetBy(dx: 1, dy: 0)
        drawFacts(of: task, in: inner, of: &grid, context)
        let (facts, figures) = inner.splitTop(task.lastFailure == nil ? 2 : 4)
        drawFailure(of: task, in: facts, of: &grid, context.theme)
        drawBars(of: task, in: figures, stage, of: &grid, context)
        drawNotes(of: task, stage, job, in: events, of: &grid, context)
    }

    /// `done · attempt 1 · slot 0 · 162/162 images`
    private func drawFacts(
        of task: JobStatus.Task, in area: Rect, of grid: inout CellGrid, _ context: ScreenContext
    ) {
        var facts = [task.state.word]
        if task.attempt > 0 { facts.append("attempt \(task.attempt)") }
        if let slot = task.slot { facts.append("slot \(slot)") }
        if let started = task.started {
            facts.append("from \(Figures.english.fixed(started, places: 2)) s on")
        }
        if let progress = task.progress, progress.total > 0 {
            facts.append(
                "\(Figures.english.grouped(progress.images))/\(Figures.english.grouped(progress.total)) images"
            )
        }
        grid.writeFacts(facts, in: area, style: task.state.style(context.theme), context.theme)
    }

    private func drawFailure(
        of task: JobStatus.Task, in area: Rect, of grid: inout CellGrid, _ theme: Theme
    ) {
        guard let reason = task.lastFailure?.escapingUnprintable else { return }
        let attempts = task.failures == 1 ? "1 attempt" : "\(task.failures) attempts"
        let text = "\(attempts) failed in \(Figures.english.brief(task.secondsLost)), the last: \(reason)"
        _ = grid.writeParagraph(
            text, in: Rect(x: area.x, y: area.y + 1, width: area.width, height: 2), style: theme.failed)
    }

    /// `network   ████████████   2.10 s   median 2.05 s`
    private func drawBars(
        of task: JobStatus.Task, in area: Rect, _ stage: JobStatus.Stage, of grid: inout CellGrid,
        _ context: ScreenContext
    ) {
        let theme = context.theme
        let longest = task.duration(at: context.clock) ?? 0
        grid.write(
            "median".leftPadded(to: 8), x: area.maxX - 8, y: area.y, style: theme.dim, limit: 8)
        grid.write("here".leftPadded(to: 8), x: area.maxX - 17, y: area.y, style: theme.dim, limit: 8)
        for (row, metric) in stage.metrics.prefix(max(0, area.height - 1)).enumerated() {
            let y = area.y + 1 + row
            grid.write(metric.name, x: area.x, y: y, style: theme.title, limit: 14)
            let value = task.value(metric, at: context.clock)
            let texts = [value, stage.quantiles(metric)?.median].map { $0.map(metric.text) ?? "" }
            grid.write(texts[0].leftPadded(to: 8), x: area.maxX - 17, y: y, limit: 8)
            grid.write(texts[1].leftPadded(to: 8), x: area.maxX - 8, y: y, style: theme.dim, limit: 8)
            guard metric.unit == .seconds, metric != .wait, let value, longest > 0 else { continue }
            let bar = Rect(x: area.x + 15, y: y, width: area.width - 15 - 19, height: 1)
            Bar.draw(
                value / longest, in: bar, of: &grid, style: metric.style(theme), glyphs: theme.glyphs.kind)
        }
    }

    /// What happened to this task, newest first, as far as it is remembered.
    private func drawNotes(
        of task: JobStatus.Task, _ stage: JobStatus.Stage, _ job: JobStatus.Job, in area: Rect,
        of grid: inout CellGrid, _ context: ScreenContext
    ) {
        guard area.height > 2 else { return }
        let inner = grid.drawPane(area, title: "Events of the task", context.theme)
        let notes = context.jobs.notes(
            ofPartition: task.partition, stage: stage.description.stage, job: job.job)
        for (row, note) in notes.reversed().prefix(inner.height).enumerated() {
            draw(note, at: inner.y + row, in: inner, of: &grid, context.theme)
        }
    }
}

extension TaskMetric {
    fileprivate func style(_ theme: Theme) -> Style {
        switch self {
        case .seconds(let activity): activity.style(theme)
        default: theme.dim
        }
    }
}
