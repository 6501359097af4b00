import Engine
import Testing

@testable import Workbench

@Suite("Engine: the job, its slots, and cancelling it")
struct EngineScreenTests {
    private func model() -> UI {
        let model = Fixtures.model()
        model.update(.events(Fixtures.halfway))
        model.update(.tick(10))
        model.type("3")
        return model
    }

    @Test(
        "x asks, y cancels, any other key goes on",
        arguments: [("y", true), ("x", true), ("n", false), ("q", false)])
    func cancel(answer: String, isCancelled: Bool) {
        let model = model()
        #expect(model.type("x") == [])
        #expect(model.engine.isConfirming)
        #expect(model.type(answer) == (isCancelled ? [.cancelJob] : []))
        #expect(!model.engine.isConfirming)
        #expect(model.shown == .engine)
    }

    @Test("x asks nothing where no job runs")
    func nothingToCancel() {
        let model = Fixtures.model()
        model.type("3x")
        #expect(!model.engine.isConfirming)
    }

    @Test("the events scroll as far as there are some")
    func scrolls() {
        let model = model()
        for _ in 0..<50 { model.press(.pageDown) }
        #expect(model.engine.skippedEvents == model.context.jobs.notes.count - 1)
        model.type("g")
        #expect(model.engine.skippedEvents == 0)
    }

    @Test("escape sequences in names do not reach the grid")
    func namesAreMadePrintable() {
        let text = model().draw().lines.joined()
        #expect(!text.unicodeScalars.contains("\u{1B}"))
        #expect(text.contains("Lemon/4\\u{1B}[31m1.jpg"))
    }

    @Test("lanes stand still until they are full, then move on by quarters")
    func window() {
        #expect(LaneWindow(started: 2, now: 10, span: 20).start == 2)
        #expect(LaneWindow(started: 2, now: 22, span: 20).start == 2)
        #expect(LaneWindow(started: 2, now: 22.1, span: 20).start == 7)
        #expect(LaneWindow(started: 2, now: 27, span: 20).start == 7)
        #expect(LaneWindow(started: 2, now: 27.1, span: 20).start == 12)
    }
}
