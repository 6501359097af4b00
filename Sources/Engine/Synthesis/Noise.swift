/// Random texture over space: the same point has the same value, near points have near values.
struct Noise {
    let seed: UInt32

    /// Smooth noise in −1…1 with features about 1 wide: random values at the lattice's corners, blended.
    func callAsFunction(_ point: Vector3) -> Float {
        let base = point.rounded(.down)
        let t = point - base
        let fade = t * t * t * (t * (t * 6 - 15) + 10)
        let (x, y, z) = (Int32(base.x), Int32(base.y), Int32(base.z))
        func edge(_ dy: Int32, _ dz: Int32) -> Float {
            mix(corner(x, y &+ dy, z &+ dz), corner(x &+ 1, y &+ dy, z &+ dz), fade.x)
        }
        return mix(mix(edge(0, 0), edge(1, 0), fade.y), mix(edge(0, 1), edge(1, 1), fade.y), fade.z)
    }

    /// Noise upon noise: each octave twice as fine and half as strong. About −1…1.
    func fractal(_ point: Vector3, octaves: Int) -> Float {
        var (sum, weight, place) = (Float(0), Float(0.5), point)
        for _ in 0..<octaves {
            sum += weight * self(place)
            weight *= 0.5
            // The shift keeps the octaves' lattices from meeting at the origin.
            place = place * 2 + Vector3(17.3, 5.7, 11.9)
        }
        return sum
    }

    /// The nearest of one random spot a unit cube (Worley, 1996): its distance, and a number in [0, 1) that is its own.
    func nearestSpot(_ point: Vector3) -> (distance: Float, mark: Float) {
        let base = point.rounded(.down)
        let (x, y, z) = (Int32(base.x), Int32(base.y), Int32(base.z))
        var nearest: (square: Float, bits: UInt32) = (.infinity, 0)
        for cell in 0..<27 as Range<Int32> {
            let (dx, dy, dz) = (cell % 3 - 1, cell / 3 % 3 - 1, cell / 9 - 1)
            let bits = hash(x &+ dx, y &+ dy, z &+ dz)
            let spot = base + Vector3(Float(dx), Float(dy), Float(dz)) + Self.place(bits)
            let square = dot(spot - point, spot - point)
            if square < nearest.square { nearest = (square, bits) }
        }
        return (nearest.square.squareRoot(), Float((nearest.bits &* 0x9E37_79B1) >> 8) * 0x1p-24)
    }

    private static func place(_ bits: UInt32) -> Vector3 {
        Vector3(Float(bits & 1023), Float((bits >> 10) & 1023), Float((bits >> 20) & 1023)) / 1024
    }

    private func corner(_ x: Int32, _ y: Int32, _ z: Int32) -> Float {
        Float(hash(x, y, z) >> 8) * 0x1p-23 - 1
    }

    private func hash(_ x: Int32, _ y: Int32, _ z: Int32) -> UInt32 {
        var bits = seed ^ (UInt32(bitPattern: x) &* 0x8DA6_B343)
        bits ^= UInt32(bitPattern: y) &* 0xD816_3841
        bits ^= UInt32(bitPattern: z) &* 0xCB1A_B31F
        bits = (bits ^ (bits >> 16)) &* 0x85EB_CA6B
        bits = (bits ^ (bits >> 13)) &* 0xC2B2_AE35
        return bits ^ (bits >> 16)
    }
}
