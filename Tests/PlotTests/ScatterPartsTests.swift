import TestSupport
import Testing

@testable import Plot

@Suite("Parts of a scatter chart: quality, a box, some points alone")
struct ScatterPartsTests {
    private let look = ScatterChart.Look(
        glyphs: .unicode, colors: Palette.colors(on: .dark), others: Palette.others(on: .dark),
        axes: AxisStyle(), pick: Style(.standard, on: .standard, .bold))
    private let area = Rect(x: 0, y: 0, width: 60, height: 20)

    private func chart(_ points: ScatterPoints, byQuality: Bool = false) -> ScatterChart {
        var emphasis = ScatterChart.Emphasis(slots: [0, 1])
        emphasis.isByQuality = byQuality
        return ScatterChart(points, in: Viewport(fitting: points), emphasis: emphasis, area: area)
    }

    private func drawn(
        _ chart: ScatterChart, names: [String] = [], box: (PlanePoint, PlanePoint)? = nil
    ) -> CellGrid {
        var grid = CellGrid(width: 60, height: 20)
        chart.draw(into: &grid, look, names: names, box: box)
        return grid
    }

    @Test(
        "points that the plane represents badly are grey where colour is for quality, not elsewhere")
    func quality() throws {
        let points = ScatterPoints(
            x: [0, 10, 20], y: [0, 3, 7], categories: [0, 0, 1], categoryCount: 2, quality: [0.2, 0.6, 0.9])
        let byQuality = chart(points, byQuality: true)
        let cells = try (0..<3).map { try #require(byQuality.cell(of: points[$0])) }
        let shown = drawn(byQuality)
        let styles = cells.map { shown[$0.x, $0.y].style }
        #expect(styles[0] == Style(look.color(nil)))
        #expect(styles[1] == Style(look.color(0)))
        #expect(styles[2] == Style(look.color(1), on: .standard, .bold))
        let plain = drawn(chart(points))
        #expect(cells.map { plain[$0.x, $0.y].style.foreground } == [0, 0, 1].map { look.color($0) })
        let unknown = ScatterPoints(x: [0, 10, 20], y: [0, 3, 7], categories: [0, 0, 1], categoryCount: 2)
        #expect(drawn(chart(unknown, byQuality: true)) == plain)
    }

    @Test(
        "the quality of a cell is the mean of its points, whatever their order", arguments: [UInt64(1), 2, 3])
    func shuffled(seed: UInt64) {
        var numbers = SplitMix(seed: seed)
        let (x, y, categories) = numbers.clouds(2, of: 2_000)
        let quality = x.map { _ in Float.random(in: 0.3...0.7, using: &numbers) }
        let order = x.indices.shuffled(using: &numbers)
        func points(_ order: some Sequence<Int>) -> ScatterPoints {
            ScatterPoints(
                x: order.map { x[$0] }, y: order.map { y[$0] }, categories: order.map { categories[$0] },
                categoryCount: 2, quality: order.map { quality[$0] })
        }
        #expect(
            drawn(chart(points(x.indices), byQuality: true)) == drawn(chart(points(order), byQuality: true)))
    }

    @Test("isolated points alone are drawn, counted and found")
    func isolated() {
        let all = ScatterPoints(
            x: [0, 1, 2, 9], y: [0, 1, 2, 9], categories: [0, 0, 1, 1], categoryCount: 2)
        let some = all.isolating([1, 2, 7])
        #expect(some.count == 4 && some.counts == [1, 1])
        #expect(some.xExtent == 1...2)
        #expect(some.nearest(to: all[3], in: Viewport(fitting: some)) == 2)
        #expect(chart(some).seenCount == 2)
    }

    @Test("a box holds the points between its corners, in any order of the two, edges included")
    func rows() {
        let points = ScatterPoints(
            x: [0, 1, 2, 3, .nan], y: [0, 1, 2, 3, 1], categories: [0, 0, 0, 0, 0], categoryCount: 1)
        #expect(points.rows(from: PlanePoint(x: 1, y: 2), to: PlanePoint(x: 2, y: 1)) == [1, 2])
        #expect(points.rows(from: PlanePoint(x: 9, y: 9), to: PlanePoint(x: 8, y: 8)).isEmpty)
    }

    @Test("its outline has four corners, and where one is out of sight the rest is drawn")
    func outline() {
        let points = ScatterPoints(x: [0, 10], y: [0, 10], categories: [0, 1], categoryCount: 2)
        let whole = drawn(chart(points), box: (PlanePoint(x: 2, y: 2), PlanePoint(x: 8, y: 8)))
        let text = whole.lines.joined()
        #expect("┏┓┗┛".allSatisfy { corner in text.count { $0 == corner } == 1 })
        let part = drawn(chart(points), box: (PlanePoint(x: 2, y: 2), PlanePoint(x: 800, y: 8))).lines
            .joined()
        #expect(part.contains("┏") && part.contains("┗") && !part.contains("┓") && !part.contains("┛"))
    }

    @Test("a name without room gives way to the letter that the legend explains")
    func letters() {
        let points = ScatterPoints(x: [0, 10], y: [0, 10], categories: [0, 1], categoryCount: 2)
        let name = String(repeating: "long ", count: 20)
        let text = drawn(chart(points), names: [name, "B"]).lines.joined()
        #expect(text.contains(" ●A ") && text.contains(" ■ B "))
    }

    @Test("the middle of a cell is a value of that cell, off the canvas that of the nearest one")
    func values() {
        let frame = ScatterChart.frame(of: Viewport(x: -3...7, y: 0...1), in: area)
        for x in frame.canvas.x..<frame.canvas.maxX {
            for y in frame.canvas.y..<frame.canvas.maxY {
                let value = frame.values(at: Point(x: x, y: y))
                #expect(frame.column(ofX: value.x) == x && frame.row(ofY: value.y) == y)
            }
        }
        let off = frame.values(at: Point(x: -5, y: 99))
        let corner = frame.values(at: Point(x: frame.canvas.x, y: frame.canvas.maxY - 1))
        #expect(off.x == corner.x && off.y == corner.y)
    }

    @Test(
        "the median is the middle one of the sorted, equal ones and runs included",
        arguments: [UInt64(1), 2, 3])
    func medians(seed: UInt64) {
        var numbers = SplitMix(seed: seed)
        for count in [1, 2, 3, 4, 9, 50, 1_001] {
            for kinds in [2, 7, 100_000] {
                let values = (0..<count).map { _ in Float(Int.random(in: 0..<kinds, using: &numbers)) }
                for list in [values, values.sorted(), values.sorted(by: >)] {
                    #expect(median(of: list[...]) == values.sorted()[count / 2])
                }
            }
        }
    }
}
