// What is wanted of datasets. An action is a value, like a dataset: it makes a job when a session runs it, and other
// datasets and actions may be given what it finds.

/// A result to be worked out by a job.
///
///     let catalog = Action("catalog") { context in try list(context) }
///     let model = Action("model", activity: .load, after: catalog) { context, catalog in … }
///     let model = try session.run(model)
public struct Action<Value: Sendable>: Sendable {
    /// What its stage is called.
    public let name: String
    let id = NodeID()
    let plan: @Sendable (inout JobPlanner) -> Stage<Value>

    init(_ name: String, plan: @escaping @Sendable (inout JobPlanner) -> Stage<Value>) {
        self.name = name
        self.plan = plan
    }

    /// One task that works on what other actions have found.
    ///
    /// - Parameters:
    ///   - activity: what its slot is said to do, outside of `TaskContext.measure`.
    ///   - parents: actions that must be done before; what they found follows the context in `body`.
    ///   - body: runs on a slot's thread. What it throws fails the attempt, `PermanentFailure` the whole job.
    public init<each Parent: Sendable>(
        _ name: String, activity: TaskActivity = .list, after parents: repeat Action<each Parent>,
        body: @escaping @Sendable (TaskContext, repeat each Parent) throws -> Value
    ) {
        self.init(name) { planner in
            let stages = (repeat planner.stage(of: each parents))
            return planner.add(name, activity: activity, after: repeat each stages, body: body)
        }
    }

    /// The graph of the action's job as text, a line a stage.
    public func explain() -> String {
        var planner = JobPlanner(name)
        _ = planner.stage(of: self)
        return planner.explanation
    }
}

// MARK: - Of a dataset

extension Dataset {
    /// Every element, in order.
    public func collect(_ name: String = "collect") -> Action<[Element]> {
        Action(name) { planner in
            let (reader, count) = (plan(&planner), partitionCount)
            return planner.add(name, tasks: count, reading: reader, to: "collect") {
                StageRun(
                    of: { try reader.read($0, $0.attempt.partition) }, count: count,
                    gather: { Array($0.joined()) })
            }
        }
    }

    /// How many elements there are.
    public func count(_ name: String = "count") -> Action<Int> {
        aggregate(name, step: "count", into: 0, { _, elements in elements.count }, merge: { $0 += $1 })
    }

    /// The first `limit` elements: one task that looks into partition after partition until it has them.
    public func take(_ limit: Int, _ name: String = "take") -> Action<[Element]> {
        Action(name) { planner in
            let (reader, count) = (plan(&planner), partitionCount)
            return planner.add(name, tasks: 1, reading: reader, to: "take \(limit)") {
                StageRun(of: { context in
                    var taken: [Element] = []
                    for partition in 0..<count where taken.count < limit {
                        try context.checkCancellation()
                        taken += try reader.read(context, partition).prefix(limit - taken.count)
                    }
                    return taken
                })
            }
        }
    }

    /// Adds up the elements of each partition in its task, then the sums pair by pair up a tree (`TreeFold`): with any
    /// number of workers the same, to the last bit, and without keeping many sums.
    ///
    /// - Parameters:
    ///   - zero: the sum of nothing, with which each partition begins.
    ///   - add: adds one element, in order.
    ///   - merge: adds the sum of the partitions that come next.
    public func treeAggregate<Sum: Sendable>(
        _ name: String = "treeAggregate", into zero: Sum,
        add: @escaping @Sendable (TaskContext, inout Sum, Element) throws -> Void,
        merge: @escaping @Sendable (inout Sum, Sum) -> Void
    ) -> Action<Sum> {
        let sum: @Sendable (TaskContext, ArraySlice<Element>) throws -> Sum = { context, elements in
            var sum = zero
            for element in elements { try add(context, &sum, element) }
            return sum
        }
        return aggregate(name, step: "treeAggregate", into: zero, sum, merge: merge)
    }

    /// Does something with each partition, for what it does to the world.
    public func foreachPartition(
        _ name: String = "foreachPartition",
        body: @escaping @Sendable (TaskContext, ArraySlice<Element>) throws -> Void
    ) -> Action<Void> {
        aggregate(name, step: "foreachPartition", into: (), body, merge: { _, _ in })
    }

    private func aggregate<Sum: Sendable>(
        _ name: String, step: String, into zero: Sum,
        _ sum: @escaping @Sendable (TaskContext, ArraySlice<Element>) throws -> Sum,
        merge: @escaping @Sendable (inout Sum, Sum) -> Void
    ) -> Action<Sum> {
        Action<Sum>(name) { planner in
            let (reader, count) = (plan(&planner), partitionCount)
            return planner.add(name, tasks: count, reading: reader, to: step) {
                StageRun(
                    of: { try sum($0, reader.read($0, $0.attempt.partition)) },
                    into: TreeFold(count: count, zero: zero, combine: merge))
            }
        }
    }
}
