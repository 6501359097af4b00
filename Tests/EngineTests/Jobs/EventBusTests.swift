import Dispatch
import Foundation
import Testing

@testable import Engine

@Suite("Event bus")
struct EventBusTests {
    private static let progressed = JobEvent.Kind.taskProgressed(
        TaskAttempt(0, 0), slot: 0, TaskProgress(activity: .read))

    @Test("Every listener gets every event, in order")
    func everyListener() {
        let bus = EventBus()
        let queues = [bus.subscribe(), bus.subscribe()]
        let kinds = (0..<100).map { JobEvent.Kind.jobSucceeded(job: $0) }
        kinds.forEach(bus.post)
        for queue in queues {
            #expect(queue.drain().map(\.kind) == kinds)
            #expect(queue.drain() == [])
        }
    }

    @Test("A listener that comes late is told the number of slots first")
    func slotsAreRetained() {
        let bus = EventBus()
        bus.post(.slotsChanged(count: 2))
        bus.post(.slotsChanged(count: 3))
        bus.post(.jobSucceeded(job: 0))
        let queue = bus.subscribe()
        bus.post(.jobSucceeded(job: 1))
        #expect(queue.drain().map(\.kind) == [.slotsChanged(count: 3), .jobSucceeded(job: 1)])
    }

    @Test("A listener that is too slow loses progress first, and is told how much it lost")
    func drops() {
        let bus = EventBus()
        let queue = bus.subscribe(capacity: 8)
        for _ in 0..<20 { bus.post(Self.progressed) }
        bus.post(.jobSucceeded(job: 1))
        bus.post(.jobSucceeded(job: 2))
        bus.post(.jobSucceeded(job: 3))
        let events = queue.drain().map(\.kind)
        #expect(events.count == 9)
        #expect(events.prefix(6).allSatisfy { $0 == Self.progressed })
        #expect(
            events.suffix(3) == [.jobSucceeded(job: 1), .jobSucceeded(job: 2), .dropped(count: 15)])
        bus.post(Self.progressed)
        #expect(queue.drain().map(\.kind) == [Self.progressed], "it goes on with the next batch")
    }

    @Test("A slow listener costs another nothing")
    func independence() {
        let bus = EventBus()
        let slow = bus.subscribe(capacity: 1)
        let quick = bus.subscribe(capacity: 1_000)
        for job in 0..<1_000 { bus.post(.jobSucceeded(job: job)) }
        #expect(quick.drain().count == 1_000)
        #expect(slow.drain().map(\.kind) == [.jobSucceeded(job: 0), .dropped(count: 999)])
    }

    @Test("The wake is called when something comes into an empty queue, and at the end")
    func wake() {
        let bus = EventBus()
        let woken = Monitor(0)
        let queue = bus.subscribe { woken.change { $0 += 1 } }
        bus.post(.jobSucceeded(job: 0))
        bus.post(.jobSucceeded(job: 1))
        #expect(woken.withLock { $0 } == 1)
        _ = queue.drain()
        bus.post(.jobSucceeded(job: 2))
        #expect(woken.withLock { $0 } == 2)
        bus.finish()
        #expect(woken.withLock { $0 } == 3)
    }

    @Test("A finished bus is silent; what waits can be drained, then the queue is finished")
    func finish() {
        let bus = EventBus()
        let queue = bus.subscribe()
        bus.post(.jobSucceeded(job: 0))
        bus.finish()
        bus.finish()
        bus.post(.jobSucceeded(job: 1))
        #expect(!queue.isFinished)
        #expect(queue.drain().count == 1)
        #expect(queue.isFinished)
        #expect(bus.subscribe().isFinished, "who comes late finds it finished")
    }

    @Test("Waiting ends with an event, with the end, and with the time")
    func waiting() {
        let bus = EventBus()
        let queue = bus.subscribe()
        #expect(!queue.wait(seconds: 0.01))
        let got = DispatchSemaphore(value: 0)
        Thread {
            while !queue.isFinished {
                queue.wait()
                for _ in queue.drain() { got.signal() }
            }
            got.signal()
        }.start()
        bus.post(.jobSucceeded(job: 0))
        got.wait()
        bus.finish()
        got.wait()
    }

    @Test("Nothing is lost or counted twice when many post at once")
    func manyPosters() {
        let bus = EventBus()
        let queue = bus.subscribe(capacity: 64)
        let (posters, each) = (4, 5_000)
        let total = Monitor(0)
        let listener = DispatchSemaphore(value: 0)
        Thread {
            while !queue.isFinished {
                queue.wait()
                for event in queue.drain() {
                    if case .dropped(let count) = event.kind {
                        total.change { $0 += count }
                    } else {
                        total.change { $0 += 1 }
                    }
                }
            }
            listener.signal()
        }.start()
        DispatchQueue.concurrentPerform(iterations: posters) { _ in
            for _ in 0..<each { bus.post(Self.progressed) }
        }
        bus.finish()
        listener.wait()
        #expect(total.withLock { $0 } == posters * each)
    }
}
