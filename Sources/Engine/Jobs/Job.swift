// How a job is written down: a value to which stages are added, each naming the stages it waits for and
// getting their outputs with their types, so that a pipeline reads as one page:
//
//     var job = Job(name: "features of 2,590 images")
//     let catalog = job.stage("catalog") { context in try list(…) }
//     let features = job.stage("features", tasks: 16, after: catalog) { context, catalog in … }
//     let merged = job.stage("merge", after: features) { context, parts in … }
//     let handle = executor.submit(job)

import Synchronization

/// A stage of a job, as the key to what it makes.
///
/// `Output` is what the stages after it get: of a stage with one task what its body returns, of a stage with
/// many tasks an array of that in partition order.
public struct Stage<Output: Sendable>: Sendable {
    /// Position in the job, from 0.
    public let index: Int
    public let name: String
    let blueprint: Int
}

/// A graph of stages, ready to be submitted as often as one likes.
public struct Job: Sendable {
    public let name: String
    /// Tells the stages of this job from those of another.
    let blueprint: Int
    private(set) var plans: [StagePlan] = []

    public init(name: String) {
        self.name = name
        blueprint = Self.blueprints.wrappingAdd(1, ordering: .relaxed).newValue
    }

    private static let blueprints = Atomic(0)

    /// Adds a stage of one task.
    ///
    /// - Parameters:
    ///   - activity: what its slot is said to do, outside of `TaskContext.measure`.
    ///   - parents: stages that must be done before; their outputs follow the context in `body`.
    ///   - body: runs on a slot's thread. What it throws fails the attempt, `PermanentFailure` the whole job.
    public mutating func stage<each Parent: Sendable, Output: Sendable>(
        _ name: String, activity: TaskActivity = .list, after parents: repeat Stage<each Parent>,
        body: @escaping @Sendable (TaskContext, repeat each Parent) throws -> Output
    ) -> Stage<Output> {
        let task: @Sendable (TaskContext) throws -> Output = { context in
            try body(context, repeat context.output(of: each parents))
        }
        return add(name, tasks: 1, activity: activity, after: indices(repeat each parents)) {
            StageRun(of: task)
        }
    }

    /// Adds a stage of many tasks, one a partition (`context.attempt.partition`), each with its own output.
    ///
    /// - Parameters:
    ///   - tasks: how many; with none the stage is done as soon as its parents are.
    public mutating func stage<each Parent: Sendable, Output: Sendable>(
        _ name: String, tasks: Int, activity: TaskActivity = .list, after parents: repeat Stage<each Parent>,
        body: @escaping @Sendable (TaskContext, repeat each Parent) throws -> Output
    ) -> Stage<[Output]> {
        let task: @Sendable (TaskContext) throws -> Output = { context in
            try body(context, repeat context.output(of: each parents))
        }
        return add(name, tasks: tasks, activity: activity, after: indices(repeat each parents)) {
            StageRun(of: task, count: tasks)
        }
    }

    /// Adds a stage by the stages it waits for, and what begins its work in each submission of the job.
    mutating func add<Output>(
        _ name: String, tasks: Int, activity: TaskActivity, after parents: [Int],
        begin: @escaping @Sendable () -> StageRun
    ) -> Stage<Output> {
        plans.append(
            StagePlan(
                name: name, tasks: max(0, tasks), activity: activity, parents: parents, begin: begin))
        return Stage(index: plans.count - 1, name: name, blueprint: blueprint)
    }

    /// Lets go of a stage's output as soon as the last stage after it is done, for outputs too large to keep.
    public mutating func discardOutput<Output>(of stage: Stage<Output>) {
        guard stage.blueprint == blueprint else { return }
        plans[stage.index].isDiscarded = true
    }

    /// The key to a stage by its place.
    func stage<Output>(at index: Int, of type: Output.Type = Output.self) -> Stage<Output> {
        Stage(index: index, name: plans[index].name, blueprint: blueprint)
    }

    func description(job: Int) -> JobDescription {
        let stages = plans.enumerated().map { index, plan in
            StageDescription(
                stage: index, name: plan.name, tasks: plan.tasks, parents: plan.parents,
                activity: plan.activity)
        }
        return JobDescription(job: job, name: name, stages: stages)
    }

    private func indices<each Parent>(_ parents: repeat Stage<each Parent>) -> [Int] {
        var indices: [Int] = []
        for parent in repeat each parents {
            precondition(parent.blueprint == blueprint, "stage \(parent.name) belongs to another job")
            indices.append(parent.index)
        }
        return indices
    }
}

/// A stage with its types taken off.
struct StagePlan: Sendable {
    let name: String
    let tasks: Int
    let activity: TaskActivity
    let parents: [Int]
    /// Called once for each submission.
    let begin: @Sendable () -> StageRun
    var isDiscarded = false
}
