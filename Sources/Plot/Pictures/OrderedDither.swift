/// Bayer's 8×8 matrix: from which share of ink on a dot is set.
///
/// A dot depends on its own ink and place alone. So nothing shimmers when a neighbour changes, as it does when errors are
/// passed on, and two pictures side by side differ in dots only where they differ.
enum OrderedDither {
    /// Whether the dot at (`x`, `y`) is set for `ink` of 0…1. None is at 0, all are at 1.
    static func isSet(_ ink: Float, x: Int, y: Int) -> Bool {
        ink > thresholds[(y & 7) << 3 | (x & 7)]
    }

    /// A colour moved up or down by up to a third of a step of the palette's cube, so that bands of one entry mix.
    static func shifted(_ light: SIMD3<Float>, x: Int, y: Int) -> SIMD3<Float> {
        let shift = (thresholds[(y & 7) << 3 | (x & 7)] - 0.5) * 0.07
        let lightness = (light.squareRoot() + shift).clamped(lowerBound: .zero, upperBound: .one)
        return lightness * lightness
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
