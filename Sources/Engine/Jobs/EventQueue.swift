// What waits for one listener of the bus. Any thread may offer; one thread waits and drains.

/// A bounded queue of events between the bus and one listener.
public final class EventQueue: Sendable {
    private struct State: Sendable {
        var events: [JobEvent] = []
        var dropped = 0
        var lastDrop = 0.0
        var isClosed = false
    }

    public let capacity: Int
    let onWake: (@Sendable () -> Void)?
    private let state = Monitor(State())

    init(capacity: Int, onWake: (@Sendable () -> Void)?) {
        self.capacity = max(1, capacity)
        self.onWake = onWake
    }

    /// True once the bus has finished (or the listener was unsubscribed) and everything has been drained.
    public var isFinished: Bool {
        state.withLock { $0.isClosed && $0.events.isEmpty && $0.dropped == 0 }
    }

    /// Takes everything that waits, in order of time. Where events were dropped since the last batch, the
    /// batch ends with `.dropped(count:)`.
    public func drain() -> [JobEvent] {
        state.withLock { state in
            var events: [JobEvent] = []
            swap(&events, &state.events)
            if state.dropped > 0 {
                events.append(JobEvent(time: state.lastDrop, kind: .dropped(count: state.dropped)))
                state.dropped = 0
            }
            return events
        }
    }

    /// Sleeps until there is something to drain or the queue has ended, at most `seconds` (nil: for ever).
    /// Returns false when the time ran out.
    @discardableResult
    public func wait(seconds: Double? = nil) -> Bool {
        func isReady(_ state: State) -> Bool { !state.events.isEmpty || state.isClosed }
        return state.wait(seconds: seconds, until: isReady) { isReady($0) }
    }

    /// Appends the event where there is room for it. Returns whether the listener is to be woken.
    ///
    /// A quarter of the room is kept for what matters more than progress: how far a task is gets told again,
    /// that it ended does not.
    func offer(_ event: JobEvent) -> Bool {
        state.change { state in
            guard !state.isClosed else { return false }
            guard state.events.count < room(for: event) else {
                state.dropped += 1
                state.lastDrop = event.time
                return false
            }
            state.events.append(event)
            return state.events.count == 1
        }
    }

    func close() { state.change { $0.isClosed = true } }

    private func room(for event: JobEvent) -> Int {
        if case .taskProgressed = event.kind { return capacity - capacity / 4 }
        return capacity
    }
}
