import Testing

@testable import Plot

@Suite("Dithering")
struct DitherTests {
    @Test(
        "Floyd and Steinberg keep the mean light of an even picture",
        arguments: [0.1, 0.25, 0.5, 0.7] as [Float])
    func diffusion(light: Float) {
        let plane = Plane(
            width: 64, height: 64, values: Array(repeating: SIMD3(repeating: light), count: 64 * 64))
        let drawn = twoLevels(.floydSteinberg, plane)
        let mean = drawn.values.compactMap { $0?.x }.reduce(0, +) / 4096
        #expect(abs(mean - light) < 0.01)
        #expect(Set(drawn.values.compactMap { $0?.x }) == [0, 1])
    }

    @Test(
        "The order of Bayer's matrix sets as many of 64 places as there is ink",
        arguments: [0, 1, 17, 32, 63, 64])
    func ordered(places: Int) {
        let ink = SIMD3<Float>(repeating: Float(places) / 64)
        let plane = Plane(width: 8, height: 8, values: Array(repeating: ink, count: 64))
        #expect(twoLevels(.ordered, plane).values.filter { $0?.x == 1 }.count == places)
    }

    @Test("Under ordered dither a place that changes changes no other; errors passed on do")
    func locality() {
        let even = Plane(width: 16, height: 16, values: Array(repeating: SIMD3(repeating: 0.4), count: 256))
        var other = even
        other[8, 4] = SIMD3(repeating: 0.9)
        func differing(_ dither: Dither) -> Int {
            zip(twoLevels(dither, even).values, twoLevels(dither, other).values).filter { $0 != $1 }.count
        }
        #expect(differing(.ordered) <= 1)
        #expect(differing(.floydSteinberg) > 1)
    }

    @Test("Without dither each place is what is nearest; paper stays paper", arguments: Dither.allCases)
    func paper(dither: Dither) {
        let values: [SIMD3<Float>?] = [SIMD3(repeating: 0.6), nil, SIMD3(repeating: 0.4), nil]
        let drawn = twoLevels(dither, Plane(width: 2, height: 2, values: values))
        #expect(drawn.values.map { $0 == nil } == [false, true, false, true])
        if dither == .none { #expect(drawn.values == [.one, nil, .zero, nil]) }
    }

    @Test("Each dither draws a photograph of its own, in every charset", arguments: PictureCharset.allCases)
    func different(charset: PictureCharset) throws {
        var pixels: [UInt8] = []
        for y in UInt8(0)..<48 {
            for x in UInt8(0)..<48 { pixels += [60 + 3 * x, 40 + 2 * y, 90] }
        }
        let picture = try #require(Pixmap(width: 48, height: 48, pixels: pixels))
        let drawn = Dither.allCases.map { dither -> CellGrid in
            var grid = CellGrid(width: 24, height: 12)
            PictureArt(charset: charset, dither: dither).draw(picture, in: grid.bounds, of: &grid)
            return grid
        }
        #expect(Set(drawn).count == 3)
    }

    private func twoLevels(_ dither: Dither, _ plane: Plane) -> Plane {
        dither.drawn(plane, shifted: { $0 + $1 }, nearest: { $0.x < 0.5 ? .zero : .one })
    }
}
