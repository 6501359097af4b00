// The one entry to the engine: what a person or a screen wants of it goes through a session. Any thread may call it
// except slots' own (a body that waits for a job would hold the slot that the job needs).

import Foundation

/// The engine while it is in use. Opened once, closed once.
///
///     let session = Session(workers: 8)
///     defer { session.close() }
///     let lengths = session.dataset("lengths", of: [3, 1, 4, 1, 5]).filter { $0 > 1 }
///     print(try session.run(lengths.count()))
public final class Session: Sendable {
    /// What can be chosen, and changed while jobs run.
    public struct Configuration: Sendable, Hashable {
        /// How many tasks run at once.
        public var workers: Int
        /// Bytes of persisted datasets that are kept in memory at most.
        public var persistedMemory = 128 << 20

        public init(workers: Int) { self.workers = workers }
    }

    /// On which the engine tells what happens; listeners subscribe to it.
    public let bus: EventBus
    public let executor: Executor
    /// The way to object stores, shared by whatever the session reads and writes there.
    public let services: Services
    private let blocks: BlockStore
    private let settings: Monitor<Configuration>
    private let watch: StatusWatch

    /// - Parameter workers: how many tasks run at once.
    public convenience init(workers: Int) { self.init(Configuration(workers: workers)) }

    /// - Parameters:
    ///   - scratch: the folder in which files are made that are needed no longer than the session; nil for the
    ///     system's.
    ///   - services: the way to object stores.
    public init(_ configuration: Configuration, scratch: String? = nil, services: Services = Services()) {
        // Inside a task every library runs on the task's own thread; only the final eigensolve takes all cores.
        setMathThreads(1)
        bus = EventBus()
        watch = StatusWatch(bus)
        blocks = BlockStore(memoryLimit: configuration.persistedMemory, scratch: scratch, bus: bus)
        executor = Executor(slots: configuration.workers, bus: bus, blocks: blocks)
        settings = Monitor(configuration)
        self.services = services
    }

    /// Stops every job, ends the slots, gives up what is persisted, and then ends the listeners. Harmless twice.
    public func close() {
        executor.shutdown()
        blocks.close()
        bus.finish()
    }

    /// How many cores the machine gives us.
    public static var availableCores: Int { ProcessInfo.processInfo.activeProcessorCount }

    // MARK: - Configuration

    /// What is set now.
    public var configuration: Configuration { settings.withLock { $0 } }

    /// Changes settings, also while jobs run: a worker that goes finishes its task first, what is persisted and no
    /// longer fits leaves memory.
    ///
    /// - Throws: `FileError` where what leaves cannot be written.
    public func configure(_ change: (inout Configuration) -> Void) throws {
        let new = settings.withLock { settings in
            change(&settings)
            return settings
        }
        executor.resize(slots: new.workers)
        try blocks.limitMemory(to: new.persistedMemory)
    }

    // MARK: - Jobs

    /// All jobs with their stages and tasks as they are now.
    public var status: JobStatus { watch.status }

    /// Queues a job, which starts at once where a slot is idle.
    public func submit(_ job: Job) -> JobHandle { executor.submit(job) }

    /// Runs an action's job and waits for what it finds.
    ///
    /// Of persisted datasets that are there as a whole, nothing of what they are made of is done again. Should a part
    /// get lost meanwhile, the job runs once more, from the beginning.
    ///
    /// - Throws: `JobFailure`, or `JobCancelled`.
    public func run<Value>(_ action: Action<Value>) throws -> Value {
        do {
            return try run(action, trusting: blocks.holdsAll)
        } catch let failure as JobFailure where failure.underlying is LostBlock {
            return try run(action) { _ in false }
        }
    }

    private func run<Value>(
        _ action: Action<Value>, trusting isStored: @escaping (Persistence) -> Bool
    ) throws -> Value {
        var planner = JobPlanner(action.name, isStored: isStored)
        let stage = planner.stage(of: action)
        let handle = submit(planner.job)
        switch handle.wait() {
        case .succeeded: return try handle.output(of: stage)
        case .failed(let failure): throw failure
        case .cancelled(let stage): throw JobCancelled(stage: stage)
        }
    }

    /// Asks a job to stop: nothing more of it starts, and what runs is told. Returns at once. Harmless twice, and for
    /// a job that is over.
    public func cancel(job: Int) { executor.cancel(job) }

    /// Cancels a stage, and with it the job, which cannot be whole without. Harmless twice, and for a stage that is
    /// over.
    public func cancel(stage: Int, of job: Int) { executor.cancel(stage: stage, of: job) }

    /// Asks one attempt of a task to stop, as Spark's `killTaskAttempt` does: the task is tried again, and the attempt does
    /// not count among those that may fail. Harmless twice, and for an attempt that does not run.
    public func kill(_ attempt: TaskAttempt) { executor.kill(attempt) }

    // MARK: - Datasets

    /// A dataset of the elements of a list.
    ///
    /// - Parameter partitions: nil for four for each worker, so that a slow one holds up little.
    public func dataset<Element>(
        _ name: String, of elements: some RandomAccessCollection<Element> & Sendable, partitions: Int? = nil
    ) -> Dataset<Element> {
        let most = partitions ?? 4 * configuration.workers
        return Dataset(name, of: elements, partitions: max(1, min(most, elements.count)))
    }

    /// Persisted datasets of which something is kept, with level and size, oldest first.
    public var persistedDatasets: [PersistedDataset] { blocks.datasets.filter { $0.stored > 0 } }

    /// Lets go of what is kept of a dataset, which is made again when it is wanted. Harmless twice.
    public func release(_ dataset: PersistedDataset) { blocks.release(dataset.dataset) }
}

/// A job that was waited for was cancelled.
public struct JobCancelled: Error, Hashable, CustomStringConvertible {
    /// The stage that was cancelled, where not the whole job was.
    public let stage: String?

    public var description: String {
        stage.map { "the job was cancelled with its stage \($0)" } ?? "the job was cancelled"
    }
}
