import Foundation

/// A run from its options to its folder.
///
/// Threading: used by the one thread that starts and finishes it; `cancel` may come from any.
public final class Run: Sendable {
    /// How far a run goes.
    public enum Extent: Sendable {
        case features, components
    }

    public let options: RunOptions
    public let folder: RunFolder
    private let session: Session
    private let lock: FolderLock
    private let plan: PlannedRun
    private let handle: JobHandle
    private let log: EventLogWriter
    private let ledger: EventQueue
    private let started = Date()

    /// Prepares the folder and submits the job.
    ///
    /// - Parameter logFailed: called once if the event log cannot be written on; the run itself goes on.
    /// - Throws: `RunFolderError` where the folder cannot be used.
    public init(
        _ extent: Extent, options: RunOptions, source: any Source, folder: RunFolder, resuming: Bool,
        on session: Session, hooks: PipelineHooks = PipelineHooks(),
        logFailed: @escaping @Sendable (any Error) -> Void = { _ in }
    ) throws {
        try folder.prepare(resuming: resuming)
        lock = try FolderLock(folder.path)
        self.options = options
        self.folder = folder
        self.session = session
        log = try EventLogWriter(path: folder.events, bus: session.bus, onFailure: logFailed)
        ledger = session.bus.subscribe(capacity: 1 << 16)
        plan = Pipeline(options: options, source: source, folder: folder, hooks: hooks).plan(extent)
        handle = session.executor.submit(plan.job)
    }

    /// Asks the run to stop; what is whole is kept.
    public func cancel() { session.executor.cancel(handle.job) }

    /// Sleeps until the job has ended, at most `seconds`; nil when the time ran out.
    public func wait(seconds: Double) -> JobOutcome? { handle.wait(seconds: seconds) }

    /// Sleeps until the job has ended.
    public func wait() -> JobOutcome { handle.wait() }

    /// The job's number in the session's events.
    public var job: Int { handle.job }

    /// How the job ended; nil while it has not.
    public var outcome: JobOutcome? { handle.outcome }

    /// How many partitions of the features are kept for `--resume`.
    public var keptPartitions: Int { PartStore(folder: folder).finishedCount(of: options.partitions) }

    /// Writes `run.json`, by which a run is known to be whole, and clears away what only an unfinished one needs.
    ///
    /// - Parameter illustrate: makes what else belongs into the folder before that.
    /// - Throws: what kept the job from its end, or the files from being written.
    public func finish(illustrate: (ComponentAnalysis) throws -> Void = { _ in }) throws -> RunResult {
        let catalog = try handle.output(of: plan.catalog)
        let rows = try handle.output(of: plan.rows)
        let analysis = try plan.analysis.map { try handle.output(of: $0) }
        if let analysis { try illustrate(analysis) }
        log.close()
        var record = RunRecord(options: options, catalog: catalog, rows: rows, started: started)
        let model = try handle.output(of: plan.model)
        (record.model.variant, record.model.digest) = (model.variant.name, model.weightsDigest)
        record.seconds = stageSeconds()
        record.components = analysis.map { RunRecord.Components($0.components, asked: options.components) }
        try record.write(to: folder)
        folder.finish()
        lock.release()
        return RunResult(record: record, catalog: catalog, rows: rows, analysis: analysis)
    }

    /// Stops listening; for a run that did not come to its end. What it has done is kept for another to continue;
    /// where it has done nothing, nothing is left. Harmless twice.
    public func abandon() {
        log.close()
        if lock.isHeld { folder.discardIfBare() }
        lock.release()
    }

    private func stageSeconds() -> [String: Double] {
        var status = JobStatus()
        status.apply(ledger.drain())
        var seconds = ["total": Date().timeIntervalSince(started)]
        for stage in status.job(handle.job)?.stages ?? [] {
            seconds[stage.description.name] = stage.duration(at: status.time)
        }
        return seconds.mapValues { ($0 * 1000).rounded() / 1000 }
    }
}

/// What a run that came to its end leaves in memory.
public struct RunResult: Sendable {
    public let record: RunRecord
    public let catalog: Catalog
    public let rows: FeatureRows
    /// Missing where the run went only as far as the features.
    public let analysis: ComponentAnalysis?
}

/// Why a run has no result though nothing is wrong with the machine.
public enum RunError: Error, Equatable, CustomStringConvertible {
    case allSetAside(count: Int, first: Rejection)

    public var description: String {
        switch self {
        case .allSetAside(let count, let first):
            "all \(count) images were set aside; the first, \(first.path.escapingUnprintable), "
                + first.reason.escapingUnprintable
        }
    }
}
