import Testing

@testable import Engine

@Suite("Projection and rasterising")
struct RendererTests {
    /// A ball of radius 1 in one colour.
    private static let ball: Body = {
        var body = Body()
        body.add(rows: 40, columns: 60) { u, v in
            let reach = sine(turns: u / 2)
            let position = Vector3(reach * cosine(turns: v), cosine(turns: u / 2), reach * sine(turns: v))
            return SurfacePoint(position: position, paint: .matt(Vector3(0.2, 0.4, 0.6)))
        }
        return body
    }()

    private static let still = Rotation.aboutX(turns: 0)

    @Test("Normals point outwards, at the poles too")
    func normals() {
        for block in Self.ball.blocks {
            let outward = block.x * block.normalX + block.y * block.normalY + block.z * block.normalZ
            for lane in 0..<PointBlock.width { #expect(outward[lane] > 0.99) }
        }
    }

    @Test("A body is scaled to meet the frame")
    func frame() {
        var projection = Projection()
        projection.project(Self.ball, turned: .aboutY(turns: 0.1), side: 90, margin: 3)
        let x = projection.blocks.flatMap { block in (0..<PointBlock.width).map { block.x[$0] } }
        #expect(abs((x.min() ?? 0) - 3) < 0.2 && abs((x.max() ?? 0) - 87) < 0.2)
    }

    @Test("A ball covers a disc without a gap", arguments: [Float(0), 0.07, 0.31])
    func watertight(_ turn: Float) {
        var projection = Projection()
        projection.project(Self.ball, turned: .aboutX(turns: turn), side: 90, margin: 0)
        var visible = VisibilityBuffer(side: 90)
        visible.draw(Self.ball, at: projection)
        let colours = [SIMD4<Float>(repeating: 1)] + Array(repeating: SIMD4(), count: Self.ball.pointCount)
        var light: [SIMD4<Float>] = []
        visible.resolve(fineness: 1, colours, into: &light)
        for y in 0..<90 {
            for x in 0..<90 {
                let (dx, dy) = (Double(x) - 44.5, Double(y) - 44.5)
                let reach = (dx * dx + dy * dy).squareRoot()
                if reach < 43.5 { #expect(light[90 * y + x].x == 0) }
                if reach > 46 { #expect(light[90 * y + x].x == 1) }
            }
        }
    }

    @Test("Of two balls the nearer shows, whichever is drawn first", arguments: [true, false])
    func depth(_ nearFirst: Bool) {
        var body = Body()
        for near in [nearFirst, !nearFirst] {
            body.add(rows: 12, columns: 16) { u, v in
                let reach = sine(turns: u / 2) * (near ? 0.5 : 1)
                let height = cosine(turns: u / 2) * (near ? 0.5 : 1)
                let position = Vector3(
                    reach * cosine(turns: v), height, reach * sine(turns: v) + (near ? 2 : 0))
                return SurfacePoint(position: position, paint: .matt(near ? [0.9, 0, 0] : [0, 0, 0.9]))
            }
        }
        var random = RandomStream(seed: 1)
        let sitter = Sitter(
            body: body, pose: Pose(attitude: Self.still, cameraHeight: 0), studio: Studio(&random))
        var renderer = Renderer()
        let picture = renderer.picture(of: sitter, turn: 0)
        let middle = Array(picture.pixels[3 * (50 * 100 + 50)..<3 * (50 * 100 + 50) + 3])
        #expect(middle[0] > middle[2])
    }

    @Test("The lamp lights what faces it more than what looks away")
    func light() {
        var random = RandomStream(seed: 1)
        let studio = Studio(&random)
        func brightness(_ normal: Vector3) -> Float {
            let point = SurfacePoint(position: normal, paint: .matt(Vector3(repeating: 0.5)))
            return studio.light(PointBlock(repeating: point, normal), turned: Self.still).green[0]
        }
        #expect(brightness(studio.lamp) > 2 * brightness(Vector3(0.5, -0.7, 0.5).normalized))
    }
}
