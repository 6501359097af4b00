// Datasets that are kept between jobs.

extension Dataset {
    /// The same dataset, whose partitions are kept once they have been made, so that later stages and jobs need not
    /// make them again. They are given up when nobody holds the dataset any more, and by `Session.release`.
    public func persist(_ level: StorageLevel) -> Dataset where Element: Storable {
        let kept = Persistence(name: name, level: level, partitionCount: partitionCount)
        return Dataset(name, partitions: partitionCount) { planner in
            let source = planner.needsNoLineage(kept) ? .lost(name) : plan(&planner)
            return source.replaced(by: "persist \(level.rawValue)") { context, partition, make in
                try context.blocks.elements(of: kept, partition: partition) { Array(try make()) }[...]
            }
        }
    }

    /// The same dataset, whose partitions outlive the session: making one leaves it in a store, from which it is taken
    /// when it is there.
    public func persist(in store: DurableStore<Element>) -> Dataset {
        let kept = Persistence(name: name, level: .disk, partitionCount: partitionCount)
        return Dataset(name, partitions: partitionCount) { planner in
            plan(&planner).replaced(by: "persist disk") { context, partition, make in
                let elements = try store.find(context, partition) ?? Array(make())
                context.blocks.note(kept, partition: partition, bytes: store.byteCount(elements))
                return elements[...]
            }
        }
    }
}

/// Where partitions outlive the session: a run folder.
public struct DurableStore<Element: Sendable>: Sendable {
    /// A partition as it was left; nil where there is none, or none that is sound.
    let find: @Sendable (TaskContext, Int) throws -> [Element]?
    /// Bytes that the elements take there.
    let byteCount: @Sendable ([Element]) -> Int
}

/// A dataset that is kept between jobs. What holds the dataset holds this, and with the last of them its blocks go.
final class Persistence: Sendable {
    let id = NodeID()
    let name: String
    let level: StorageLevel
    let partitionCount: Int
    private let store = Monitor(WeakStore())

    private struct WeakStore: Sendable {
        weak var store: BlockStore?
    }

    init(name: String, level: StorageLevel, partitionCount: Int) {
        self.name = name
        self.level = level
        self.partitionCount = partitionCount
    }

    deinit { store.withLock { $0.store }?.release(id.number) }

    /// The store that is to know when the dataset goes.
    func attach(to store: BlockStore) { self.store.withLock { $0.store = store } }
}

/// A persisted dataset was taken to be there as a whole, and a part of it has gone since.
struct LostBlock: Error, CustomStringConvertible {
    let dataset: String
    var description: String { "a part of \(dataset) that was kept is gone" }
}

extension PartitionReader {
    /// Partitions that should be in the store and are not.
    fileprivate static func lost(_ dataset: String) -> PartitionReader {
        PartitionReader(inputs: [], steps: [], activity: .read) { _, _ in
            throw PermanentFailure(LostBlock(dataset: dataset))
        }
    }

    /// One step more, which makes the elements only if it has to.
    fileprivate func replaced(
        by step: String,
        _ body:
            @escaping @Sendable (TaskContext, Int, () throws -> ArraySlice<Element>) throws -> ArraySlice<
                Element
            >
    ) -> PartitionReader {
        PartitionReader(inputs: inputs, steps: steps + [step], activity: activity) { context, partition in
            try body(context, partition) { try read(context, partition) }
        }
    }
}
