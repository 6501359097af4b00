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
    private enum Slot {
        case partial([(any Sendable)?], missing: Int)
        case whole(any Sendable)
        case discarded
    }

    private let blueprint: Int
    private let plans: [StagePlan]
    private let slots: Monitor<[Slot]>

    init(_ job: Job) {
        blueprint = job.blueprint
        plans = job.plans
        slots = Monitor(
            job.plans.map { plan in
                if plan.tasks == 0, let nothing = plan.gather([]) { return .whole(nothing) }
                return .partial(Array(repeating: nil, count: plan.tasks), missing: plan.tasks)
            })
    }

    func put(_ value: any Sendable, stage: Int, partition: Int) {
        slots.withLock { slots in
            guard case .partial(var values, let missing) = slots[stage] else { return }
            // Emptied first, so that the array is changed in place and not copied for every task.
            slots[stage] = .discarded
            values[partition] = value
            guard missing == 1 else {
                slots[stage] = .partial(values, missing: missing - 1)
                return
            }
            slots[stage] = plans[stage].gather(values.compactMap { $0 }).map { .whole($0) } ?? .discarded
            discardReadParents(of: stage, &slots)
        }
    }

    func value<Output>(of stage: Stage<Output>) throws(OutputError) -> Output {
        guard stage.blueprint == blueprint else { throw .otherJob(stage: stage.name) }
        switch slots.withLock({ $0[stage.index] }) {
        case .whole(let value as Output): return value
        case .partial: throw .notReady(stage: stage.name)
        case .whole, .discarded: throw .discarded(stage: stage.name)
        }
    }

    /// Lets go of everything.
    func discardAll() {
        slots.withLock { slots in
            for index in slots.indices { slots[index] = .discarded }
        }
    }

    private func discardReadParents(of stage: Int, _ slots: inout [Slot]) {
        for parent in plans[stage].parents where plans[parent].isDiscarded {
            let children = plans.indices.filter { plans[$0].parents.contains(parent) }
            let areDone = children.allSatisfy { child in
                if case .partial = slots[child] { false } else { true }
            }
            if areDone { slots[parent] = .discarded }
        }
    }
}
