// The vocabulary of the engine, Spark's: a job is a graph of stages, a stage one set of tasks, a task one
// partition of a stage, and an attempt one try at a task. Everything here is a value; screens, progress lines
// and the event log know the engine only through these.

/// One set of tasks, one a partition, that starts when its parents are done.
public struct StageDescription: Hashable, Sendable, Codable {
    /// Position of the stage in its job, from 0.
    public let stage: Int
    public let name: String
    /// How many tasks, one a partition.
    public let tasks: Int
    /// Stages that must be done before this one starts.
    public let parents: [Int]
    /// What its tasks do before they say; nil in a log that does not tell.
    public let activity: TaskActivity?

    public init(stage: Int, name: String, tasks: Int, parents: [Int], activity: TaskActivity? = nil) {
        self.stage = stage
        self.name = name
        self.tasks = tasks
        self.parents = parents
        self.activity = activity
    }
}

/// One try at one task.
public struct TaskAttempt: Hashable, Sendable, Codable {
    public let job: Int
    public let stage: Int
    /// The partition that the task works on, from 0.
    public let partition: Int
    /// 1 for the first try.
    public let attempt: Int

    public init(job: Int, stage: Int, partition: Int, attempt: Int) {
        self.job = job
        self.stage = stage
        self.partition = partition
        self.attempt = attempt
    }
}

/// What a slot does at the moment.
public enum TaskActivity: String, Sendable, Codable, CaseIterable {
    case list, load, read, decode, preprocess, network, gramian, merge, pca, project, write
}

/// How far an attempt is. All counts are of the attempt so far.
public struct TaskProgress: Hashable, Sendable, Codable {
    public var activity: TaskActivity
    /// Images finished, set aside ones included, of `total`; both 0 for tasks that do not go image by image.
    public var images: Int
    public var total: Int
    /// Bytes of image files read.
    public var bytes: Int
    /// Images set aside.
    public var rejected: Int
    /// Seconds spent in each activity so far.
    public var seconds: [TaskActivity: Double]
    /// Seconds from the scheduler's word to the first of the body: what the engine itself costs a task.
    public var delay: Double

    public init(
        activity: TaskActivity, images: Int = 0, total: Int = 0, bytes: Int = 0, rejected: Int = 0,
        seconds: [TaskActivity: Double] = [:], delay: Double = 0
    ) {
        self.activity = activity
        self.images = images
        self.total = total
        self.bytes = bytes
        self.rejected = rejected
        self.seconds = seconds
        self.delay = delay
    }
}

/// What is kept of a persisted dataset, all its partitions together.
public struct PersistedDataset: Hashable, Sendable, Codable {
    /// Tells it from the others of its session.
    public let dataset: Int
    public let name: String
    /// Where it is to be kept, in words: "memory", "memory and disk", "disk".
    public let level: String
    /// How many of its partitions are kept now; 0 once it is let go.
    public var stored: Int
    /// How many partitions it has.
    public let partitions: Int
    public var memoryBytes: Int
    public var diskBytes: Int

    public init(
        dataset: Int, name: String, level: String, stored: Int, partitions: Int, memoryBytes: Int,
        diskBytes: Int
    ) {
        self.dataset = dataset
        self.name = name
        self.level = level
        self.stored = stored
        self.partitions = partitions
        self.memoryBytes = memoryBytes
        self.diskBytes = diskBytes
    }
}

/// Something that happened in the engine, and when. `EventLog` writes and reads it.
public struct JobEvent: Hashable, Sendable {
    /// Seconds since the session began; of a log with several sessions, since the first of them.
    public let time: Double
    public let kind: Kind

    public init(time: Double, kind: Kind) {
        self.time = time
        self.kind = kind
    }

    public enum Kind: Hashable, Sendable {
        case jobStarted(job: Int, name: String, stages: [StageDescription])
        case jobSucceeded(job: Int)
        case jobFailed(job: Int, reason: String)
        case jobCancelled(job: Int)
        case stageStarted(job: Int, stage: Int)
        case stageSucceeded(job: Int, stage: Int)
        case stageFailed(job: Int, stage: Int, reason: String)
        case stageCancelled(job: Int, stage: Int)
        case taskStarted(TaskAttempt, slot: Int)
        case taskProgressed(TaskAttempt, slot: Int, TaskProgress)
        case taskSucceeded(TaskAttempt, slot: Int, TaskProgress)
        case taskFailed(TaskAttempt, slot: Int, reason: String, willRetry: Bool)
        case taskCancelled(TaskAttempt, slot: Int)
        /// It was asked to stop; its task is tried again.
        case taskKilled(TaskAttempt, slot: Int)
        case imageRejected(TaskAttempt, Rejection)
        /// Images that the job is about, in catalog order; a long list comes in several events.
        case imagesListed(job: Int, [CatalogEntry])
        /// So many slots may work from now on.
        case slotsChanged(count: Int)
        /// What is kept of a dataset has changed; with nothing stored any more, it was let go.
        case blockUpdated(PersistedDataset)
        /// The first event of a log, and of each part that a continued run adds to it: a process took up the work
        /// at this time, seconds since 1970, and nothing that ran before runs any more.
        case sessionStarted(date: Double)
        /// This many events before this one were dropped for this listener because it was slow.
        case dropped(count: Int)
    }
}

extension JobEvent.Kind {
    /// The attempt that the event is of; nil for what is not of one.
    public var attempt: TaskAttempt? {
        switch self {
        case .taskStarted(let attempt, _), .taskProgressed(let attempt, _, _),
            .taskSucceeded(let attempt, _, _),
            .taskFailed(let attempt, _, _, _), .taskCancelled(let attempt, _), .taskKilled(let attempt, _),
            .imageRejected(let attempt, _):
            attempt
        default: nil
        }
    }
}
