import Engine
import Plot

// What stands on every level of screen 3, and the list of jobs.

extension EngineScreen {
    func draw(in area: Rect, of grid: inout CellGrid, _ context: ScreenContext) {
        guard let job = job(context) else {
            let inner = grid.drawPane(area, title: context.words[.engineTitle], context.theme)
            grid.writeWrapped(
                context.words[.noJob], in: inner.insetBy(dx: 1, dy: 0), style: context.theme.dim)
            return
        }
        for place in places(in: area, context) { draw(place, of: job, of: &grid, context) }
        if let question { draw(question, in: area, of: &grid, context) }
    }

    private func draw(
        _ place: Place, of job: JobStatus.Job, of grid: inout CellGrid, _ context: ScreenContext
    ) {
        let area = place.area
        switch place.part {
        case .jobs: drawJobs(in: area, of: &grid, context)
        case .storage: drawStorage(in: area, of: &grid, context)
        case .events: drawEvents(in: area, of: &grid, context)
        case .job(let graph): drawJob(job, graph, in: area, of: &grid, context)
        case .slots: drawSlots(of: job, in: area, of: &grid, context)
        case .figures: if let stage = stage(of: job) { drawFigures(of: stage, in: area, of: &grid, context) }
        case .tasks: if let stage = stage(of: job) { drawTasks(of: stage, job, in: area, of: &grid, context) }
        case .task: drawTask(of: job, in: area, of: &grid, context)
        case .taskEvents: drawTaskEvents(of: job, in: area, of: &grid, context)
        }
    }

    private func draw(
        _ question: Question, in area: Rect, of grid: inout CellGrid, _ context: ScreenContext
    ) {
        let text = " \(context.words[question.text])  \(context.words[.yesOrNo]) "
        let width = min(area.width, TextWidth.columns(of: text))
        let x = area.x + (area.width - width) / 2
        let y = area.y + min(area.height - 1, 10)
        grid.write(text, x: x, y: y, style: context.theme.failed.with(.reverse), limit: width)
    }

    /// `①`, or `1` in ASCII.
    func number(_ stage: Int, _ glyphs: Glyphs) -> String {
        let circled = glyphs.isUnicode && stage < 20 ? Unicode.Scalar(0x2460 + UInt32(stage)) : nil
        return circled.map { String(Character($0)) } ?? "\(stage + 1)"
    }

    /// `Job 0 ▸ ③ features`
    func path(to stage: JobStatus.Stage, of job: JobStatus.Job, _ context: ScreenContext) -> String {
        let glyphs = context.theme.glyphs
        let number = number(stage.description.stage, glyphs)
        return "\(context.words[.job(job.job)]) \(glyphs.pointer) \(number) \(stage.description.name)"
    }
}

// MARK: The list of jobs

extension EngineScreen {
    private func drawJobs(in area: Rect, of grid: inout CellGrid, _ context: ScreenContext) {
        let (theme, words) = (context.theme, context.words)
        let jobs = listedJobs(context)
        let inner = grid.drawPane(
            area, title: "\(words[.jobsTitle]) \(jobs.count)", isFocused: focus == .list, theme
        ).insetBy(dx: 1, dy: 0)
        let table = Table([
            .figure(words[.job], 4), .text("", 2), .text(words[.columnName], max(10, inner.width - 44)),
            .text(words[.columnState], 12), .figure(words[.stages], 7), .figure(words[.tasks], 11),
            .figure(words[.columnTime], 8),
        ])
        table.writeTitles(in: inner, of: &grid, theme)
        let rows = jobRows(in: area, context)
        let chosen = job(context)?.job
        for row in rows.shown {
            let style = rowStyle(isChosen: jobs[row].job == chosen, or: jobs[row].state.style(theme), theme)
            table.write(texts(of: jobs[row], context), in: rows.line(row), of: &grid, style: style)
        }
    }

    private func texts(of job: JobStatus.Job, _ context: ScreenContext) -> [String] {
        let done = job.stages.count { $0.state == .succeeded }
        let tasksDone = job.stages.reduce(0) { $0 + $1.count(.succeeded) }
        let tasks = job.stages.reduce(0) { $0 + $1.tasks.count }
        return [
            "\(job.job)", "", job.name.escapingUnprintable, context.words[job.word],
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
    var word: Phrase { state == .cancelled && reason == JobStatus.interruption ? .interrupted : state.word }
}

extension JobStatus.Stage {
    /// How it stands: `running`, `interrupted`.
    var word: Phrase { state == .cancelled && reason == JobStatus.interruption ? .interrupted : state.word }
}

extension JobStatus.State {
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
