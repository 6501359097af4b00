// Drives the scheduler as the executor would, without threads: keeps what runs where, and checks after every
// event that what the scheduler asked for may be asked for.

@testable import Engine

/// The scheduler with an executor made of bookkeeping.
struct ScheduleSimulation {
    private(set) var scheduler: Scheduler
    private(set) var slotCount = 0
    /// What runs, and on which slot.
    private(set) var running: [TaskAttempt: Int] = [:]
    /// Attempts asked to stop that have not yet answered.
    private(set) var asked: Set<TaskAttempt> = []
    private(set) var launched: [TaskAttempt] = []
    private(set) var announced: [JobEvent.Kind] = []
    private(set) var ended: [Int: JobEnding] = [:]
    private(set) var descriptions: [Int: JobDescription] = [:]
    /// Sentences on what must not have happened.
    private(set) var violations: [String] = []

    private var everLaunched: Set<TaskAttempt> = []
    private var successes: [Task: Int] = [:]
    private var cancelled: Set<Int> = []
    private var killed: Set<TaskAttempt> = []
    /// How many attempts of a task ended killed.
    private var kills: [Task: Int] = [:]
    private var doneStages: Set<[Int]> = []

    private struct Task: Hashable {
        let job: Int
        let stage: Int
        let partition: Int

        init(_ attempt: TaskAttempt) {
            (job, stage, partition) = (attempt.job, attempt.stage, attempt.partition)
        }
    }

    init(slots: Int = 0, maxAttempts: Int = 4) {
        scheduler = Scheduler(maxAttempts: maxAttempts)
        if slots > 0 { send(.slotsChanged(count: slots)) }
    }

    mutating func submit(_ job: Int, _ stages: [(tasks: Int, parents: [Int])]) {
        let stages = stages.enumerated().map { index, stage in
            StageDescription(stage: index, name: "s\(index)", tasks: stage.tasks, parents: stage.parents)
        }
        send(.submit(JobDescription(job: job, name: "job \(job)", stages: stages)))
    }

    mutating func succeed(_ attempt: TaskAttempt) {
        send(.taskSucceeded(attempt, TaskProgress(activity: .read)))
    }

    mutating func fail(_ attempt: TaskAttempt, isPermanent: Bool = false) {
        let reason = isPermanent ? "it broke for good" : "it broke"
        send(.taskFailed(attempt, TaskFailure(reason: reason, isPermanent: isPermanent)))
    }

    mutating func send(_ event: SchedulerEvent) {
        note(event)
        for action in scheduler.handle(event) { perform(action) }
        checkWhole()
    }

    // MARK: - What is told to the scheduler

    private mutating func note(_ event: SchedulerEvent) {
        switch event {
        case .submit(let description): descriptions[description.job] = description
        case .slotsChanged(let count): slotCount = count
        case .taskSucceeded(let attempt, _):
            if running[attempt] != nil { successes[Task(attempt), default: 0] += 1 }
            stop(attempt)
        case .taskFailed(let attempt, _), .taskCancelled(let attempt):
            if killed.contains(attempt), running[attempt] != nil { kills[Task(attempt), default: 0] += 1 }
            stop(attempt)
        case .killTask(let attempt):
            if running[attempt] != nil, !asked.contains(attempt) { killed.insert(attempt) }
        case .cancel(let job): noteCancel(of: job)
        case .cancelStage(let job, let stage):
            let isThere = descriptions[job]?.stages.indices.contains(stage) == true
            if isThere, !doneStages.contains([job, stage]) { noteCancel(of: job) }
        }
    }

    private mutating func noteCancel(of job: Int) {
        if descriptions[job] != nil, ended[job] == nil { cancelled.insert(job) }
    }

    private mutating func stop(_ attempt: TaskAttempt) {
        running[attempt] = nil
        asked.remove(attempt)
    }

    // MARK: - What it answers

    private mutating func perform(_ action: SchedulerAction) {
        switch action {
        case .launch(let attempt, let slot): launch(attempt, slot)
        case .cancel(let attempt):
            check(running[attempt] != nil, "\(attempt) is cancelled but does not run")
            asked.insert(attempt)
        case .announce(let kind):
            announced.append(kind)
            if case .stageSucceeded(let job, let stage) = kind { doneStages.insert([job, stage]) }
        case .jobEnded(let job, let ending): end(job, ending)
        }
    }

    private mutating func launch(_ attempt: TaskAttempt, _ slot: Int) {
        let parents = descriptions[attempt.job]?.stages[attempt.stage].parents ?? []
        check(ended[attempt.job] == nil, "\(attempt) starts after its job ended")
        check(
            asked.allSatisfy { $0.job != attempt.job || killed.contains($0) },
            "\(attempt) starts while its job is ending")
        check(!cancelled.contains(attempt.job), "\(attempt) starts though its job was cancelled")
        check(everLaunched.insert(attempt).inserted, "\(attempt) starts twice")
        check(!running.keys.contains { Task($0) == Task(attempt) }, "\(attempt) runs twice at once")
        check(successes[Task(attempt)] == nil, "\(attempt) starts though its task is done")
        check(parents.allSatisfy { doneStages.contains([attempt.job, $0]) }, "\(attempt) starts too early")
        check((0..<slotCount).contains(slot), "\(attempt) starts on slot \(slot), which is gone")
        check(!running.values.contains(slot), "slot \(slot) is taken twice")
        let most = scheduler.maxAttempts + kills[Task(attempt), default: 0]
        check(attempt.attempt <= most, "\(attempt) is one too many")
        running[attempt] = slot
        launched.append(attempt)
    }

    private mutating func end(_ job: Int, _ ending: JobEnding) {
        check(ended[job] == nil, "job \(job) ends twice")
        check(running.keys.allSatisfy { $0.job != job }, "job \(job) ends while it runs")
        check(!cancelled.contains(job) || ending != .succeeded, "job \(job) succeeds though it was cancelled")
        ended[job] = ending
        if case .failed(let attempt, let reason) = ending, !reason.contains("for good") {
            let failures = attempt.attempt - kills[Task(attempt), default: 0]
            check(failures == scheduler.maxAttempts, "\(attempt) fails its job after \(failures) failures")
        }
        guard ending == .succeeded, let stages = descriptions[job]?.stages else { return }
        let tasks = stages.reduce(0) { $0 + $1.tasks }
        let done = successes.filter { $0.key.job == job }
        check(done.count == tasks, "job \(job) lost a task")
        check(done.values.allSatisfy { $0 == 1 }, "job \(job) did a task twice")
    }

    private mutating func checkWhole() {
        let slots = scheduler.slots.enumerated().compactMap { slot, attempt in attempt.map { ($0, slot) } }
        check(Dictionary(uniqueKeysWithValues: slots) == running, "the slots do not hold what runs")
        let hasIdle = (0..<slotCount).contains { scheduler.slots[$0] == nil }
        let hasTask = scheduler.jobs.values.contains(where: \.hasTask)
        check(!(hasIdle && hasTask), "a slot idles while a task waits")
        check(Set(scheduler.jobs.keys).isDisjoint(with: ended.keys), "a job that ended is remembered")
    }

    private mutating func check(_ isTrue: Bool, _ sentence: @autoclosure () -> String) {
        if !isTrue { violations.append(sentence()) }
    }
}

extension TaskAttempt {
    init(_ stage: Int, _ partition: Int, attempt: Int = 1, job: Int = 0) {
        self.init(job: job, stage: stage, partition: partition, attempt: attempt)
    }
}
