// State that threads share and wait on: the one lock of the engine, and the one place where a thread blocks.
// Any thread may call anything here. It stands on the system's mutex and not on Synchronization.Mutex because
// a thread can wait on it, and because the thread sanitizer sees it: Mutex on Linux is a bare futex, which it
// takes for no lock.

import Foundation

/// A value behind a lock, on which threads wait for a change.
///
/// `@unchecked Sendable`: `state` is private and touched only while `condition` is locked, and a `Sendable`
/// state may be handed from thread to thread.
final class Monitor<State: Sendable>: @unchecked Sendable {
    private let condition = NSCondition()
    private var state: State

    init(_ state: State) { self.state = state }

    /// Reads or changes the state without waking anybody.
    func withLock<Result>(_ body: (inout State) throws -> Result) rethrows -> Result {
        condition.lock()
        defer { condition.unlock() }
        return try body(&state)
    }

    /// Changes the state and wakes the threads that wait.
    func change<Result>(_ body: (inout State) throws -> Result) rethrows -> Result {
        condition.lock()
        defer {
            condition.broadcast()
            condition.unlock()
        }
        return try body(&state)
    }

    /// Sleeps until the state is ready or `seconds` have passed (nil: for ever), then hands the state to
    /// `body`, ready or not.
    func wait<Result>(
        seconds: Double? = nil, until isReady: (State) -> Bool, then body: (inout State) throws -> Result
    ) rethrows -> Result {
        let deadline = seconds.map { Date(timeIntervalSinceNow: $0) }
        condition.lock()
        defer { condition.unlock() }
        while !isReady(state), sleep(until: deadline) {}
        return try body(&state)
    }

    /// Returns false when the deadline has passed.
    private func sleep(until deadline: Date?) -> Bool {
        if let deadline { return condition.wait(until: deadline) }
        condition.wait()
        return true
    }
}
