import Engine
import Plot

// Where things stand on screen 3, level by level: what is drawn there and what the mouse meets there. Panes of lesser
// weight give way first where rows are few.

extension EngineScreen {
    enum Part: Hashable {
        case jobs, storage, events
        /// The job's stages, below their graph where that has room.
        case job(StageGraph?)
        case slots, figures, tasks, task, taskEvents
    }

    struct Place {
        let part: Part
        let area: Rect
    }

    /// Empty where no job was ever started.
    func places(in area: Rect, _ context: ScreenContext) -> [Place] {
        guard let job = job(context) else { return [] }
        let places =
            switch level {
            case .jobs: jobsPlaces(in: area, context)
            case .job: jobPlaces(job, in: area, context)
            case .stage: stagePlaces(job, in: area)
            case .task: taskPlaces(in: area, context)
            }
        return places.filter { !$0.area.isEmpty }
    }

    private func jobsPlaces(in area: Rect, _ context: ScreenContext) -> [Place] {
        let wanted = max(context.jobs.jobs.count, 1) + 3
        let (jobs, below) = area.splitTop(min(wanted, max(5, area.height / 2)))
        // At least one dataset and one event, or events alone.
        let storage = below.height >= 8 ? min(storageHeight(context), max(4, below.height / 2)) : 0
        let (top, events) = below.splitTop(storage)
        return [
            Place(part: .jobs, area: jobs), Place(part: .storage, area: top),
            Place(part: .events, area: events),
        ]
    }

    /// The job and its stages, the slots, then as much as there is room for: the stage's figures, storage, events.
    private func jobPlaces(_ job: JobStatus.Job, in area: Rect, _ context: ScreenContext) -> [Place] {
        let graph = StageGraph(job.stages.map(\.description))
        let hasGraph = area.height >= job.stages.count + graph.rows + 11
        let lanes = min(context.jobs.slots.count, 2) + 2
        let wanted = job.stages.count + 2 + (hasGraph ? graph.rows : 0)
        let (top, rest) = area.splitTop(min(wanted, max(area.height - lanes, 3)))
        let (slots, belowSlots) = splitSlots(from: rest, count: context.jobs.slots.count)
        let figures = figuresHeight(of: job)
        let (middle, bottom) = belowSlots.splitTop(belowSlots.height >= figures + 8 ? figures : 0)
        let hasStorage = !context.jobs.persisted.isEmpty && area.width >= 76
        let (events, storage) = bottom.splitRight(hasStorage ? max(34, area.width * 2 / 5) : 0)
        return [
            Place(part: .job(hasGraph ? graph : nil), area: top), Place(part: .slots, area: slots),
            Place(part: .figures, area: middle), Place(part: .events, area: events),
            Place(part: .storage, area: storage),
        ]
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

    private func stagePlaces(_ job: JobStatus.Job, in area: Rect) -> [Place] {
        let rows = max(area.height / 2, area.height - Self.fewestTaskRows)
        let (top, tasks) = area.splitTop(min(figuresHeight(of: job), rows))
        return [Place(part: .figures, area: top), Place(part: .tasks, area: tasks)]
    }

    /// Rows that the table of tasks keeps, its frame and titles included.
    private static let fewestTaskRows = 8

    private func taskPlaces(in area: Rect, _ context: ScreenContext) -> [Place] {
        guard let stage = stage(context), let task = task(context) else { return [] }
        let rows = stage.metrics.count + 4 + (task.lastFailure == nil ? 0 : 2)
        let (top, events) = area.splitTop(
            min(rows + 2, area.height < 16 ? area.height : area.height - 5))
        return [Place(part: .task, area: top), Place(part: .taskEvents, area: events)]
    }
}

// MARK: Rows of lists

extension EngineScreen {
    /// The rows of a list that are seen.
    struct Rows {
        let area: Rect
        let shown: Range<Int>

        /// Shows the cursor, in the middle where the list allows.
        init(_ area: Rect, cursor: Int, of count: Int) {
            var selection = Selection()
            selection.move(to: cursor, of: count)
            self.area = area
            shown = selection.visible(of: count, height: area.height)
        }

        /// What is at a cell; nil where nothing is.
        func row(at point: Point) -> Int? {
            guard area.contains(point) else { return nil }
            let row = shown.lowerBound + point.y - area.y
            return shown.contains(row) ? row : nil
        }

        func line(_ row: Int) -> Rect {
            Rect(x: area.x, y: area.y + row - shown.lowerBound, width: area.width, height: 1)
        }
    }

    /// Newest first.
    func listedJobs(_ context: ScreenContext) -> [JobStatus.Job] { context.jobs.jobs.reversed() }

    func jobRows(in area: Rect, _ context: ScreenContext) -> Rows {
        let jobs = listedJobs(context)
        let cursor = jobs.firstIndex { $0.job == job(context)?.job } ?? 0
        return Rows(area.insetBy(dx: 2, dy: 1).splitTop(1).rest, cursor: cursor, of: jobs.count)
    }

    func stageRows(of job: JobStatus.Job, below graph: StageGraph?, in area: Rect) -> Rows {
        let inner = area.insetBy(dx: 1, dy: 1).splitTop(graph?.rows ?? 0).rest
        return Rows(
            inner.splitRight(1).rest, cursor: stage(of: job)?.description.stage ?? 0, of: job.stages.count)
    }

    func taskRows(of stage: JobStatus.Stage, in area: Rect, _ context: ScreenContext) -> Rows {
        let tasks = order.sorted(stage.tasks, at: context.clock)
        let chosen = task(of: stage, at: context.clock)?.partition
        let cursor = tasks.firstIndex { $0.partition == chosen } ?? 0
        return Rows(area.insetBy(dx: 1, dy: 1).splitTop(1).rest, cursor: cursor, of: tasks.count)
    }

    func eventRows(_ events: [JobEvent], in area: Rect) -> Rows {
        let inner = area.insetBy(dx: 1, dy: 1)
        return Rows(inner, cursor: eventList.cursor.row, of: events.count)
    }

    /// The lanes of the slots without the lines below them.
    func lanes(in area: Rect, _ context: ScreenContext) -> Rect {
        let inner = area.insetBy(dx: 1, dy: 1)
        return inner.splitBottom(hasSlotSummary(inner, context) ? 2 : 0).rest
    }

    func hasSlotSummary(_ inner: Rect, _ context: ScreenContext) -> Bool {
        inner.height >= min(context.jobs.slots.count, 4) + 2
    }
}
