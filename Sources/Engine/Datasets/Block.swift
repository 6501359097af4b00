// Values that the block store keeps.

struct BlockID: Hashable {
    let dataset: Int
    let partition: Int
}

/// A block in memory.
struct Block: Sendable {
    let elements: any Sendable
    let bytes: Int
    /// Makes the bytes of its file; nil for a block that need not be written when it leaves.
    let encode: (@Sendable () throws -> [UInt8])?
    /// The greater, the more recent.
    var lastUse: Int
    var isLeaving = false
}

/// Where a block is, with the bytes that it takes there.
struct BlockPlace: Sendable {
    var memory: Int?
    var disk: Int?
}

/// Where the blocks of one dataset are, and how much they are together.
struct BlockTally: Sendable {
    private(set) var summary: PersistedDataset
    private var places: [Int: BlockPlace] = [:]

    init(_ dataset: Persistence) {
        summary = PersistedDataset(
            dataset: dataset.id.number, name: dataset.name, level: dataset.level.rawValue, stored: 0,
            partitions: dataset.partitionCount, memoryBytes: 0, diskBytes: 0)
    }

    func isOnDisk(_ partition: Int) -> Bool { places[partition]?.disk != nil }

    var partitionsOnDisk: [Int] { places.filter { $0.value.disk != nil }.keys.sorted() }

    /// The same dataset when nothing of it is kept.
    var emptied: BlockTally {
        var tally = self
        for partition in places.keys { tally.change(partition) { $0 = BlockPlace() } }
        return tally
    }

    mutating func change(_ partition: Int, _ body: (inout BlockPlace) -> Void) {
        var place = places[partition] ?? BlockPlace()
        summary.memoryBytes -= place.memory ?? 0
        summary.diskBytes -= place.disk ?? 0
        body(&place)
        summary.memoryBytes += place.memory ?? 0
        summary.diskBytes += place.disk ?? 0
        places[partition] = place.memory == nil && place.disk == nil ? nil : place
        summary.stored = places.count
    }
}
