import Engine
import Plot

// The tasks of one stage, one by one: what a tall terminal has room for.

extension EngineScreen {
    /// The stage that people want to watch: the one that runs, or else the one that took longest.
    func stageInView(of job: JobStatus.Job) -> JobStatus.Stage? {
        func seconds(_ stage: JobStatus.Stage) -> Double { stage.duration(at: job.ended ?? job.started) ?? 0 }
        return job.stages.first { $0.state == .running } ?? job.stages.max { seconds($0) < seconds($1) }
    }

    func taskColumns(_ width: Int) -> Int { max(1, (width - 2) / 38) }

    func drawTasks(of job: JobStatus.Job, in area: Rect, of grid: inout CellGrid, _ context: ScreenContext) {
        guard area.height > 2, let stage = stageInView(of: job) else { return }
        let title =
            "Tasks of \(number(stage.description.stage, context.theme.glyphs)) \(stage.description.name)"
        let inner = grid.drawPane(area, title: title, context.theme)
        let columns = taskColumns(area.width)
        let width = inner.width / columns
        let shown = tasksInView(of: stage, count: columns * inner.height)
        for (index, task) in shown.enumerated() {
            let (row, column) = index.quotientAndRemainder(dividingBy: columns)
            let cell = Rect(x: inner.x + column * width, y: inner.y + row, width: width - 2, height: 1)
            drawTask(task, in: cell, of: &grid, context)
        }
    }

    /// All where they fit, or else those from a row before the first that is not done.
    private func tasksInView(of stage: JobStatus.Stage, count: Int) -> ArraySlice<JobStatus.Task> {
        let open = stage.tasks.firstIndex { !$0.state.isOver } ?? 0
        let first = max(0, min(open - count / 4, stage.tasks.count - count))
        return stage.tasks[first..<min(stage.tasks.count, first + count)]
    }

    /// ` 7 ━━━━━━╌╌╌╌╌╌  71/162  2.4 s`
    private func drawTask(
        _ task: JobStatus.Task, in area: Rect, of grid: inout CellGrid, _ context: ScreenContext
    ) {
        let theme = context.theme
        let style = task.state.style(theme)
        grid.write("\(task.partition)".leftPadded(to: 4), x: area.x, y: area.y, style: style)
        let text = figures(of: task, context)
        let bar = Rect(x: area.x + 5, y: area.y, width: area.width - 5 - 19, height: 1)
        grid.drawProgressBar(task.fraction, in: bar, style: style, theme)
        grid.write(text, x: bar.maxX + 1, y: area.y, style: style, limit: 18)
    }

    private func figures(of task: JobStatus.Task, _ context: ScreenContext) -> String {
        var parts: [String] = []
        if task.attempt > 1 { parts.append("try \(task.attempt)") }
        if let progress = task.progress, progress.total > 0 {
            parts.append("\(progress.images)/\(progress.total)")
        }
        guard let duration = task.duration(at: context.clock) else { return task.state.word }
        return (parts + [Figures.duration(duration)]).joined(separator: "  ")
    }
}
