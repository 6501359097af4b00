import Synchronization

/// The Gramian of all rows, added up in the order of the tasks that sum them, whatever the order in which they finish:
/// sums of floating-point numbers depend on their order, and the result must not depend on the number of workers.
///
/// Threading: any slot adds; the lock is held while sums are merged.
final class PartitionSums: Sendable {
    private let fold = Mutex(
        PartitionOrderedFold(Gramian(dimension: ResNet50.featureCount)) { (sum, part: Gramian) in
            sum.merge(part)
        })

    func add(_ sum: Gramian, partition: Int) {
        _ = fold.withLock { $0.insert(sum, partition: partition) }
    }

    /// The sum over all tasks, which are done.
    var total: Gramian { fold.withLock { $0.result } }
}
