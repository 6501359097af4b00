// Where tensors that do not live at the same time share memory.

/// The steps, first to last, between which a tensor's bytes must stay as they are.
struct Lifetime: Hashable {
    let byteCount: Int
    let first: Int
    var last: Int

    fileprivate func meets(_ other: Lifetime) -> Bool { first <= other.last && other.first <= last }
}

/// A place in one block of memory for each of several tensors, none overlapping another that lives at the same time.
struct ArenaLayout: Hashable, Sendable {
    /// Where each tensor begins, bytes, in the order in which they were given.
    let offsets: [Int]
    let byteCount: Int

    /// A cache line, which is also what the widest vector loads want.
    static let alignment = 64

    /// The largest tensors first, each at the lowest place that is free for as long as it lives.
    init(_ lifetimes: [Lifetime]) {
        var offsets = [Int](repeating: 0, count: lifetimes.count)
        var placed: [Int] = []
        for index in lifetimes.indices.sorted(by: { lifetimes[$0].byteCount > lifetimes[$1].byteCount }) {
            let neighbours = placed.filter { lifetimes[$0].meets(lifetimes[index]) }
                .map { offsets[$0]..<offsets[$0] + lifetimes[$0].byteCount }
                .sorted { $0.lowerBound < $1.lowerBound }
            offsets[index] = Self.firstGap(of: lifetimes[index].byteCount, between: neighbours)
            placed.append(index)
        }
        self.offsets = offsets
        byteCount = zip(offsets, lifetimes).map { $0 + Self.aligned($1.byteCount) }.max() ?? 0
    }

    static func aligned(_ byteCount: Int) -> Int { (byteCount + alignment - 1) / alignment * alignment }

    private static func firstGap(of byteCount: Int, between taken: [Range<Int>]) -> Int {
        taken.reduce(0) { start, range in
            range.lowerBound >= start + byteCount ? start : max(start, aligned(range.upperBound))
        }
    }
}
