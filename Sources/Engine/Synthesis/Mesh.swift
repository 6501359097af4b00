/// The innermost loop of the synthesiser: one mesh of a net, some two or three samples wide, put on the canvas.
///
/// Whole numbers only, four samples of a row at a time, and no branch on what a sample shows: it could not be
/// foreseen.

/// The memory of a `VisibilityBuffer` while it is drawn on: `side` rows of `stride` 32-bit numbers each.
struct Canvas {
    let nearness: UnsafeMutableRawPointer
    let names: UnsafeMutableRawPointer
    let side: Int32
    let stride: Int
}

/// Corners a b above c d, as the triangles a c d and a d b, which share the diagonal.
struct Mesh {
    /// Steps of the lattice in a sample. With at most 400 samples a side, 25,600² × 2 stays below 2³¹.
    static let steps: Int32 = 64
    /// Samples of a row done at once.
    static let width = 4

    let ax, ay, bx, by, cx, cy, dx, dy: Int32

    /// Twice the triangles' areas; not positive where they turn their back.
    private var lower: Int32 { (cx &- ax) &* (dy &- ay) &- (cy &- ay) &* (dx &- ax) }
    private var upper: Int32 { (dx &- ax) &* (by &- ay) &- (dy &- ay) &* (bx &- ax) }

    var facesCamera: Bool { max(lower, upper) > 0 }

    /// Writes `name` where the mesh covers a sample's centre and nothing nearer does.
    ///
    /// Rows are clamped to 0..<side and the first column to 0..<side, so that every write is inside the canvas or
    /// among the `width` numbers that pad each row.
    @inline(__always)
    func draw(name: Int32, nearness: Int32, on canvas: Canvas) {
        // Sample n has its centre at 64·n + 32.
        let left = max(0, (min(ax, bx, cx, dx) &+ 31) >> 6)
        let right = min(canvas.side &- 1, (max(ax, bx, cx, dx) &- 32) >> 6)
        let top = max(0, (min(ay, by, cy, dy) &+ 31) >> 6)
        let bottom = min(canvas.side &- 1, (max(ay, by, cy, dy) &- 32) >> 6)
        guard left <= right, top <= bottom else { return }
        var column = left
        while column <= right {
            draw(column, top...bottom, name, nearness, on: canvas)
            column &+= Int32(Self.width)
        }
    }

    /// The part of the mesh in the `width` columns from `column` on.
    @inline(__always)
    private func draw(
        _ column: Int32, _ rows: ClosedRange<Int32>, _ name: Int32, _ nearness: Int32, on canvas: Canvas
    ) {
        let x = column &* Self.steps &+ 32
        let y = rows.lowerBound &* Self.steps &+ 32
        var ad = Edge(ax, ay, dx, dy, x, y)
        var ac = Edge(ax, ay, cx, cy, x, y), cd = Edge(cx, cy, dx, dy, x, y)
        var db = Edge(dx, dy, bx, by, x, y), ba = Edge(bx, by, ax, ay, x, y)
        // A triangle that turns its back is shut out by a negative number among its sides.
        let (lowerSign, upperSign) = (SIMD4(repeating: lower &- 1), SIMD4(repeating: upper &- 1))
        var place = 4 &* (Int(rows.lowerBound) &* canvas.stride &+ Int(column))
        for _ in rows {
            let outsideLower = ac.sides | cd.sides | (0 &- ad.sides) | lowerSign
            let outsideUpper = db.sides | ba.sides | ad.sides | upperSign
            let before = canvas.nearness.loadUnaligned(fromByteOffset: place, as: SIMD4<Int32>.self)
            let names = canvas.names.loadUnaligned(fromByteOffset: place, as: SIMD4<Int32>.self)
            // The sign bit is set outside both triangles, or behind what is there.
            let hidden = (outsideLower & outsideUpper) | (nearness &- 1 &- before)
            let shows = hidden .>= 0
            canvas.nearness.storeBytes(
                of: before.replacing(with: nearness, where: shows), toByteOffset: place, as: SIMD4<Int32>.self
            )
            canvas.names.storeBytes(
                of: names.replacing(with: name, where: shows), toByteOffset: place, as: SIMD4<Int32>.self)
            place &+= 4 &* canvas.stride
            ad.moveDown()
            ac.moveDown()
            cd.moveDown()
            db.moveDown()
            ba.moveDown()
        }
    }
}

/// On which side of a line four samples of a row lie: not negative to the right of the way from start to end.
private struct Edge {
    private(set) var sides: SIMD4<Int32>
    /// What the next row adds.
    private let below: SIMD4<Int32>

    @inline(__always)
    init(_ startX: Int32, _ startY: Int32, _ endX: Int32, _ endY: Int32, _ x: Int32, _ y: Int32) {
        let (across, down) = (endX &- startX, endY &- startY)
        let first = across &* (y &- startY) &- down &* (x &- startX)
        let step = 0 &- down &* Mesh.steps
        sides = SIMD4(first, first &+ step, first &+ 2 &* step, first &+ 3 &* step)
        below = SIMD4(repeating: across &* Mesh.steps)
    }

    @inline(__always)
    mutating func moveDown() { sides = sides &+ below }
}
