import Testing

@testable import Plot

@Suite("Pictures as characters")
struct PicturesTests {
    @Test("A disc is drawn with dots, dense where it is light, and the white paper stays empty")
    func braille() throws {
        #expect(
            drawn(try disc(side: 32), PictureArt(colors: .none)) == [
                "   ⢀⢀⢤⢄⢄    ",
                " ⢀⢔⢵⢝⢽⢽⢽⢽⢤  ",
                " ⢔⢝⢵⢝⢽⢝⢽⢽⢽⢷ ",
                " ⢕⢝⢵⢝⢽⢽⢽⢽⢽⠿ ",
                "  ⠙⢵⢝⢽⢝⢽⢽⠝⠁ ",
                "    ⠙⠙⠙⠉⠁   ",
            ])
    }

    @Test("On a light terminal its dark side is dense")
    func onLight() throws {
        #expect(
            drawn(try disc(side: 32), PictureArt(colors: .none, background: .light)) == [
                "   ⢀⢀⢄⢄⢄    ",
                " ⢀⢔⢕⢕⢕⢕⢕⠕⢄  ",
                " ⢼⢝⢕⢝⢕⢕⢕⠕⢕⠕ ",
                " ⢵⢝⢕⢕⢕⢕⢕⠕⢅⠕ ",
                " ⠈⠙⢕⢝⢕⢕⢕⠕⠕⠁ ",
                "    ⠑⠑⠑⠁⠁   ",
            ])
    }

    @Test("The same in half blocks and in ASCII")
    func ladder() throws {
        let disc = try disc(side: 32)
        #expect(
            drawn(disc, PictureArt(charset: .halfBlock, colors: .none)) == [
                "     ▄ ▄    ",
                "   █▀▄▀█▀▄  ",
                " █▀▄▀█▀█▀█▀ ",
                " ▄▀▄▀▄▀█▀█▀ ",
                "  ▀▄▀█▀██▀  ",
                "    ▀ ▀▀    ",
            ])
        #expect(
            drawn(disc, PictureArt(charset: .ascii, colors: .none)) == [
                "            ",
                "  =++****#  ",
                " =++****##% ",
                " ++++****## ",
                "  ++****##  ",
                "            ",
            ])
    }

    @Test("In the light polarity dots stand for the paper")
    func light() throws {
        #expect(
            drawn(try disc(side: 32), PictureArt(polarity: .light, colors: .none)) == [
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

    @Test("A dark fruit is modelled: its lit side has half as many dots again as its shaded side")
    func modelled() throws {
        let fruit = try plum()
        let art = PictureArt(stretch: Stretch(of: [fruit]))
        var grid = CellGrid(width: 32, height: 16)
        art.draw(fruit, in: grid.bounds, of: &grid)
        let lit = dots(of: grid, in: Rect(x: 8, y: 6, width: 4, height: 4))
        let shaded = dots(of: grid, in: Rect(x: 22, y: 6, width: 4, height: 4))
        #expect(2 * lit >= 3 * shaded && shaded > 0)
    }

    @Test("No pale rim is left where fruit and paper mix", arguments: PictureCharset.allCases)
    func rim(charset: PictureCharset) throws {
        let fruit = try plum()
        var grid = CellGrid(width: 32, height: 16)
        let art = PictureArt(charset: charset, stretch: Stretch(of: [fruit]))
        art.draw(fruit, in: grid.bounds, of: &grid)
        let lightest = grid.cells.flatMap { [$0.style.foreground, $0.style.background] }.compactMap(luma)
            .max()
        // Dots show dark colours lighter than they are, halves as they are; paper mixed in is 150 and more.
        #expect(try #require(lightest) < 140)
    }

    @Test("Paper that equalization has made uneven stays empty, and a stalk as thin as a rim is drawn")
    func unevenPaper() throws {
        let stalk = try picture(side: 64) { x, y in
            if x == 32, y > 9, y < 40 { return (60, 40, 20) }
            let scattered = UInt8(216 + (x * 7 + y * 13) % 35)
            return (scattered, 250, scattered)
        }
        let paper = Paper(of: stalk).isPaper
        #expect(paper.filter { !$0 }.count == 30)
        #expect(!paper[20 * 64 + 32])
    }

    private func dots(of grid: CellGrid, in area: Rect) -> Int {
        (0..<area.width * area.height).reduce(0) { sum, cell in
            let character = grid[area.x + cell % area.width, area.y + cell / area.width].character
            let pattern = character.unicodeScalars.first.map { Int($0.value) - 0x2800 } ?? 0
            return sum + max(0, pattern).nonzeroBitCount
        }
    }

    private func luma(of color: Color) -> Int? {
        guard case .palette(let entry) = color else { return nil }
        let (red, green, blue) = Palette256.bytes(of: entry)
        return (299 * red + 587 * green + 114 * blue) / 1000
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
        for place in 0..<4 {
            let light = try #require(image.light(x: place % 2, y: place / 2))
            #expect(abs(light.min() - 0.5) < 1e-5 && abs(light.max() - 0.5) < 1e-5)
        }
    }

    @Test("An even picture stays even at any size", arguments: [1, 3, 7, 10, 23])
    func even(side: Int) throws {
        let flat = try picture(side: 10) { _, _ in (200, 100, 50) }
        let image = LinearImage(averaging: flat, width: side, height: side)
        let expected = [SRGB.light[200], SRGB.light[100], SRGB.light[50], 1]
        for (index, value) in image.values.enumerated() {
            #expect(abs(value - expected[index % 4]) < 1e-5)
        }
    }

    @Test("Bayer's matrix has each threshold once")
    func bayer() {
        #expect(Set(OrderedDither.thresholds).count == 64)
        #expect(OrderedDither.thresholds.prefix(4).map { Int($0 * 64) } == [0, 32, 8, 40])
        #expect(OrderedDither.share(x: 0, y: 0) == 0.5 - 0.5 / 64)
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

    @Test("White paper has no part in a stretch: a dark fruit gets all of it")
    func darkFruit() throws {
        let stretch = Stretch(of: [try plum()])
        #expect(stretch.low < 0.05)
        #expect(stretch.high > 0.15 && stretch.high < 0.3)
    }

    @Test("The palette gives back its own colours")
    func palette() {
        for entry in UInt8(16)...255 { #expect(Palette256.whole.nearest(to: light(of: entry)) == entry) }
        for entry in UInt8(0)...7 { #expect(Palette256.eight.nearest(to: light(of: entry)) == entry) }
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

/// A dark ball of 64 pixels on white, lit from the left, its outline a pixel of both.
private func plum() throws -> Pixmap {
    try picture(side: 64) { x, y in
        let (dx, dy) = (Double(x) - 31.5, Double(y) - 31.5)
        let cover = max(0, min(1, 28 - (dx * dx + dy * dy).squareRoot()))
        let shade = max(0, 35 - 1.2 * dx)
        func mixed(_ share: Double) -> UInt8 { UInt8(255 * (1 - cover) + cover * share * shade) }
        return (mixed(1), mixed(0.6), mixed(0.8))
    }
}

private func picture(side: Int, _ pixel: (Int, Int) -> (UInt8, UInt8, UInt8)) throws -> Pixmap {
    let pixels = (0..<side * side).flatMap { index -> [UInt8] in
        let (red, green, blue) = pixel(index % side, index / side)
        return [red, green, blue]
    }
    return try #require(Pixmap(width: side, height: side, pixels: pixels))
}
