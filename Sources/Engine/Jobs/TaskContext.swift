// What a task's body sees of the engine. A context belongs to one attempt and never leaves its slot's thread.

import Synchronization

/// Thrown by `TaskContext.checkCancellation()`: the job is being cancelled or the attempt was killed, and the body is to
/// unwind.
public struct TaskCancelled: Error, CustomStringConvertible {
    public let description = "The task was cancelled."
}

/// Thrown by a body whose task would fail again however often it is tried: the job fails at once.
public struct PermanentFailure: Error, CustomStringConvertible {
    public let underlying: any Error
    public var description: String { String(describing: underlying) }

    public init(_ underlying: any Error) { self.underlying = underlying }
}

/// Set by whoever cancels, read by the body.
final class CancellationFlag: Sendable {
    private let flag = Atomic(false)
    var isSet: Bool { flag.load(ordering: .relaxed) }
    func set() { flag.store(true, ordering: .relaxed) }
}

/// What makes an attempt: who it is, how it reports, what its slot keeps for it.
public final class TaskContext {
    public let attempt: TaskAttempt
    public let slot: Int
    /// How many tasks the attempt's stage has, one a partition.
    public let partitionCount: Int
    /// How far the attempt is. Times are in whole microseconds; the activity's own runs until the next
    /// change.
    public private(set) var progress: TaskProgress

    /// The session's persisted partitions.
    let blocks: BlockStore
    private let flag: CancellationFlag
    private let outputs: StageOutputs
    private let resources: SlotResources
    private let bus: EventBus
    private let start = ContinuousClock.now
    /// Seconds after `start` at which the present activity began, and the last report went out.
    private var activityStart = 0.0
    private var lastReport = -TaskContext.reportInterval

    /// Seconds between two reports of one attempt, at least.
    static let reportInterval = 0.1
    /// Images that one event names at most: a line of the log stays within reason.
    private static let listingLength = 1_000

    init(_ assignment: Assignment, slot: Int, resources: SlotResources, bus: EventBus) {
        attempt = assignment.attempt
        self.slot = slot
        partitionCount = assignment.plan.tasks
        progress = TaskProgress(
            activity: assignment.plan.activity, delay: seconds(since: assignment.launched))
        blocks = assignment.blocks
        flag = assignment.flag
        outputs = assignment.outputs
        self.resources = resources
        self.bus = bus
    }

    // MARK: - Cancellation

    /// True once the job has been cancelled or has failed, or the attempt was killed. Bodies look at least every 100 ms.
    public var isCancelled: Bool { flag.isSet }

    public func checkCancellation() throws(TaskCancelled) {
        if flag.isSet { throw TaskCancelled() }
    }

    // MARK: - Inputs and resources

    /// What a stage before this one made. Bodies get their parents' outputs as arguments and rarely need it.
    public func output<Output>(of stage: Stage<Output>) throws(OutputError) -> Output {
        try outputs.value(of: stage)
    }

    /// Something dear that stays with the slot from task to task: a decoder, a network session, scratch
    /// memory.
    ///
    /// Made on first use by a slot and kept until the slot goes, the executor shuts down or is told to
    /// release its resources. There is one for each type and key, so what depends on something (a session on
    /// its network) takes that as the key.
    public func local<Resource>(
        _ type: Resource.Type = Resource.self, key: some Hashable = 0, make: () throws -> Resource
    ) rethrows -> Resource {
        try resources.find(type, key: key, make: make)
    }

    // MARK: - Progress

    /// Says how many images the attempt has before it.
    public func expect(images: Int) {
        progress.total = images
        reportIfDue()
    }

    /// Counts images finished and bytes of image files read.
    public func finished(images: Int, bytes: Int = 0) {
        progress.images += images
        progress.bytes += bytes
        reportIfDue()
    }

    /// Sets an image aside: it counts as finished, and the run goes on without it.
    public func reject(_ rejection: Rejection, bytes: Int = 0) {
        progress.rejected += 1
        bus.post(.imageRejected(attempt, rejection))
        finished(images: 1, bytes: bytes)
    }

    /// Tells which images the job is about, so that its log alone shows them.
    public func list(_ entries: [CatalogEntry]) {
        for start in stride(from: 0, to: entries.count, by: Self.listingLength) {
            let part = entries[start..<min(entries.count, start + Self.listingLength)]
            bus.post(.imagesListed(job: attempt.job, Array(part)))
        }
    }

    /// Does something and puts its seconds to the account of `activity`; within another `measure`, that one's
    /// account stands still meanwhile.
    public func measure<Result, Failure: Error>(
        _ activity: TaskActivity, _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let outer = progress.activity
        reportIfDue()
        turn(to: activity)
        reportIfDue()
        defer {
            settle()
            // Before turning back, so that what is reported is mostly what took the time.
            reportIfDue()
            turn(to: outer)
        }
        return try body()
    }

    /// The progress with the present activity's account up to now.
    func finalProgress() -> TaskProgress {
        settle()
        return progress
    }

    private func turn(to activity: TaskActivity) {
        settle()
        progress.activity = activity
    }

    private func settle() {
        let now = seconds(since: start)
        let elapsed = now - activityStart
        activityStart = now
        if elapsed > 0 { progress.seconds[progress.activity, default: 0] += elapsed }
    }

    private func reportIfDue() {
        let now = seconds(since: start)
        guard now - lastReport >= Self.reportInterval else { return }
        lastReport = now
        settle()
        bus.post(.taskProgressed(attempt, slot: slot, progress))
    }
}

/// What a slot keeps from task to task. Belongs to the slot's thread.
final class SlotResources {
    private struct Key: Hashable {
        let type: ObjectIdentifier
        let key: AnyHashable
    }

    private var resources: [Key: Any] = [:]

    func find<Resource>(
        _ type: Resource.Type, key: some Hashable, make: () throws -> Resource
    ) rethrows -> Resource {
        let key = Key(type: ObjectIdentifier(type), key: AnyHashable(key))
        if let resource = resources[key] as? Resource { return resource }
        let resource = try make()
        resources[key] = resource
        return resource
    }

    func releaseAll() { resources = [:] }
}
