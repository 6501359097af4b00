import Foundation
import Synchronization

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
    private let traces: Traces
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
        // Once more, now that nobody else can change it.
        try folder.prepare(resuming: resuming)
        folder.sweep()
        self.options = options
        self.folder = folder
        self.session = session
        let traces = Traces(folder, resuming: resuming)
        self.traces = traces
        log = try EventLogWriter(
            path: folder.events, bus: session.bus, appending: resuming, onFailure: logFailed)
        ledger = session.bus.subscribe(capacity: 1 << 16)
        var hooks = hooks
        hooks.begun = { network in
            if let memory = options.memory {
                let slots = try memory.slots(
                    for: network, readAhead: source.readAheadByteCount, atMost: session.executor.slots)
                session.executor.resize(slots: slots)
            }
            traces.keep()
        }
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
        let plan = try handle.output(of: plan.model).plan
        (record.model.variant, record.model.digest) = (plan.variant, plan.weights)
        record.plan = plan
        record.seconds = stageSeconds()
        record.components = analysis.map { RunRecord.Components($0.components, asked: options.components) }
        try record.write(to: folder)
        folder.finish()
        lock.release()
        return RunResult(record: record, catalog: catalog, rows: rows, analysis: analysis)
    }

    /// Stops listening; for a run that did not come to its end. What it has done is kept for another to continue;
    /// where it was refused, or cancelled before it had done anything, nothing of it is left. Harmless twice.
    public func abandon() {
        log.close()
        if lock.isHeld { traces.remove(unlessKept: !isCancelled) }
        lock.release()
    }

    private var isCancelled: Bool {
        switch handle.outcome {
        case .cancelled, nil: true
        case .succeeded, .failed: false
        }
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

/// What a run has left in its folder before anything of it is worth keeping.
private final class Traces: Sendable {
    private let folder: RunFolder
    /// Bytes of the event log as the run found it; nil for a run that begins.
    private let earlierLog: Int?
    private let areKept = Atomic(false)

    init(_ folder: RunFolder, resuming: Bool) {
        self.folder = folder
        earlierLog = resuming ? (try? ReadableFile(folder.events).length()) ?? nil : nil
    }

    /// The run was not refused.
    func keep() { areKept.store(true, ordering: .relaxed) }

    /// - Parameter unlessKept: false also removes what a run that may go on has left, where that is nothing but a plan.
    func remove(unlessKept: Bool) {
        let wasRefused = !areKept.load(ordering: .relaxed)
        if wasRefused, let earlierLog { truncate(folder.events, off_t(earlierLog)) }
        if wasRefused ? earlierLog == nil : !unlessKept { folder.discardIfBare() }
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
