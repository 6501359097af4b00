// A dataset is a recipe: what its partitions are made of, and how. Nothing happens until an action's job runs. It is a
// value; making and combining datasets may be done on any thread, bodies run on slots' threads.

/// Elements in partitions, made when an action asks for them.
///
/// Transformations make a dataset of a dataset. Those that need only the partition itself (`map`, `filter`,
/// `mapPartitions`) run one after the other in one task; those that bring elements of all partitions together
/// (`repartition`, `reduceByKey`, `distinct`) cut the job into stages. Order is part of a dataset: elements come in the
/// order of their partitions and, within one, in that of what they were made of, with any number of workers.
///
///     let images = Dataset("catalog", of: catalog, partitions: 16) { $0.entries }
///     let wanted = images.filter { $0.category == "Banana" }
///     let count = try session.run(wanted.count())
public struct Dataset<Element: Sendable>: Sendable {
    /// What the stage is called that ends in this dataset.
    public let name: String
    public let partitionCount: Int
    /// Sees to the stages that must be done before, and says how a task gets at a partition.
    let plan: @Sendable (inout JobPlanner) -> PartitionReader<Element>

    init(
        _ name: String, partitions: Int,
        plan: @escaping @Sendable (inout JobPlanner) -> PartitionReader<Element>
    ) {
        self.name = name
        partitionCount = max(0, partitions)
        self.plan = plan
    }
}

// MARK: - From nothing

extension Dataset {
    /// Partitions that a function makes.
    ///
    /// - Parameters:
    ///   - activity: what a slot is said to do meanwhile, outside of `TaskContext.measure`.
    ///   - values: what other actions have found; `make` gets them after the number of the partition.
    ///   - make: the elements of one partition. What it throws fails the attempt, `PermanentFailure` the job.
    public init<each Value: Sendable>(
        _ name: String, partitions: Int, activity: TaskActivity = .list,
        given values: repeat Action<each Value>,
        make: @escaping @Sendable (TaskContext, Int, repeat each Value) throws -> [Element]
    ) {
        self.init(name, partitions: partitions) { planner in
            let stages = (repeat planner.stage(of: each values))
            return PartitionReader(
                inputs: planner.inputs(repeat each stages), steps: [name], activity: activity
            ) { context, partition in
                try make(context, partition, repeat context.output(of: each stages))[...]
            }
        }
    }

    /// The elements of a list, in runs of neighbours whose lengths differ by at most one.
    public init(
        _ name: String, of elements: some RandomAccessCollection<Element> & Sendable, partitions: Int
    ) {
        self.init(name, partitions: partitions) { _ in
            PartitionReader(inputs: [], steps: [name], activity: .list) { _, number in
                let range = partition(number, of: partitions, count: elements.count)
                return Array(elements.dropFirst(range.lowerBound).prefix(range.count))[...]
            }
        }
    }

    /// The elements of a list that an action finds, in runs of neighbours whose lengths differ by at most one. The
    /// indices of a partition are the places of its elements in the list.
    public init<Value: Sendable>(
        _ name: String, of action: Action<Value>, partitions: Int,
        elements: @escaping @Sendable (Value) -> [Element]
    ) {
        self.init(name, partitions: partitions) { planner in
            let stage = planner.stage(of: action)
            return PartitionReader(inputs: planner.inputs(stage), steps: [name], activity: .list) {
                context, number in
                let all = elements(try context.output(of: stage))
                return all[partition(number, of: partitions, count: all.count)]
            }
        }
    }
}

// MARK: - Within a partition

extension Dataset {
    public func map<Output: Sendable>(
        _ transform: @escaping @Sendable (Element) throws -> Output
    ) -> Dataset<Output> {
        narrow("map") { _, elements in try elements.map(transform)[...] }
    }

    public func filter(_ isIncluded: @escaping @Sendable (Element) throws -> Bool) -> Dataset {
        narrow("filter") { _, elements in try elements.filter(isIncluded)[...] }
    }

    /// Makes the elements of a partition of those that it has.
    ///
    /// - Parameters:
    ///   - name: what the step is called, and the stage that ends in it.
    ///   - activity: what a slot is said to do meanwhile; nil for what it did before.
    ///   - values: what other actions have found; `body` gets them after the elements.
    public func mapPartitions<each Value: Sendable, Output: Sendable>(
        _ name: String, activity: TaskActivity? = nil, given values: repeat Action<each Value>,
        body: @escaping @Sendable (TaskContext, ArraySlice<Element>, repeat each Value) throws -> [Output]
    ) -> Dataset<Output> {
        Dataset<Output>(name, partitions: partitionCount) { planner in
            let source = plan(&planner)
            let stages = (repeat planner.stage(of: each values))
            let inputs = planner.inputs(repeat each stages)
            return source.then(name, activity: activity, inputs: inputs) { context, _, elements in
                try body(context, elements, repeat context.output(of: each stages))[...]
            }
        }
    }

    private func narrow<Output: Sendable>(
        _ step: String,
        _ body: @escaping @Sendable (TaskContext, ArraySlice<Element>) throws -> ArraySlice<Output>
    ) -> Dataset<Output> {
        Dataset<Output>(name, partitions: partitionCount) { planner in
            plan(&planner).then(step) { context, _, elements in try body(context, elements) }
        }
    }
}
