import ArgumentParser
import Engine
import Foundation

struct PCACommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pca",
        abstract: "Finds the components of a finished run once more, from its features.npy.")

    @Argument(help: "The run folder.")
    var folder: String

    @OptionGroup var components: ComponentArguments

    @Option(help: "Task slots. (default: the cores)")
    var workers: Int?

    @Flag(help: "Print the summary as JSON.")
    var json = false

    func validate() throws { try RunArguments.check(workers: workers) }

    func run() throws {
        let signals = try SignalWatch()
        let folder = RunFolder(path: folder)
        _ = try RunRecord(readingFrom: folder)
        let lock = try FolderLock(folder.path)
        defer { lock.release() }
        folder.sweep()
        let count = components.count
        let session = Session(workers: workers ?? Session.availableCores)
        let printer = ProgressPrinter(bus: session.bus)
        let (job, stage) = ComponentPipeline(count: count, folder: folder).job()
        let handle = session.submit(job)
        while handle.outcome == nil, signals.status == nil { _ = handle.wait(seconds: 0.05) }
        if let status = signals.status {
            session.cancel(job: handle.job)
            _ = handle.wait(seconds: HeadlessRun.patience)
            printer.finish()
            Output.complain("interrupted; start it again to have the components")
            throw status
        }
        printer.finish()
        if case .failed(let failure) = handle.wait() { throw failure.underlying ?? failure }
        let analysis = try handle.output(of: stage)
        try RunPlots(of: analysis, count: count).write(to: folder)
        try RunRecord.update(folder, with: analysis, asked: count)
        session.close()
        let updated = try RunRecord(readingFrom: folder)
        try Output.answer(json ? RunSummary.json(updated, folder) : RunSummary.text(updated, folder))
    }
}
