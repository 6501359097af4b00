// Everything that screens and progress lines show of the engine: a pure fold of its events, live or from a
// log. It trusts no event: what names an unknown job, stage or partition is passed over, and what a dropped
// event would have said is made up for by the ones that follow. A value, so each listener's thread folds its
// own.

/// The state of the engine as its events tell it.
public struct JobStatus: Sendable {
    /// In order of submission.
    public private(set) var jobs: [Job] = []
    /// By slot number.
    public private(set) var slots: [Slot] = []
    /// Seconds since the session began of the last event.
    public private(set) var time = 0.0
    /// Images set aside, without those of attempts that failed: they will be met again.
    public private(set) var rejectionCount = 0
    /// Events that never came because the listener was slow.
    public private(set) var droppedEvents = 0
    /// How many slots may work; nil before it is told.
    public private(set) var slotCount: Int?
    /// Persisted datasets of which something is kept, in the order in which they came.
    public private(set) var persisted: [PersistedDataset] = []
    private var history: [JobEvent] = []
    private var setAside: [(attempt: TaskAttempt, rejection: Rejection)] = []
    private var rejectionsOfRunning: [TaskAttempt: Int] = [:]

    public static let rejectionLimit = 1_000
    /// How many events are remembered.
    public static let memory = 500
    /// Why what was open came to nothing when the process that ran it was gone.
    public static let interruption = "interrupted"
    /// More than any machine has; keeps a damaged log from asking for the memory of a billion slots.
    static let slotLimit = 4_096

    public init() {}

    /// The job that was submitted last of those that are not over, or else the last.
    public var current: Job? { jobs.last { !$0.state.isOver } ?? jobs.last }

    public func job(_ number: Int) -> Job? { jobs.last { $0.job == number } }

    /// The first images set aside, at most `rejectionLimit`.
    public var rejections: [Rejection] { setAside.map(\.rejection) }

    /// The last events, oldest first, without progress and what only tells of images and blocks.
    public var remembered: ArraySlice<JobEvent> { history.suffix(Self.memory) }

    public mutating func apply(_ event: JobEvent) {
        time = max(time, event.time)
        switch event.kind {
        case .jobStarted, .jobSucceeded, .jobFailed, .jobCancelled: applyToJob(event)
        case .stageStarted, .stageSucceeded, .stageFailed, .stageCancelled: applyToStage(event)
        case .taskStarted, .taskProgressed, .taskSucceeded, .taskFailed, .taskCancelled, .taskKilled:
            applyToTask(event)
        case .imageRejected(let attempt, let rejection): setAside(rejection, by: attempt)
        case .imagesListed: break
        case .slotsChanged(let count): changeSlots(to: count)
        case .blockUpdated(let dataset): update(dataset)
        case .sessionStarted: endSession()
        case .dropped(let count): droppedEvents += max(0, count)
        }
        remember(event)
    }

    public mutating func apply(_ events: some Sequence<JobEvent>) {
        for event in events { apply(event) }
    }

    /// What is not over came to nothing when the last event had happened: the process that ran it is gone.
    public mutating func endSession() {
        for job in jobs where !job.state.isOver {
            end(job.job, .cancelled, Self.interruption, at: time)
        }
        persisted = []
    }

    // MARK: - Jobs

    private mutating func applyToJob(_ event: JobEvent) {
        switch event.kind {
        case .jobStarted(let number, let name, let stages):
            guard index(of: number) == nil else { return }
            jobs.append(Job(job: number, name: name, started: event.time, stages: stages))
        case .jobSucceeded(let number): end(number, .succeeded, nil, at: event.time)
        case .jobFailed(let number, let reason): end(number, .failed, reason, at: event.time)
        case .jobCancelled(let number): end(number, .cancelled, nil, at: event.time)
        default: break
        }
    }

    private mutating func end(_ number: Int, _ state: State, _ reason: String?, at time: Double) {
        guard let job = index(of: number) else { return }
        jobs[job].end(state, reason: reason, at: time)
        for slot in slots.indices where slots[slot].current?.job == number {
            slots[slot].end(state, at: time)
        }
    }

    // MARK: - Stages

    private mutating func applyToStage(_ event: JobEvent) {
        switch event.kind {
        case .stageStarted(let job, let stage): update(job, stage) { $0.start(at: event.time) }
        case .stageSucceeded(let job, let stage):
            update(job, stage) { $0.end(.succeeded, reason: nil, at: event.time) }
        case .stageFailed(let job, let stage, let reason):
            update(job, stage) { $0.end(.failed, reason: reason, at: event.time) }
        case .stageCancelled(let job, let stage):
            update(job, stage) { $0.end(.cancelled, reason: nil, at: event.time) }
        default: break
        }
    }

