import TestSupport
import Testing

@testable import Plot

@Suite("Braille canvas")
struct BrailleCanvasTests {
    @Test("Each dot is the bit that Unicode gives it")
    func bits() {
        let expected: [Character] = ["⠁", "⠈", "⠂", "⠐", "⠄", "⠠", "⡀", "⢀"]
        for (index, character) in expected.enumerated() {
            var canvas = BrailleCanvas(columns: 1, rows: 1)
            canvas.set(x: index % 2, y: index / 2)
            #expect(BrailleCanvas.character(of: canvas.pattern(column: 0, row: 0), .unicode) == character)
        }
    }

    @Test("A line goes from end to end, in either direction, and past the edges")
    func line() {
        let ends = [(Point(x: 0, y: 0), Point(x: 4, y: 4)), (Point(x: 4, y: 4), Point(x: 0, y: 0))]
        for (start, end) in ends {
            #expect(drawn(3, 2) { $0.line(from: start, to: end) } == ["⠑⢄ ", "  ⠁"])
        }
        let far = drawn(2, 1) {
            $0.line(from: Point(x: -1_000_000_000, y: 1), to: Point(x: 1_000_000_000, y: 1))
        }
        #expect(far == ["⠒⠒"])
        #expect(drawn(2, 1) { $0.line(from: Point(x: -9, y: -9), to: Point(x: -3, y: 40)) } == ["  "])
    }

    @Test("A line between the furthest places there are is no trap")
    func furthest() {
        let ends = [Int.min, Int.min + 1, -1, 0, 3, Int.max - 1, Int.max]
        for (x, y) in ends.flatMap({ x in ends.map { (x, $0) } }) {
            for end in ends { _ = drawn(2, 1) { $0.line(from: Point(x: x, y: y), to: Point(x: end, y: 1)) } }
        }
        let across = drawn(2, 1) { $0.line(from: Point(x: .min, y: 1), to: Point(x: .max, y: 1)) }
        #expect(across == ["⠒⠒"])
    }

    private struct Dot {
        let x: Int
        let y: Int
        let series: Int
    }

    @Test("Shuffling the points leaves the frame unchanged", arguments: [1, 2, 3, 4, 5, 6, 7, 8])
    func order(seed: UInt64) {
        var random = SplitMix(seed: seed)
        let dots = (0..<400).map { _ in
            Dot(
                x: Int.random(in: -1...12, using: &random), y: Int.random(in: -1...12, using: &random),
                series: Int.random(in: 0..<5, using: &random))
        }
        #expect(frame(of: dots.shuffled(using: &random)) == frame(of: dots))
    }

    private func frame(of dots: [Dot]) -> CellGrid {
        var canvas = BrailleCanvas(columns: 6, rows: 3)
        for dot in dots { canvas.set(x: dot.x, y: dot.y, series: dot.series) }
        var grid = CellGrid(width: 6, height: 3)
        canvas.draw(into: &grid, x: 0, y: 0) { series, purity in
            Style(.palette(UInt8(series)), on: .standard, purity > 0.4 ? .bold : [])
        }
        return grid
    }

    @Test("The majority colours a cell; on a tie the series that is rarer on the canvas")
    func majority() {
        var canvas = BrailleCanvas(columns: 2, rows: 1)
        for x in [0, 0, 1] { canvas.set(x: x, y: 0, series: x) }
        #expect(canvas.majority(column: 0, row: 0)?.series == 0)
        canvas.set(x: 1, y: 0, series: 1)
        canvas.set(x: 2, y: 0, series: 0)
        #expect(canvas.majority(column: 0, row: 0)?.series == 1)
        #expect(canvas.majority(column: 0, row: 0)?.purity == 0.5)
        #expect(canvas.majority(column: 9, row: 0) == nil)
    }

    @Test("A tally counts any series, with and without gaps between them", arguments: [1, 2, 3, 4])
    func tally(seed: UInt64) {
        var random = SplitMix(seed: seed)
        let series = [Int.min, -7, -1, 0, 1, 2, 3, 9, 10, .max]
        var tally = SeriesTally()
        var expected: [Int: Int] = [:]
        for _ in 0..<300 {
            let one = series[Int.random(in: 0..<series.count, using: &random)]
            tally.add(one)
            expected[one, default: 0] += 1
        }
        #expect(series.allSatisfy { tally.count(of: $0) == expected[$0] ?? 0 })
        #expect(tally.entries.map(\.series) == expected.keys.sorted())
        #expect(tally.total == 300 && tally.count(of: 5) == 0)
    }

    @Test("Without cells nothing is drawn and nothing traps")
    func empty() {
        #expect(drawn(0, 0) { $0.line(from: Point(x: 0, y: 0), to: Point(x: 5, y: 5)) }.isEmpty)
    }

    private func drawn(_ columns: Int, _ rows: Int, _ body: (inout BrailleCanvas) -> Void) -> [String] {
        var canvas = BrailleCanvas(columns: columns, rows: rows)
        body(&canvas)
        var grid = CellGrid(width: columns, height: rows)
        canvas.draw(into: &grid, x: 0, y: 0) { _, _ in .plain }
        return grid.lines
    }
}
