// Performs what the scheduler decides: owns the slots' threads and the jobs' bodies. Any thread may call it
// except the slots' own (a body that waits for a job would hold the slot that the job needs).
//
// One lock guards the scheduler. Its actions are performed under that lock, because none of them blocks and
// so events leave in the order in which things happened.

/// Runs jobs on a number of slots, each a thread that keeps its resources from task to task.
public final class Executor: Sendable {
    private struct Submitted {
        let job: Job
        let outputs: StageOutputs
        let handle: JobHandle
        /// What failed attempts threw.
        var errors: [TaskAttempt: any Error] = [:]

        func outcome(of ending: JobEnding) -> JobOutcome {
            switch ending {
            case .succeeded: return .succeeded
            case .cancelled(let stage): return .cancelled(stage: stage.map { job.plans[$0].name })
            case .failed(let attempt, let reason):
                let error = errors[attempt]
                let underlying = (error as? PermanentFailure)?.underlying ?? error
                return .failed(JobFailure(attempt: attempt, reason: reason, underlying: underlying))
            }
        }
    }

    private struct State {
        var scheduler: Scheduler
        var jobs: [Int: Submitted] = [:]
        var nextJob = 0
        var slots: [SlotThread] = []
        var running: [TaskAttempt: CancellationFlag] = [:]
        var isShutDown = false
    }

    /// Where the engine's events go.
    public let bus: EventBus
    /// What datasets have persisted.
    let blocks: BlockStore
    private let state: Monitor<State>

    /// Starts the slots. They run until `shutdown()`, which must be called.
    init(
        slots: Int, bus: EventBus, maxAttempts: Int = 4, blocks: BlockStore = BlockStore(memoryLimit: 0)
    ) {
        self.bus = bus
        self.blocks = blocks
        state = Monitor(State(scheduler: Scheduler(maxAttempts: maxAttempts)))
        resize(slots: slots)
    }

    /// How many tasks may run at once.
    public var slots: Int { state.withLock { $0.scheduler.slotCount } }

    /// Changes how many tasks may run at once, while jobs run. A slot that goes finishes its task first.
    public func resize(slots count: Int) {
        state.withLock { state in
            guard !state.isShutDown else { return }
            let count = max(0, count)
            bus.post(.slotsChanged(count: count))
            while state.slots.count < count { state.slots.append(makeSlot(state.slots.count)) }
            handle(.slotsChanged(count: count), &state)
            for slot in state.slots[count...] { slot.releaseResources() }
        }
    }

    /// Queues a job. It starts at once where a slot is idle. After a shutdown it ends cancelled.
    public func submit(_ job: Job) -> JobHandle {
        state.withLock { state in
            let number = state.nextJob
            state.nextJob += 1
            let outputs = StageOutputs(job)
            let handle = JobHandle(job: number, outputs: outputs)
            if state.isShutDown {
                handle.end(.cancelled())
            } else {
                state.jobs[number] = Submitted(job: job, outputs: outputs, handle: handle)
                self.handle(.submit(job.description(job: number)), &state)
            }
            return handle
        }
    }

    /// Asks a job to stop: nothing more of it starts, and what runs is told. Returns at once. Harmless twice,
    /// and for a job that is over.
    public func cancel(_ job: Int) {
        state.withLock { handle(.cancel(job: job), &$0) }
    }

    /// Cancels a stage and with it its job, which cannot be whole without. Harmless twice, and for a stage that is
    /// over.
    public func cancel(stage: Int, of job: Int) {
        state.withLock { handle(.cancelStage(job: job, stage: stage), &$0) }
    }

    /// Asks one attempt to stop; its task is tried again, elsewhere where another slot is idle, and the attempt does not
    /// count as failed. Harmless twice, and for an attempt that does not run.
    public func kill(_ attempt: TaskAttempt) {
        state.withLock { handle(.killTask(attempt), &$0) }
    }

    /// Cancels every job.
    public func cancelAll() {
        state.withLock { state in
            for job in state.jobs.keys.sorted() { handle(.cancel(job: job), &state) }
        }
    }

    /// Lets go of what slots keep from task to task; a slot that works does so after its task.
    public func releaseResources() {
        state.withLock { state in state.slots.forEach { $0.releaseResources() } }
    }

    /// Cancels every job, waits until nothing runs, and ends the slots' threads. Harmless twice.
    public func shutdown() {
        cancelAll()
        let slots = state.withLock { state in
            if !state.isShutDown { state.slots.forEach { $0.stop() } }
            state.isShutDown = true
            return state.slots
        }
        slots.forEach { $0.join() }
    }

    // MARK: - Performing

    private func handle(_ event: SchedulerEvent, _ state: inout State) {
        for action in state.scheduler.handle(event) { perform(action, &state) }
    }

    private func perform(_ action: SchedulerAction, _ state: inout State) {
        switch action {
        case .announce(let kind): bus.post(kind)
        case .launch(let attempt, let slot): launch(attempt, slot, &state)
        case .cancel(let attempt): state.running[attempt]?.set()
        case .jobEnded(let number, let ending):
            guard let submitted = state.jobs.removeValue(forKey: number) else { return }
            submitted.handle.end(submitted.outcome(of: ending))
        }
    }

    private func launch(_ attempt: TaskAttempt, _ slot: Int, _ state: inout State) {
        guard let submitted = state.jobs[attempt.job] else { return }
        let flag = CancellationFlag()
        state.running[attempt] = flag
        let plan = submitted.job.plans[attempt.stage]
        state.slots[slot].run(
            Assignment(
                attempt: attempt, plan: plan, outputs: submitted.outputs, flag: flag,
                blocks: blocks))
    }

    // MARK: - On a slot's thread

    private func makeSlot(_ slot: Int) -> SlotThread {
        SlotThread(slot: slot) { assignment, resources in
            let context = TaskContext(assignment, slot: slot, resources: resources, bus: self.bus)
            self.run(assignment, context)
        }
    }

    private func run(_ assignment: Assignment, _ context: TaskContext) {
        let attempt = assignment.attempt
        do {
            try assignment.outputs.perform(context)
            finish(attempt, .taskSucceeded(attempt, context.finalProgress()))
        } catch {
            // Whatever a body throws once it was asked to stop, it stopped because of that.
            let event: SchedulerEvent =
                context.isCancelled ? .taskCancelled(attempt) : .taskFailed(attempt, TaskFailure(error))
            finish(attempt, event, error)
        }
    }

    private func finish(_ attempt: TaskAttempt, _ event: SchedulerEvent, _ error: (any Error)? = nil) {
        state.withLock { state in
            state.running[attempt] = nil
            if let error { state.jobs[attempt.job]?.errors[attempt] = error }
            handle(event, &state)
        }
    }
}

extension TaskFailure {
    init(_ error: any Error) {
        self.init(reason: String(describing: error), isPermanent: error is PermanentFailure)
    }
}
