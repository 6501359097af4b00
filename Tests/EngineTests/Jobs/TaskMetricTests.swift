import Testing

@testable import Engine

@Suite("Task metrics: what each task cost, and how that spreads over a stage")
struct TaskMetricTests {
    private static func done(
        _ partition: Int, from start: Double = 0, _ seconds: Double, images: Int = 100, bytes: Int = 500_000,
        rejected: Int = 0, _ activities: [TaskActivity: Double] = [:]
    ) -> [JobEvent] {
        let progress = TaskProgress(
            activity: .network, images: images, total: images, bytes: bytes, rejected: rejected,
            seconds: activities, delay: 0.001 * Double(partition))
        return [
            JobEvent(time: start, kind: .taskStarted(TaskAttempt(0, partition), slot: 0)),
            JobEvent(
                time: start + seconds, kind: .taskSucceeded(TaskAttempt(0, partition), slot: 0, progress)),
        ]
    }

    private static func folded(tasks: Int, _ events: [JobEvent]) -> JobStatus.Stage {
        var status = JobStatus()
        let stage = StageDescription(stage: 0, name: "features", tasks: tasks, parents: [])
        status.apply(JobEvent(time: 0, kind: .jobStarted(job: 0, name: "j", stages: [stage])))
        status.apply(JobEvent(time: 0, kind: .stageStarted(job: 0, stage: 0)))
        status.apply(events)
        return status.jobs[0].stages[0]
    }

    @Test("Quartiles are values of their own, by nearest rank")
    func quantiles() throws {
        #expect(Quantiles(of: []) == nil)
        #expect(try #require(Quantiles(of: [3])).all == [3, 3, 3, 3, 3])
        #expect(try #require(Quantiles(of: [5, 1, 4, 2, 3])).all == [1, 2, 3, 4, 5])
        #expect(try #require(Quantiles(of: [9, 1, 2, 8])).all == [1, 2, 8, 8, 9])
    }

    @Test("Figures of tasks that are done make the summary; what no task has is left out")
    func summary() throws {
        let stage = Self.folded(
            tasks: 4,
            Self.done(0, from: 0, 2, [.decode: 0.5, .network: 1.5])
                + Self.done(1, from: 2, 4, bytes: 700_000, [.decode: 1, .network: 3])
                + Self.done(2, from: 6, 3, rejected: 2, [.network: 3])
                + [JobEvent(time: 9, kind: .taskStarted(TaskAttempt(0, 3), slot: 0))])
        #expect(try #require(stage.quantiles(.duration)).all == [2, 3, 3, 4, 4])
        #expect(try #require(stage.quantiles(.wait)).all == [0, 2, 2, 6, 6])
        #expect(try #require(stage.quantiles(.delay)).maximum == 0.002)
        #expect(try #require(stage.quantiles(.seconds(.decode))).all == [0, 0.5, 0.5, 1, 1])
        #expect(try #require(stage.quantiles(.bytes)).maximum == 700_000)
        #expect(
            stage.metrics == [
                .duration, .wait, .delay, .seconds(.decode), .seconds(.network), .images, .bytes, .rejected,
            ])
    }

    @Test("A task that is tried again waits from its failure on, and remembers what that cost")
    func retry() {
        let again = TaskAttempt(job: 0, stage: 0, partition: 0, attempt: 2)
        let stage = Self.folded(
            tasks: 1,
            [
                JobEvent(time: 1, kind: .taskStarted(TaskAttempt(0, 0), slot: 0)),
                JobEvent(
                    time: 4,
                    kind: .taskFailed(TaskAttempt(0, 0), slot: 0, reason: "it broke", willRetry: true)),
                JobEvent(time: 4.5, kind: .taskStarted(again, slot: 1)),
            ])
        let task = stage.tasks[0]
        #expect(task.wait == 0.5 && task.failures == 1 && task.secondsLost == 3)
        #expect(task.value(.attempts, at: 5) == 2 && task.value(.duration, at: 5) == 0.5)
        #expect(stage.metrics.contains(.attempts))
    }

    @Test("No stragglers where all are alike, or where too few are done to tell")
    func noStragglers() {
        let alike = (0..<5).flatMap { Self.done($0, 2 + 0.1 * Double($0)) }
        #expect(Self.folded(tasks: 5, alike).stragglers(at: 9).isEmpty)
        #expect(Self.folded(tasks: 3, Self.done(0, 1) + Self.done(1, 9)).stragglers(at: 9).isEmpty)
        let tiny = (0..<4).flatMap { Self.done($0, $0 == 3 ? 0.05 : 0.001) }
        #expect(Self.folded(tasks: 4, tiny).stragglers(at: 9).isEmpty, "50 ms hold up nobody")
    }

    private static let usual = (0..<5).flatMap {
        done($0, 2, [.decode: 0.5, .network: 1.5])
    }

    @Test("A straggler is named with what is out of the common about it")
    func causes() throws {
        let larger = Self.done(5, 6, bytes: 1_500_000, [.decode: 4, .network: 2])
        let more = Self.done(6, 5, images: 300, bytes: 1_500_000, [.network: 5])
        let aside = Self.done(7, 4, rejected: 60, [.network: 1])
        let slower = Self.done(8, 3.5, [.decode: 0.6, .network: 2.9])
        let stage = Self.folded(tasks: 9, Self.usual + larger + more + aside + slower)
        let stragglers = stage.stragglers(at: 9)
        #expect(stragglers.map(\.partition) == [5, 6, 7, 8])
        #expect(stragglers.map(\.median) == [2, 2, 2, 2])
        #expect(stragglers[0].causes == [.largerImages(15_000, median: 5_000)])
        #expect(stragglers[1].causes == [.moreImages(300, median: 100)])
        #expect(stragglers[2].causes == [.setAside(60)])
        #expect(stragglers[3].causes == [.slower(.network, seconds: 2.9, median: 1.5)])
    }

    @Test("Attempts that failed make a straggler of a task that was quick at last")
    func failures() {
        let again = TaskAttempt(job: 0, stage: 0, partition: 5, attempt: 2)
        let events = [
            JobEvent(time: 2, kind: .taskStarted(TaskAttempt(0, 5), slot: 0)),
            JobEvent(
                time: 5, kind: .taskFailed(TaskAttempt(0, 5), slot: 0, reason: "it broke", willRetry: true)),
            JobEvent(time: 5, kind: .taskStarted(again, slot: 1)),
            JobEvent(
                time: 7, kind: .taskSucceeded(again, slot: 1, TaskProgress(activity: .network, images: 100))),
        ]
        let stragglers = Self.folded(tasks: 6, Self.usual + events).stragglers(at: 9)
        #expect(stragglers.map(\.seconds) == [5])
        #expect(stragglers.first?.causes == [.failures(1, seconds: 3, reason: "it broke")])
    }

    @Test("A task that still runs is a straggler as soon as it has taken too long")
    func running() {
        let events = [JobEvent(time: 2, kind: .taskStarted(TaskAttempt(0, 5), slot: 0))]
        let stage = Self.folded(tasks: 6, Self.usual + events)
        #expect(stage.stragglers(at: 4.9).isEmpty)
        #expect(stage.stragglers(at: 5.1).map(\.partition) == [5])
    }
}
