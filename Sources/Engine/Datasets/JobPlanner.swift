// From actions to a job: what hangs together without a shuffle becomes one stage, what two actions both need becomes
// one stage for both. A value that is used up on one thread.

import Synchronization

/// Tells the nodes of a graph apart.
struct NodeID: Hashable, Sendable {
    let number: Int
    private static let last = Atomic(0)

    init() { number = Self.last.wrappingAdd(1, ordering: .relaxed).newValue }
}

/// Makes the job of one action, or of several whose results belong together.
///
///     var planner = JobPlanner("components of fruit")
///     let analysis = planner.stage(of: analysis)
///     let handle = session.submit(planner.job)
///     …
///     try handle.output(of: analysis)
public struct JobPlanner {
    public private(set) var job: Job
    /// Whether a dataset need not be made because its blocks are there.
    private let isStored: (Persistence) -> Bool
    private var stages: [NodeID: Int] = [:]
    private var sketches: [StageSketch] = []

    public init(_ name: String) { self.init(name) { _ in false } }

    init(_ name: String, isStored: @escaping (Persistence) -> Bool) {
        job = Job(name: name)
        self.isStored = isStored
    }

    /// The stage that an action ends in; those before it are planned first, each once.
    public mutating func stage<Value>(of action: Action<Value>) -> Stage<Value> {
        stage(for: action.id) { action.plan(&$0) }
    }

    /// The job's stages as a person reads them: a line each with its tasks, the steps that a task takes one after the
    /// other, and the stages that must be done before.
    public var explanation: String { Explanation(job: job, sketches: sketches).text }

    // MARK: - For datasets and actions

    /// The stage of a node, planned at the first time of asking.
    mutating func stage<Value>(
        for node: NodeID, plan: (inout JobPlanner) -> Stage<Value>
    ) -> Stage<Value> {
        if let index = stages[node] { return job.stage(at: index) }
        let stage = plan(&self)
        stages[node] = stage.index
        return stage
    }

    /// Adds a stage whose tasks read partitions.
    mutating func add<Element, Output>(
        _ name: String, tasks: Int, reading reader: PartitionReader<Element>, to end: String,
        activity: TaskActivity? = nil, begin: @escaping @Sendable () -> StageRun
    ) -> Stage<Output> {
        let parents = Set(reader.inputs.map(\.stage)).sorted()
        sketches.append(StageSketch(steps: reader.steps + [end], inputs: reader.inputs))
        return job.add(
            name, tasks: tasks, activity: activity ?? reader.activity, after: parents, begin: begin)
    }

    /// Adds the stage whose tasks write the partitions of `source` for tasks of other partitions to read, once. What
    /// they have written is let go when the last stage that reads it is done.
    mutating func shuffle<Element, Written: Sendable>(
        _ node: NodeID, of source: Dataset<Element>, to end: String,
        write: @escaping @Sendable (ArraySlice<Element>) -> Written
    ) -> Stage<[Written]> {
        stage(for: node) { planner in
            let reader = source.plan(&planner)
            let count = source.partitionCount
            let stage: Stage<[Written]> = planner.add(source.name, tasks: count, reading: reader, to: end) {
                StageRun(of: { write(try reader.read($0, $0.attempt.partition)) }, count: count)
            }
            planner.job.discardOutput(of: stage)
            return stage
        }
    }

    /// Adds a stage of one task that works on what other stages have found.
    mutating func add<each Parent: Sendable, Output: Sendable>(
        _ name: String, activity: TaskActivity, after parents: repeat Stage<each Parent>,
        body: @escaping @Sendable (TaskContext, repeat each Parent) throws -> Output
    ) -> Stage<Output> {
        sketches.append(StageSketch(steps: [], inputs: inputs(repeat each parents)))
        return job.stage(name, activity: activity, after: repeat each parents, body: body)
    }

    /// Stages whose results a stage is given.
    func inputs<each Parent>(_ parents: repeat Stage<each Parent>) -> [StageInput] {
        var inputs: [StageInput] = []
        for parent in repeat each parents {
            inputs.append(StageInput(stage: parent.index, isShuffle: false))
        }
        return inputs
    }

    /// Whether all of a persisted dataset is there, so that what it is made of need not be planned.
    func needsNoLineage(_ dataset: Persistence) -> Bool { isStored(dataset) }
}

/// A stage that must be done before another.
struct StageInput: Hashable, Sendable {
    let stage: Int
    /// True where every task reads from every task of it; false where its one result is read.
    let isShuffle: Bool
}

/// How the tasks of a stage get at the partitions of a dataset.
struct PartitionReader<Element: Sendable>: Sendable {
    /// The stages that must be done before.
    let inputs: [StageInput]
    /// The names of what happens to a partition, one after the other.
    let steps: [String]
    let activity: TaskActivity
    let read: @Sendable (TaskContext, Int) throws -> ArraySlice<Element>

    init(
        inputs: [StageInput], steps: [String], activity: TaskActivity,
        read: @escaping @Sendable (TaskContext, Int) throws -> ArraySlice<Element>
    ) {
        self.inputs = inputs
        self.steps = steps
        self.activity = activity
        self.read = read
    }

    /// The same, and one step more.
    func then<Output>(
        _ step: String, activity: TaskActivity? = nil, inputs: [StageInput] = [],
        _ body: @escaping @Sendable (TaskContext, Int, ArraySlice<Element>) throws -> ArraySlice<Output>
    ) -> PartitionReader<Output> {
        let read = read
        return PartitionReader<Output>(
            inputs: self.inputs + inputs, steps: steps + [step], activity: activity ?? self.activity
        ) { context, partition in
            try body(context, partition, read(context, partition))
        }
    }
}
