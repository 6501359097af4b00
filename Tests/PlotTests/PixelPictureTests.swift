import Foundation
import TestSupport
import Testing

@testable import Plot

@Suite("Pictures as pixels: sixels and kitty's way")
struct PixelPictureTests {
    private static func picture(_ width: Int, _ height: Int, _ color: (Int, Int) -> [Int]) throws -> Pixmap {
        let pixels = (0..<width * height).flatMap { color($0 % width, $0 / width).map { UInt8($0) } }
        return try #require(Pixmap(width: width, height: height, pixels: pixels))
    }

    private static func noise(_ width: Int, _ height: Int, seed: UInt64) throws -> Pixmap {
        var random = SplitMix(seed: seed)
        return try picture(width, height) { _, _ in
            (0..<3).map { _ in Int.random(in: 0...255, using: &random) }
        }
    }

    /// Red to yellow, darker downwards: a fruit's colours.
    private static func shaded(_ width: Int, _ height: Int) throws -> Pixmap {
        try picture(width, height) { x, y in
            let light = 1 - Double(y) / Double(2 * height)
            return [Int(230 * light), Int(200 * light * Double(x) / Double(width)), Int(40 * light)]
        }
    }

    @Test(
        "an independent decoder reads every pixel as it was given a colour, each once",
        arguments: [(1, 1), (7, 5), (13, 6), (40, 19), (64, 64), (3, 200)])
    func decoded(width: Int, height: Int) throws {
        for seed in 0..<3 as Range<UInt64> {
            let picture = IndexedPicture(try Self.noise(width, height, seed: seed), colors: 256)
            let decoded = try #require(SixelDecoder(Sixel.bytes(of: picture)))
            #expect((decoded.width, decoded.height) == (width, height))
            #expect(decoded.registers.count <= 256)
            #expect(decoded.overdrawn == 0)
            #expect(decoded.drawn.count == width * height)
            for (place, index) in picture.indices.enumerated() {
                let color = picture.palette.colors[Int(index)]
                #expect(
                    decoded.color(x: place % width, y: place / width)
                        == [Int(color.x), Int(color.y), Int(color.z)])
            }
        }
    }

    @Test("few colours come back as they were, but for percents")
    func fewColors() throws {
        let colors = [[255, 255, 255], [0, 0, 0], [200, 30, 40], [17, 120, 66], [250, 200, 10]]
        let picture = try Self.picture(30, 20) { x, y in colors[(x * 7 + y * 3) % 5] }
        let decoded = try #require(SixelDecoder(Sixel.bytes(of: picture, width: 30, height: 20)))
        #expect(decoded.registers.count == 5)
        for y in 0..<20 {
            for x in 0..<30 {
                let color = try #require(decoded.color(x: x, y: y))
                for channel in 0..<3 {
                    #expect(abs(color[channel] - colors[(x * 7 + y * 3) % 5][channel]) <= 2)
                }
            }
        }
    }

    @Test(
        "what one pixel is drawn too dark its neighbours make up for: means of squares stay",
        arguments: [8, 64])
    func means(count: Int) throws {
        for picture in [try Self.shaded(64, 64), try Self.noise(64, 64, seed: 7)] {
            let drawn = IndexedPicture(picture, colors: count)
            #expect(drawn.palette.percents.count <= count)
            for (left, top) in [(0, 0), (16, 32), (32, 0), (32, 32)] {
                for channel in 0..<3 {
                    var difference = 0
                    for place in (0..<1024).map({ (top + $0 / 32) * 64 + left + $0 % 32 }) where place < 4096
                    {
                        let color = drawn.palette.colors[Int(drawn.indices[place])]
                        difference += Int(color[channel]) - Int(picture.pixels[3 * place + channel])
                    }
                    // Of 1,024 pixels; errors at the rim of a palette cannot be made up for.
                    #expect(abs(difference) < 1024 * (count < 64 ? 20 : 6))
                }
            }
        }
    }

    @Test("a photograph's colours are near to the palette's")
    func near() throws {
        let picture = try Self.shaded(100, 100)
        let drawn = IndexedPicture(picture, colors: 256)
        let worst = (0..<10_000).map { place -> Int in
            let color = drawn.palette.colors[Int(drawn.indices[place])]
            return (0..<3).map { abs(Int(color[$0]) - Int(picture.pixels[3 * place + $0])) }.max() ?? 0
        }
        #expect(worst.reduce(0, +) < 10_000 * 6)
    }

    @Test("runs are counted, the last band has its rows alone, and colours beside each other share a pass")
    func text() throws {
        let red = try Self.picture(100, 8) { _, _ in [255, 0, 0] }
        #expect(
            String(decoding: Sixel.bytes(of: red, width: 100, height: 8), as: UTF8.self)
                == "\u{1B}P0;1;0q\"1;1;100;8#0;2;100;0;0#0!100~-#0!100B\u{1B}\\")
        let halves = try Self.picture(8, 6) { x, _ in x < 3 ? [0, 0, 0] : [255, 255, 255] }
        #expect(
            String(decoding: Sixel.bytes(of: halves, width: 8, height: 6), as: UTF8.self)
                == "\u{1B}P0;1;0q\"1;1;8;6#0;2;0;0;0#1;2;100;100;100#0~~~#1!5~\u{1B}\\")
    }

    @Test("kitty gets the photograph's own pixels in chunks of at most 4096, and the cells to fill")
    func kitty() throws {
        let picture = try Self.noise(100, 90, seed: 1)
        let cell = try #require(CellSize(width: 10, height: 20))
        let chunks = String(
            decoding: KittyPicture.bytes(of: picture, name: 5, columns: 20, rows: 9, cell: cell),
            as: UTF8.self
        ).split(separator: "\u{1B}\\")
        #expect(chunks.count == 9)
        #expect(chunks[0].hasPrefix("\u{1B}_Ga=T,f=24,s=100,v=90,i=5,p=1,c=20,r=9,C=1,q=2,m=1;"))
        #expect(chunks.dropFirst().dropLast().allSatisfy { $0.hasPrefix("\u{1B}_Gq=2,m=1;") })
        #expect(chunks.last?.hasPrefix("\u{1B}_Gq=2,m=0;") == true)
        let payloads = chunks.map { $0.split(separator: ";", maxSplits: 1)[1] }
        #expect(payloads.allSatisfy { $0.count <= 4096 })
        let data = try #require(Data(base64Encoded: payloads.joined()))
        #expect(Array(data) == picture.pixels)
    }

    @Test("kitty gets no more pixels than the cells have")
    func reduced() throws {
        let picture = try Self.picture(100, 100) { _, _ in [10, 200, 90] }
        let cell = try #require(CellSize(width: 5, height: 10))
        let bytes = KittyPicture.bytes(of: picture, name: 1, columns: 4, rows: 2, cell: cell)
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.hasPrefix("\u{1B}_Ga=T,f=24,s=20,v=20,i=1,p=1,c=4,r=2,C=1,q=2,m=0;"))
        let payload = text.split(separator: ";")[1].dropLast(2)
        let data = try #require(Data(base64Encoded: String(payload)))
        #expect(data.count == 1200)
        #expect(Array(data.prefix(3)) == [10, 200, 90])
    }

    @Test("every byte of light is its own, and an enlarged picture keeps its tones")
    func scaled() throws {
        for byte in 0...255 { #expect(SRGB.byte(ofLight: SRGB.light[byte]) == UInt8(byte)) }
        let small = try Self.picture(2, 1) { x, _ in x == 0 ? [0, 0, 0] : [255, 255, 255] }
        let large = small.scaled(width: 40, height: 20)
        #expect((large.width, large.height) == (40, 20))
        #expect(Array(large.pixels.prefix(3)) == [0, 0, 0])
        #expect(Array(large.pixels.suffix(3)) == [255, 255, 255])
        #expect(small.scaled(width: 2, height: 1) == small)
    }

    @Test("two pictures joined at a seam", arguments: [(0.0, 0), (0.5, 2), (1.0, 3)])
    func joined(share: Double, seam: Int) throws {
        let left = try Self.picture(4, 2) { _, _ in [1, 1, 1] }
        let right = try Self.picture(4, 2) { _, _ in [9, 9, 9] }
        let joined = try #require(left.joined(to: right, at: share, color: [5, 6, 7]))
        for place in 0..<8 {
            let expected: [UInt8] =
                place % 4 < seam ? [1, 1, 1] : place % 4 == seam ? [5, 6, 7] : [9, 9, 9]
            #expect(Array(joined.pixels[(3 * place)..<(3 * place + 3)]) == expected)
        }
        #expect(
            left.joined(to: try Self.picture(5, 2) { _, _ in [0, 0, 0] }, at: share, color: [0, 0, 0]) == nil)
    }
}

