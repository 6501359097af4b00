// Decides what runs where: a value that takes an event and returns the actions it asks for. It knows no
// thread, no clock and no task body, so tests drive it through thousands of schedules. The executor owns one
// and performs what it says. What a job, stage and task go through between is in ScheduledJob.swift.

/// What a job is to the scheduler.
struct JobDescription: Hashable, Sendable {
    let job: Int
    let name: String
    /// In order: the parents of a stage come before it.
    let stages: [StageDescription]

    init(job: Int, name: String, stages: [StageDescription]) {
        precondition(
            stages.indices.allSatisfy { index in
                stages[index].stage == index && stages[index].parents.allSatisfy { (0..<index).contains($0) }
            }, "stages are numbered in order and come after their parents")
        self.job = job
        self.name = name
        self.stages = stages
    }
}

/// Why an attempt failed.
struct TaskFailure: Hashable, Sendable {
    let reason: String
    /// True where another attempt would fail alike: the job fails at once.
    let isPermanent: Bool
}

/// How a job ended, or is about to.
enum JobEnding: Hashable, Sendable {
    case succeeded
    /// The attempt that failed it, and the cause with its stage and partition.
    case failed(TaskAttempt, reason: String)
    /// With the stage that was cancelled, where not the whole job was.
    case cancelled(stage: Int? = nil)
}

enum SchedulerEvent: Hashable, Sendable {
    case submit(JobDescription)
    /// Slots 0..<count may be used from now on. A slot beyond finishes what it runs and gets nothing more.
    case slotsChanged(count: Int)
    case taskSucceeded(TaskAttempt, TaskProgress)
    case taskFailed(TaskAttempt, TaskFailure)
    /// The attempt stopped because it was asked to.
    case taskCancelled(TaskAttempt)
    /// Harmless twice, and for a job that is over.
    case cancel(job: Int)
    /// Cancels the job too, which cannot be whole without the stage. Harmless twice, and for a stage that is over.
    case cancelStage(job: Int, stage: Int)
    /// Asks one attempt to stop, which is tried again and does not count as failed. Harmless twice, and for an attempt
    /// that does not run.
    case killTask(TaskAttempt)
}

enum SchedulerAction: Hashable, Sendable {
    case launch(TaskAttempt, slot: Int)
    /// Ask the running attempt to stop; it answers with any of the three task events.
    case cancel(TaskAttempt)
    case announce(JobEvent.Kind)
    /// Nothing of the job runs any more.
    case jobEnded(job: Int, JobEnding)
}

struct Scheduler: Sendable {
    let maxAttempts: Int
    /// Jobs that are not over.
    private(set) var jobs: [Int: ScheduledJob] = [:]
    /// What each slot runs. Longer than `slotCount` while slots beyond it finish their last attempt.
    private(set) var slots: [TaskAttempt?] = []
    private(set) var slotCount = 0
    private var launches = 0

    init(maxAttempts: Int = 4) { self.maxAttempts = max(1, maxAttempts) }

    /// Takes an event and returns what is to be done, in order. Events of attempts that do not run are
    /// ignored.
    mutating func handle(_ event: SchedulerEvent) -> [SchedulerAction] {
        var actions: [SchedulerAction] = []
        switch event {
        case .submit(let description): submit(description, &actions)
        case .slotsChanged(let count): slotCount = max(0, count)
        case .taskSucceeded(let attempt, let progress): succeed(attempt, progress, &actions)
        case .taskFailed(let attempt, let failure): fail(attempt, failure, &actions)
        case .taskCancelled(let attempt): acknowledge(attempt, &actions)
        case .cancel(let job): end(job, .cancelled(), &actions)
        case .cancelStage(let job, let stage): cancel(stage, of: job, &actions)
        case .killTask(let attempt): kill(attempt, &actions)
        }
        fitSlots()
        launchTasks(&actions)
        return actions
    }

    // MARK: - Events

    private mutating func submit(_ description: JobDescription, _ actions: inout [SchedulerAction]) {
        guard jobs[description.job] == nil else { return }
        actions.append(
            .announce(
                .jobStarted(job: description.job, name: description.name, stages: description.stages)))
        jobs[description.job] = ScheduledJob(description)
        announce(jobs[description.job]?.startReadyStages(), &actions)
        endIfOver(description.job, &actions)
    }

    private mutating func succeed(
        _ attempt: TaskAttempt, _ progress: TaskProgress, _ actions: inout [SchedulerAction]
    ) {
        guard let slot = free(attempt) else { return }
        actions.append(.announce(.taskSucceeded(attempt, slot: slot, progress)))
        announce(jobs[attempt.job]?.taskSucceeded(attempt), &actions)
        endIfOver(attempt.job, &actions)
    }

