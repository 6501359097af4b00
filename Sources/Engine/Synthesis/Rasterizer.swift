/// Which point of a body shows at each sample of the picture, and the samples' mean in each pixel.
///
/// The hot loops of the synthesiser: they work on base pointers with wrapping arithmetic, and every index is bounded
/// by the arrays' own sizes, as noted. `Mesh.swift` holds the innermost.

/// What shows at each of `side × side` samples: the nearest point of the body, or nothing.
struct VisibilityBuffer {
    let side: Int
    /// Samples from one row to the next; a mesh may write up to `Mesh.width` − 1 samples past a row's end.
    let stride: Int
    /// How near the nearest mesh so far is; 0 where there is none.
    private var nearness: [Int32]
    /// The index + 1 of the point that gives the sample its colour; 0 where there is none.
    private var names: [Int32]
    private var points = SnappedPoints()

    /// - Precondition: `side` is at most 400, which keeps the products of `Mesh` within 32 bits.
    init(side: Int) {
        precondition(side <= 400)
        self.side = side
        stride = side + Mesh.width
        nearness = [Int32](repeating: 0, count: side * stride)
        names = nearness
    }

    /// Draws the meshes that face the camera, on nothing.
    mutating func draw(_ body: Body, at projection: Projection) {
        points.snap(projection)
        let (side, stride, points) = (Int32(side), stride, points)
        nearness.withUnsafeMutableBytes { nearness in
            names.withUnsafeMutableBytes { names in
                nearness.initializeMemory(as: Int32.self, repeating: 0)
                names.initializeMemory(as: Int32.self, repeating: 0)
                guard let near = nearness.baseAddress, let name = names.baseAddress else { return }
                let canvas = Canvas(nearness: near, names: name, side: side, stride: stride)
                points.withPointers { x, y, z in
                    for net in body.nets { Self.draw(net, x, y, z, on: canvas) }
                }
            }
        }
    }

    /// Indices stay below `net.start + net.rows × net.columns`, which is at most the number of points.
    private static func draw(
        _ net: Net, _ x: UnsafePointer<Int32>, _ y: UnsafePointer<Int32>, _ z: UnsafePointer<Int32>,
        on canvas: Canvas
    ) {
        for row in 0..<(net.rows &- 1) {
            let ring = net.start &+ row &* net.columns
            for column in 0..<net.columns {
                let a = ring &+ column
                let b = ring &+ (column &+ 1 == net.columns ? 0 : column &+ 1)
                let (c, d) = (a &+ net.columns, b &+ net.columns)
                let mesh = Mesh(
                    ax: x[a], ay: y[a], bx: x[b], by: y[b], cx: x[c], cy: y[c], dx: x[d], dy: y[d])
                guard mesh.facesCamera else { continue }
                mesh.draw(name: Int32(truncatingIfNeeded: a &+ 1), nearness: max(z[a], z[d]), on: canvas)
            }
        }
    }

    /// The mean light of each pixel's `fineness × fineness` samples, as (red, green, blue), into `light`.
    ///
    /// `colours` holds the background's first, then one value for each point that `draw` was given, so that every
    /// name stored finds its own.
    func resolve(fineness: Int, _ colours: [SIMD4<Float>], into light: inout [SIMD4<Float>]) {
        let width = side / fineness
        let share = 1 / Float(fineness * fineness)
        light.removeAll(keepingCapacity: true)
        names.withUnsafeBufferPointer { names in
            colours.withUnsafeBufferPointer { colours in
                guard let names = names.baseAddress, let colours = colours.baseAddress else { return }
                for pixel in 0..<(width &* width) {
                    let corner = names + (pixel / width &* stride &+ pixel % width) &* fineness
                    var sum = SIMD4<Float>()
                    for y in 0..<fineness {
                        for x in 0..<fineness { sum += colours[Int(corner[y &* stride &+ x])] }
                    }
                    light.append(sum * share)
                }
            }
        }
    }
}

/// A body's points on a whole-numbered lattice, `Mesh.steps` to a sample: neighbouring meshes then agree about their
/// common edge to the last bit, and no gap opens between them.
private struct SnappedPoints {
    private var x: [SIMD8<Int32>] = []
    private var y: [SIMD8<Int32>] = []
    private var z: [SIMD8<Int32>] = []

    mutating func snap(_ projection: Projection) {
        x.removeAll(keepingCapacity: true)
        y.removeAll(keepingCapacity: true)
        z.removeAll(keepingCapacity: true)
        for block in projection.blocks {
            x.append(Self.rounded(block.x * Float(Mesh.steps)))
            y.append(Self.rounded(block.y * Float(Mesh.steps)))
            // Bodies lie within 4 of the origin, so this stays positive.
            z.append(Self.rounded((block.z + 8) * 0x1p17))
        }
    }

    /// The nearest whole number, for magnitudes up to 2²²: adding 1.5 × 2²³ leaves it in the lowest bits.
    @inline(__always)
    private static func rounded(_ value: SIMD8<Float>) -> SIMD8<Int32> {
        unsafeBitCast(value + 12_582_912, to: SIMD8<Int32>.self) &- 0x4B40_0000
    }

    func withPointers(
        _ body: (UnsafePointer<Int32>, UnsafePointer<Int32>, UnsafePointer<Int32>) -> Void
    ) {
        x.withUnsafeBytes { x in
            y.withUnsafeBytes { y in
                z.withUnsafeBytes { z in
                    guard let x = x.baseAddress, let y = y.baseAddress, let z = z.baseAddress else { return }
                    body(
                        x.assumingMemoryBound(to: Int32.self), y.assumingMemoryBound(to: Int32.self),
                        z.assumingMemoryBound(to: Int32.self))
                }
            }
        }
    }
}
