import Dispatch
import Foundation
import Testing

@testable import Engine

@Suite("Session")
struct SessionTests {
    private func endless(_ started: DispatchSemaphore) -> Job {
        var job = Job(name: "endless")
        let first = job.stage("first") { _ in 1 }
        _ = job.stage("spin", tasks: 2, after: first) { context, _ in
            started.signal()
            while true { try context.checkCancellation() }
        }
        return job
    }

    @Test("Jobs and stages are there to be looked at while they run and after")
    func status() throws {
        try withSession { session throws in
            let started = DispatchSemaphore(value: 0)
            _ = try session.run(session.dataset("numbers", of: 0..<8).count("counting"))
            let handle = session.submit(endless(started))
            started.wait()
            let running = session.status
            #expect(running.jobs.map(\.name) == ["counting", "endless"])
            #expect(running.jobs.map(\.state) == [.succeeded, .running])
            #expect(running.jobs.last?.stages.map(\.state) == [.succeeded, .running])
            session.cancel(stage: 1, of: handle.job)
            _ = handle.wait()
            #expect(session.status.jobs.last?.state == .cancelled)
            #expect(session.status.jobs.last?.stages.map(\.state) == [.succeeded, .cancelled])
        }
    }

    @Test("Workers come and go while a job runs; the setting is what was set")
    func workers() throws {
        try withSession(workers: 1) { session throws in
            let started = DispatchSemaphore(value: 0)
            let handle = session.submit(endless(started))
            started.wait()
            try session.configure { $0.workers = 2 }
            started.wait()
            #expect(session.configuration.workers == 2)
            #expect(session.executor.slots == 2)
            try session.configure { $0.workers = 1 }
            session.cancel(job: handle.job)
            guard case .cancelled = handle.wait() else { throw JobCancelled(stage: nil) }
            #expect(try session.run(session.dataset("numbers", of: 0..<8).count()) == 8)
        }
    }

    @Test("Two jobs share the workers: the short one beside the long one does not wait for its end")
    func fair() throws {
        try withSession { session throws in
            let started = DispatchSemaphore(value: 0)
            let isOver = Monitor(false)
            var long = Job(name: "long")
            _ = long.stage("tasks", tasks: 1_000) { context in
                if context.attempt.partition == 0 { started.signal() }
                if isOver.withLock({ $0 }) { return }
                Thread.sleep(forTimeInterval: 0.005)
            }
            let handle = session.submit(long)
            started.wait()
            #expect(try session.run(session.dataset("short", of: 0..<20).count()) == 20)
            #expect(handle.outcome == nil)
            isOver.withLock { $0 = true }
            guard case .succeeded = handle.wait() else { throw JobCancelled(stage: nil) }
        }
    }

    @Test("Closing stops what runs, ends the listeners, and is harmless twice; a run after it is cancelled")
    func close() throws {
        let session = Session(workers: 2)
        let queue = session.bus.subscribe()
        let started = DispatchSemaphore(value: 0)
        let handle = session.submit(endless(started))
        started.wait()
        session.close()
        session.close()
        guard case .cancelled? = handle.outcome else { throw JobCancelled(stage: nil) }
        _ = queue.drain()
        #expect(queue.isFinished)
        #expect(throws: JobCancelled(stage: nil)) {
            try session.run(Dataset("numbers", of: 0..<8, partitions: 2).count())
        }
    }

    @Test("Who waits for an action whose stage is cancelled is told which")
    func cancelledStage() throws {
        try withSession { session throws in
            let action = Dataset("numbers", of: 0..<4, partitions: 2).foreachPartition("spin") { context, _ in
                session.cancel(stage: 0, of: context.attempt.job)
                while true { try context.checkCancellation() }
            }
            #expect(throws: JobCancelled(stage: "spin")) { try session.run(action) }
        }
    }
}
