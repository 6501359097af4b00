import Engine
import Plot
import Testing

@testable import Workbench

/// The whole UI on an analysis, with everything that it asks of the world answered at once.
struct AnalysisUI {
    let ui: UI
    private let analysis: Analysis

    init(_ analysis: Analysis, _ terminal: GoldenTerminal) {
        self.analysis = analysis
        var context = ScreenContext(
            theme: Theme(background: .dark, glyphs: terminal.glyphs),
            dataset: Dataset(name: "fruits-360", entries: analysis.images.sorted { $0.path < $1.path }),
            runChain: "equalize,gaussian")
        context.words = Words(terminal.language)
        ui = UI(Model(width: terminal.width, height: terminal.height, context: context))
        ui.update(.events(Fixtures.halfway))
        ui.update(.partitioned(firstRows: [0, 80, 160, 240]))
        answer(ui.update(.analysis(analysis)))
    }

    func press(_ keys: Key...) { press(keys) }

    func press(_ keys: [Key]) { for key in keys { answer(ui.update(.key(key))) } }

    func type(_ text: String) { press(text.map { .character($0) }) }

    func draw() -> CellGrid { ui.draw() }

    private func answer(_ commands: [Command]) {
        for command in commands {
            switch command {
            case .loadThumbnail(let path):
                if let picture = Fixtures.picture() { answer(ui.update(.picture(path, .ready(picture)))) }
            case .findNearest(let row):
                let rows = NearestRows(to: row, in: analysis.projection, columns: analysis.chosen, limit: 20)
                answer(ui.update(.nearest(rows, generation: analysis.generation)))
            case .adviseAxes(let one, let other): advise(one, other)
            case .tryNeighbours: answer(ui.update(.trial(TrialFixtures.trial())))
            default: break
            }
        }
    }

    private func advise(_ one: Int, _ other: Int) {
        let rows = [one, other].map { category in
            analysis.categoryOfRow.indices.filter { analysis.categoryOfRow[$0] == category }
        }
        let advice = AxisAdvice(
            separating: rows[0], from: rows[1], in: analysis.projection, columns: analysis.chosen)
        answer(ui.update(.advice(advice, between: [one, other], generation: analysis.generation)))
    }
}
