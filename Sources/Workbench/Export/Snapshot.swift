import Engine
import Foundation
import Plot

/// A run folder shown without a terminal: the UI's own model, told by the same messages, and what works behind it.
///
/// Nothing is changed by it: what would write into the run is not performed.
struct Snapshot {
    private(set) var model: Model
    private let mailbox: Mailbox
    private let conductor: Conductor
    /// Seconds that pictures may take altogether.
    private static let patience = 20.0

    init(of folder: RunFolder, width: Int, height: Int, _ theme: Theme, _ words: Words) throws {
        let saved = try SavedRun(readingFrom: folder)
        let source = (try? openSource(saved.heading.dataset)) ?? AbsentSource(uri: saved.heading.dataset)
        mailbox = try Mailbox()
        conductor = Conductor(
            source: source, folder: folder, partitions: saved.heading.partitions, workers: 1, mailbox: mailbox
        )
        let context = ScreenContext(
            theme: theme, words: words, dataset: Dataset(name: source.uri.escapingUnprintable),
            runChain: try PreprocessingChain(saved.heading.preprocess).description)
        model = Model(width: width, height: height, context: context)
        conductor.show(saved)
        settle()
    }

    /// Presses the keys one after the other, each once the screen has all that it wants.
    mutating func press(_ keys: [Key]) {
        for key in keys {
            take(.key(key))
            settle()
        }
    }

    func close() { conductor.close() }

    private mutating func take(_ message: Message) {
        for command in model.update(message) where command.onlyReads { conductor.perform(command) }
    }

    /// Takes what comes until the screen lacks nothing that it asked for.
    private mutating func settle() {
        let end = ContinuousClock.now + .seconds(Self.patience)
        repeat {
            for message in mailbox.takeAll() { take(message) }
            if model.screen.wants(model.context).isEmpty { return }
            var watched = pollfd(fd: mailbox.descriptor, events: Int16(POLLIN), revents: 0)
            poll(&watched, 1, 100)
        } while ContinuousClock.now < end
    }
}

extension Command {
    /// Whether it leaves the run folder and every file as they are.
    fileprivate var onlyReads: Bool {
        switch self {
        case .cancelJob, .cancelStage, .killTask, .changeWorkers, .chooseComponents, .export: false
        default: true
        }
    }
}
