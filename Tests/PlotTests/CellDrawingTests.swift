import Testing

@testable import Plot

@Suite("Cells as a drawing")
struct CellDrawingTests {
    private func drawing(_ lines: String..., style: Style = .plain) -> Drawing {
        var grid = CellGrid(width: lines.map { TextWidth.columns(of: $0) }.max() ?? 0, height: lines.count)
        for (y, line) in lines.enumerated() { grid.write(line, x: 0, y: y, style: style) }
        return Drawing(grid, on: .dark, title: "a & b")
    }

    private func labels(_ drawing: Drawing) -> [Label] {
        drawing.shapes.compactMap { if case .text(let label) = $0 { label } else { nil } }
    }

    private func boxes(_ drawing: Drawing) -> [Drawing.Box] {
        drawing.shapes.compactMap { if case .box(let box, _) = $0 { box } else { nil } }
    }

    @Test("a cell is 10×20, and each character of a word stands in its own")
    func placement() {
        let drawing = drawing("ab c   d", "  é日x")
        #expect((drawing.width, drawing.height) == (80, 40))
        let labels = labels(drawing)
        #expect(labels.map(\.text) == ["ab c", "d", "é日x"])
        #expect(labels.map(\.columns) == [[0, 10, 20, 30], [70], [20, 30, 50]])
        #expect(labels.map(\.place.y) == [15, 15, 35])
    }

    @Test("what a viewer may count otherwise stands alone")
    func combined() {
        #expect(labels(drawing("ae\u{301}\u{302}b")).map(\.text) == ["a", "e\u{301}\u{302}", "b"])
    }

    @Test("every braille dot is a dot at its own place, and no font is asked")
    func braille() {
        let drawing = drawing("⠁⢀⣿")
        guard case .dots(let places, _, _, _)? = drawing.shapes.last else {
            Issue.record("no dots")
            return
        }
        #expect(places.count == 10)
        #expect(places.prefix(2) == [.init(2.5, 2.5), .init(17.5, 17.5)])
        #expect(labels(drawing).isEmpty)
    }

    @Test(
        "blocks cover what their names say, in twenty-fourths of the cell",
        arguments: [
            ("█", 24), ("▀", 12), ("▄", 12), ("▌", 12), ("▐", 12), ("▂", 6), ("▊", 18), ("▖", 6), ("▙", 18),
            ("▞", 12), ("\u{1FB00}", 4), ("\u{1FB0F}", 4), ("\u{1FB3B}", 20), ("▔", 3),
        ] as [(String, Double)])
    func blocks(character: String, share: Double) {
        let area = boxes(drawing(character)).reduce(0) { $0 + $1.width * $1.height }
        #expect(abs(area - share / 24 * 200) < 0.001)
    }

    @Test("frames of panes meet at the edges of their cells")
    func frames() {
        for (character, edges) in [("─", 2), ("│", 2), ("┼", 4), ("├", 3), ("└", 2), ("┴", 3)] {
            let touched = boxes(drawing(character)).reduce(into: Set<String>()) { edges, box in
                if box.x == 0 { edges.insert("left") }
                if box.maxX == 10 { edges.insert("right") }
                if box.y == 0 { edges.insert("top") }
                if box.maxY == 20 { edges.insert("bottom") }
            }
            #expect(touched.count == edges, "\(character)")
        }
    }

    @Test("colours as xterm has them; reverse changes sides, dim goes towards the ground")
    func colors() {
        #expect(Ink(.palette(1)) == Ink(0xCD0000) && Ink(.palette(15)) == .white)
        #expect(Ink(.palette(81)) == Ink(0x5FD7FF) && Ink(.palette(232)) == Ink(0x080808))
        #expect(Ink(.standard) == nil)
        let page = Drawing.Page.dark
        let reversed = CellInks(Style(.palette(81), on: .standard, .reverse), page)
        #expect(reversed.ink == page.paper && reversed.ground == Ink(0x5FD7FF))
        let dim = CellInks(Style(.standard, on: .standard, .dim), page)
        #expect(dim.ink == page.ink.mixed(0.6, with: page.paper) && dim.ink != page.ink)
    }

    @Test("neighbours on one ground are one box")
    func grounds() {
        let boxes = boxes(drawing("abc", style: Style(.standard, on: .palette(4))))
        #expect(boxes == [.init(x: 0, y: 0, width: 30, height: 20)])
    }

    @Test("the SVG is one element a word, told apart from markup")
    func svg() {
        #expect(
            drawing("<k>", "█").svg == """
                <?xml version="1.0" encoding="UTF-8"?>
                <svg xmlns="http://www.w3.org/2000/svg" width="30" height="40" viewBox="0 0 30 40">
                  <title>a &amp; b</title>
                  <rect width="30" height="40" fill="#12151a"/>
                  <g shape-rendering="crispEdges">
                    <rect x="0" y="20" width="10" height="20" fill="#d4d7db"/>
                  </g>
                  <g font-family="&#39;DejaVu Sans Mono&#39;, Menlo, Consolas, &#39;Liberation Mono&#39;, monospace">
                    <text x="0 10 20" y="15" font-size="16.6" fill="#d4d7db">&lt;k&gt;</text>
                  </g>
                </svg>

                """)
    }
}
