import Engine
import Plot
import Testing

@testable import Workbench

@Suite("From a point to what made it, and back")
struct LineageTests {
    private let analysis = ScatterScreenFixtures.analysis()

    private func ui() -> AnalysisUI {
        let ui = AnalysisUI(analysis, GoldenTerminal(width: 80, height: 24))
        ui.press(.character("5"), .enter)
        return ui
    }

    @Test(
        "to the picture before and after, and back with the same key or Esc",
        arguments: [Key.character("o"), .escape])
    func picture(back: Key) throws {
        let ui = ui()
        let path = try #require(ui.ui.scatter.picked(ui.ui.context)?.path)
        ui.press(.enter)
        #expect(ui.ui.shown == .preprocess)
        #expect(ui.ui.preprocess.request?.path == path)
        #expect(ui.draw().lines.last?.contains("back to the point") == true)
        ui.press(back)
        #expect(ui.ui.shown == .scatter && !ui.ui.isFollowing)
        #expect(ui.ui.scatter.lineage != nil)
        ui.press(back)
        #expect(ui.ui.scatter.lineage == nil)
        #expect(ui.ui.scatter.picked(ui.ui.context)?.path == path)
    }

    @Test("to the task that made its features, with the events of that task, and back")
    func task() throws {
        let ui = ui()
        let path = try #require(ui.ui.scatter.picked(ui.ui.context)?.path)
        let context = ui.ui.context
        let partition = try #require(context.row(of: path).flatMap { context.partition(ofRow: $0) })
        ui.press(.down, .enter)
        #expect(ui.ui.shown == .engine && ui.ui.engine.level == .task)
        #expect(ui.ui.engine.task(ui.ui.context)?.partition == partition)
        #expect(ui.draw().lines.contains { $0.contains("features \(partition) started on slot") })
        ui.press(.escape)
        #expect(ui.ui.shown == .scatter)
    }

    @Test("from the task on to the list of events, which tells of that task alone until Esc clears it")
    func events() throws {
        let ui = ui()
        ui.press(.down, .enter)
        let partition = try #require(ui.ui.engine.task(ui.ui.context)?.partition)
        ui.press(.tab)
        #expect(ui.ui.engine.level == .job && ui.ui.engine.focus == .events)
        let shown = ui.ui.engine.eventList.shown(ui.ui.context)
        #expect(!shown.isEmpty && shown.count < ui.ui.context.jobs.remembered.count)
        #expect(shown.allSatisfy { $0.kind.attempt?.partition == partition && $0.kind.attempt?.stage == 1 })
        #expect(ui.draw().lines.contains { $0.contains("Events  features \(partition) ") })
        ui.press(.character("3"), .escape)
        #expect(ui.ui.engine.eventList.shown(ui.ui.context).count > shown.count)
    }

    @Test("who goes to a screen of their own accord stays there")
    func own() {
        let ui = ui()
        ui.press(.enter, .character("3"), .escape)
        #expect(ui.ui.shown == .engine)
    }
}
