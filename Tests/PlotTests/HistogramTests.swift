import Testing

@testable import Plot

@Suite("Histogram")
struct HistogramTests {
    @Test("Counts are columns from the left, dark, to the right, light")
    func columns() {
        var grid = CellGrid(width: 4, height: 2)
        HistogramChart(luma: [1, 2, 3, 4, 5, 6, 7, 8]).draw(in: grid.bounds, of: &grid)
        #expect(grid.lines == ["  ⣠⣾", "⣠⣾⣿⣿"])
    }

    @Test("One level with most of the pixels is cut and marked, and the others keep their height")
    func spike() {
        var grid = CellGrid(width: 16, height: 2)
        HistogramChart(luma: Array(repeating: 10, count: 255) + [5000]).draw(in: grid.bounds, of: &grid)
        #expect(grid.lines == ["               ↑", "⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿"])
    }

    @Test("Where channels overlap their colours mix")
    func mix() {
        var grid = CellGrid(width: 1, height: 2)
        HistogramChart(red: [8], green: [4], blue: [0]).draw(in: grid.bounds, of: &grid)
        #expect(grid[0, 0].style == Style(.palette(203)))
        #expect(grid[0, 1].style == Style(.palette(221)))
    }

    @Test("Nothing to count and nowhere to draw are no trap", arguments: [[], [0, 0, 0]])
    func empty(counts: [Int]) {
        for side in 0...1 {
            var grid = CellGrid(width: side, height: side)
            HistogramChart(luma: counts).draw(in: grid.bounds, of: &grid)
            #expect(grid == CellGrid(width: side, height: side))
        }
    }

    @Test("Levels count each channel of each pixel")
    func levels() throws {
        let levels = Levels(
            of: try #require(Pixmap(width: 2, height: 1, pixels: [255, 0, 7, 255, 255, 255])))
        #expect(levels.red[255] == 2 && levels.green[0] == 1 && levels.blue[7] == 1)
        #expect(levels.luma[77] == 1 && levels.luma[255] == 1)
        #expect(levels.luma.reduce(0, +) == 2)
    }
}
