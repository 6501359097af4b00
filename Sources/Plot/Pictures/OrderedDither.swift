/// Bayer's 8×8 matrix: by how much the value of a place is moved before it is rounded.
///
/// A place depends on its own value alone. So nothing shimmers when a neighbour changes, as it does when errors are
/// passed on, and two pictures side by side differ in dots only where they differ.
enum OrderedDither {
    /// -½…½ of the distance between two values that can be drawn: the share of places that are drawn as the upper one
    /// is how far above the lower one they are.
    static func share(x: Int, y: Int) -> Float {
        0.5 - thresholds[(y & 7) << 3 | (x & 7)]
    }

    /// Row-major, each of (i + ½)/64 once.
    static let thresholds: [Float] = (0..<64).map { index in
        let (x, y) = (index & 7, index >> 3)
        // The bits of x⊕y and y, interleaved and in reverse order.
        let rank = (0..<3).reduce(0) { rank, bit in
            let (difference, row) = ((x ^ y) >> bit & 1, y >> bit & 1)
            return rank | (difference << 1 | row) << (2 * (2 - bit))
        }
        return (Float(rank) + 0.5) / 64
    }
}
