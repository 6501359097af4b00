import TestSupport
import Testing

@testable import Plot

@Suite("Pictures in blocks of two colours a cell")
struct PictureBlocksTests {
    static let charsets: [PictureCharset] = [.halfBlock, .quadrant, .sextant]

    @Test("Each pattern has a character of its own, one column wide", arguments: PictureCharset.allCases)
    func characters(charset: PictureCharset) {
        let characters = (0...charset.fullPattern).map { charset.character(of: $0) }
        #expect(Set(characters).count == characters.count)
        #expect(characters.allSatisfy { TextWidth.columns(of: $0) == 1 })
    }

    @Test("Sextants are where Unicode has them, around the halves that it had before")
    func sextants() {
        for (pattern, character) in [
            (0b000001, "\u{1FB00}"), (0b010100, "\u{1FB13}"), (0b010101, "▌"), (0b010110, "\u{1FB14}"),
            (0b101001, "\u{1FB27}"), (0b101010, "▐"), (0b101011, "\u{1FB28}"), (0b111110, "\u{1FB3B}"),
        ] {
            #expect(PictureCharset.sextant.character(of: UInt8(pattern)) == Character(character))
        }
    }

    @Test("A cell of one or two colours is drawn as it is", arguments: charsets, Dither.allCases)
    func exact(charset: PictureCharset, dither: Dither) throws {
        let (across, down) = charset.dots
        let colors: [UInt8] = [201, 196, 21, 46, 226, 231]
        for pattern in 0...Int(charset.fullPattern) {
            let pair = [colors[pattern % 6], colors[(pattern / 6 + 1) % 6]]
            let blocks = (0..<across * down).map { pair[pattern >> $0 & 1] }
            let plane = Plane(width: across, height: down, values: blocks.map { Palette256.light(of: $0) })
            let art = PictureArt(charset: charset, dither: dither)
            let cell = try #require(art.blocks(of: plane)(0, 0))
            #expect(drawn(cell, charset) == blocks.map { .palette($0) })
        }
    }

    @Test("No other division of a cell's blocks changes them less", arguments: [2, 4, 6])
    func split(count: Int) {
        var random = SplitMix(seed: 7)
        for _ in 0..<200 {
            let lights = (0..<count).map { _ in
                SIMD3<Float>.random(in: 0..<1, using: &random)
            }
            let chosen = change(lights, TwoColorSplit(lights).pattern)
            for pattern in 0..<UInt8(1 << count) { #expect(chosen <= change(lights, pattern) + 1e-4) }
        }
    }

    @Test("The colours of a split are the mean light of its groups")
    func means() {
        let split = TwoColorSplit([SIMD3(1, 0, 0), SIMD3(0, 0, 0.2), SIMD3(0.8, 0, 0), SIMD3(0, 0, 0)])
        #expect(split.pattern == 0b0101)
        #expect(split.front == SIMD3(0.9, 0, 0) && split.back == SIMD3(0, 0, 0.1))
        #expect(TwoColorSplit([.one, .one]) == TwoColorSplit([.one]))
    }

    @Test("Through paper the terminal's background is seen", arguments: charsets)
    func outline(charset: PictureCharset) throws {
        let (across, down) = charset.dots
        var values = [SIMD3<Float>?](repeating: nil, count: across * down)
        func cell() -> Cell? {
            PictureArt(charset: charset).blocks(of: Plane(width: across, height: down, values: values))(0, 0)
        }
        #expect(cell() == nil)
        values[0] = Palette256.light(of: 196)
        #expect(cell() == Cell(charset.character(of: 1), Style(.palette(196))))
    }

    @Test(
        "Eight colours are enough, in pairs that a terminal of 64 has", arguments: charsets, Dither.allCases)
    func eight(charset: PictureCharset, dither: Dither) {
        var random = SplitMix(seed: 3)
        let values = (0..<96 * 96).map { _ in
            SIMD3<Float>.random(in: 0..<1, using: &random)
        }
        let cell = PictureArt(charset: charset, dither: dither, colors: .eight)
            .blocks(of: Plane(width: 96, height: 96, values: values))
        let styles = Set((0..<32 * 32).compactMap { cell($0 % 32, $0 / 32)?.style })
        #expect(styles.count > 8 && styles.count <= 36)
        for style in styles {
            guard case .palette(let front) = style.foreground, case .palette(let back) = style.background
            else {
                Issue.record("a full cell has two colours")
                return
            }
            #expect(front < 8 && back <= front)
        }
    }

    @Test("Without colours blocks are dots: dense where a picture is light", arguments: charsets)
    func colorless(charset: PictureCharset) throws {
        let pixels = (0..<64 * 64).flatMap { [UInt8](repeating: UInt8(3 * ($0 % 64)), count: 3) }
        let ramp = try #require(Pixmap(width: 64, height: 64, pixels: pixels))
        var grid = CellGrid(width: 16, height: 8)
        PictureArt(charset: charset, polarity: .light, colors: .none).draw(ramp, in: grid.bounds, of: &grid)
        #expect(grid.cells.allSatisfy { $0.style == .plain })
        func dots(_ columns: Range<Int>) -> Int {
            columns.reduce(0) { sum, x in
                sum + (0..<8).reduce(0) { $0 + pattern(of: grid[x, $1].character, charset).nonzeroBitCount }
            }
        }
        #expect(dots(0..<4) < dots(6..<10) && dots(6..<10) < dots(12..<16))
    }

    /// The colours of a cell's blocks.
    private func drawn(_ cell: Cell, _ charset: PictureCharset) -> [Color] {
        let pattern = pattern(of: cell.character, charset)
        return (0..<charset.dots.across * charset.dots.down).map {
            pattern >> UInt8($0) & 1 == 1 ? cell.style.foreground : cell.style.background
        }
    }

    private func pattern(of character: Character, _ charset: PictureCharset) -> UInt8 {
        (0...charset.fullPattern).first { charset.character(of: $0) == character } ?? 0
    }

    /// The squares of how far the lightness of blocks is from the mean of their group.
    private func change(_ lights: [SIMD3<Float>], _ pattern: UInt8) -> Float {
        (0...1).reduce(0) { sum, bit in
            let group = lights.indices.filter { Int(pattern >> UInt8($0) & 1) == bit }.map {
                lights[$0].squareRoot()
            }
            guard !group.isEmpty else { return sum }
            let mean = group.reduce(.zero, +) / Float(group.count)
            return sum + group.reduce(0) { $0 + (($1 - mean) * ($1 - mean)).sum() }
        }
    }
}
