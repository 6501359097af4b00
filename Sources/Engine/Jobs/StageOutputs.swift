// What the tasks of a job have made so far. Slots put, slots and waiting threads take; the lock is held only
// to do so.

/// Why there is no output to take.
public enum OutputError: Error, Hashable, CustomStringConvertible {
    case notReady(stage: String)
    case discarded(stage: String)
    case otherJob(stage: String)

    public var description: String {
        switch self {
        case .notReady(let stage): "Stage \(stage) has no output: it did not finish."
        case .discarded(let stage): "The output of stage \(stage) was let go after its last use."
        case .otherJob(let stage): "Stage \(stage) belongs to another job."
        }
    }
}

/// The outputs of one submitted job, held until its handle goes or the job ends without success.
final class StageOutputs: Sendable {
    private let blueprint: Int
    private let plans: [StagePlan]
    /// nil where the output was let go.
    private let runs: Monitor<[StageRun?]>
    /// By stage: its parents whose output is to be let go after the last use.
    private let discardedParents: [[Int]]

    init(_ job: Job) {
        let plans = job.plans
        blueprint = job.blueprint
        self.plans = plans
        discardedParents = plans.map { plan in plan.parents.filter { plans[$0].isDiscarded } }
        runs = Monitor(plans.map { $0.begin() })
    }

    /// Does a task of a stage and keeps what it makes.
    func perform(_ context: TaskContext) throws {
        let stage = context.attempt.stage
        guard let run = runs.withLock({ $0[stage] }) else {
            throw OutputError.discarded(stage: plans[stage].name)
        }
        try run.perform(context)
        if !discardedParents[stage].isEmpty { discardParents(of: stage) }
    }

    func value<Output>(of stage: Stage<Output>) throws(OutputError) -> Output {
        guard stage.blueprint == blueprint else { throw .otherJob(stage: stage.name) }
        guard let run = runs.withLock({ $0[stage.index] }) else { throw .discarded(stage: stage.name) }
        guard let value = run.output() as? Output else { throw .notReady(stage: stage.name) }
        return value
    }

    /// Lets go of everything.
    func discardAll() {
        runs.withLock { runs in
            for index in runs.indices { runs[index] = nil }
        }
    }

    private func discardParents(of stage: Int) {
        runs.withLock { runs in
            for parent in discardedParents[stage] {
                let children = plans.indices.filter { plans[$0].parents.contains(parent) }
                if children.allSatisfy({ runs[$0]?.output() != nil }) { runs[parent] = nil }
            }
        }
    }
}
