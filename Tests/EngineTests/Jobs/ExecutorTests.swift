import Foundation
import Synchronization
import Testing

@testable import Engine

@Suite("Executor: jobs on real threads")
struct ExecutorTests {
    @Test("A stage's outputs come in partition order, with their types, to the stages after it")
    func typedStages() throws {
        try withExecutor(slots: 3) { executor throws in
            var job = Job(name: "squares")
            let count = job.stage("count") { _ in 40 }
            let squares = job.stage("squares", tasks: 40, after: count) { context, count in
                context.attempt.partition * context.attempt.partition + count
            }
            let text = job.stage("text", after: count, squares) { _, count, squares in
                "\(count): \(squares.reduce(0, +))"
            }
            let handle = executor.submit(job)
            guard case .succeeded = handle.wait() else { throw Broken() }
            #expect(try handle.output(of: squares) == (0..<40).map { $0 * $0 + 40 })
            #expect(try handle.output(of: text) == "40: 22140")
        }
    }

    @Test("Outputs that are to be let go are there for the stages after and gone at the end")
    func discardedOutputs() throws {
        try withExecutor(slots: 2) { executor throws in
            var job = Job(name: "discard")
            let parts = job.stage("parts", tasks: 8) { $0.attempt.partition }
            let sum = job.stage("sum", after: parts) { _, parts in parts.reduce(0, +) }
            let most = job.stage("most", after: parts) { _, parts in parts.max() ?? 0 }
            job.discardOutput(of: parts)
            let handle = executor.submit(job)
            _ = handle.wait()
            #expect(try handle.output(of: sum) == 28)
            #expect(try handle.output(of: most) == 7)
            #expect(throws: OutputError.discarded(stage: "parts")) { try handle.output(of: parts) }
        }
    }

    @Test("A stage of another job, or one that is not done, has no output")
    func missingOutputs() throws {
        try withExecutor(slots: 0) { executor throws in
            var (job, other) = (Job(name: "one"), Job(name: "other"))
            let mine = job.stage("mine") { _ in 1 }
            let theirs = other.stage("theirs") { _ in 2 }
            let handle = executor.submit(job)
            #expect(throws: OutputError.notReady(stage: "mine")) { try handle.output(of: mine) }
            #expect(throws: OutputError.otherJob(stage: "theirs")) { try handle.output(of: theirs) }
        }
    }

    @Test("A killed attempt unwinds, and its task is done by another; killing it again does nothing")
    func kill() throws {
        try withExecutor(slots: 2) { executor throws in
            let running = DispatchSemaphore(value: 0)
            var job = Job(name: "kill")
            let attempts = job.stage("attempts", tasks: 1) { context in
                running.signal()
                while context.attempt.attempt <= 5 {
                    try context.checkCancellation()
                    Thread.sleep(forTimeInterval: 0.001)
                }
                return context.attempt.attempt
            }
            let handle = executor.submit(job)
            for attempt in 1...5 {
                running.wait()
                let attempt = TaskAttempt(0, 0, attempt: attempt, job: handle.job)
                executor.kill(attempt)
                executor.kill(attempt)
            }
            guard case .succeeded = handle.wait() else { throw Broken() }
            #expect(try handle.output(of: attempts) == [6], "more kills than a task may fail")
        }
    }

    @Test("A job can be submitted twice; each has outputs of its own")
    func submittedTwice() throws {
        try withExecutor(slots: 2) { executor throws in
            let runs = Atomic(0)
            var job = Job(name: "again")
            let number = job.stage("number") { _ in runs.add(1, ordering: .relaxed).newValue }
            let handles = [executor.submit(job), executor.submit(job)]
            handles.forEach { _ = $0.wait() }
            #expect(Set(try handles.map { try $0.output(of: number) }) == [1, 2])
        }
    }

    @Test("A task that throws is tried four times, attempts numbered, and its error comes out of the job")
    func retries() throws {
        try withExecutor(slots: 2) { executor throws in
            let attempts = Monitor<[Int]>([])
            var job = Job(name: "fails")
            _ = job.stage("fine", tasks: 3) { _ in }
            _ = job.stage("breaks", tasks: 3) { context in
                guard context.attempt.partition == 1 else { return }
                attempts.withLock { $0.append(context.attempt.attempt) }
                throw Broken()
            }
            guard case .failed(let failure) = executor.submit(job).wait() else { throw Broken() }
            #expect(attempts.withLock { $0 } == [1, 2, 3, 4])
            #expect(failure.underlying is Broken)
            #expect(failure.reason == "breaks, partition 1: a spring is loose (attempt 4)")
        }
    }

