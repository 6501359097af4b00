import Synchronization

/// The Gramian of all partitions, added up in partition order whatever the order in which tasks finish: sums of
/// floating-point numbers depend on their order, and the result must not depend on the number of workers.
///
/// Threading: any slot adds; the lock is held while partitions are merged.
final class PartitionSums: Sendable {
    private let fold = Mutex(
        PartitionOrderedFold(Gramian(dimension: ResNet50.featureCount)) { (sum, part: Gramian?) in
            if let part { sum.merge(part) }
        })

    /// Adds a partition's features, `(rows, 2048)`. Of a partition without any only its turn is taken.
    func add(_ features: [Float], _ context: TaskContext) {
        context.measure(.gramian) {
            let gramian =
                features.isEmpty ? nil : Gramian(of: features, dimension: ResNet50.featureCount)
            _ = fold.withLock { $0.insert(gramian, partition: context.attempt.partition) }
        }
    }

    /// The sum over the partitions, all of which are in.
    var total: Gramian { fold.withLock { $0.result } }
}
