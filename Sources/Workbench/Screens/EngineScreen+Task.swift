import Engine
import Plot

// One task on screen 3: what it did, what that cost, what of it was set aside, and what happened to it.

extension EngineScreen {
    func drawTask(of job: JobStatus.Job, in area: Rect, of grid: inout CellGrid, _ context: ScreenContext) {
        guard let stage = stage(of: job), let task = task(context) else { return }
        let path = path(to: stage, of: job, context)
        let title = "\(path) \(context.theme.glyphs.pointer) \(context.words[.task]) \(task.partition)"
        let inner = grid.drawPane(area, title: title, isFocused: true, context.theme).insetBy(dx: 1, dy: 0)
        drawFacts(of: task, in: inner, of: &grid, context)
        let (facts, figures) = inner.splitTop(task.lastFailure == nil ? 2 : 4)
        drawFailure(of: task, in: facts, of: &grid, context)
        drawBars(of: task, in: figures, stage, of: &grid, context)
    }

    /// `done · attempt 1 · slot 0 · 162/162 images`
    private func drawFacts(
        of task: JobStatus.Task, in area: Rect, of grid: inout CellGrid, _ context: ScreenContext
    ) {
        let (words, figures) = (context.words, context.figures)
        var facts = [words[task.state.word]]
        if task.attempt > 0 { facts.append(words[.attempt(task.attempt)]) }
        if task.kills > 0 { facts.append(words[.attemptsStopped(task.kills)]) }
        if let slot = task.slot { facts.append("\(words[.slot]) \(slot)") }
        if let started = task.started { facts.append(words[.from(figures.fixed(started, places: 2))]) }
        if let progress = task.progress, progress.total > 0 {
            let done = "\(figures.grouped(progress.images))/\(figures.grouped(progress.total))"
            facts.append("\(done) \(words[.images])")
        }
        grid.writeFacts(facts, in: area, style: task.state.style(context.theme), context.theme)
    }

    private func drawFailure(
        of task: JobStatus.Task, in area: Rect, of grid: inout CellGrid, _ context: ScreenContext
    ) {
        guard let reason = task.lastFailure?.escapingUnprintable else { return }
        let seconds = context.figures.brief(task.secondsLost)
        let text = context.words[.attemptsFailed(task.failures, in: seconds, last: reason)]
        let lines = Rect(x: area.x, y: area.y + 1, width: area.width, height: 2)
        _ = grid.writeParagraph(text, in: lines, style: context.theme.failed)
    }

    /// `network   ████████████   2.10 s   median 2.05 s`
    private func drawBars(
        of task: JobStatus.Task, in area: Rect, _ stage: JobStatus.Stage, of grid: inout CellGrid,
        _ context: ScreenContext
    ) {
        let theme = context.theme
        let longest = task.duration(at: context.clock) ?? 0
        grid.write(
            context.words[.median].leftPadded(to: 8), x: area.maxX - 8, y: area.y, style: theme.dim, limit: 8)
        grid.write(
            context.words[.here].leftPadded(to: 8), x: area.maxX - 17, y: area.y, style: theme.dim, limit: 8)
        for (row, metric) in stage.metrics.prefix(max(0, area.height - 1)).enumerated() {
            let y = area.y + 1 + row
            grid.write(context.words[metric.name], x: area.x, y: y, style: theme.title, limit: 14)
            let value = task.value(metric, at: context.clock)
            let texts = [value, stage.quantiles(metric)?.median].map { value in
                value.map { metric.text($0, context.figures) } ?? ""
            }
            grid.write(texts[0].leftPadded(to: 8), x: area.maxX - 17, y: y, limit: 8)
            grid.write(texts[1].leftPadded(to: 8), x: area.maxX - 8, y: y, style: theme.dim, limit: 8)
            guard metric.unit == .seconds, metric != .wait, let value, longest > 0 else { continue }
            let bar = Rect(x: area.x + 15, y: y, width: area.width - 15 - 19, height: 1)
            Bar.draw(
                value / longest, in: bar, of: &grid, style: metric.style(theme), glyphs: theme.glyphs.kind)
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
