import Engine
import Plot

// Where things stand on screen 3, level by level. Panes of lesser weight give way first where rows are few.

extension EngineScreen {
    func draw(in area: Rect, of grid: inout CellGrid, _ context: ScreenContext) {
        guard let job = job(context) else {
            let inner = grid.drawPane(area, title: "Engine", context.theme)
            grid.writeWrapped(
                "No job has been started.", in: inner.insetBy(dx: 1, dy: 0), style: context.theme.dim)
            return
        }
        switch level {
        case .jobs: drawJobsLevel(in: area, of: &grid, context)
        case .job: drawJobLevel(job, in: area, of: &grid, context)
        case .stage: drawStageLevel(job, in: area, of: &grid, context)
        case .task: drawTaskLevel(job, in: area, of: &grid, context)
        }
        if let question { draw(question, in: area, of: &grid, context.theme) }
    }

    private func drawJobsLevel(in area: Rect, of grid: inout CellGrid, _ context: ScreenContext) {
        let wanted = max(context.jobs.jobs.count, 1) + 3
        let (jobs, below) = area.splitTop(min(wanted, max(5, area.height / 2)))
        drawJobs(in: jobs, of: &grid, context)
        let (storage, events) = below.splitTop(
            below.height >= 7 ? min(storageHeight(context), below.height / 2) : 0)
        drawStorage(in: storage, of: &grid, context)
        drawEvents(in: events, of: &grid, context)
    }

    /// The job and its stages, the slots, then as much as there is room for: the stage's figures, storage, events.
    private func drawJobLevel(
        _ job: JobStatus.Job, in area: Rect, of grid: inout CellGrid, _ context: ScreenContext
    ) {
        let graph = StageGraph(job.stages.map(\.description))
        let hasGraph = area.height >= job.stages.count + graph.rows + 11
        let lanes = min(context.jobs.slots.count, 2) + 2
        let wanted = job.stages.count + 2 + (hasGraph ? graph.rows : 0)
        let (top, rest) = area.splitTop(min(wanted, max(area.height - lanes, 3)))
        drawJob(job, hasGraph ? graph : nil, in: top, of: &grid, context)
        let (slots, belowSlots) = splitSlots(from: rest, count: context.jobs.slots.count)
        drawSlots(of: job, in: slots, of: &grid, context)
        let figures = figuresHeight(of: job)
        let (middle, bottom) = belowSlots.splitTop(belowSlots.height >= figures + 8 ? figures : 0)
        if let stage = stage(of: job) { drawFigures(of: stage, in: middle, of: &grid, context) }
        drawBottom(in: bottom, of: &grid, context)
    }

    /// Events, and storage beside them.
    private func drawBottom(in area: Rect, of grid: inout CellGrid, _ context: ScreenContext) {
        guard !context.jobs.persisted.isEmpty, area.width >= 76 else {
            return drawEvents(in: area, of: &grid, context)
        }
        let (events, storage) = area.splitRight(max(34, area.width * 2 / 5))
        drawEvents(in: events, of: &grid, context)
        drawStorage(in: storage, of: &grid, context)
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

    private func draw(_ question: Question, in area: Rect, of grid: inout CellGrid, _ theme: Theme) {
        let what =
            switch question {
            case .job: "Cancel the job?"
            case .stage: "Cancel the stage, and its job with it?"
            }
        let text = " \(what) What is whole is kept.  y yes  n no "
        let width = min(area.width, TextWidth.columns(of: text))
        let x = area.x + (area.width - width) / 2
        let y = area.y + min(area.height - 1, 10)
        grid.write(text, x: x, y: y, style: theme.failed.with(.reverse), limit: width)
    }

    /// `①`, or `1` in ASCII.
    func number(_ stage: Int, _ glyphs: Glyphs) -> String {
        let circled = glyphs.isUnicode && stage < 20 ? Unicode.Scalar(0x2460 + UInt32(stage)) : nil
        return circled.map { String(Character($0)) } ?? "\(stage + 1)"
    }

    /// `Job 0 ▸ ③ features`
    func path(to stage: JobStatus.Stage, of job: JobStatus.Job, _ glyphs: Glyphs) -> String {
        "Job \(job.job) \(glyphs.pointer) \(number(stage.description.stage, glyphs)) \(stage.description.name)"
    }
}

// MARK: The list of jobs

extension EngineScreen {
    private func drawJobs(in area: Rect, of grid: inout CellGrid, _ context: ScreenContext) {
        let theme = context.theme
        let jobs = context.jobs.jobs
        let inner = grid.drawPane(
            area, title: "Jobs \(jobs.count)", isFocused: focus == .list, theme
        ).insetBy(dx: 1, dy: 0)
        let table = Table([
            .figure("job", 4), .text("", 2), .text("name", max(10, inner.width - 42)), .text("state", 10),
            .figure("stages", 7),
            .figure("tasks", 11), .figure("time", 8),
        ])
        let (header, rows) = inner.splitTop(1)
        table.writeTitles(in: header, of: &grid, theme)
        var cursor = Selection()
        let newestFirst = Array(jobs.reversed())
        cursor.move(to: newestFirst.firstIndex { $0.job == job(context)?.job } ?? 0, of: jobs.count)
        for (y, index) in cursor.visible(of: jobs.count, height: rows.height).enumerated() {
            let line = Rect(x: rows.x, y: rows.y + y, width: rows.width, height: 1)
            let job = newestFirst[index]
            table.write(
                texts(of: job, context), in: line, of: &grid,
                style: rowStyle(isChosen: index == cursor.row, or: job.state.style(theme), theme))
        }
    }

    private func texts(of job: JobStatus.Job, _ context: ScreenContext) -> [String] {
        let done = job.stages.count { $0.state == .succeeded }
        let tasksDone = job.stages.reduce(0) { $0 + $1.count(.succeeded) }
        let tasks = job.stages.reduce(0) { $0 + $1.tasks.count }
        return [
            "\(job.job)", "", job.name.escapingUnprintable,
            job.word,
            "\(done)/\(job.stages.count)", "\(tasksDone)/\(tasks)",
            context.figures.brief(job.duration(at: context.clock)),
        ]
    }

    func rowStyle(isChosen: Bool, or style: Style, _ theme: Theme) -> Style {
        guard isChosen else { return style }
        return focus == .list ? theme.selected : theme.selectedElsewhere
    }
}

extension JobStatus.Job {
    /// How it stands: `running`, `interrupted`.
    var word: String { state == .cancelled ? reason ?? state.word : state.word }
}

extension JobStatus.Stage {
    /// How it stands: `running`, `interrupted`.
    var word: String { state == .cancelled ? reason ?? state.word : state.word }
}

extension JobStatus.State {
    /// As said of a stage or a job.
    var word: String {
        switch self {
        case .waiting: "waits"
        case .running: "running"
        case .succeeded: "done"
        case .failed: "failed"
        case .cancelled: "cancelled"
        }
    }

    func style(_ theme: Theme) -> Style {
        switch self {
        case .waiting: theme.waiting
        case .running: theme.running
        case .succeeded: theme.good
        case .failed: theme.failed
        case .cancelled: theme.waiting
        }
    }
}
