import Plot
import Testing

@Suite("Bars and sparklines")
struct BarTests {
    @Test(
        "A bar ends at an eighth of a cell, and any share above 0 shows",
        arguments: [
            (0.0, "    "), (0.001, "▏   "), (0.5, "██  "), (0.59375, "██▍ "), (1, "████"), (7, "████"),
        ])
    func eighths(share: Double, expected: String) {
        #expect(drawn(4) { Bar.draw(share, in: $0.bounds, of: &$0) } == expected)
    }

    @Test("In ASCII a bar is of whole cells")
    func ascii() {
        #expect(drawn(4) { Bar.draw(0.01, in: $0.bounds, of: &$0, glyphs: .ascii) } == "#   ")
        #expect(drawn(4) { Bar.draw(0.5, in: $0.bounds, of: &$0, glyphs: .ascii) } == "##  ")
    }

    @Test("Where two parts meet in a cell it has both colours")
    func stacked() {
        var grid = CellGrid(width: 4, height: 1)
        let (blue, grey) = (Style(.palette(81)), Style(.palette(245)))
        Bar.drawStacked([(0.375, blue), (0.5, grey)], in: grid.bounds, of: &grid)
        #expect(grid.lines == ["█▌█▌"])
        #expect(grid[1, 0].style == Style(.palette(81), on: .palette(245)))
        #expect(grid[3, 0].style == grey)
    }

    @Test(
        "Without colours the parts differ by texture",
        arguments: [(GlyphSet.unicode, "██▒ "), (.ascii, "##= ")])
    func textures(glyphs: GlyphSet, expected: String) {
        let line = drawn(4) {
            Bar.drawStacked(
                [(0.5, .plain), (0.25, .plain)], in: $0.bounds, of: &$0, glyphs: glyphs, isColored: false)
        }
        #expect(line == expected)
    }

    @Test("Progress shows what is done, what is running and what is open; done only when it is")
    func progress() {
        #expect(drawn(8) { Bar.drawProgress(done: 0.5, running: 0.25, in: $0.bounds, of: &$0) } == "━━━━──╌╌")
        #expect(drawn(8) { Bar.drawProgress(done: 0.999, in: $0.bounds, of: &$0) } == "━━━━━━━╌")
        #expect(drawn(4) { Bar.drawProgress(done: 0, running: 0.01, in: $0.bounds, of: &$0) } == "─╌╌╌")
        #expect(drawn(4) { Bar.drawProgress(done: 1, in: $0.bounds, of: &$0, glyphs: .ascii) } == "####")
    }

    @Test("What is not a number, and no room, draw nothing and do not trap")
    func degenerate() {
        #expect(drawn(3) { Bar.draw(.nan, in: $0.bounds, of: &$0) } == "   ")
        #expect(drawn(3) { Bar.draw(.infinity, in: $0.bounds, of: &$0) } == "███")
        #expect(drawn(3) { Bar.drawProgress(done: .nan, running: .nan, in: $0.bounds, of: &$0) } == "╌╌╌")
        var none = CellGrid(width: 0, height: 0)
        Bar.draw(1, in: none.bounds, of: &none)
        Bar.drawProgress(done: 1, in: none.bounds, of: &none)
        #expect(none.cells.isEmpty)
    }

    @Test("A sparkline shows the last values against the largest; above 0 never looks like 0")
    func sparkline() {
        #expect(Sparkline.text([9, 0, 0.01, 4, 8], width: 4) == "▁▂▅█")
        #expect(Sparkline.text([0, 4, 8], width: 9, glyphs: .ascii) == "_=#")
        #expect(Sparkline.text([4, 20], width: 2, maximum: 8) == "▅█")
        #expect(Sparkline.text([.nan, 1], width: 2) == " █")
        #expect(Sparkline.text([1], width: -1).isEmpty)
    }

    private func drawn(_ width: Int, _ body: (inout CellGrid) -> Void) -> String {
        var grid = CellGrid(width: width, height: 1)
        body(&grid)
        return grid.lines[0]
    }
}
