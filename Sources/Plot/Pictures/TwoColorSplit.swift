/// The blocks of a cell in two groups, each drawn in one colour: the division that changes the blocks least.
///
/// All of them are tried, 31 for six blocks. Distances are taken in lightness, as an eye has them; a group's colour is
/// the mean of its light.
struct TwoColorSplit: Hashable {
    /// The blocks of the first group, a bit each; the last block is never of it. 0 where all blocks are alike.
    let pattern: UInt8
    /// Light of the first group; that of all where it is empty.
    let front: SIMD3<Float>
    let back: SIMD3<Float>

    /// - Parameter lights: of at least one and at most eight blocks, in the order of their bits.
    init(_ lights: [SIMD3<Float>]) {
        let lightness = lights.map { $0.squareRoot() }
        // The less is left within groups the more is between them: Σ |sum|² / n. A gain that is only rounding is none.
        var (best, most) = (UInt8(0), Self.between(lightness, 0) + 1e-6)
        for pattern in (0..<UInt8(1 << max(0, lights.count - 1))).dropFirst() {
            let between = Self.between(lightness, pattern)
            if between > most { (best, most) = (pattern, between) }
        }
        let (first, second) = Self.sums(lights, best)
        pattern = best
        back = second.sum / second.count
        front = best == 0 ? back : first.sum / first.count
    }

    private static func between(_ values: [SIMD3<Float>], _ pattern: UInt8) -> Float {
        let (first, second) = sums(values, pattern)
        func spread(_ group: Group) -> Float {
            group.count > 0 ? (group.sum * group.sum).sum() / group.count : 0
        }
        return spread(first) + spread(second)
    }

    private typealias Group = (sum: SIMD3<Float>, count: Float)

    private static func sums(_ values: [SIMD3<Float>], _ pattern: UInt8) -> (Group, Group) {
        var groups: (Group, Group) = ((.zero, 0), (.zero, 0))
        for (index, value) in values.enumerated() {
            if pattern >> UInt8(index) & 1 == 1 {
                groups.0 = (groups.0.sum + value, groups.0.count + 1)
            } else {
                groups.1 = (groups.1.sum + value, groups.1.count + 1)
            }
        }
        return groups
    }
}
