/// Arithmetic on eight points at once: comparisons and sums that every vector unit has.
///
/// The standard library's `max` and `abs` on vectors go lane by lane; these do not.

extension SIMD8<Float> {
    /// Negative lanes at 0.
    @inline(__always)
    var clamped: SIMD8<Float> { replacing(with: 0, where: self .< 0) }
    /// Lanes brought into 0…1.
    @inline(__always)
    var clampedToUnit: SIMD8<Float> { clamped.replacing(with: 1, where: self .> 1) }
    /// Negative lanes turned positive.
    @inline(__always)
    var magnitude: SIMD8<Float> { replacing(with: -self, where: self .< 0) }
}

extension Rotation {
    /// Eight vectors turned.
    @inline(__always)
    func callAsFunction(
        _ a: SIMD8<Float>, _ b: SIMD8<Float>, _ c: SIMD8<Float>
    ) -> (SIMD8<Float>, SIMD8<Float>, SIMD8<Float>) {
        (
            a * x.x + b * x.y + c * x.z,
            a * y.x + b * y.y + c * y.z,
            a * z.x + b * z.y + c * z.z
        )
    }
}
