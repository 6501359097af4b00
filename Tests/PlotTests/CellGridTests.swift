import Plot
import Testing

@Suite("Cell grid")
struct CellGridTests {
    @Test("Text that does not fit ends in an ellipsis")
    func ellipsis() {
        var grid = CellGrid(width: 6, height: 1)
        let end = grid.write("Pitahaya Red", x: 1, y: 0)
        #expect(grid.lines == [" Pita…"])
        #expect(end == 6)
    }

    @Test("A wide character takes two cells, and none where only one is left")
    func wide() {
        var grid = CellGrid(width: 5, height: 2)
        grid.write("漢字", x: 1, y: 0)
        grid.write("漢字", x: 2, y: 1)
        #expect(grid[2, 0].isContinuation && grid[4, 0].isContinuation)
        #expect(grid.lines == [" 漢字", "  漢…"])
    }

    @Test("Overwriting one half of a wide character blanks the other", arguments: [(1, " x 字"), (2, "  x字")])
    func overwritten(x: Int, expected: String) {
        var grid = CellGrid(width: 5, height: 1)
        grid.write("漢字", x: 1, y: 0)
        grid.write("x", x: x, y: 0)
        #expect(grid.lines == [expected])
    }

    @Test("A new style leaves a wide character whole")
    func restyled() {
        var grid = CellGrid(width: 2, height: 1)
        grid.write("漢", x: 0, y: 0)
        grid[0, 0].style = .plain.with(.bold)
        #expect(grid[1, 0].isContinuation)
    }

    @Test(
        "A grid drawn over the edge leaves no half of a wide character", arguments: [(-1, " b "), (1, " a ")])
    func clipped(x: Int, expected: String) {
        var part = CellGrid(width: 3, height: 1)
        part.write(x < 0 ? "漢b" : "a漢", x: 0, y: 0)
        var grid = CellGrid(width: 3, height: 1)
        grid.draw(part, x: x, y: 0)
        #expect(grid.lines == [expected])
    }

    @Test("Nothing outside the grid is drawn, and nothing traps")
    func outside() {
        var grid = CellGrid(width: 2, height: 2)
        grid.write("text", x: 9, y: 0)
        grid.write("text", x: 0, y: -1)
        grid[7, 7] = Cell("x")
        grid.fill(Rect(x: -5, y: 1, width: 100, height: 100), with: "·")
        grid.fill(Rect(x: 5, y: 5, width: 3, height: 3), with: "x")
        #expect(grid.lines == ["  ", "··"])
        #expect(CellGrid(width: -1, height: 3).cells.isEmpty)
    }
}
