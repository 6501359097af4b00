import Engine
import Foundation

// The loop of the UI without a screen: lines from standard input, lines to standard output. It draws nothing and sets no mode
// of a terminal, so that a screen reader, a pipe or a log get plain text.

struct LinearRuntime {
    private let mailbox: Mailbox
    private let signals: Signals
    private let perform: CommandPerformer
    private let now: @Sendable () -> Double
    private let isAtWork: @Sendable () -> Bool
    private var dialogue: LinearDialogue
    /// Bytes of a line that has not ended.
    private var pending: [UInt8] = []
    private var isInputOpen = true
    /// When news are told that nobody asked for.
    private var due = 0.0

    /// Seconds between two such tellings: a voice takes its time.
    private static let interval = 5.0
    /// Seconds after which what a line asked for should have come.
    private static let answerInterval = 0.5
    private static let lineLimit = 4_096

    /// - Parameter isAtWork: whether there may be more to tell without a line that asks for it.
    init(
        model: Model, mailbox: Mailbox, now: @escaping @Sendable () -> Double,
        isAtWork: @escaping @Sendable () -> Bool, perform: @escaping CommandPerformer
    ) throws(TerminalError) {
        signals = try Signals()
        self.mailbox = mailbox
        self.perform = perform
        self.now = now
        self.isAtWork = isAtWork
        dialogue = LinearDialogue(model)
    }

    /// Speaks until told to quit; where nobody can, until the work is done.
    mutating func run() -> Runtime.Ending {
        defer { mailbox.close() }
        say(dialogue.news())
        while true {
            wait()
            _ = dialogue.update(.tick(now()))
            if let ending = takeSignals() ?? takeMessages() ?? takeLines() { return ending }
            if now() >= due { say(dialogue.news()) }
            if !isInputOpen, !dialogue.isBusy, !isAtWork() {
                if let ending = takeMessages() { return ending }
                say(dialogue.news())
                return .quit
            }
        }
    }

    private func wait() {
        var watched = [isInputOpen ? STDIN_FILENO : -1, signals.descriptor, mailbox.descriptor].map {
            pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
        }
        poll(&watched, nfds_t(watched.count), Int32(Self.answerInterval * 1000))
    }

    private mutating func say(_ lines: [String]) {
        due = now() + Self.interval
        guard !lines.isEmpty else { return }
        Output.put(lines.joined(separator: "\n") + "\n", to: STDOUT_FILENO)
    }

    private func takeSignals() -> Runtime.Ending? {
        let signals = signals.take()
        if signals.contains(SIGHUP) { return .hangup }
        if signals.contains(SIGTSTP) { self.signals.stopProcess() }
        return [SIGTERM, SIGINT].first { signals.contains($0) }.map { .interrupted(signal: $0) }
    }

    private mutating func takeMessages() -> Runtime.Ending? {
        for message in mailbox.takeAll() {
            if let ending = perform(dialogue.update(message)) { return ending }
        }
        return nil
    }

    private mutating func takeLines() -> Runtime.Ending? {
        var watched = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
        guard isInputOpen, poll(&watched, 1, 0) > 0 else { return nil }
        var bytes = [UInt8](repeating: 0, count: Self.lineLimit)
        let count = read(STDIN_FILENO, &bytes, bytes.count)
        guard count > 0 else {
            isInputOpen = count < 0 && errno == EINTR
            return nil
        }
        pending += bytes[..<count]
        while let end = pending.firstIndex(of: UInt8(ascii: "\n")) {
            let line = String(decoding: pending[..<end].prefix(Self.lineLimit), as: UTF8.self)
            pending.removeSubrange(...end)
            if let ending = take(line: line) { return ending }
        }
        // What has no end is no command.
        if pending.count > Self.lineLimit { pending = [] }
        return nil
    }

    private mutating func take(line: String) -> Runtime.Ending? {
        let (lines, commands) = dialogue.take(line: line)
        say(lines)
        if let ending = perform(commands) { return ending }
        let news = dialogue.news()
        // A person who sees nothing must hear that the line has come.
        let isSilent = news.isEmpty && lines.isEmpty && commands.isEmpty
        say(isSilent ? [dialogue.nothingChanged] : news)
        due = now() + Self.answerInterval
        return nil
    }

    private func perform(_ commands: [Command]) -> Runtime.Ending? {
        for command in commands {
            switch command {
            case .quit: return .quit
            // Nobody would see them.
            case .loadThumbnail, .loadThumbnails, .redraw, .suspend: break
            default: perform(command)
            }
        }
        return nil
    }
}
