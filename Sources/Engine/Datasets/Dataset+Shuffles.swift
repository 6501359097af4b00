// Transformations that bring elements of all partitions together. The tasks before write what they have, the tasks
// after read from all of it: the job is cut into stages here. What is written stays in memory, as it is in Swift, until
// the stage that reads it is done; the engine moves rows of the catalog and counts in this way, never pictures.

extension Dataset {
    /// The same elements in the same order, in another number of partitions whose lengths differ by at most one.
    public func repartition(_ count: Int) -> Dataset {
        let node = NodeID()
        return Dataset(name, partitions: count) { planner in
            let written = planner.shuffle(node, of: self, to: "repartition") { $0 }
            return PartitionReader(
                inputs: [StageInput(stage: written.index, isShuffle: true)], steps: ["repartition"],
                activity: .list
            ) { context, number in
                let parts = try context.output(of: written)
                let total = parts.reduce(0) { $0 + $1.count }
                return elements(partition(number, of: count, count: total), of: parts)
            }
        }
    }

    /// Each element that occurs, once, in rising order.
    public func distinct(partitions: Int = 1) -> Dataset where Element: Hashable & Comparable {
        map { ($0, true) }.reduceByKey(partitions: partitions) { _, _ in true }.map { $0.0 }
    }

    /// One pair for each key, with all its values combined, in rising order of keys.
    ///
    /// Values are combined within each partition first, so that little has to be brought together. Partitions of the
    /// result are runs of neighbouring keys.
    ///
    /// - Parameter combine: combines two values, of which the first comes first in the dataset.
    public func reduceByKey<Key: Hashable & Comparable & Sendable, Value: Sendable>(
        partitions count: Int = 1, combine: @escaping @Sendable (Value, Value) -> Value
    ) -> Dataset<(Key, Value)> where Element == (Key, Value) {
        let node = NodeID()
        return Dataset<(Key, Value)>(name, partitions: count) { planner in
            let written = planner.shuffle(node, of: self, to: "reduceByKey") {
                KeyedRun(combining: $0, combine)
            }
            return PartitionReader(
                inputs: [StageInput(stage: written.index, isShuffle: true)], steps: ["reduceByKey"],
                activity: .list
            ) { context, number in
                let runs = try context.output(of: written)
                let share = KeyShare(number, of: count, in: runs)
                return KeyedRun(combining: runs.flatMap { $0.pairs(in: share) }[...], combine).pairs[...]
            }
        }
    }
}

/// The elements at `range` of all parts one after the other.
private func elements<Element>(
    _ range: Range<Int>, of parts: [ArraySlice<Element>]
) -> ArraySlice<Element> {
    if parts.count == 1 { return parts[0].dropFirst(range.lowerBound).prefix(range.count) }
    var (found, start) = ([Element](), 0)
    found.reserveCapacity(range.count)
    for part in parts {
        let overlap = range.clamped(to: start..<(start + part.count))
        if !overlap.isEmpty { found += part.dropFirst(overlap.lowerBound - start).prefix(overlap.count) }
        start += part.count
    }
    return found[...]
}

/// Pairs of one partition with each key once, in rising order.
private struct KeyedRun<Key: Hashable & Comparable & Sendable, Value: Sendable>: Sendable {
    let pairs: [(Key, Value)]

    init(combining pairs: ArraySlice<(Key, Value)>, _ combine: (Value, Value) -> Value) {
        let combined = Dictionary(pairs.lazy.map { ($0.0, $0.1) }, uniquingKeysWith: combine)
        self.pairs = combined.map { ($0.key, $0.value) }.sorted { $0.0 < $1.0 }
    }

    func pairs(in share: KeyShare<Key>) -> ArraySlice<(Key, Value)> {
        let start = share.start.map(place) ?? 0
        let end = share.end.map(place) ?? pairs.count
        return pairs[start..<max(start, end)]
    }

    /// Keys that are enough to find bounds which divide all of them about evenly.
    var sample: [Key] {
        let count = min(pairs.count, 256)
        return (0..<count).map { pairs[$0 * pairs.count / count].0 }
    }

    /// How many keys are less than `key`.
    private func place(of key: Key) -> Int {
        var (low, high) = (0, pairs.count)
        while low < high {
            let middle = (low + high) / 2
            if pairs[middle].0 < key { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

/// The keys that are one partition's: from `start` to before `end`, nil for no bound.
private struct KeyShare<Key: Hashable & Comparable & Sendable> {
    let start: Key?
    let end: Key?

    init<Value>(_ number: Int, of count: Int, in runs: [KeyedRun<Key, Value>]) {
        let keys = Set(runs.flatMap(\.sample)).sorted()
        func bound(_ number: Int) -> Key? {
            let place = keys.count * number / count
            return number == 0 || place >= keys.count ? nil : keys[place]
        }
        start = bound(number)
        end = bound(number + 1)
    }
}
