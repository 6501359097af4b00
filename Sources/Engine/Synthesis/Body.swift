/// A body as the renderer takes it: a dense net of painted points.
///
/// The nets are so fine that a mesh is about a pixel wide in the picture (the micropolygons of Cook, Carpenter and
/// Catmull's REYES, 1987). So fine relief is real geometry, and texture needs no filter of its own.

/// What light does at a point of the skin.
struct Paint {
    /// Linear light reflected, red, green and blue in 0…1.
    var colour: Vector3
    /// How bright the mirror image of the lamp is.
    var shine: Float
    /// How wide that image spreads: 0.1 is lacquer, 0.6 is paper.
    var roughness: Float
    /// The share of the surrounding light that reaches the point.
    var openness: Float = 1

    /// A colour as a screen shows it, 0…255, in linear light under the gamma of 2 that the renderer uses.
    static func screen(_ red: Float, _ green: Float, _ blue: Float) -> Vector3 {
        let value = Vector3(red, green, blue) / 255
        return value * value
    }

    /// Dry and dull: cork, straw, dead leaf.
    static func matt(_ colour: Vector3) -> Paint { Paint(colour: colour, shine: 0.04, roughness: 0.7) }

    mutating func blend(_ other: Paint, _ share: Float) {
        colour = mix(colour, other.colour, share)
        shine = mix(shine, other.shine, share)
        roughness = mix(roughness, other.roughness, share)
        openness = mix(openness, other.openness, share)
    }

    mutating func tint(_ other: Vector3, _ share: Float) { colour = mix(colour, other, share) }
}

struct SurfacePoint {
    var position: Vector3
    var paint: Paint
}

/// Eight points side by side, so that one instruction works on several.
struct PointBlock {
    typealias Lanes = SIMD8<Float>
    static let width = 8

    var x = Lanes(), y = Lanes(), z = Lanes()
    var normalX = Lanes(), normalY = Lanes(), normalZ = Lanes()
    var red = Lanes(), green = Lanes(), blue = Lanes()
    var shine = Lanes(), roughness = Lanes(), openness = Lanes()

    init(repeating point: SurfacePoint, _ normal: Vector3) {
        for lane in 0..<Self.width { set(lane, point, normal) }
    }

    mutating func set(_ lane: Int, _ point: SurfacePoint, _ normal: Vector3) {
        (x[lane], y[lane], z[lane]) = (point.position.x, point.position.y, point.position.z)
        (normalX[lane], normalY[lane], normalZ[lane]) = (normal.x, normal.y, normal.z)
        let paint = point.paint
        (red[lane], green[lane], blue[lane]) = (paint.colour.x, paint.colour.y, paint.colour.z)
        (shine[lane], roughness[lane], openness[lane]) = (paint.shine, paint.roughness, paint.openness)
    }
}

/// A rectangular net among a body's points. Its columns close to a ring.
struct Net {
    /// The index of its first point.
    let start: Int
    let rows: Int
    let columns: Int
}

struct Body {
    private(set) var nets: [Net] = []
    private(set) var blocks: [PointBlock] = []
    private(set) var pointCount = 0

    /// Adds the net of `surface` at `rows` steps of u in 0…1 and `columns` steps of v in 0..<1.
    ///
    /// Seen from outside with u running down, v runs from right to left; so the renderer knows the outside.
    mutating func add(rows: Int, columns: Int, _ surface: (_ u: Float, _ v: Float) -> SurfacePoint) {
        var points: [SurfacePoint] = []
        points.reserveCapacity(rows * columns)
        for row in 0..<rows {
            let u = Float(row) / Float(rows - 1)
            for column in 0..<columns { points.append(surface(u, Float(column) / Float(columns))) }
        }
        nets.append(Net(start: pointCount, rows: rows, columns: columns))
        for row in 0..<rows {
            for column in 0..<columns {
                append(points[row * columns + column], Self.normal(of: points, row, column, rows, columns))
            }
        }
    }

    /// The outward direction at a point of a net, across its neighbours in both directions.
    private static func normal(
        of points: [SurfacePoint], _ row: Int, _ column: Int, _ rows: Int, _ columns: Int
    ) -> Vector3 {
        // A pole's ring is a single point, which has no way round; the ring next to it has nearly the same.
        let ring = min(rows - 2, max(1, row)) * columns
        let (right, left) = ((column + 1) % columns, (column + columns - 1) % columns)
        let around = points[ring + right].position - points[ring + left].position
        let (above, below) = (max(0, row - 1) * columns, min(rows - 1, row + 1) * columns)
        let down = points[below + column].position - points[above + column].position
        return cross(around, down).normalized
    }

    private mutating func append(_ point: SurfacePoint, _ normal: Vector3) {
        let lane = pointCount % PointBlock.width
        // A block opens full of its first point, so that the unused lanes of the last block change no bounds.
        if lane == 0 { blocks.append(PointBlock(repeating: point, normal)) }
        blocks[blocks.count - 1].set(lane, point, normal)
        pointCount += 1
    }
}
