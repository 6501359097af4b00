import Engine
import Plot
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

    @Test(
        "x below a job cancels the stage or stops the attempt that is shown, and asks nothing of what is over"
    )
    func cancelStage() {
        let model = model()
        model.press(.enter)
        #expect(model.type("xy") == [.cancelStage(1, ofJob: 0)])
        model.press(.enter)
        let attempt = TaskAttempt(job: 0, stage: 1, partition: 2, attempt: 1)
        #expect(model.type("xy") == [.killTask(attempt)])
        model.press(.up)
        #expect(model.type("xy") == [], "that task is done")
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
        #expect(model.engine.eventList.cursor.row == model.context.jobs.remembered.count - 1)
        model.type("g")
        #expect(model.engine.eventList.cursor.row == 0)
    }

    @Test("/ filters the events as they are said, ! turns it round, Esc shows all again")
    func filtersEvents() {
        let model = model()
        let all = model.engine.eventList.shown(model.context).count
        model.type("/done")
        #expect(model.engine.takesText && model.engine.focus == .events)
        let done = model.engine.eventList.shown(model.context).count
        #expect(done == 4)
        model.press(.escape)
        model.type("/!done")
        model.press(.enter)
        #expect(model.engine.eventList.shown(model.context).count == all - done)
        #expect(model.draw().lines.joined().contains("/!done"))
        model.press(.escape)
        #expect(model.engine.eventList.shown(model.context).count == all)
        #expect(model.engine.level == .job, "Esc went no further than the filter")
    }

    @Test("n shows all events again and goes from match to match, N back")
    func searchesEvents() {
        let model = model()
        model.type("/set aside")
        model.press(.enter)
        model.type("n")
        let events = model.engine.eventList.shown(model.context)
        let row = events.firstIndex { if case .imageRejected = $0.kind { true } else { false } }
        #expect(events.count == model.context.jobs.remembered.count)
        #expect(model.engine.eventList.cursor.row == row)
        model.press(.end)
        model.type("n")
        #expect(model.engine.eventList.cursor.row == row, "it comes round")
        model.press(.end)
        model.type("N")
        #expect(model.engine.eventList.cursor.row == row)
    }

    @Test("f walks the kinds of events")
    func kinds() {
        let model = model()
        var counts: [Int] = []
        for _ in EventList.Kinds.allCases {
            counts.append(model.engine.eventList.shown(model.context).count)
            model.type("f")
        }
        #expect(counts[1] + counts[2] == counts[0], "jobs and stages, tasks")
        #expect(counts[3] == 1, "one image was set aside")
        #expect(model.engine.eventList.kinds == .all)
    }

    @Test("Enter on an event goes to its task")
    func opensEvent() {
        let model = model()
        model.press(.tab, .down, .enter)
        #expect(model.engine.level == .task)
        #expect(model.engine.chosen == EngineScreen.Choice(job: 0, stage: 1, partition: 3))
    }

    @Test("a click chooses stage, slot, task and event, a double click goes there, the wheel moves")
    func mouse() throws {
        let model = model()
        func place(_ isWanted: (EngineScreen.Part) -> Bool) throws -> Rect {
            let places = model.engine.places(in: model.context.area, model.context)
            return try #require(places.first { isWanted($0.part) }).area
        }
        let job = try place { if case .job = $0 { true } else { false } }
        model.update(.mouse(MouseEvent(.press, x: 5, y: job.maxY - 2)))
        #expect(model.engine.chosen.stage == 3)
        model.update(.mouse(MouseEvent(.wheelUp, x: 5, y: job.maxY - 2)))
        #expect(model.engine.chosen.stage == 2)
        let slots = try place { $0 == .slots }
        model.update(.mouse(MouseEvent(.doubleClick, x: 5, y: slots.y + 2)))
        #expect(model.engine.chosen == EngineScreen.Choice(job: 0, stage: 1, partition: 3))
        #expect(model.engine.level == .stage)
        let tasks = try place { $0 == .tasks }
        model.update(.mouse(MouseEvent(.doubleClick, x: 5, y: tasks.y + 2)))
        #expect(model.engine.level == .task && model.engine.chosen.partition == 0)
        model.press(.escape, .escape)
        let events = try place { $0 == .events }
        model.update(.mouse(MouseEvent(.press, x: 5, y: events.y + 2)))
        #expect(model.engine.focus == .events && model.engine.eventList.cursor.row == 1)
        model.type("\u{78}")
        model.update(.mouse(MouseEvent(.press, x: 5, y: 5)))
        #expect(model.engine.question == nil, "a click beside the question is no yes")
    }

    @Test("a price an hour tells what the job costs so far and in all, and is itself told")
    func cost() throws {
        let model = model()
        let job = try #require(model.context.jobs.current)
        let cost = JobCost(of: job, among: [job], price: 3.6, at: 10)
        #expect(abs(cost.soFar - 0.01) < 1e-9)
        let left = try #require(job.timeLeft(at: 10))
        let inAll = try #require(cost.inAll)
        #expect(abs(inAll.lowerBound - 0.01 - left.lowerBound / 1000) < 1e-9)
        #expect(abs(inAll.upperBound - 0.01 - left.upperBound / 1000) < 1e-9)
        let english = cost.wordings(Words(.english), .unicode)
        #expect(english[0].hasPrefix("$0.0100 so far · $0.01") && english[0].hasSuffix("at $3.60 an hour"))
        #expect(cost.wordings(Words(.french), .unicode).last == "0,0100 $")
        #expect(
            JobCost(of: job, among: [job], price: 0.0416, at: 10).wordings(Words(.english), .ascii)[0]
                .contains("$0.0416"))
        #expect(!model.draw().lines.joined().contains("$"), "nobody has named a price")
    }

    @Test("in all is every job of the run with all of its stages; the time of jobs side by side is paid once")
    func costInAll() throws {
        func job(_ number: Int, _ started: Double, _ ended: Double) -> [JobEvent] {
            [
                JobEvent(time: started, kind: .jobStarted(job: number, name: "PCA", stages: [])),
                JobEvent(time: ended, kind: .jobSucceeded(job: number)),
            ]
        }
        let model = model()
        model.update(.events(job(1, 10, 14) + [JobEvent(time: 15, kind: .jobSucceeded(job: 0))]))
        model.update(.events(job(2, 20, 25)))
        let jobs = model.context.jobs.jobs
        let cost = JobCost(of: try #require(jobs.last), among: jobs, price: 3.6, at: 100)
        #expect(abs(cost.soFar - 0.005) < 1e-9)
        let inAll = try #require(cost.inAll)
        #expect(abs(inAll.lowerBound - 0.020) < 1e-9 && inAll.lowerBound == inAll.upperBound)
        #expect(cost.wordings(Words(.english), .unicode)[1] == "$0.0050 · $0.0200 in all")
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
