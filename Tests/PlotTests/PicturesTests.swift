import Testing

@testable import Plot

@Suite("Pictures as characters")
struct PicturesTests {
    @Test("A disc, dark on its left, is drawn with dots, and the white paper stays empty")
    func braille() throws {
        #expect(
            drawn(try disc(side: 32), PictureArt(isColored: false)) == [
                "    ⢀⢀      ",
                "  ⢔⢵⢝⢕⢕⢕⠄   ",
                " ⢸⢝⢵⢝⢕⢕⢕⠕⢅  ",
                " ⢸⢝⢵⢝⢕⢕⢕⠕⠅  ",
                "  ⠙⢵⢝⢕⢕⠕⠕⠁  ",
                "    ⠉⠁⠁     ",
            ])
    }

    @Test("The same in half blocks and in ASCII")
    func ladder() throws {
        let disc = try disc(side: 32)
        #expect(
            drawn(disc, PictureArt(charset: .halfBlock, isColored: false)) == [
                "            ",
                "   █▀▄▀▄    ",
                " ▄▀▄▀█▀▄▀   ",
                "  ▀▄▀▄▀▄▀   ",
                "  ▀▄▀█▀     ",
                "            ",
            ])
        #expect(
            drawn(disc, PictureArt(charset: .ascii, isColored: false)) == [
                "            ",
                "   **++     ",
                "  ***+++    ",
                "  ***+++    ",
                "   **++     ",
                "            ",
            ])
    }

    @Test("In the light polarity dots stand for the paper")
    func light() throws {
        #expect(
            drawn(try disc(side: 32), PictureArt(polarity: .light, isColored: false)) == [
                "⣿⣿⣿⣿⢟⢿⢟⢿⢿⣿⣿⣿",
                "⣿⣿⠟⢕⠕⢕⢝⢵⢝⢽⢿⣿",
                "⣿⢅⠕⢕⢕⢕⢝⢕⢝⢽⢽⣿",
                "⣿⡅⠕⢕⠕⢕⢝⢵⢝⢽⢽⣿",
                "⣿⣿⣕⢕⢕⢕⢝⢕⢝⣽⣿⣿",
                "⣿⣿⣿⣿⣷⣵⣽⣵⣿⣿⣿⣿",
            ])
    }

    @Test("A highlight as white as the paper is drawn, for it is not the paper")
    func highlight() throws {
        let ring = try picture(side: 32) { x, y in
            let distance = (x - 16) * (x - 16) + (y - 16) * (y - 16)
            return distance < 16 || distance > 160 ? (255, 255, 255) : (200, 40, 40)
        }
        var grid = CellGrid(width: 32, height: 16)
        PictureArt(charset: .halfBlock).draw(ring, in: grid.bounds, of: &grid)
        #expect(grid[16, 8].style.foreground != .standard)
        #expect(grid[0, 0] == Cell())
    }

    @Test(
        "A picture keeps its aspect and stands in the middle",
        arguments: [
            (100, 100, Rect(x: 3, y: 1, width: 20, height: 4), Rect(x: 9, y: 1, width: 8, height: 4)),
            (200, 100, Rect(x: 0, y: 0, width: 8, height: 10), Rect(x: 0, y: 4, width: 8, height: 2)),
            (1, 900, Rect(x: 0, y: 0, width: 8, height: 3), Rect(x: 3, y: 0, width: 1, height: 3)),
        ])
    func placed(width: Int, height: Int, area: Rect, expected: Rect) {
        #expect(PictureCharset.braille.placed(width: width, height: height, in: area).cells == expected)
    }

    @Test("No room is no trap, and an area past the grid is clipped", arguments: PictureCharset.allCases)
    func clipped(charset: PictureCharset) throws {
        let disc = try disc(side: 8)
        let areas = [
            Rect(x: 0, y: 0, width: 0, height: 0), Rect(x: 0, y: 0, width: 1, height: 1),
            Rect(x: -3, y: -3, width: 20, height: 20),
        ]
        for area in areas {
            for side in [0, 2] {
                var grid = CellGrid(width: side, height: side)
                let cells = PictureArt(charset: charset).draw(disc, in: area, of: &grid)
                #expect(cells.width <= area.width && cells.height <= area.height)
            }
        }
    }

    /// Darker on the left.
    private func disc(side: Int) throws -> Pixmap {
        try picture(side: side) { x, y in
            let (dx, dy) = (2 * x + 1 - side, 2 * y + 1 - side)
            let shade = UInt8(80 + 4 * x)
            return dx * dx + dy * dy < side * side * 2 / 3 ? (shade, shade, shade) : (255, 255, 255)
        }
    }

    private func drawn(_ picture: Pixmap, _ art: PictureArt) -> [String] {
        var grid = CellGrid(width: 12, height: 6)
        art.draw(picture, in: grid.bounds, of: &grid)
        return grid.lines
    }
}

