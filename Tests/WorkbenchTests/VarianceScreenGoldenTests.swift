import Plot
import Testing

@testable import Workbench

@Suite("Variance as it stands in the grid")
struct VarianceScreenGoldenTests {
    private static let standard = GoldenTerminal(width: 80, height: 24)

    /// The cursor away from the run's k, and nearest neighbours tried.
    private func screen(_ terminal: GoldenTerminal) -> AnalysisUI {
        let ui = AnalysisUI(VarianceStage.analysis(), terminal)
        ui.type("4")
        ui.press(.pageDown, .pageDown, .pageDown, .right)
        return ui
    }

    private func expect(_ ui: AnalysisUI, _ terminal: GoldenTerminal, is name: String) throws {
        try Golden.expect(ui.draw(), is: "variance-\(name)\(terminal.testDescription)")
    }

    @Test("the three curves, all panes that have room", arguments: GoldenTerminal.all)
    func curves(terminal: GoldenTerminal) throws {
        let ui = screen(terminal)
        try expect(ui, terminal, is: "")
        ui.type("c")
        try expect(ui, terminal, is: "scree-")
        ui.type("c")
        try expect(ui, terminal, is: "neighbours-")
    }

    @Test("a linear axis, magnified; a target being typed; the cursor on the run's k")
    func states() throws {
        let ui = screen(Self.standard)
        ui.type("l++++")
        try expect(ui, Self.standard, is: "zoom-")
        ui.type("l0t99,5")
        try expect(ui, Self.standard, is: "entry-")
        ui.press(.escape, .escape)
        try expect(ui, Self.standard, is: "chosen-")
    }

    @Test("before neighbours are tried")
    func early() throws {
        var stage = VarianceStage.analysed()
        try Golden.expect(stage.draw(width: 80, height: 24), is: "variance-early-80x24-utf8")
        _ = stage.type("cc")
        try Golden.expect(stage.draw(width: 80, height: 24), is: "variance-early-neighbours-80x24-utf8")
    }

    @Test("its colours, with 256 of them and with none", arguments: [ColorDepth.full, .none])
    func colors(depth: ColorDepth) throws {
        let map = StyleMap.grid(of: screen(Self.standard).draw(), depth)
        try Golden.expect(map, is: "variance-styles-\(depth.rawValue)")
    }
}
