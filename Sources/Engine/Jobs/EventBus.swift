// The way of events out of the engine: one bus, many listeners, each with a bounded queue of its own. Posting
// never blocks, whatever a listener does. Any thread may post, subscribe and finish; one thread drains a
// queue.

/// Stamps what happens with the time and hands it to every listener.
public final class EventBus: Sendable {
    private struct State {
        var queues: [EventQueue] = []
        /// The last word on the number of slots, which a listener that comes later must know too.
        var slots: JobEvent.Kind?
        var isFinished = false
    }

    private let start = ContinuousClock.now
    private let state = Monitor(State())

    public init() {}

    /// Seconds since the session began, to the microsecond: the clock of `JobEvent.time`.
    public var now: Double { seconds(since: start) }

    /// Hands the event to every listener that has room for it. Silent after `finish()`.
    public func post(_ kind: JobEvent.Kind) {
        // The time is taken under the lock, so that every listener sees times that never go back.
        let woken = state.withLock { state -> [EventQueue] in
            guard !state.isFinished else { return [] }
            let event = JobEvent(time: now, kind: kind)
            if case .slotsChanged = kind { state.slots = kind }
            return state.queues.filter { $0.offer(event) }
        }
        for queue in woken { queue.onWake?() }
    }

    /// A new listener, which gets what is posted from now on, after the number of slots where that is known.
    ///
    /// - Parameters:
    ///   - capacity: how many events wait at most; when the listener is slower than that, events are dropped
    ///     and counted, progress first.
    ///   - onWake: called on the posting thread when an empty queue gets its first event and when the bus
    ///     finishes. It must return at once and must not call the executor: writing a byte to a pipe is its use.
    public func subscribe(capacity: Int = 4096, onWake: (@Sendable () -> Void)? = nil) -> EventQueue {
        let queue = EventQueue(capacity: capacity, onWake: onWake)
        let isFinished = state.withLock { state in
            if !state.isFinished {
                if let slots = state.slots { _ = queue.offer(JobEvent(time: now, kind: slots)) }
                state.queues.append(queue)
            }
            return state.isFinished
        }
        if isFinished { queue.close() }
        return queue
    }

    /// Ends one listener's queue: what waits in it can still be drained.
    public func unsubscribe(_ queue: EventQueue) {
        state.withLock { $0.queues.removeAll { $0 === queue } }
        queue.close()
    }

    /// Ends every queue after the last event posted. Harmless twice.
    public func finish() {
        let queues = state.withLock { state in
            state.isFinished = true
            defer { state.queues = [] }
            return state.queues
        }
        for queue in queues {
            queue.close()
            queue.onWake?()
        }
    }
}

/// Seconds from `instant` to now, rounded to the microsecond, so that they read well in a log.
func seconds(since instant: ContinuousClock.Instant) -> Double {
    let (seconds, attoseconds) = (ContinuousClock.now - instant).components
    let microseconds = Double(attoseconds / 1_000_000_000_000)
    return (Double(seconds) * 1e6 + microseconds) / 1e6
}
