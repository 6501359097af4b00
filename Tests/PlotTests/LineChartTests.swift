import Testing

@testable import Plot

@Suite("Line charts")
struct LineChartTests {
    private static let curve = LineChart.Line(
        [62, 73, 76, 80, 83, 85, 90, 95, 99, 100], from: 1, style: Style(.palette(1)))
    private static let dotted = Style(.palette(2))
    private static let upright = Style(.palette(3))

    private func chart(_ kind: Scale.Kind = .linear) -> LineChart {
        var chart = LineChart(
            x: Axis(Scale(1...10, kind), title: "components"), y: Axis(Scale(60...100), suffix: " %"))
        chart.lines = [Self.curve]
        return chart
    }

    private func grid(_ chart: LineChart, width: Int = 36, height: Int = 12, glyphs: GlyphSet = .unicode)
        -> CellGrid
    {
        var grid = CellGrid(width: width, height: height)
        chart.draw(into: &grid, in: grid.bounds, AxisStyle(glyphs: glyphs))
        return grid
    }

    private func marker(_ value: Double, _ label: String) -> AxisMarker {
        AxisMarker(at: value, glyph: "^", label: label, style: Self.upright)
    }

    @Test("a curve between axes with ticks, a rule with its name and a cursor with its number")
    func whole() {
        var chart = chart()
        chart.rules = [.init(at: 95, label: "target", style: Self.dotted)]
        chart.cursors = [.init(marker(8, "k 8"))]
        #expect(
            grid(chart).lines == [
                "100 %┤ target                ⢅⡠⠔⠒⠒⠉⠉", "     │⠁ ⠁ ⠁ ⠁ ⠁ ⠁ ⠁ ⠁ ⠁ ⠁ ⠁⡠⠓⠅⠁ ⠁ ⠁ ",
                "     │                  ⡠⠔⠉  ⠅      ", "     │            ⢀⣀⠤⠤⠒⠉     ⠅      ",
                " 80 %┤        ⣀⠤⠒⠉⠁          ⠅      ", "     │    ⣀⠤⠒⠉               ⠅      ",
                "     │  ⢠⠊                   ⠅      ", "     │ ⡔⠁                    ⠅      ",
                " 60 %┤⠊                      ⠅      ", "     └─────────────┬─────────^─────┬",
                "                   5        k 8   10", "                components          ",
            ])
    }

    @Test("the same in ASCII has nothing but ASCII")
    func ascii() {
        var chart = chart(.log10)
        chart.rules = [.init(at: 95, label: "target", style: Self.dotted)]
        chart.cursors = [.init(marker(8, "8")), .init(marker(3, "3"), isDotted: true)]
        #expect(
            grid(chart, glyphs: .ascii).lines == [
                "100 %+ target       :           |.''", "     |- - - - - - - : - - - - -.+ - ",
                "     |              :         .'|   ", "     |              :     ..:'  |   ",
                " 80 %+              :..:''      |   ", "     |          ...:''          |   ",
                "     |     ..:''    :           |   ", "     | ..:''        :           |   ",
                " 60 %+''            :           |   ", "     ++--------+----^-----+-----^--+",
                "      1        2    3     5     8 10", "                components          ",
            ])
    }

    @Test("the curve lies over the cursor, the cursor over the rule")
    func colours() throws {
        var chart = chart()
        chart.rules = [.init(at: 80, style: Self.dotted)]
        chart.cursors = [.init(marker(8, "8"))]
        let grid = grid(chart)
        let frame = AxisFrame(x: chart.x, y: chart.y, in: grid.bounds)
        let (column, row) = (try #require(frame.column(ofX: 8)), try #require(frame.row(ofY: 80)))
        #expect(grid[column, row].style == Self.upright)
        #expect(grid[column, try #require(frame.row(ofY: 95))].style == Self.curve.style)
        // Every second cell has a dot of the rule.
        #expect((1...2).contains { grid[frame.canvas.maxX - $0, row].style == Self.dotted })
    }

    @Test("a curve has no gap, however far its points are apart or close together")
    func closed() {
        var steep = chart()
        steep.lines = [.init([.init(x: 1, y: 60), .init(x: 10, y: 100)], style: .plain)]
        var dense = steep
        let points = (0...9_000).map { index -> LineChart.DataPoint in
            let share = Double(index) / 9_000
            return LineChart.DataPoint(x: 1 + 9 * share, y: 60 + 40 * share)
        }
        dense.lines = [.init(points, style: .plain)]
        for grid in [grid(steep), grid(dense)] {
            let canvas = AxisFrame(x: steep.x, y: steep.y, in: grid.bounds).canvas
            for column in canvas.x..<canvas.maxX {
                #expect((canvas.y..<canvas.maxY).contains { grid[column, $0].character != " " })
            }
        }
    }

    @Test("values without a place break the curve and harm nothing else")
    func holes() {
        var chart = chart(.log10)
        chart.lines = [
            .init(
                [.init(x: 0, y: 70), .init(x: 2, y: .nan), .init(x: .infinity, y: 1), .init(x: 3, y: 1e300)],
                style: .plain)
        ]
        chart.rules = [
            .init(at: .nan, label: "nowhere", style: .plain), .init(at: 400, label: "above", style: .plain),
        ]
        chart.cursors = [.init(marker(-1, "none")), .init(marker(500, "far"))]
        var bare = chart
        (bare.lines, bare.rules, bare.cursors) = ([], [], [])
        #expect(grid(chart) == grid(bare))
    }

    @Test("labels on the x axis never touch; markers come before ticks, the first marker before the second")
    func labels() {
        var chart = chart()
        chart.cursors = [.init(marker(5, "five")), .init(marker(5.3, "hidden")), .init(marker(10, "ten"))]
        let labels = grid(chart).lines[10]
        #expect(labels.contains("five"))
        #expect(!labels.contains("hidden"))
        #expect(labels.hasSuffix("ten"))
        #expect(!labels.contains("10 "))
    }

    @Test("every size draws inside its area, down to nothing")
    func sizes() {
        var chart = chart(.log10)
        chart.rules = [.init(at: 95, label: "target", style: Self.dotted)]
        chart.cursors = [.init(marker(8, "8"))]
        for width in 0...24 {
            for height in 0...14 {
                var grid = CellGrid(width: 30, height: 18)
                chart.draw(into: &grid, in: Rect(x: 3, y: 2, width: width, height: height), AxisStyle())
                var blank = grid
                blank.fill(Rect(x: 3, y: 2, width: width, height: height))
                #expect(blank == CellGrid(width: 30, height: 18))
            }
        }
    }

    @Test("a mark stands on its place with its name beside it, over no line; out of sight it is left out")
    func marks() {
        var chart = chart()
        let style = Style(.palette(4))
        chart.marks = [
            .init(
                at: .init(x: 7, y: 90), glyph: "●",
                labels: ["a name that has no room anywhere near", "90 at 7"], style: style),
            .init(at: .init(x: 70, y: 90), glyph: "◆", labels: ["far"], style: style),
            .init(at: .init(x: 7, y: 9), glyph: "◆", labels: ["low"], style: style),
        ]
        let (with, text) = (grid(chart), grid(chart).lines.joined(separator: "\n"))
        chart.marks = []
        let without = grid(chart)
        #expect(text.contains("●") && text.contains("90 at 7") && !text.contains("◆"))
        for (new, old) in zip(with.cells, without.cells) where new != old {
            #expect(new.style == style && (old.character == " " || new.character == "●"))
        }
    }
}
