// What the scheduler remembers of a job that is not over: values without threads, as Scheduler.swift.

/// A task that waits for a slot.
struct WaitingTask: Hashable, Sendable {
    let attempt: TaskAttempt
    /// The slot on which the attempt before failed or was killed: taken only when no other is idle.
    let avoidedSlot: Int?
}

/// Tasks that are to be tried again, first in, first out, each step in constant time however many wait.
struct RetryQueue: Hashable, Sendable {
    private var tasks: [WaitingTask] = []
    private var taken = 0

    var isEmpty: Bool { taken == tasks.count }

    mutating func append(_ task: WaitingTask) { tasks.append(task) }

    mutating func popFirst() -> WaitingTask? {
        guard !isEmpty else { return nil }
        defer { taken += 1 }
        // Cut only once half of the list has been taken: each task is moved once at most.
        if taken * 2 > tasks.count {
            tasks.removeFirst(taken)
            taken = 0
        }
        return tasks[taken]
    }
}

struct ScheduledStage: Hashable, Sendable {
    enum State: Hashable, Sendable { case waiting, running, succeeded, cancelled }

    let description: StageDescription
    fileprivate(set) var state = State.waiting
    /// Partitions below this one have had their first attempt.
    fileprivate(set) var nextPartition = 0
    fileprivate(set) var retries = RetryQueue()
    fileprivate(set) var succeeded = 0

    var hasFirstAttempt: Bool { state == .running && nextPartition < description.tasks }
    var hasRetry: Bool { state == .running && !retries.isEmpty }
}

struct ScheduledJob: Hashable, Sendable {
    let description: JobDescription
    private(set) var stages: [ScheduledStage]
    /// The slot of every attempt that runs.
    var running: [TaskAttempt: Int] = [:]
    /// Set when the job has failed or was cancelled: nothing more starts, and it ends when nothing runs.
    var ending: JobEnding?
    /// The numbers of attempts that were asked to stop and are to be tried again.
    private var killed: [Task: Set<Int>] = [:]
    /// The serial number of its last launch.
    var lastLaunch = 0

    private struct Task: Hashable {
        let stage: Int
        let partition: Int

        init(_ attempt: TaskAttempt) { (stage, partition) = (attempt.stage, attempt.partition) }
    }

    init(_ description: JobDescription) {
        self.description = description
        stages = description.stages.map { ScheduledStage(description: $0) }
    }

    var isComplete: Bool { stages.allSatisfy { $0.state == .succeeded } }

    var hasTask: Bool { ending == nil && stages.contains { $0.hasFirstAttempt || $0.hasRetry } }

    /// The smaller, the sooner the job gets the next slot.
    var claim: (Int, Int, Int) { (running.count, lastLaunch, description.job) }

    /// The next task: first attempts by stage and partition, then what is to be tried again.
    mutating func takeTask() -> WaitingTask? {
        guard ending == nil else { return nil }
        if let stage = stages.firstIndex(where: \.hasFirstAttempt) {
            let partition = stages[stage].nextPartition
            stages[stage].nextPartition += 1
            let attempt = TaskAttempt(job: description.job, stage: stage, partition: partition, attempt: 1)
            return WaitingTask(attempt: attempt, avoidedSlot: nil)
        }
        return stages.firstIndex(where: \.hasRetry).flatMap { stages[$0].retries.popFirst() }
    }

    mutating func retry(_ attempt: TaskAttempt, avoiding slot: Int) {
        let next = TaskAttempt(
            job: attempt.job, stage: attempt.stage, partition: attempt.partition, attempt: attempt.attempt + 1
        )
        stages[attempt.stage].retries.append(WaitingTask(attempt: next, avoidedSlot: slot))
    }

    /// Marks an attempt as killed. Returns false where it does not run, was killed before or the job is ending anyway.
    mutating func kill(_ attempt: TaskAttempt) -> Bool {
        guard ending == nil, running[attempt] != nil else { return false }
        return killed[Task(attempt), default: []].insert(attempt.attempt).inserted
    }

    /// Whether the attempt was asked to stop so as to be tried again; no more so once the job is ending.
    func isKilled(_ attempt: TaskAttempt) -> Bool {
        ending == nil && killed[Task(attempt)]?.contains(attempt.attempt) == true
    }

    /// How many attempts of a task count up to this one, which does itself: those before it that were not killed.
    func countedAttempts(upTo attempt: TaskAttempt) -> Int {
        attempt.attempt - (killed[Task(attempt)]?.count { $0 < attempt.attempt } ?? 0)
    }

    /// Starts every stage whose parents are done; a stage without tasks is done as it starts. One pass is
    /// enough, because parents come before their children.
    mutating func startReadyStages() -> [JobEvent.Kind] {
        var news: [JobEvent.Kind] = []
        for index in stages.indices where stages[index].state == .waiting {
            let parents = stages[index].description.parents
            guard parents.allSatisfy({ stages[$0].state == .succeeded }) else { continue }
            stages[index].state = .running
            news.append(.stageStarted(job: description.job, stage: index))
            news += finishIfDone(index)
        }
        return news
    }

    mutating func taskSucceeded(_ attempt: TaskAttempt) -> [JobEvent.Kind] {
        stages[attempt.stage].succeeded += 1
        let news = finishIfDone(attempt.stage)
        return news.isEmpty || ending != nil ? news : news + startReadyStages()
    }

    /// Marks a stage that is not over as cancelled. Returns false where there is none, or the job is ending anyway.
    mutating func cancelStage(_ stage: Int) -> Bool {
        guard ending == nil, stages.indices.contains(stage), stages[stage].state != .succeeded else {
            return false
        }
        stages[stage].state = .cancelled
        return true
    }

    private mutating func finishIfDone(_ stage: Int) -> [JobEvent.Kind] {
        guard stages[stage].state == .running,
            stages[stage].succeeded == stages[stage].description.tasks
        else { return [] }
        stages[stage].state = .succeeded
        return [.stageSucceeded(job: description.job, stage: stage)]
    }

    /// How every stage that is not done, and then the job, ended.
    func lastWords(_ ending: JobEnding) -> [JobEvent.Kind] {
        let job = description.job
        switch ending {
        case .succeeded: return [.jobSucceeded(job: job)]
        case .cancelled: return stageEnds(failed: nil, reason: "") + [.jobCancelled(job: job)]
        case .failed(let attempt, let reason):
            return stageEnds(failed: attempt.stage, reason: reason) + [.jobFailed(job: job, reason: reason)]
        }
    }

    private func stageEnds(failed: Int?, reason: String) -> [JobEvent.Kind] {
        let isOpen = { (state: ScheduledStage.State) in state == .waiting || state == .running }
        return stages.indices.filter { isOpen(stages[$0].state) }.map { stage in
            stage == failed
                ? .stageFailed(job: description.job, stage: stage, reason: reason)
                : .stageCancelled(job: description.job, stage: stage)
        }
    }

    /// "features, partition 3: the disk is full (attempt 4)".
    func cause(_ reason: String, of attempt: TaskAttempt) -> String {
        let stage = stages[attempt.stage].description
        let place = stage.tasks == 1 ? stage.name : "\(stage.name), partition \(attempt.partition)"
        return "\(place): \(reason)" + (attempt.attempt > 1 ? " (attempt \(attempt.attempt))" : "")
    }
}

extension TaskAttempt {
    /// Orders attempts by job, stage, partition and number.
    var order: (Int, Int, Int, Int) { (job, stage, partition, attempt) }
}
