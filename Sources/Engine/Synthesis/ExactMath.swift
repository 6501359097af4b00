/// The arithmetic of the synthesiser: sums, products, quotients and square roots only.
///
/// IEEE 754 rounds these the same on every machine, which the sine and the power of a system's libm do not promise;
/// so the seed reproduces the pixels wherever the program runs. Angles are in turns: 1 is the full circle.

typealias Vector3 = SIMD3<Float>

func dot(_ a: Vector3, _ b: Vector3) -> Float { a.x * b.x + a.y * b.y + a.z * b.z }

func cross(_ a: Vector3, _ b: Vector3) -> Vector3 {
    Vector3(a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x)
}

extension Vector3 {
    var length: Float { dot(self, self).squareRoot() }

    /// The vector at length 1; a vector too short to have a direction stays as it is.
    var normalized: Vector3 {
        let length = length
        return length > 1e-12 ? self / length : self
    }
}

/// sin(2π·turns) by its Taylor series to the 11th power on the folded quarter; off by less than 1e-6.
func sine(turns: Float) -> Float {
    var x = turns - turns.rounded()
    if x > 0.25 { x = 0.5 - x } else if x < -0.25 { x = -0.5 - x }
    let square = x * x
    var series: Float = -15.094643
    for coefficient: Float in [42.058693, -76.70586, 81.60525, -41.341702, 6.2831855] {
        series = series * square + coefficient
    }
    return series * x
}

func cosine(turns: Float) -> Float { sine(turns: turns + 0.25) }

func mix(_ a: Float, _ b: Float, _ share: Float) -> Float { a + (b - a) * share }

func mix(_ a: Vector3, _ b: Vector3, _ share: Float) -> Vector3 { a + (b - a) * share }

/// 0 up to `low`, 1 from `high` on, and the cubic 3t² − 2t³ between. `low` above `high` falls instead of rising.
func smoothstep(_ low: Float, _ high: Float, _ x: Float) -> Float {
    let t = min(1, max(0, (x - low) / (high - low)))
    return t * t * (3 - 2 * t)
}

/// A smooth bell about 0: 1 at the centre, ½ at `halfWidth`.
func bell(_ x: Float, halfWidth: Float) -> Float {
    let t = x / halfWidth
    return 1 / (1 + t * t)
}

/// A rotation of space, as the rows of its matrix.
struct Rotation {
    var x: Vector3
    var y: Vector3
    var z: Vector3

    static func aboutX(turns: Float) -> Rotation {
        let (s, c) = (sine(turns: turns), cosine(turns: turns))
        return Rotation(x: [1, 0, 0], y: [0, c, -s], z: [0, s, c])
    }

    static func aboutY(turns: Float) -> Rotation {
        let (s, c) = (sine(turns: turns), cosine(turns: turns))
        return Rotation(x: [c, 0, s], y: [0, 1, 0], z: [-s, 0, c])
    }

    static func aboutZ(turns: Float) -> Rotation {
        let (s, c) = (sine(turns: turns), cosine(turns: turns))
        return Rotation(x: [c, -s, 0], y: [s, c, 0], z: [0, 0, 1])
    }

    func callAsFunction(_ v: Vector3) -> Vector3 { Vector3(dot(x, v), dot(y, v), dot(z, v)) }

    /// First `self`, then `other`.
    func followed(by other: Rotation) -> Rotation {
        func row(_ r: Vector3) -> Vector3 { r.x * x + r.y * y + r.z * z }
        return Rotation(x: row(other.x), y: row(other.y), z: row(other.z))
    }
}
