// Values of many tasks folded into one while the tasks are still coming in. Any thread may put; the lock is held only
// to find what may be combined next, so that two pairs can be combined at once.

/// Combines the values of partitions pair by pair up a tree whose shape the number of partitions decides.
///
/// Floating-point sums depend on their order, and the order in which tasks finish depends on the number of workers.
/// Here neighbours are combined, left with right: (0, 1), (2, 3), …, then pairs of those, whenever both are there; so
/// the result depends on the partitions alone, to the last bit. And little waits: were everything folded into one sum
/// from the left, a first partition that is late would hold up every other, 16.8 MB each for Gramians. In a tree one
/// late partition holds up one value a level.
final class TreeFold<Value: Sendable>: Sendable {
    private struct Place: Hashable {
        /// 0 for a partition's own value.
        var level = 0
        /// From the left.
        var index: Int

        var isLeft: Bool { index % 2 == 0 }
        var sibling: Place { Place(level: level, index: isLeft ? index + 1 : index - 1) }
        var parent: Place { Place(level: level + 1, index: index / 2) }
    }

    private struct State: Sendable {
        var waiting: [Place: Value] = [:]
        var seen: Set<Int> = []
        var result: Value?
    }

    private let count: Int
    private let combine: @Sendable (inout Value, Value) -> Void
    private let state: Monitor<State>

    /// - Parameter zero: the result where there are no partitions.
    init(count: Int, zero: Value, combine: @escaping @Sendable (inout Value, Value) -> Void) {
        self.count = count
        self.combine = combine
        state = Monitor(State(result: count == 0 ? zero : nil))
    }

    /// nil until every partition has given its value.
    var result: Value? { state.withLock { $0.result } }

    /// How many values wait for their neighbour.
    var waitingCount: Int { state.withLock { $0.waiting.count } }

    /// Takes the value of one partition; a second one of the same partition is refused.
    func put(_ value: consuming Value, partition: Int) {
        guard state.withLock({ $0.seen.insert(partition).inserted }) else { return }
        var place = Place(index: partition)
        var sum = value
        while let neighbour = neighbour(of: place, orLeave: sum) {
            if let other = neighbour.value {
                sum = combined(consume sum, other, isLeft: place.isLeft)
            }
            place = place.parent
        }
    }

    private struct Neighbour {
        /// nil where the tree has nothing at that place.
        let value: Value?
    }

    /// What stands beside `place`; nil where `sum` has to wait for it, or is the result.
    private func neighbour(of place: Place, orLeave sum: Value) -> Neighbour? {
        state.withLock { state in
            let width = (count + (1 << place.level) - 1) >> place.level
            if width == 1 {
                state.result = sum
                return nil
            }
            if place.sibling.index >= width { return Neighbour(value: nil) }
            if let other = state.waiting.removeValue(forKey: place.sibling) { return Neighbour(value: other) }
            state.waiting[place] = sum
            return nil
        }
    }

    private func combined(_ own: consuming Value, _ other: consuming Value, isLeft: Bool) -> Value {
        if isLeft {
            combine(&own, other)
            return own
        }
        combine(&other, own)
        return other
    }
}
