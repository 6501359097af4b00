import Engine
import Plot

// The tasks of one stage, one a row, with as many of their figures as the terminal has columns for.

extension EngineScreen {
    func drawTasks(
        of stage: JobStatus.Stage, _ job: JobStatus.Job, in area: Rect, of grid: inout CellGrid,
        _ context: ScreenContext
    ) {
        guard area.height > 2 else { return }
        let theme = context.theme
        let sorting = order.metric.map { "  " + context.words[.by($0.name)] } ?? ""
        let title = path(to: stage, of: job, context) + sorting
        let inner = grid.drawPane(area, title: title, isFocused: true, theme)
        let columns = TaskColumns(of: stage, width: inner.width - 1, context.words)
        columns.table.writeTitles(in: inner.splitLeft(1).rest, of: &grid, theme)
        let tasks = order.sorted(stage.tasks, at: context.clock)
        let longest = tasks.compactMap { $0.duration(at: context.clock) }.max() ?? 0
        let rows = taskRows(of: stage, in: area, context)
        let chosen = task(of: stage, at: context.clock)?.partition
        for index in rows.shown {
            let (line, isChosen) = (rows.line(index), tasks[index].partition == chosen)
            if isChosen { grid.write(theme.glyphs.pointer, x: line.x, y: line.y, style: theme.accent) }
            let style = rowStyle(isChosen: isChosen, or: tasks[index].state.style(theme), theme)
            let (texts, bar) = line.splitLeft(1).rest.splitLeft(columns.table.width)
            columns.table.write(columns.texts(of: tasks[index], context), in: texts, of: &grid, style: style)
            draw(tasks[index], longest: longest, in: bar.insetBy(dx: 2, dy: 0), of: &grid, context)
        }
    }

    /// Where there is room beside the figures: what the task's time went to, as long as it took.
    private func draw(
        _ task: JobStatus.Task, longest: Double, in area: Rect, of grid: inout CellGrid,
        _ context: ScreenContext
    ) {
        guard area.width >= 16, longest > 0, let seconds = task.progress?.seconds else { return }
        let theme = context.theme
        let parts = TaskActivity.allCases.compactMap { activity in
            seconds[activity].map { (share: $0 / longest, style: activity.style(theme)) }
        }
        Bar.drawStacked(
            parts, in: Rect(x: area.x, y: area.y, width: area.width, height: 1), of: &grid,
            glyphs: theme.glyphs.kind, isColored: theme.isColored)
    }
}

/// Which figures a table of tasks shows.
private struct TaskColumns {
    let metrics: [TaskMetric]
    let table: Table

    /// What is told of a task before its figures.
    private static func first(_ words: Words) -> [Table.Column] {
        [
            .figure(words[.task], 6), .figure("", 3), .figure(words[.columnTry], 5),
            .figure(words[.slot], 5),
        ]
    }

    /// - Parameter width: columns of the terminal; what tells most comes first.
    init(of stage: JobStatus.Stage, width: Int, _ words: Words) {
        let first = Self.first(words)
        let known = Set(stage.metrics)
        var room = width - first.reduce(0) { $0 + $1.width }
        var chosen: Set<TaskMetric> = []
        for metric in TaskMetric.byWeight where known.contains(metric) && metric != .attempts {
            guard room >= metric.columns else { continue }
            room -= metric.columns
            chosen.insert(metric)
        }
        metrics = TaskMetric.all.filter(chosen.contains)
        table = Table(first + metrics.map { .figure(words[$0.shortName], $0.columns) })
    }

    func texts(of task: JobStatus.Task, _ context: ScreenContext) -> [String] {
        let isRunning = task.state == .running
        let figures = metrics.map { metric -> String in
            guard let value = task.value(metric, at: context.clock) else { return "" }
            if metric == .images, isRunning, let progress = task.progress {
                return "\(progress.images)/\(progress.total)"
            }
            return metric.text(value, context.figures)
        }
        let slot = task.slot.map { "\($0)" } ?? ""
        let attempt = task.attempt > 0 ? "\(task.attempt)" : ""
        return ["\(task.partition)", task.state.glyph(context.theme.glyphs), attempt, slot] + figures
    }
}

extension TaskMetric {
    /// Columns of a table that its figures and title take.
    fileprivate var columns: Int {
        switch self {
        case .images, .bytes: 9
        case .rejected, .attempts: 6
        default: 8
        }
    }
}

extension JobStatus.State {
    func glyph(_ glyphs: Glyphs) -> String {
        switch self {
        case .waiting: glyphs.dot
        case .running: glyphs.pointer
        case .succeeded: glyphs.done
        case .failed: glyphs.failed
        case .cancelled: glyphs.isUnicode ? "∅" : "/"
        }
    }
}
