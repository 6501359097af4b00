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
        #expect(model.engine.question == .job(0))
        #expect(model.type(answer) == (isCancelled ? [.cancelJob(0)] : []))
        #expect(model.engine.question == nil)
        #expect(model.shown == .engine)
    }

    @Test("x below a job cancels the stage that is shown, and asks nothing of one that is over")
    func cancelStage() {
        let model = model()
        model.press(.enter)
        #expect(model.type("xy") == [.cancelStage(1, ofJob: 0)])
        model.press(.enter)
        #expect(model.type("xy") == [.cancelStage(1, ofJob: 0)])
        model.press(.escape, .escape, .up, .enter)
        #expect(model.type("xy") == [])
    }

    @Test("x asks nothing where no job runs")
    func nothingToCancel() {
        let model = Fixtures.model()
        model.type("3x")
        #expect(model.engine.question == nil)
    }

    @Test("+ and - ask for one slot more or fewer while a job runs")
    func slots() {
        let model = model()
        #expect(model.type("+-") == [.changeWorkers(by: 1), .changeWorkers(by: -1)])
        model.update(.events([JobEvent(time: 11, kind: .jobSucceeded(job: 0))]))
        #expect(model.type("+-") == [])
    }

    @Test("Enter walks down from jobs to a task, Esc up again, and both end where there is no more")
    func levels() {
        let model = model()
        #expect(model.engine.level == .job)
        model.press(.escape, .escape)
        #expect(model.engine.level == .jobs)
        for level in [EngineScreen.Level.job, .stage, .task, .task] {
            model.press(.enter)
            #expect(model.engine.level == level)
        }
        model.press(.escape)
        #expect(model.engine.level == .stage)
    }

    @Test("where no job is, no key leads anywhere")
    func noJob() {
        let model = Fixtures.model()
        model.type("3")
        model.press(.enter, .enter, .down, .escape, .enter)
        #expect(model.engine.chosen == EngineScreen.Choice())
        #expect(model.draw().lines.joined().contains("No job has been started."))
    }

    @Test("what is chosen stays chosen while the run moves on")
    func choice() {
        let model = model()
        #expect(model.engine.stage(model.context)?.description.name == "features", "it follows the work")
        model.press(.down)
        #expect(model.engine.chosen.stage == 2)
        model.press(.up, .enter)
        #expect(model.engine.task(model.context)?.partition == 2, "the first that runs")
        model.press(.up, .down, .down)
        #expect(model.engine.chosen.partition == 3)
        model.update(.events([JobEvent(time: 11, kind: .stageSucceeded(job: 0, stage: 1))]))
        #expect(model.engine.task(model.context)?.partition == 3)
    }

    @Test("s sorts the tasks by each figure they have, the greatest first, and comes round; S turns round")
    func sorting() {
        let model = model()
        model.press(.enter)
        var metrics: [TaskMetric?] = []
        repeat {
            model.type("s")
            metrics.append(model.engine.order.metric)
        } while model.engine.order.metric != nil && metrics.count < 50
        #expect(metrics.first == .duration && metrics.contains(.seconds(.network)))
        #expect(metrics.last == .some(nil))
        let tasks = model.context.jobs.jobs[0].stages[1].tasks
        model.type("s")
        // 0 and 1 took 5 s, 2 and 3 have taken 4.5 s.
        #expect(model.engine.order.sorted(tasks, at: 10).map(\.partition) == [0, 1, 2, 3])
        model.type("S")
        #expect(model.engine.order.sorted(tasks, at: 10).map(\.partition) == [3, 2, 1, 0])
    }

    @Test("the events scroll as far as there are some")
    func scrolls() {
        let model = model()
        model.press(.tab)
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

    @Test("lanes of the whole job double their span when it is full, and end with the job")
    func wholeWindow() {
        #expect(LaneWindow(wholeFrom: 2, to: 10, isOver: false, least: 15).span == 15)
        #expect(LaneWindow(wholeFrom: 2, to: 18, isOver: false, least: 15).span == 30)
        let over = LaneWindow(wholeFrom: 2, to: 18, isOver: true, least: 15)
        #expect(over.start == 2 && over.span == 16)
    }
}