@Suite("Light and colour of pictures")
struct PictureLightTests {
    @Test("Areas are averaged in linear light: black and white make 188, not 128")
    func linearLight() throws {
        let checks = try picture(side: 8) { x, y in (x + y) % 2 == 0 ? (0, 0, 0) : (255, 255, 255) }
        let image = LinearImage(averaging: checks, width: 2, height: 2)
        #expect(image.values.allSatisfy { abs($0 - 0.5) < 1e-5 })
    }

    @Test("An even picture stays even at any size", arguments: [1, 3, 7, 10, 23])
    func even(side: Int) throws {
        let flat = try picture(side: 10) { _, _ in (200, 100, 50) }
        let image = LinearImage(averaging: flat, width: side, height: side)
        for (index, value) in image.values.enumerated() {
            #expect(abs(value - SRGB.light[[200, 100, 50][index % 3]]) < 1e-5)
        }
    }

    @Test("Bayer's matrix has each threshold once; no ink sets no dot, all ink sets all")
    func bayer() {
        #expect(Set(OrderedDither.thresholds).count == 64)
        #expect(OrderedDither.thresholds.prefix(4).map { Int($0 * 64) } == [0, 32, 8, 40])
        #expect(!OrderedDither.isSet(0, x: 0, y: 0) && OrderedDither.isSet(1, x: 5, y: 1))
    }

    @Test("A stretch goes over all its pictures, and one without contrast stays as it is")
    func stretch() throws {
        let dark = try picture(side: 4) { _, _ in (30, 30, 30) }
        let light = try picture(side: 4) { _, _ in (220, 220, 220) }
        let both = Stretch(of: [dark, light])
        #expect(both.low < 0.15 && both.high > 0.8)
        #expect(Stretch(of: [dark]) == .identity)
        #expect(Stretch(of: []) == .identity)
    }

    @Test("The palette gives back its own colours", arguments: [16, 21, 46, 196, 226, 231])
    func palette(entry: UInt8) {
        #expect(Palette256.whole.nearest(to: light(of: entry)) == entry)
    }

    @Test("Dots are never too dark for a dark terminal nor too light for a light one")
    func legible() {
        for color in [SIMD3<Float>(0, 0, 0), SIMD3(1, 1, 1), SIMD3(0.01, 0, 0.02), SIMD3(1, 1, 0)] {
            #expect(SRGB.luminance(light(of: Palette256.onDark.nearest(to: color))) >= 0.15)
            #expect(SRGB.luminance(light(of: Palette256.onLight.nearest(to: color))) <= 0.475)
        }
    }

    private func light(of entry: UInt8) -> SIMD3<Float> {
        let (red, green, blue) = Palette256.bytes(of: entry)
        return SIMD3(SRGB.light[red], SRGB.light[green], SRGB.light[blue])
    }
}

private func picture(side: Int, _ pixel: (Int, Int) -> (UInt8, UInt8, UInt8)) throws -> Pixmap {
    let pixels = (0..<side * side).flatMap { index -> [UInt8] in
        let (red, green, blue) = pixel(index % side, index / side)
        return [red, green, blue]
    }
    return try #require(Pixmap(width: side, height: side, pixels: pixels))
}
