// Order put back into results that come as workers finish.
//
// A plain value with one owner: the thread that collects a stage's results.

/// Folds the values of partitions in partition order, whatever order they arrive in.
///
/// Floating-point sums depend on their order, and the order in which tasks finish depends on the number of workers.
/// Here a value that arrives before its turn waits, and is folded in as soon as all before it are; so the result
/// depends on the partitions alone, to the last bit. Values are let go as they are folded in.
public struct PartitionOrderedFold<Result, Value> {
    /// What the partitions before `next` came to.
    public private(set) var result: Result
    /// The partition whose turn it is; as many have been folded in.
    public private(set) var next = 0
    private var waiting: [Int: Value] = [:]
    private let combine: (inout Result, Value) -> Void

    public init(_ initial: Result, combine: @escaping (inout Result, Value) -> Void) {
        result = initial
        self.combine = combine
    }

    /// How many values wait for one before them.
    public var waitingCount: Int { waiting.count }

    /// Takes the value of one partition.
    ///
    /// - Returns: false, and nothing changes, where the partition has given its value already: the second attempt of
    ///   a task that was tried twice.
    /// - Precondition: `partition` is not negative.
    @discardableResult
    public mutating func insert(_ value: Value, partition: Int) -> Bool {
        precondition(partition >= 0)
        guard partition >= next, waiting[partition] == nil else { return false }
        waiting[partition] = value
        while let due = waiting.removeValue(forKey: next) {
            combine(&result, due)
            next += 1
        }
        return true
    }
}
