/// The hot loops: which point of the body shows at each sample, and the samples' mean in each pixel.
///
/// Works on base pointers with wrapping arithmetic; every index is bounded by the arrays' own sizes, as noted.

/// What shows at each of `side × side` samples: the nearest point of the body, or nothing.
struct VisibilityBuffer {
    let side: Int
    /// Nearness in the upper half, the point's index + 1 in the lower; the larger is in front. 0 is nothing.
    private(set) var samples: [UInt64]

    init(side: Int) {
        self.side = side
        samples = [UInt64](repeating: 0, count: side * side)
    }

    /// Positions are whole 256ths of a sample: the edges of neighbouring triangles then agree to the last bit, and
    /// no gap opens between them.
    private static let subdivisions: Float = 256

    /// Draws the meshes that face the camera, each as two triangles.
    mutating func draw(_ body: Body, at projection: Projection) {
        let points = Self.snapped(projection, count: body.pointCount)
        samples.withUnsafeMutableBufferPointer { samples in
            points.withUnsafeBufferPointer { points in
                guard let target = samples.baseAddress, let source = points.baseAddress else { return }
                for net in body.nets { Self.draw(net, source, target, side) }
            }
        }
    }

    /// x and y in subdivisions, z as an integer that grows towards the camera.
    private static func snapped(_ projection: Projection, count: Int) -> [SIMD4<Int32>] {
        var points: [SIMD4<Int32>] = []
        points.reserveCapacity(count + PointBlock.width)
        for block in projection.blocks {
            let (x, y) = (block.x * subdivisions, block.y * subdivisions)
            // Bodies lie within 4 of the origin, so this stays positive and below 2³¹.
            let z = (block.z + 8) * 0x1p26
            for lane in 0..<PointBlock.width {
                points.append(SIMD4(Int32(x[lane]), Int32(y[lane]), Int32(z[lane]), 0))
            }
        }
        return points
    }

    /// Indices stay below `net.start + net.rows × net.columns`, which is the number of points.
    private static func draw(
        _ net: Net, _ points: UnsafePointer<SIMD4<Int32>>, _ target: UnsafeMutablePointer<UInt64>, _ side: Int
    ) {
        for row in 0..<(net.rows &- 1) {
            let ring = net.start &+ row &* net.columns
            for column in 0..<net.columns {
                let next = column &+ 1 == net.columns ? 0 : column &+ 1
                let (a, b) = (ring &+ column, ring &+ next)
                let (c, d) = (a &+ net.columns, b &+ net.columns)
                let name = UInt64(a &+ 1)
                triangle(points[a], points[c], points[d], name, target, side)
                triangle(points[a], points[d], points[b], name, target, side)
            }
        }
    }

    /// Puts `name` where the triangle covers a sample's centre and nothing nearer does.
    ///
    /// The ranges of rows and columns are clamped to 0..<side, so every write is inside the buffer.
    @inline(__always)
    private static func triangle(
        _ a: SIMD4<Int32>, _ b: SIMD4<Int32>, _ c: SIMD4<Int32>, _ name: UInt64,
        _ target: UnsafeMutablePointer<UInt64>, _ side: Int
    ) {
        let (abx, aby) = (Int(b.x &- a.x), Int(b.y &- a.y))
        let (acx, acy) = (Int(c.x &- a.x), Int(c.y &- a.y))
        // Twice the area: negative where the mesh turns its back.
        guard abx &* acy &- aby &* acx > 0 else { return }
        // Sample n has its centre at 256·n + 128.
        let left = max(0, (Int(min(a.x, b.x, c.x)) &+ 127) >> 8)
        let right = min(side &- 1, (Int(max(a.x, b.x, c.x)) &- 128) >> 8)
        let top = max(0, (Int(min(a.y, b.y, c.y)) &+ 127) >> 8)
        let bottom = min(side &- 1, (Int(max(a.y, b.y, c.y)) &- 128) >> 8)
        guard left <= right, top <= bottom else { return }
        let (bcx, bcy) = (acx &- abx, acy &- aby)
        let key = UInt64(UInt32(bitPattern: max(a.z, b.z, c.z))) << 32 | name
        for y in top...bottom {
            let fromA = (y &<< 8) &+ 128 &- Int(a.y)
            let fromB = fromA &- aby
            for x in left...right {
                let across = (x &<< 8) &+ 128 &- Int(a.x)
                let first = abx &* fromA &- aby &* across
                let second = bcx &* fromB &- bcy &* (across &- abx)
                let third = acy &* across &- acx &* fromA
                if first | second | third >= 0 {
                    let place = y &* side &+ x
                    if key > target[place] { target[place] = key }
                }
            }
        }
    }

    /// The mean light of each pixel's `fineness × fineness` samples, as (red, green, blue); nothing is white.
    ///
    /// `colours` holds one value for each point that `draw` was given, so every name stored finds its own.
    func resolved(fineness: Int, _ colours: [SIMD4<Float>]) -> [SIMD4<Float>] {
        let width = side / fineness
        let share = 1 / Float(fineness * fineness)
        var pixels = [SIMD4<Float>](repeating: SIMD4(repeating: 1), count: width * width)
        samples.withUnsafeBufferPointer { samples in
            colours.withUnsafeBufferPointer { colours in
                guard let samples = samples.baseAddress, let colours = colours.baseAddress else { return }
                for place in 0..<(width &* width) {
                    let corner = place / width &* fineness &* side &+ place % width &* fineness
                    var sum = SIMD4<Float>()
                    for step in 0..<(fineness &* fineness) {
                        let name = samples[corner &+ step / fineness &* side &+ step % fineness] & 0xFFFF_FFFF
                        sum += name == 0 ? SIMD4(repeating: 1) : colours[Int(name &- 1)]
                    }
                    pixels[place] = sum * share
                }
            }
        }
        return pixels
    }
}