    @Test("A task that recovers on its third attempt does no harm")
    func recovers() throws {
        try withExecutor(slots: 2) { executor throws in
            var job = Job(name: "recovers")
            let value = job.stage("shaky") { context in
                guard context.attempt.attempt == 3 else { throw Broken() }
                return context.attempt.attempt
            }
            let handle = executor.submit(job)
            guard case .succeeded = handle.wait() else { throw Broken() }
            #expect(try handle.output(of: value) == 3)
        }
    }

    @Test("A permanent failure is not tried again")
    func permanentFailure() throws {
        try withExecutor(slots: 2) { executor throws in
            let runs = Atomic(0)
            var job = Job(name: "permanent")
            _ = job.stage("no disk") { _ in
                runs.add(1, ordering: .relaxed)
                throw PermanentFailure(Broken())
            }
            guard case .failed(let failure) = executor.submit(job).wait() else { throw Broken() }
            #expect(runs.load(ordering: .relaxed) == 1)
            #expect(failure.underlying is Broken)
            #expect(failure.reason == "no disk: a spring is loose")
        }
    }

    @Test("Cancel of a job or a stage stops bodies, and the slots work on", arguments: [true, false])
    func cancel(wholeJob: Bool) throws {
        try withExecutor(slots: 2) { executor throws in
            let started = DispatchSemaphore(value: 0)
            var job = Job(name: "endless")
            _ = job.stage("spin", tasks: 8) { context in
                started.signal()
                while true { try context.checkCancellation() }
            }
            let handle = executor.submit(job)
            started.wait()
            let before = ContinuousClock.now
            for _ in 0..<2 {
                if wholeJob { executor.cancel(handle.job) } else { executor.cancel(stage: 0, of: handle.job) }
            }
            guard case .cancelled(let stage) = handle.wait() else { throw Broken() }
            #expect(stage == (wholeJob ? nil : "spin"))
            #expect(ContinuousClock.now - before < .milliseconds(300))
            executor.cancel(handle.job)
            executor.cancel(stage: 0, of: handle.job)
            let after = executor.submit(job.onlySlots())
            guard case .succeeded = after.wait() else { throw Broken() }
        }
    }

    @Test("What a slot keeps is made once a slot and key, used by all its tasks, and let go at shutdown")
    func slotResources() throws {
        let made = Atomic(0)
        let living = Counter()
        try withExecutor(slots: 3) { executor throws in
            let together = Rendezvous(3)
            var job = Job(name: "resources")
            _ = job.stage("use", tasks: 60) { context in
                if context.attempt.partition < 3 { together.meet() }
                _ = context.local(Resource.self) {
                    made.add(1, ordering: .relaxed)
                    return Resource(living)
                }
            }
            guard case .succeeded = executor.submit(job).wait() else { throw Broken() }
            #expect(made.load(ordering: .relaxed) == 3)
            #expect(living.value == 3)
        }
        #expect(living.value == 0)
    }

    @Test("The number of slots changes while a job runs")
    func resize() throws {
        try withExecutor(slots: 0) { executor throws in
            let together = Rendezvous(3)
            var job = Job(name: "resize")
            let slots = job.stage("three", tasks: 3) { context in
                together.meet()
                return context.slot
            }
            let handle = executor.submit(job)
            executor.resize(slots: 3)
            _ = handle.wait()
            #expect(Set(try handle.output(of: slots)) == [0, 1, 2])
            executor.resize(slots: 1)
            #expect(executor.slots == 1)
            let second = executor.submit(job.onlySlots())
            guard case .succeeded = second.wait() else { throw Broken() }
        }
    }

    @Test("Shutdown cancels what runs and waits; twice is harmless; what comes after is cancelled")
    func shutdown() throws {
        let executor = Executor(slots: 2, bus: EventBus())
        let started = DispatchSemaphore(value: 0)
        var job = Job(name: "endless")
        _ = job.stage("spin", tasks: 2) { context in
            started.signal()
            while true { try context.checkCancellation() }
        }
        let handle = executor.submit(job)
        started.wait()
        executor.shutdown()
        executor.shutdown()
        guard case .cancelled? = handle.outcome else { throw Broken() }
        guard case .cancelled = executor.submit(job).wait() else { throw Broken() }
    }

