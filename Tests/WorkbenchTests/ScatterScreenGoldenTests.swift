import Plot
import Testing

@testable import Workbench

@Suite("Screen 5 as it stands in the grid")
struct ScatterScreenGoldenTests {
    private static let standard = GoldenTerminal(width: 80, height: 24)
    private let analysis = ScatterScreenFixtures.analysis()

    private func grid(_ terminal: GoldenTerminal, _ keys: [Key] = []) -> CellGrid {
        let ui = AnalysisUI(analysis, terminal)
        ui.press([.character("5")] + keys)
        return ui.draw()
    }

    private func expect(_ terminal: GoldenTerminal, _ keys: [Key], is name: String) throws {
        try Golden.expect(grid(terminal, keys), is: "scatter-\(name)\(terminal.testDescription)")
    }

    private static let box: [Key] =
        [.character("b")] + Array(repeating: .right, count: 9) + Array(repeating: .up, count: 5)

    @Test("the plane, and what there is room for beside it", arguments: GoldenTerminal.all)
    func plane(terminal: GoldenTerminal) throws {
        try expect(terminal, [], is: "")
        try expect(terminal, [.tab, .home], is: "legend-")
        try expect(terminal, Self.box, is: "box-")
        try expect(terminal, [.enter], is: "lineage-")
    }

    @Test("only what was in the box, the adviser's axes, a neighbour, cos²")
    func tools() throws {
        try expect(Self.standard, Self.box + [.enter], is: "isolated-")
        let adviser: [Key] = [.tab, .home, .character(" "), .end, .character(" "), .character("a")]
        try expect(Self.standard, adviser, is: "advice-")
        try expect(Self.standard, [.character("n"), .character("n")], is: "neighbour-")
        try expect(Self.standard, [.character("d")], is: "cosine-")
    }

    @Test("its colours, with 256 of them and with none", arguments: [ColorDepth.full, .none])
    func colors(depth: ColorDepth) throws {
        for (name, keys) in [("", []), ("cosine-", [Key.character("d")])] {
            let map = StyleMap.grid(of: grid(Self.standard, keys), depth)
            try Golden.expect(map, is: "scatter-styles-\(name)\(depth.rawValue)")
        }
    }
}
