import Engine

// Which job, stage and task screen 3 is about, and how keys move from one to the next.

extension EngineScreen {
    /// By number; nil follows the work.
    struct Choice: Hashable, Sendable {
        var job: Int?
        var stage: Int?
        var partition: Int?
    }

    /// The job chosen, or else the one that runs or ran last.
    func job(_ context: ScreenContext) -> JobStatus.Job? {
        chosen.job.flatMap { context.jobs.job($0) } ?? context.jobs.current
    }

    /// The stage chosen, or else the one that people want to watch.
    func stage(_ context: ScreenContext) -> JobStatus.Stage? {
        job(context).flatMap { stage(of: $0) }
    }

    func stage(of job: JobStatus.Job) -> JobStatus.Stage? {
        if let stage = chosen.stage, job.stages.indices.contains(stage) { return job.stages[stage] }
        return stageInView(of: job)
    }

    /// The stage that runs, or else the one that took longest.
    private func stageInView(of job: JobStatus.Job) -> JobStatus.Stage? {
        func seconds(_ stage: JobStatus.Stage) -> Double { stage.duration(at: job.ended ?? job.started) ?? 0 }
        return job.stages.last { $0.state == .running } ?? job.stages.max { seconds($0) < seconds($1) }
    }

    func task(_ context: ScreenContext) -> JobStatus.Task? {
        stage(context).flatMap { task(of: $0, at: context.clock) }
    }

    /// The task chosen, or else the first that runs, or else the first as they are sorted.
    func task(of stage: JobStatus.Stage, at now: Double) -> JobStatus.Task? {
        if let partition = chosen.partition, stage.tasks.indices.contains(partition) {
            return stage.tasks[partition]
        }
        let sorted = order.sorted(stage.tasks, at: now)
        return sorted.first { order.metric == nil && $0.state == .running } ?? sorted.first
    }

    mutating func moveJob(_ key: Key, _ context: ScreenContext) {
        // Newest first, as they are listed.
        let numbers = Array(context.jobs.jobs.map(\.job).reversed())
        let shown = job(context).flatMap { numbers.firstIndex(of: $0.job) }
        if let row = moved(shown, key, count: numbers.count) { chosen = Choice(job: numbers[row]) }
    }

    mutating func moveStage(_ key: Key, _ context: ScreenContext) {
        guard let job = job(context) else { return }
        let shown = stage(of: job)?.description.stage
        if let row = moved(shown, key, count: job.stages.count) { chosen.stage = row }
    }

    mutating func moveTask(_ key: Key, _ context: ScreenContext) {
        guard let stage = stage(context) else { return }
        let partitions = order.sorted(stage.tasks, at: context.clock).map(\.partition)
        let shown = task(context).flatMap { partitions.firstIndex(of: $0.partition) }
        if let row = moved(shown, key, count: partitions.count) { chosen.partition = partitions[row] }
    }

    /// The row that the key leads to; nil where it leads nowhere.
    private func moved(_ row: Int?, _ key: Key, count: Int) -> Int? {
        guard count > 0 else { return nil }
        var selection = Selection()
        selection.move(to: row ?? 0, of: count)
        return selection.handle(key, count: count) ? selection.row : nil
    }
}

/// How the tasks of a stage are sorted.
struct TaskOrder: Hashable, Sendable {
    /// nil for the order of partitions.
    private(set) var metric: TaskMetric?
    var isReversed = false

    /// Sorts by the next figure that the stage's tasks have; after the last, by partition again.
    mutating func next(of stage: JobStatus.Stage?) {
        let metrics = stage?.metrics ?? []
        let position =
            metric.flatMap { metrics.firstIndex(of: $0) }.map { $0 + 1 } ?? (metric == nil ? 0 : nil)
        metric = position.flatMap { $0 < metrics.count ? metrics[$0] : nil }
        isReversed = false
    }

    /// By a figure the greatest first, what has none last; equals by partition.
    func sorted(_ tasks: [JobStatus.Task], at now: Double) -> [JobStatus.Task] {
        var sorted = tasks
        if let metric {
            let keyed = tasks.map { (key: $0.value(metric, at: now) ?? -1, task: $0) }
            sorted = keyed.sorted { ($1.key, $0.task.partition) < ($0.key, $1.task.partition) }.map(\.task)
        }
        return isReversed ? sorted.reversed() : sorted
    }
}
