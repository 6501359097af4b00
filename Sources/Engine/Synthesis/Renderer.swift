/// One picture of one fruit: projected, made visible, lit, and developed to 8 bits.

/// A fruit as it lies in the studio: everything but the turn of the table.
struct Sitter: Sendable {
    var body: Body
    var pose: Pose
    var studio: Studio
    /// The turn at which the first picture is taken.
    var firstTurn: Float = 0
}

enum Renderer {
    /// Pixels along a side, as in Fruits-360.
    static let side = 100
    /// Samples along a pixel's side.
    static let fineness = 3
    /// Pixels left free around the fruit.
    static let margin: Float = 0.6

    static func picture(of sitter: Sitter, turn: Float) -> RGBImage {
        let rotation = sitter.pose.rotation(turn: sitter.firstTurn + turn)
        let samples = side * fineness
        let projection = Projection(
            of: sitter.body, turned: rotation, side: Float(samples), margin: margin * Float(fineness))
        var visible = VisibilityBuffer(side: samples)
        visible.draw(sitter.body, at: projection)
        let light = visible.resolved(fineness: fineness, colours(of: sitter, turned: rotation))
        return developed(light)
    }

    /// The light of every point; points that look away stay black, since none of them shows.
    private static func colours(of sitter: Sitter, turned rotation: Rotation) -> [SIMD4<Float>] {
        var colours: [SIMD4<Float>] = []
        colours.reserveCapacity(sitter.body.blocks.count * PointBlock.width)
        for block in sitter.body.blocks {
            let facing = rotation(block.normalX, block.normalY, block.normalZ).2
            // A mesh at the outline may face the camera while its corner's normal just does not.
            guard facing.max() > -0.35 else {
                colours.append(contentsOf: repeatElement(SIMD4(), count: PointBlock.width))
                continue
            }
            let (red, green, blue) = sitter.studio.light(block, turned: rotation)
            for lane in 0..<PointBlock.width { colours.append(SIMD4(red[lane], green[lane], blue[lane], 0)) }
        }
        return colours
    }

    /// Linear light to 8 bits: a gamma of 2, whose inverse is the exact square root; 1 and above is white.
    private static func developed(_ light: [SIMD4<Float>]) -> RGBImage {
        var pixels: [UInt8] = []
        pixels.reserveCapacity(3 * light.count)
        for pixel in light {
            let value = pixel.squareRoot() * 255 + 0.5
            for channel in 0..<3 { pixels.append(UInt8(min(255, value[channel]))) }
        }
        return RGBImage(width: side, height: side, pixels: pixels)
    }
}
