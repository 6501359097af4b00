import ArgumentParser
import Engine
import Foundation
import Plot
import Synchronization

struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Runs the whole pipeline without a screen and leaves a run folder.",
        discussion: "Progress goes to stderr, the summary to stdout.")

    @Argument(help: "The dataset: a folder, file:///path or s3://bucket/prefix.")
    var uri: String

    @OptionGroup var arguments: RunArguments

    @Flag(help: "Print the summary as JSON.")
    var json = false

    @Flag(help: "Print the stages of the run's job and do nothing.")
    var explain = false

    func run() throws {
        let run = HeadlessRun(uri: uri, arguments: arguments, json: json)
        if explain { try run.explain(.components) } else { try run.perform(.components) }
    }
}

struct FeaturesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "features", abstract: "Runs the pipeline only as far as features.npy.")

    @Argument(help: "The dataset: a folder, file:///path or s3://bucket/prefix.")
    var uri: String

    @OptionGroup var arguments: RunArguments

    @Flag(help: "Print the summary as JSON.")
    var json = false

    func run() throws { try HeadlessRun(uri: uri, arguments: arguments, json: json).perform(.features) }
}

/// A run that is watched by lines of text.
struct HeadlessRun {
    let uri: String
    let arguments: RunArguments
    let json: Bool

    /// After a signal, tasks get this long to stop by themselves; files are whole whenever the process ends.
    static let patience = 0.3

    /// Tells what would be done.
    func explain(_ extent: Run.Extent) throws {
        let source = try openSource(uri, arguments.store.services)
        let pipeline = Pipeline(
            options: try arguments.options(for: uri), source: source, folder: arguments.folder(for: source))
        try Output.answer(pipeline.plan(extent).explanation)
    }

    func perform(_ extent: Run.Extent) throws {
        let signals = try SignalWatch()
        let services = arguments.store.services
        let source = try openSource(uri, services)
        let destination = Destination(
            upload: try arguments.upload(services), signal: { signals.status })
        let folder = arguments.folder(for: source, upload: destination.upload)
        let options = try arguments.options(for: uri)
        if arguments.resume, let record = try? RunRecord(readingFrom: folder) {
            return try concludeFinished(record, folder, extent, options, source, destination)
        }
        try destination.check(resuming: arguments.resume)
        let session = Session(Session.Configuration(workers: options.workers), services: services)
        let printer = ProgressPrinter(bus: session.bus)
        let logFailure = Mutex<String?>(nil)
        let run = try Run(
            extent, options: options, source: source, folder: folder, resuming: arguments.resume, on: session,
            logFailed: { error in logFailure.withLock { $0 = error.localizedDescription } })
        do {
            let record = try finish(run, signals)
            session.close()
            printer.finish()
            // Of a run that failed, the cause is told, and only that: a full disk fails the log as well.
            if let reason = logFailure.withLock({ $0 }) {
                Output.complain("\(folder.events) is incomplete: \(reason)")
            }
            try destination.send(folder)
            try conclude(record, folder)
        } catch let failure as Failure {
            session.close()
            printer.finish()
            run.abandon()
            throw failure.underlying
        } catch is Interruption {
            // The session is not closed: its tasks had their time to stop.
            printer.finish()
            run.abandon()
            Self.explainInterruption(of: run, out: arguments.out)
            throw signals.status ?? .interrupted
        }
    }

    /// A finished run is as good as a new one of the same.
    private func concludeFinished(
        _ record: RunRecord, _ folder: RunFolder, _ extent: Run.Extent, _ options: RunOptions,
        _ source: any Source, _ destination: Destination
    ) throws {
        try record.confirm(folder, against: options, of: source)
        let lacksComponents = extent == .components && record.components == nil
        let next = lacksComponents ? "'workbench pca' finds its components" : "there is nothing to resume"
        Output.complain("\(folder.path) is finished; \(next)")
        try destination.send(folder)
        try conclude(record, folder)
    }

    /// What ended a run that was not interrupted.
    private struct Failure: Error {
        let underlying: any Error
    }

    private struct Interruption: Error {}

    /// Waits for the run's end and writes what remains to be written.
    ///
    /// - Throws: `Failure`, `Interruption`.
    private func finish(_ run: Run, _ signals: SignalWatch) throws -> RunRecord {
        switch wait(for: run, signals) {
        case .succeeded:
            do {
                return try run.finish {
                    try RunPlots(of: $0, count: run.options.components).write(to: run.folder)
                }.record
            } catch { throw Failure(underlying: error) }
        case .failed(let failure): throw Failure(underlying: failure.underlying ?? failure)
        case .cancelled: throw Interruption()
        }
    }

    private func wait(for run: Run, _ signals: SignalWatch) -> JobOutcome {
        while signals.status == nil {
            if let outcome = run.wait(seconds: 0.02) { return outcome }
        }
        run.cancel()
        return run.wait(seconds: Self.patience) ?? .cancelled()
    }

    /// - Parameter out: as the user named the folder.
    static func explainInterruption(of run: Run, out: String?) {
        // Whoever has ended the program does not want it to wait until somebody can read this.
        guard Output.isHeard else { return }
        let kept = run.keptPartitions
        let folder = (out ?? run.folder.path).escapingUnprintable
        Output.complain(
            kept == 0
                ? "interrupted before any partition was done; \(folder) holds nothing to resume yet"
                : "interrupted; \(kept) of \(run.options.partitions) partitions are kept; "
                    + "go on with the same command and --out \(folder) --resume")
    }

    private func conclude(_ record: RunRecord, _ folder: RunFolder) throws {
        try Output.answer(json ? RunSummary.json(record, folder) : RunSummary.text(record, folder))
        if record.counts.rejected > 0 { throw ExitStatus.imagesSetAside }
    }
}
