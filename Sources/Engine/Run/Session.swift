import Foundation

/// The engine while it is in use: the slots that work and the bus on which they tell. Opened once, closed once.
public final class Session: Sendable {
    public let bus: EventBus
    public let executor: Executor

    /// - Parameter workers: how many tasks run at once.
    public init(workers: Int) {
        // Inside a task every library runs on the task's own thread; only the final eigensolve takes all cores.
        setMathThreads(1)
        bus = EventBus()
        executor = Executor(slots: workers, bus: bus)
    }

    /// Stops every job, ends the slots and then the listeners. Harmless twice.
    public func close() {
        executor.shutdown()
        bus.finish()
    }

    /// How many cores the machine gives us.
    public static var availableCores: Int { ProcessInfo.processInfo.activeProcessorCount }
}
