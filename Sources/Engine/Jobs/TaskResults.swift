// What the tasks of one stage have made so far. Slots put, whoever waits for the stage takes.

/// A stage while its job runs: what does its tasks, and where what they make comes together.
struct StageRun: Sendable {
    /// Does one task and keeps what it makes. Throws what fails the attempt.
    let perform: @Sendable (TaskContext) throws -> Void
    /// What the stage makes; nil until its last task is done.
    let output: @Sendable () -> (any Sendable)?

    /// A stage of one task, whose value is the stage's.
    init<Value: Sendable>(of task: @escaping @Sendable (TaskContext) throws -> Value) {
        let results = TaskResults<Value, Value?>(count: 1) { $0.first }
        perform = { try results.put(task($0), partition: 0) }
        output = { results.whole ?? nil }
    }

    /// A stage of many tasks, of whose values in partition order `gather` makes the stage's.
    init<Value: Sendable, Whole: Sendable>(
        of task: @escaping @Sendable (TaskContext) throws -> Value, count: Int,
        gather: @escaping @Sendable ([Value]) -> Whole
    ) {
        let results = TaskResults(count: count, gather: gather)
        perform = { try results.put(task($0), partition: $0.attempt.partition) }
        output = { results.whole }
    }

    /// A stage of many tasks, whose values are the stage's in partition order.
    init<Value: Sendable>(of task: @escaping @Sendable (TaskContext) throws -> Value, count: Int) {
        self.init(of: task, count: count) { $0 }
    }

    /// A stage of many tasks, whose values are folded into one as they come.
    init<Value: Sendable>(
        of task: @escaping @Sendable (TaskContext) throws -> Value, into fold: TreeFold<Value>
    ) {
        perform = { fold.put(try task($0), partition: $0.attempt.partition) }
        output = { fold.result }
    }
}

/// One value for each task, and what is made of them when the last one has come.
final class TaskResults<Value: Sendable, Whole: Sendable>: Sendable {
    private struct State: Sendable {
        var values: [Value?]
        var missing: Int
        var whole: Whole?
    }

    private let gather: @Sendable ([Value]) -> Whole
    private let state: Monitor<State>

    init(count: Int, gather: @escaping @Sendable ([Value]) -> Whole) {
        let count = max(0, count)
        self.gather = gather
        state = Monitor(
            State(
                values: Array(repeating: nil, count: count), missing: count,
                whole: count == 0 ? gather([]) : nil))
    }

    func put(_ value: Value, partition: Int) {
        state.withLock { state in
            guard state.missing > 0, state.values[partition] == nil else { return }
            state.values[partition] = .some(value)
            state.missing -= 1
            guard state.missing == 0 else { return }
            state.whole = gather(state.values.compactMap(\.self))
            state.values = []
        }
    }

    /// nil until every task has given its value.
    var whole: Whole? { state.withLock { $0.whole } }
}