    @Test("Events tell the run in order, times never go back, and each activity has its seconds")
    func events() throws {
        let bus = EventBus()
        let queue = bus.subscribe(capacity: 10_000)
        try withExecutor(slots: 2, bus: bus) { executor throws in
            var job = Job(name: "measured")
            _ = job.stage("work", tasks: 4, activity: .read) { context in
                context.expect(images: 2)
                context.measure(.decode) { context.measure(.network) { spin(milliseconds: 5) } }
                context.finished(images: 1, bytes: 10)
                context.reject(Rejection(path: "a.jpg", reason: "is no JPEG"))
            }
            _ = executor.submit(job).wait()
        }
        bus.finish()
        let events = queue.drain()
        #expect(queue.isFinished)
        #expect(zip(events, events.dropFirst()).allSatisfy { $0.time <= $1.time })
        let ends = events.compactMap { event -> TaskProgress? in
            if case .taskSucceeded(_, _, let progress) = event.kind { progress } else { nil }
        }
        #expect(ends.count == 4)
        for progress in ends {
            #expect(progress.images == 2 && progress.total == 2)
            #expect(progress.bytes == 10 && progress.rejected == 1)
            #expect((progress.seconds[.network] ?? 0) >= 0.005)
            #expect((progress.seconds[.decode] ?? 0) < 0.005, "a measure within a measure counts once")
        }
        var status = JobStatus()
        status.apply(events)
        #expect(status.jobs.first?.state == .succeeded)
        #expect(status.jobs.first?.stages.first?.images == 8)
        #expect(status.rejectionCount == 4)
    }
}

@Suite("Executor: progress")
struct ProgressTests {
    @Test("An attempt reports at most ten times a second, however often it has something to say")
    func throttle() throws {
        let bus = EventBus()
        let queue = bus.subscribe(capacity: 10_000)
        let start = ContinuousClock.now
        try withExecutor(slots: 1, bus: bus) { executor in
            var job = Job(name: "chatty")
            _ = job.stage("chat") { context in
                for _ in 0..<250 {
                    context.measure(.decode) { spin(milliseconds: 1) }
                    context.finished(images: 1)
                }
            }
            _ = executor.submit(job).wait()
        }
        let reports = queue.drain().filter { if case .taskProgressed = $0.kind { true } else { false } }
        #expect(reports.count >= 3)
        #expect(reports.count <= 1 + Int((ContinuousClock.now - start) / .milliseconds(100)))
    }

    @Test("What is reported is what mostly took the time, not what began after it")
    func mainActivity() throws {
        let bus = EventBus()
        let queue = bus.subscribe(capacity: 10_000)
        try withExecutor(slots: 1, bus: bus) { executor in
            var job = Job(name: "network mostly")
            _ = job.stage("features", activity: .read) { context in
                for _ in 0..<4 {
                    context.measure(.decode) { spin(milliseconds: 1) }
                    context.measure(.network) { spin(milliseconds: 101) }
                }
            }
            _ = executor.submit(job).wait()
        }
        let activities = queue.drain().compactMap { event -> TaskActivity? in
            if case .taskProgressed(_, _, let progress) = event.kind { progress.activity } else { nil }
        }
        #expect(activities.filter { $0 == .network }.count >= 4)
    }
}

// MARK: - Helpers

/// What a body throws that is to fail.
private struct Broken: Error, CustomStringConvertible {
    let description = "a spring is loose"
}

private func withExecutor(
    slots: Int, bus: EventBus = EventBus(), _ body: (Executor) throws -> Void
) throws {
    let executor = Executor(slots: slots, bus: bus)
    defer { executor.shutdown() }
    try body(executor)
}

/// Keeps a thread busy, as work would.
private func spin(milliseconds: Int) {
    let start = ContinuousClock.now
    while ContinuousClock.now - start < .milliseconds(milliseconds) {}
}

extension Job {
    /// A job of one task that runs wherever there is a slot.
    fileprivate func onlySlots() -> Job {
        var job = Job(name: "one")
        _ = job.stage("one") { $0.slot }
        return job
    }
}

/// Lets `count` threads meet: nobody leaves before all have come.
private final class Rendezvous: Sendable {
    private let count: Int
    private let come = Monitor(0)

    init(_ count: Int) { self.count = count }

    func meet() {
        come.change { $0 += 1 }
        come.wait(until: { $0 >= count }, then: { _ in })
    }
}

private final class Counter: Sendable {
    private let count = Atomic(0)
    var value: Int { count.load(ordering: .sequentiallyConsistent) }
    func add(_ change: Int) { count.add(change, ordering: .sequentiallyConsistent) }
}

private final class Resource {
    private let living: Counter

    init(_ living: Counter) {
        self.living = living
        living.add(1)
    }

    deinit { living.add(-1) }
}