    // MARK: - Tasks

    private mutating func applyToTask(_ event: JobEvent) {
        let time = event.time
        switch event.kind {
        case .taskStarted(let attempt, let slot):
            update(attempt) { $0.start(attempt, slot: slot, at: time) }
            let activity = stage(of: attempt)?.description.activity ?? .read
            lane(slot) { $0.begin(attempt, activity, at: time) }
        case .taskProgressed(let attempt, let slot, let progress):
            update(attempt) { $0.progress(attempt, progress, at: time) }
            lane(slot) { $0.progress(attempt, progress, at: time) }
        case .taskSucceeded(let attempt, let slot, let progress):
            update(attempt) { $0.succeed(attempt, progress, at: time) }
            rejectionsOfRunning[attempt] = nil
            lane(slot) { lane in
                lane.progress(attempt, progress, at: time)
                lane.end(.succeeded, at: time)
            }
        case .taskFailed(let attempt, let slot, let reason, let willRetry):
            update(attempt) { $0.fail(attempt, reason: reason, willRetry: willRetry, at: time) }
            forgetRejections(of: attempt)
            lane(slot) { $0.end(.failed, at: time) }
        case .taskCancelled(let attempt, let slot):
            update(attempt) { $0.cancel(attempt, at: time) }
            forgetRejections(of: attempt)
            lane(slot) { $0.end(.cancelled, at: time) }
        case .taskKilled(let attempt, let slot):
            update(attempt) { $0.kill(attempt, at: time) }
            forgetRejections(of: attempt)
            lane(slot) { $0.end(.cancelled, at: time) }
        default: break
        }
    }

    private mutating func setAside(_ rejection: Rejection, by attempt: TaskAttempt) {
        rejectionCount += 1
        rejectionsOfRunning[attempt, default: 0] += 1
        if setAside.count < Self.rejectionLimit { setAside.append((attempt, rejection)) }
    }

    private mutating func forgetRejections(of attempt: TaskAttempt) {
        guard let count = rejectionsOfRunning.removeValue(forKey: attempt) else { return }
        rejectionCount -= count
        setAside.removeAll { $0.attempt == attempt }
    }

    // MARK: - Slots and storage

    private mutating func changeSlots(to count: Int) {
        slotCount = min(count, Self.slotLimit)
        while slots.count < min(count, Self.slotLimit) { slots.append(Slot(slot: slots.count)) }
    }

    private mutating func update(_ dataset: PersistedDataset) {
        let known = persisted.firstIndex { $0.dataset == dataset.dataset }
        switch (known, dataset.stored > 0) {
        case (let index?, true): persisted[index] = dataset
        case (let index?, false): persisted.remove(at: index)
        case (nil, true): persisted.append(dataset)
        case (nil, false): break
        }
    }

    // MARK: - Finding

    private func stage(of attempt: TaskAttempt) -> Stage? {
        guard let job = index(of: attempt.job), jobs[job].stages.indices.contains(attempt.stage) else {
            return nil
        }
        return jobs[job].stages[attempt.stage]
    }

    private func index(of number: Int) -> Int? { jobs.lastIndex { $0.job == number } }

    private mutating func update(_ number: Int, _ stage: Int, _ change: (inout Stage) -> Void) {
        guard let job = index(of: number), jobs[job].stages.indices.contains(stage) else { return }
        change(&jobs[job].stages[stage])
    }

    private mutating func update(_ attempt: TaskAttempt, _ change: (inout Stage) -> Void) {
        update(attempt.job, attempt.stage) { stage in
            if stage.tasks.indices.contains(attempt.partition) { change(&stage) }
        }
    }

    private mutating func lane(_ slot: Int, _ change: (inout Slot) -> Void) {
        guard (0..<Self.slotLimit).contains(slot) else { return }
        while slots.count <= slot { slots.append(Slot(slot: slots.count)) }
        change(&slots[slot])
    }

    private mutating func remember(_ event: JobEvent) {
        switch event.kind {
        case .taskProgressed, .imagesListed, .blockUpdated: return
        default: break
        }
        history.append(event)
        // Cut only now and then: cutting at every event would move the whole list every time.
        if history.count > 2 * Self.memory { history.removeFirst(history.count - Self.memory) }
    }
}
