import ArgumentParser
import Engine
import Foundation
import Plot

struct InterfaceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ui",
        abstract: "Shows the terminal workbench on a dataset, its pipeline running. (default)",
        discussion: "Where there is no terminal, the same as 'run'.")

    @Argument(help: "The dataset: a folder, file:///path or s3://bucket/prefix. (default: sample-data)")
    var uri: String?

    @OptionGroup var arguments: RunArguments
    @OptionGroup var terminal: TerminalArguments

    func run() throws {
        let uri = try uri ?? SampleData.path()
        guard terminal.linear || Interface.isPossible else {
            return try HeadlessRun(uri: uri, arguments: arguments, json: false).perform(.components)
        }
        let services = arguments.store.services
        let source = try openSource(uri, services)
        let options = try arguments.options(for: uri)
        let upload = try arguments.upload(services)
        try Destination(upload: upload, signal: { nil }).check(resuming: arguments.resume)
        let folder = arguments.folder(for: source, upload: upload)
        let interface = try Interface(
            source: source, folder: folder, partitions: options.partitions, workers: options.workers,
            terminal)
        let run = try interface.conductor.start(options, resuming: arguments.resume)
        let status = try interface.show(chain: options.preprocessing)
        switch run.outcome {
        case .succeeded:
            if status != .good { throw status }
            interface.conductor.finishWriting()
            guard FileManager.default.fileExists(atPath: folder.record) else {
                throw RunFolderError.unfinished(folder.path)
            }
            // The terminal is the shell's again: ^C is a signal once more.
            let signals = try SignalWatch()
            try Destination(upload: upload, signal: { signals.status }).send(folder)
        case .failed(let failure):
            run.abandon()
            throw failure.underlying ?? failure
        case .cancelled, nil:
            run.abandon()
            HeadlessRun.explainInterruption(of: run, out: arguments.out)
            throw status == .good ? .interrupted : status
        }
    }
}

struct OpenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "open", abstract: "Shows a finished or interrupted run folder in the terminal workbench."
    )

    @Argument(help: "The run folder.")
    var folder: String

    @OptionGroup(title: "Options for the photographs of s3:// datasets") var store: StoreArguments

    @OptionGroup var terminal: TerminalArguments

    func run() throws {
        let folder = RunFolder(path: folder)
        let heading = try SavedRun.Heading(readingFrom: folder)
        guard terminal.linear || Interface.isPossible else {
            guard let findings = try SavedRun(heading).findings else {
                throw RunFolderError.unfinished(folder.path)
            }
            return try Output.answer(RunSummary.text(findings.record, folder))
        }
        let interface = try Interface(
            source: (try? openSource(heading.dataset, store.services))
                ?? AbsentSource(uri: heading.dataset),
            folder: folder, partitions: heading.partitions, workers: Session.availableCores, terminal)
        if terminal.linear {
            // Who sends commands through a pipe wants the answers of the whole run.
            interface.conductor.show(try SavedRun(heading))
        } else {
            interface.conductor.open(heading)
        }
        let status = try interface.show(chain: PreprocessingChain(heading.preprocess))
        if status != .good { throw status }
    }
}

/// The terminal UI and what works behind it.
struct Interface {
    let conductor: Conductor
    private let mailbox: Mailbox
    private let name: String
    private let arguments: TerminalArguments
    private let recorder: Recorder?

    /// Keys come from a terminal and cells go to one.
    static var isPossible: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1 }

    /// - Throws: before anything is begun, where a recording cannot be made.
    init(
        source: any Source, folder: RunFolder, partitions: Int, workers: Int, _ arguments: TerminalArguments
    ) throws {
        recorder = try arguments.record.map { try Recorder($0) }
        self.arguments = arguments
        mailbox = try Mailbox()
        name = source.uri.escapingUnprintable
        conductor = Conductor(
            source: source, folder: folder, partitions: partitions, workers: workers, mailbox: mailbox)
    }

    /// Shows the UI until it ends, then stops what works behind it.
    func show(chain: PreprocessingChain) throws -> ExitStatus {
        defer { conductor.close() }
        let exporter = Exporter(folder: arguments.exportDir) { [mailbox] in mailbox.send($0) }
        defer {
            exporter.finish()
            if let failure = recorder?.failure { Output.complain("\(failure)") }
        }
        let perform: CommandPerformer = { [conductor] command in
            if case .export(let export) = command {
                exporter.write(export)
            } else {
                conductor.perform(command)
            }
        }
        switch arguments.linear ? try speak(chain, perform) : try draw(chain, perform) {
        case .quit: return .good
        case .hangup: return .hungUp
        case .interrupted(let signal): return signal == SIGTERM ? .terminated : .interrupted
        }
    }

    private func draw(
        _ chain: PreprocessingChain, _ perform: @escaping CommandPerformer
    ) throws -> Runtime.Ending {
        let terminal = try Terminal(
            environment: environment, wishes: arguments.wishes, logPath: UserPaths.log(), recorder: recorder)
        let size = terminal.fit()
        var model = model(chain, Theme(terminal.capabilities), size.width, size.height)
        model.context.pricePerHour = arguments.price
        if let means = arguments.charset { model.context.theme.pictures = means }
        if arguments.demo { model.demo = Demo() }
        var runtime = Runtime(
            terminal: terminal, model: model, mailbox: mailbox, now: { [conductor] in conductor.now },
            perform: perform)
        let ending = runtime.run()
        // What cannot be kept is no reason to complain to somebody who has left. What a demo did nobody chose.
        if !arguments.demo { try? runtime.savedState.write(to: UserPaths.savedState()) }
        return ending
    }

    private func speak(
        _ chain: PreprocessingChain, _ perform: @escaping CommandPerformer
    ) throws -> Runtime.Ending {
        let capabilities = Capabilities(environment: environment, terminfoColors: 0)
        var model = model(chain, Theme(capabilities), 80, 24)
        model.context.pricePerHour = arguments.price
        var runtime = try LinearRuntime(
            model: model, mailbox: mailbox,
            now: { [conductor] in conductor.now }, isAtWork: { [conductor] in conductor.isAtWork },
            perform: perform)
        return runtime.run()
    }

    private func model(_ chain: PreprocessingChain, _ theme: Theme, _ width: Int, _ height: Int) -> Model {
        let context = ScreenContext(
            theme: theme, words: Words(Language(environment: environment)), dataset: Dataset(name: name),
            runChain: chain.description)
        var model = Model(width: width, height: height, context: context)
        model.restore(SavedState(readingFrom: UserPaths.savedState()))
        return model
    }

    private var environment: [String: String] { ProcessInfo.processInfo.environment }
}
