/// How a value between two that can be drawn is told: by a mixture of them, or not at all.
public enum Dither: String, Codable, Hashable, Sendable, CaseIterable {
    /// By Bayer's matrix: each place by itself, so that equal pictures have equal dots wherever they are equal.
    case ordered
    /// What a place is drawn too dark its neighbours are drawn too light (Floyd & Steinberg, 1976): the finest
    /// gradation, but what changes in one place changes the grain of all below it.
    case floydSteinberg = "Floyd-Steinberg"
    /// Each place as what is nearest.
    case none = "no dither"
}

extension Dither {
    /// Each value of a plane replaced by one that can be drawn.
    ///
    /// - Parameters:
    ///   - shifted: a value moved by a share, -½…½, of the distance between two that can be drawn.
    ///   - nearest: what can be drawn that is nearest to a value of 0…1.
    func drawn(
        _ plane: Plane, shifted: (_ value: SIMD3<Float>, _ share: Float) -> SIMD3<Float>,
        nearest: (SIMD3<Float>) -> SIMD3<Float>
    ) -> Plane {
        switch self {
        case .ordered:
            plane.map { value, x, y in
                nearest(shifted(value, OrderedDither.share(x: x, y: y)).clampedToUnit)
            }
        case .floydSteinberg: Self.diffused(plane, nearest)
        case .none: plane.map { value, _, _ in nearest(value) }
        }
    }

    /// Rows are walked forth and back in turn, or the grain would lean to one side. Paper takes no error.
    private static func diffused(_ plane: Plane, _ nearest: (SIMD3<Float>) -> SIMD3<Float>) -> Plane {
        var plane = plane
        for y in 0..<plane.height {
            let forward = y.isMultiple(of: 2) ? 1 : -1
            for step in 0..<plane.width {
                let x = forward > 0 ? step : plane.width - 1 - step
                guard let value = plane[x, y]?.clampedToUnit else { continue }
                let drawn = nearest(value)
                plane[x, y] = drawn
                for (dx, dy, share) in neighbours {
                    let place = (x: x + dx * forward, y: y + dy)
                    guard let other = plane[place.x, place.y] else { continue }
                    plane[place.x, place.y] = other + share * (value - drawn)
                }
            }
        }
        return plane
    }

    private static let neighbours: [(dx: Int, dy: Int, share: Float)] = [
        (1, 0, 7.0 / 16), (-1, 1, 3.0 / 16), (0, 1, 5.0 / 16), (1, 1, 1.0 / 16),
    ]
}

extension SIMD3<Float> {
    fileprivate var clampedToUnit: SIMD3<Float> { clamped(lowerBound: .zero, upperBound: .one) }
}
