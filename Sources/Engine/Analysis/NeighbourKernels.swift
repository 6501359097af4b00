// The loops of the search for neighbours, on base pointers with wrapping indices so that they vectorise. Each opens with
// its shapes.

/// `distances (n) += (column (n) − value)²`.
///
/// - Returns: the least of the new distances, as its bits: of floats that are not negative they are in the same order,
///   and the least of integers is found many at a time.
func addSquares(
    of column: UnsafePointer<Float>, from value: Float, count: Int,
    to distances: UnsafeMutablePointer<Float>
) -> UInt32 {
    var least = UInt32.max
    for index in 0..<count {
        let difference = column[index] - value
        let distance = distances[index] + difference * difference
        distances[index] = distance
        least = min(least, distance.bitPattern)
    }
    return least
}

/// For each k the index of the nearest of n points on the first k coordinates; among equals an earlier one.
///
/// - Parameters:
///   - point: `(components)`.
///   - columns: `(components, n)`: the points' coordinates, one component after the other, so that a distance grows by
///     one component at a time and every k costs the same.
///   - distances: scratch, `(n)`.
/// - Returns: `(components)`.
func nearestByComponent(
    to point: UnsafePointer<Float>, in columns: UnsafePointer<Float>, components: Int, count: Int,
    distances: UnsafeMutablePointer<Float>
) -> [Int] {
    distances.update(repeating: 0, count: count)
    var nearest = 0
    return (0..<components).map { k in
        let least = addSquares(
            of: columns + k &* count, from: point[k], count: count, to: distances)
        // Mostly it is the same as before.
        if distances[nearest].bitPattern != least {
            nearest = 0
            while nearest < count &- 1, distances[nearest].bitPattern != least { nearest &+= 1 }
        }
        return nearest
    }
}

/// `Σ (left − right)²` over `count` values, or some value above `limit` as soon as it is known to be above.
func squaredDistance(
    _ left: UnsafePointer<Float>, _ right: UnsafePointer<Float>, count: Int, limit: Float
) -> Float {
    var sum: Float = 0
    var index = 0
    while index < count, sum <= limit {
        let end = min(count, index &+ 16)
        while index < end {
            let difference = left[index] - right[index]
            sum += difference * difference
            index &+= 1
        }
    }
    return sum
}
