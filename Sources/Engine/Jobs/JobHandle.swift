// What is held of a job that was submitted. Any thread may ask; those that wait block, so not on Swift's
// cooperative pool.

/// Why a job failed.
public struct JobFailure: Error, Sendable, CustomStringConvertible {
    /// The attempt that failed it.
    public let attempt: TaskAttempt
    /// "features, partition 3: the disk is full (attempt 4)": the stage and the cause.
    public let reason: String
    /// What the body threw.
    public let underlying: (any Error)?

    public var description: String { reason }
}

/// How a job ended.
public enum JobOutcome: Sendable {
    case succeeded
    case failed(JobFailure)
    /// With the name of the stage that was cancelled, where not the whole job was.
    case cancelled(stage: String? = nil)
}

/// A submitted job.
public final class JobHandle: Sendable {
    /// The job's number in its events.
    public let job: Int
    private let outputs: StageOutputs
    private let ended = Monitor<JobOutcome?>(nil)

    init(job: Int, outputs: StageOutputs) {
        self.job = job
        self.outputs = outputs
    }

    /// How the job ended; nil while it has not.
    public var outcome: JobOutcome? { ended.withLock { $0 } }

    /// Sleeps until the job has ended and nothing of it runs any more.
    public func wait() -> JobOutcome {
        while true {
            if let outcome = wait(seconds: nil) { return outcome }
        }
    }

    /// Sleeps until the job has ended, at most `seconds`; nil when the time ran out.
    public func wait(seconds: Double?) -> JobOutcome? {
        ended.wait(seconds: seconds, until: { $0 != nil }, then: { $0 })
    }

    /// What a stage of the job made, once it is done and until the job ends other than in success.
    public func output<Output>(of stage: Stage<Output>) throws(OutputError) -> Output {
        try outputs.value(of: stage)
    }

    func end(_ outcome: JobOutcome) {
        if case .succeeded = outcome {} else { outputs.discardAll() }
        ended.change { $0 = outcome }
    }
}
