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

    @Test("Charts that are compared share a ceiling: equal counts are equally high")
    func ceiling() {
        var charts = [HistogramChart(luma: [4, 8, 4, 4]), HistogramChart(luma: [4, 2, 4, 2])]
        let ceiling = HistogramChart.ceiling(of: charts, width: 2)
        #expect(ceiling == 8)
        let drawn = charts.indices.map { index -> [String] in
            charts[index].ceiling = ceiling
            var grid = CellGrid(width: 2, height: 1)
            charts[index].draw(in: grid.bounds, of: &grid)
            return grid.lines
        }
        #expect(drawn == [["⣼⣤"], ["⣄⣄"]])
        #expect(HistogramChart.ceiling(of: [], width: 2) == nil)
    }

    @Test("The cumulative curve rises from none to all, joined where it jumps")
    func cumulative() {
        var grid = CellGrid(width: 4, height: 2)
        var chart = HistogramChart(luma: [1, 1, 1, 1, 0, 0, 0, 4])
        chart.isCumulative = true
        chart.draw(in: grid.bounds, of: &grid)
        #expect(grid.lines == [" ⢀⣀⡸", "⠔⠁  "])
    }

    @Test("Of levels that are all as frequent the entropy is 8 bits, of one level 0")
    func figures() throws {
        let ramp = (0...255).flatMap { [UInt8](repeating: UInt8($0), count: 3) }
        let levels = Levels(of: try #require(Pixmap(width: 16, height: 16, pixels: ramp)))
        #expect(levels.mean == 127.5 && levels.entropy == 8)
        #expect(abs(levels.deviation - ((256.0 * 256 - 1) / 12).squareRoot()) < 1e-9)
        let flat = Levels(of: try #require(Pixmap(width: 1, height: 2, pixels: [9, 9, 9, 9, 9, 9])))
        #expect(flat.mean == 9 && flat.deviation == 0 && flat.entropy == 0)
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