@Suite("Where a picture of pixels stands")
struct PlacedPictureTests {
    private func pixmap(_ width: Int, _ height: Int) throws -> Pixmap {
        try #require(
            Pixmap(width: width, height: height, pixels: Array(repeating: 0, count: 3 * width * height)))
    }

    @Test(
        "its cells have its shape and most of the area, in the middle",
        arguments: [(10, 20), (8, 16), (9, 19), (7, 15), (12, 25), (18, 37)])
    func shape(width: Int, height: Int) throws {
        let cell = try #require(CellSize(width: width, height: height))
        for (picture, area) in [
            (try pixmap(100, 100), Rect(x: 1, y: 2, width: 38, height: 14)),
            (try pixmap(256, 171), Rect(x: 0, y: 0, width: 60, height: 40)),
            (try pixmap(90, 200), Rect(x: 5, y: 5, width: 98, height: 44)),
        ] {
            let place = cell.cells(for: picture, in: area)
            let shape = Double(place.width * width) / Double(place.height * height)
            #expect(abs(shape * Double(picture.height) / Double(picture.width) - 1) < 0.03)
            #expect(
                place.x >= area.x && place.maxX <= area.maxX && place.y >= area.y && place.maxY <= area.maxY)
            #expect(place.width * 10 >= area.width * 8 || place.height * 10 >= area.height * 8)
            #expect(abs(place.x - area.x - (area.maxX - place.maxX)) <= 1)
        }
    }

    @Test("neither side is longer than the limit")
    func limit() throws {
        let cell = try #require(CellSize(width: 10, height: 20))
        let place = cell.cells(
            for: try pixmap(100, 100), in: Rect(x: 0, y: 0, width: 200, height: 100), limit: 640)
        #expect(place == Rect(x: 68, y: 34, width: 64, height: 32))
    }

    @Test("an area of any size has room for it, or none")
    func anySize() throws {
        for (width, height) in [(1, 1), (200, 3), (3, 200)] {
            let cell = try #require(CellSize(width: width, height: height))
            for picture in [try pixmap(1, 1), try pixmap(300, 1), try pixmap(1, 300)] {
                for side in [0, 1, 2, 7, 300] {
                    for area in [
                        Rect(x: 0, y: 0, width: side, height: 5), Rect(x: 0, y: 0, width: 5, height: side),
                    ] {
                        let place = cell.cells(for: picture, in: area, limit: side * 10)
                        #expect(place.width <= area.width && place.height <= area.height)
                    }
                }
            }
        }
        #expect(CellSize(width: 0, height: 20) == nil)
        #expect(CellSize(width: 10, height: 4000) == nil)
    }

    @Test("a grid has it over blank cells until one of them is written")
    func grid() throws {
        let picture = try pixmap(4, 4)
        var grid = CellGrid(width: 20, height: 5)
        grid.fill(grid.bounds, with: "x")
        grid.place(picture, in: Rect(x: 2, y: 1, width: 4, height: 2))
        grid.place(picture, in: Rect(x: 10, y: 1, width: 4, height: 2))
        #expect(grid.lines[1] == "xx    xxxx    xxxxxx")
        #expect(grid.pictures.map(\.area.x) == [2, 10])
        grid.write("abcdefgh", x: 2, y: 0)
        #expect(grid.pictures.count == 2)
        grid[13, 2] = Cell(" ")
        #expect(grid.pictures.map(\.area.x) == [2])
        grid.place(picture, in: Rect(x: 5, y: 2, width: 3, height: 3))
        #expect(grid.pictures.map(\.area.x) == [5])
    }

    @Test("one that is not whole inside the grid is left out")
    func outside() throws {
        var grid = CellGrid(width: 10, height: 5)
        for area in [
            Rect(x: -1, y: 0, width: 3, height: 2), Rect(x: 8, y: 0, width: 3, height: 2),
            Rect(x: 0, y: 4, width: 3, height: 2), Rect(x: 0, y: 0, width: 0, height: 2),
        ] {
            grid.place(try pixmap(2, 2), in: area)
        }
        #expect(grid == CellGrid(width: 10, height: 5))
    }
}