    private mutating func fail(
        _ attempt: TaskAttempt, _ failure: TaskFailure, _ actions: inout [SchedulerAction]
    ) {
        // Whatever becomes of an attempt that was asked to stop, short of success, became of it because of that.
        if jobs[attempt.job]?.isKilled(attempt) == true { return bury(attempt, &actions) }
        guard let slot = free(attempt) else { return }
        let counted = jobs[attempt.job]?.countedAttempts(upTo: attempt) ?? attempt.attempt
        let isLast = failure.isPermanent || counted >= maxAttempts
        let willRetry = !isLast && jobs[attempt.job]?.ending == nil
        actions.append(
            .announce(.taskFailed(attempt, slot: slot, reason: failure.reason, willRetry: willRetry)))
        if willRetry {
            jobs[attempt.job]?.retry(attempt, avoiding: slot)
        } else {
            let reason = jobs[attempt.job]?.cause(failure.reason, of: attempt) ?? failure.reason
            end(attempt.job, .failed(attempt, reason: reason), &actions)
        }
    }

    private mutating func cancel(_ stage: Int, of job: Int, _ actions: inout [SchedulerAction]) {
        guard jobs[job]?.cancelStage(stage) == true else { return }
        actions.append(.announce(.stageCancelled(job: job, stage: stage)))
        end(job, .cancelled(stage: stage), &actions)
    }

    private mutating func kill(_ attempt: TaskAttempt, _ actions: inout [SchedulerAction]) {
        if jobs[attempt.job]?.kill(attempt) == true { actions.append(.cancel(attempt)) }
    }

    private mutating func acknowledge(_ attempt: TaskAttempt, _ actions: inout [SchedulerAction]) {
        guard jobs[attempt.job]?.ending != nil else {
            if jobs[attempt.job]?.isKilled(attempt) == true { return bury(attempt, &actions) }
            let failure = TaskFailure(reason: "stopped without being asked to", isPermanent: false)
            return fail(attempt, failure, &actions)
        }
        guard let slot = free(attempt) else { return }
        actions.append(.announce(.taskCancelled(attempt, slot: slot)))
        endIfOver(attempt.job, &actions)
    }

    /// A killed attempt has stopped: its task is tried again.
    private mutating func bury(_ attempt: TaskAttempt, _ actions: inout [SchedulerAction]) {
        guard let slot = free(attempt) else { return }
        actions.append(.announce(.taskKilled(attempt, slot: slot)))
        jobs[attempt.job]?.retry(attempt, avoiding: slot)
    }

    // MARK: - The end of a job

    /// Starts nothing more of the job, asks what runs to stop, and ends the job once nothing does. The first
    /// cause stays.
    private mutating func end(_ job: Int, _ ending: JobEnding, _ actions: inout [SchedulerAction]) {
        guard let state = jobs[job] else { return }
        if state.ending == nil {
            jobs[job]?.ending = ending
            actions += state.running.keys.sorted { $0.order < $1.order }.map { .cancel($0) }
        }
        endIfOver(job, &actions)
    }

    private mutating func endIfOver(_ job: Int, _ actions: inout [SchedulerAction]) {
        guard let state = jobs[job], state.running.isEmpty else { return }
        guard let ending = state.ending ?? (state.isComplete ? .succeeded : nil) else { return }
        announce(state.lastWords(ending), &actions)
        actions.append(.jobEnded(job: job, ending))
        jobs[job] = nil
    }

    // MARK: - Slots

    /// Takes the attempt off its slot; nil where it does not run.
    private mutating func free(_ attempt: TaskAttempt) -> Int? {
        guard let slot = jobs[attempt.job]?.running.removeValue(forKey: attempt) else { return nil }
        slots[slot] = nil
        return slot
    }

    private mutating func fitSlots() {
        while slots.count < slotCount { slots.append(nil) }
        while slots.count > slotCount, case .some(.none) = slots.last { slots.removeLast() }
    }

    private mutating func launchTasks(_ actions: inout [SchedulerAction]) {
        while let idle = idleSlot(), let job = fairestJob(), let task = jobs[job]?.takeTask() {
            let slot = idleSlot(otherThan: task.avoidedSlot) ?? idle
            launches += 1
            jobs[job]?.lastLaunch = launches
            jobs[job]?.running[task.attempt] = slot
            slots[slot] = task.attempt
            actions.append(.announce(.taskStarted(task.attempt, slot: slot)))
            actions.append(.launch(task.attempt, slot: slot))
        }
    }

    private func idleSlot(otherThan avoided: Int? = nil) -> Int? {
        (0..<min(slotCount, slots.count)).first { slots[$0] == nil && $0 != avoided }
    }

    /// Of the jobs with something to start, the one that runs on the fewest slots; among equals the one that
    /// has waited longest since it last got one.
    private func fairestJob() -> Int? {
        jobs.values.lazy.filter(\.hasTask).min { $0.claim < $1.claim }?.description.job
    }

    private func announce(_ kinds: [JobEvent.Kind]?, _ actions: inout [SchedulerAction]) {
        for kind in kinds ?? [] { actions.append(.announce(kind)) }
    }
}
