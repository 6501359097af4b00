/// One picture of one fruit: projected, made visible, lit, and developed to 8 bits.

/// A fruit as it lies in the studio: everything but the turn of the table.
struct Sitter: Sendable {
    var body: Body
    var pose: Pose
    var studio: Studio
}

/// Keeps its working memory, some 2 MB, from picture to picture; what it held before changes no pixel.
struct Renderer: Sendable {
    /// Pixels along a side, as in Fruits-360.
    static let side = 100
    /// Samples along a pixel's side.
    static let fineness = 3
    /// Pixels left free around the fruit.
    static let margin: Float = 0.6

    private var projection = Projection()
    private var visible = VisibilityBuffer(side: side * fineness)
    private var colours: [SIMD4<Float>] = []
    private var light: [SIMD4<Float>] = []

    mutating func picture(of sitter: Sitter, turn: Float) -> RGBImage {
        let rotation = sitter.pose.rotation(turn: turn)
        let fineness = Self.fineness
        projection.project(
            sitter.body, turned: rotation, side: Float(Self.side * fineness),
            margin: Self.margin * Float(fineness))
        visible.draw(sitter.body, at: projection)
        shade(sitter, turned: rotation)
        visible.resolve(fineness: fineness, colours, into: &light)
        return developed()
    }

    /// The white of the background, then the light of every point; points that look away stay black, since none of
    /// them shows.
    private mutating func shade(_ sitter: Sitter, turned rotation: Rotation) {
        colours.removeAll(keepingCapacity: true)
        colours.append(SIMD4(repeating: 1))
        for block in sitter.body.blocks {
            let facing = rotation(block.normalX, block.normalY, block.normalZ).2
            // A mesh at the outline may face the camera while its corner's normal just does not.
            guard any(facing .> -0.35) else {
                for _ in 0..<PointBlock.width { colours.append(SIMD4()) }
                continue
            }
            let (red, green, blue) = sitter.studio.light(block, turned: rotation)
            for lane in 0..<PointBlock.width { colours.append(SIMD4(red[lane], green[lane], blue[lane], 1)) }
        }
    }

    /// Linear light to 8 bits: a gamma of 2, whose inverse is the exact square root; 1 and above is white.
    private func developed() -> RGBImage {
        var pixels = [UInt8](repeating: 255, count: 3 * light.count)
        for (place, pixel) in light.enumerated() where pixel.min() < 1 {
            let value = pixel.squareRoot() * 255 + 0.5
            for channel in 0..<3 { pixels[3 * place + channel] = UInt8(min(255, value[channel])) }
        }
        return RGBImage(width: Self.side, height: Self.side, pixels: pixels)
    }
}
