// Events of one session after another as one sequence: a continued run's log, or a recorded run with what is done
// while it is looked at. A value without threads.

/// Makes times and job numbers go on from session to session, so that a fold needs to know of neither.
public struct SessionSequence: Sendable {
    /// What is added to the times and job numbers of the session that speaks.
    public private(set) var offset = Offset()
    private var lastTime = 0.0
    private var nextJob = 0

    public struct Offset: Hashable, Sendable {
        public var time = 0.0
        public var job = 0
    }

    /// - Parameter events: what came before, as one sequence already.
    public init(after events: [JobEvent] = []) {
        for event in events { note(event) }
    }

    /// The event as part of the whole. One that starts a session is taken to follow what came before at once.
    public mutating func next(_ event: JobEvent) -> JobEvent {
        if case .sessionStarted = event.kind {
            offset = Offset(time: max(0, lastTime - event.time), job: nextJob)
        }
        let shifted = JobEvent(time: event.time + offset.time, kind: event.kind.renumbered(by: offset.job))
        note(shifted)
        return shifted
    }

    private mutating func note(_ event: JobEvent) {
        lastTime = max(lastTime, event.time)
        if case .jobStarted(let job, _, _) = event.kind { nextJob = max(nextJob, job + 1) }
    }
}

extension JobEvent.Kind {
    /// The same of a job whose number is greater by `count`.
    func renumbered(by count: Int) -> JobEvent.Kind {
        guard count > 0 else { return self }
        switch self {
        case .jobStarted(let job, let name, let stages):
            return .jobStarted(job: job + count, name: name, stages: stages)
        case .jobSucceeded(let job): return .jobSucceeded(job: job + count)
        case .jobFailed(let job, let reason): return .jobFailed(job: job + count, reason: reason)
        case .jobCancelled(let job): return .jobCancelled(job: job + count)
        case .imagesListed(let job, let entries): return .imagesListed(job: job + count, entries)
        case .stageStarted, .stageSucceeded, .stageFailed, .stageCancelled: return stageRenumbered(by: count)
        case .taskStarted, .taskProgressed, .taskSucceeded, .taskFailed, .taskCancelled, .taskKilled,
            .imageRejected:
            return taskRenumbered(by: count)
        case .slotsChanged, .blockUpdated, .sessionStarted, .dropped: return self
        }
    }

    private func stageRenumbered(by count: Int) -> JobEvent.Kind {
        switch self {
        case .stageStarted(let job, let stage): .stageStarted(job: job + count, stage: stage)
        case .stageSucceeded(let job, let stage): .stageSucceeded(job: job + count, stage: stage)
        case .stageFailed(let job, let stage, let reason):
            .stageFailed(job: job + count, stage: stage, reason: reason)
        case .stageCancelled(let job, let stage): .stageCancelled(job: job + count, stage: stage)
        default: self
        }
    }

    private func taskRenumbered(by count: Int) -> JobEvent.Kind {
        switch self {
        case .taskStarted(let attempt, let slot): .taskStarted(attempt.renumbered(by: count), slot: slot)
        case .taskProgressed(let attempt, let slot, let progress):
            .taskProgressed(attempt.renumbered(by: count), slot: slot, progress)
        case .taskSucceeded(let attempt, let slot, let progress):
            .taskSucceeded(attempt.renumbered(by: count), slot: slot, progress)
        case .taskFailed(let attempt, let slot, let reason, let willRetry):
            .taskFailed(attempt.renumbered(by: count), slot: slot, reason: reason, willRetry: willRetry)
        case .taskCancelled(let attempt, let slot): .taskCancelled(attempt.renumbered(by: count), slot: slot)
        case .taskKilled(let attempt, let slot): .taskKilled(attempt.renumbered(by: count), slot: slot)
        case .imageRejected(let attempt, let rejection):
            .imageRejected(attempt.renumbered(by: count), rejection)
        default: self
        }
    }
}

extension TaskAttempt {
    fileprivate func renumbered(by count: Int) -> TaskAttempt {
        TaskAttempt(job: job + count, stage: stage, partition: partition, attempt: attempt)
    }
}
