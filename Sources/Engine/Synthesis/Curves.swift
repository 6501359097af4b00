/// The two curves that bodies are made of: a profile turned about the upright axis, and a spine that a tube follows.

/// A body of revolution's outline from its top to its bottom: a Catmull-Rom spline through (radius, height) pairs.
struct Profile {
    private let points: [SIMD2<Float>]

    /// Pairs of (radius, height), top first, about evenly spaced.
    init(_ points: [SIMD2<Float>]) {
        // Beyond a pole the outline goes on as its own mirror image, which makes the pole round.
        self.points = [Self.mirrored(points[1])] + points + [Self.mirrored(points[points.count - 2])]
    }

    private static func mirrored(_ point: SIMD2<Float>) -> SIMD2<Float> { SIMD2(-point.x, point.y) }

    /// Radius and height at `u`, 0 at the top and 1 at the bottom.
    func callAsFunction(_ u: Float) -> (radius: Float, height: Float) {
        let place = u * Float(points.count - 3)
        let segment = min(points.count - 4, Int(place))
        let t = place - Float(segment)
        let (a, b) = (points[segment], points[segment + 1])
        let (c, d) = (points[segment + 2], points[segment + 3])
        let cubic = (3 * b - a - 3 * c + d) * t
        let square = 2 * a - 5 * b + 4 * c - d
        let point = b + 0.5 * t * (c - a + t * (square + cubic))
        return (max(0, point.x), point.y)
    }

    /// The point of the body at `u` down the outline and `v` turns about the axis, the radius stretched by `swell`.
    func point(_ u: Float, _ v: Float, swell: Float = 1) -> Vector3 {
        let (radius, height) = self(u)
        let reach = radius * swell
        return Vector3(reach * cosine(turns: v), height, reach * sine(turns: v))
    }
}

/// A cubic Bézier curve in space with a ring about each of its points.
struct Spine {
    let start: Vector3
    let early: Vector3
    let late: Vector3
    let end: Vector3

    func position(_ s: Float) -> Vector3 {
        let r = 1 - s
        let first = start * (r * r * r) + early * (3 * r * r * s)
        return first + late * (3 * r * s * s) + end * (s * s * s)
    }

    func direction(_ s: Float) -> Vector3 {
        let r = 1 - s
        let middle = (late - early) * (2 * r * s)
        return ((early - start) * (r * r) + middle + (end - late) * (s * s)).normalized
    }

    /// The point `radius` away from the spine at `s`, `v` turns about it. `side` is any direction across the curve;
    /// turn 0.25 lies towards it.
    func point(_ s: Float, _ v: Float, radius: Float, side: Vector3 = [0, 0, 1]) -> Vector3 {
        let along = direction(s)
        let across = cross(side, along).normalized
        let up = cross(along, across)
        return position(s) + radius * (cosine(turns: v) * across + sine(turns: v) * up)
    }
}
