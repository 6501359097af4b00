// A session's own listener.

import Foundation

/// Folds a session's events as they come, so that the status can be asked for at any moment and from any thread.
final class StatusWatch: Sendable {
    private let queue: EventQueue
    private let folded = Monitor(JobStatus())
    /// Seconds between two looks at the queue: events are cheap to fold and waking up for each is not.
    private static let interval = 0.1

    init(_ bus: EventBus) {
        queue = bus.subscribe(capacity: 1 << 16)
        let thread = Thread { [queue, folded] in
            while !queue.isFinished {
                queue.wait()
                Self.fold(queue, into: folded)
                Thread.sleep(forTimeInterval: Self.interval)
            }
        }
        thread.name = "status"
        thread.start()
    }

    /// Everything that was told up to now.
    var status: JobStatus {
        Self.fold(queue, into: folded)
        return folded.withLock { $0 }
    }

    private static func fold(_ queue: EventQueue, into folded: Monitor<JobStatus>) {
        // Drained under the lock, so that two who ask do not fold later events first.
        folded.withLock { $0.apply(queue.drain()) }
    }
}
