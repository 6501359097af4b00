import Foundation
import Plot

// The loop of the UI: wait, take in, draw. It runs on the thread that calls `run`, which alone touches the terminal;
// other threads reach it through the mailbox. Nothing in it waits but `poll`.

/// What performs the commands that are not the runtime's own. Called on the UI thread: it hands the work to others and
/// returns at once; what comes of it is sent to the mailbox.
typealias CommandPerformer = @Sendable (Command) -> Void

/// The UI from first frame to last.
struct Runtime {
    /// Why the UI ended. The terminal is as it was found by then.
    enum Ending: Hashable, Sendable {
        case quit
        /// A signal asked for the end: INT, TERM.
        case interrupted(signal: Int32)
        /// The terminal is gone: HUP, or end of file on it.
        case hangup
    }

    private let terminal: Terminal
    private let mailbox: Mailbox
    private let perform: CommandPerformer
    private let now: @Sendable () -> Double
    private var model: Model
    /// The model differs from what is shown.
    private var isDirty = true
    /// The person waits for what is not shown yet.
    private var owesReply = true
    /// When the time that is shown was taken.
    private var ticked = -Double.infinity

    /// - Parameters:
    ///   - mailbox: where other threads leave messages.
    ///   - now: seconds since the session began, the clock of `JobEvent.time`; never goes back.
    init(
        terminal: Terminal, model: Model, mailbox: Mailbox, now: @escaping @Sendable () -> Double,
        perform: @escaping CommandPerformer
    ) {
        self.terminal = terminal
        self.mailbox = mailbox
        self.perform = perform
        self.now = now
        self.model = model
    }

    /// What the UI keeps between starts.
    var savedState: SavedState { model.savedState }

    /// Shows the UI until it ends.
    mutating func run() -> Ending {
        defer { mailbox.close() }
        while true {
            drawIfDue()
            let isTerminalGone = waitForInput()
            if isTerminalGone { return .hangup }
            tick()
            if let ending = takeSignals() ?? takeMessages() ?? takeInput() { return ending }
        }
    }
}

// MARK: Waiting and drawing

extension Runtime {
    /// Sleeps until there is something to take in or to draw; true where the terminal is gone.
    private func waitForInput() -> Bool {
        var watched = [terminal.descriptor, terminal.signalDescriptor, mailbox.descriptor].map {
            pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
        }
        if terminal.hasUnsent { watched[0].events |= Int16(POLLOUT) }
        poll(&watched, nfds_t(watched.count), timeout())
        if watched[0].revents & Int16(POLLOUT) != 0 { terminal.pump() }
        return terminal.isGone || watched[0].revents & Int16(POLLHUP | POLLERR | POLLNVAL) != 0
    }

    /// Milliseconds until something is due without input; -1 where nothing is.
    private func timeout() -> Int32 {
        let due = [frameDue, model.tickInterval.map { ticked + $0 - now() }, terminal.inputDue]
        guard let next = due.compactMap({ $0 }).min() else { return -1 }
        return Int32((max(0, next) * 1000).rounded(.up))
    }

    /// Seconds until the next frame; nil where there is none, or the line has to take another first.
    private var frameDue: Double? { isDirty ? terminal.frameDue(isReply: owesReply) : nil }

    /// Only progress waits for its time. Held keys cannot run ahead of the screen: those that were typed while the line
    /// was busy share a frame.
    private mutating func drawIfDue() {
        guard let frameDue, frameDue <= 0 else { return }
        terminal.present(model.draw())
        (isDirty, owesReply) = (false, false)
    }

    /// The model always knows the time; only where it shows some is that a reason to draw.
    private mutating func tick() {
        let time = now()
        let showedTime = model.tickInterval != nil
        model.update(.tick(time)).forEach(perform)
        guard let interval = model.tickInterval else {
            // The last of a playback, or of a notice, is to be seen.
            if showedTime { isDirty = true }
            return
        }
        guard time >= ticked + interval else { return }
        ticked = time
        isDirty = true
    }
}

// MARK: Taking in

extension Runtime {
    private mutating func takeSignals() -> Ending? {
        let signals = terminal.takeSignals()
        guard !signals.isEmpty else { return nil }
        if signals.contains(SIGHUP) { return .hangup }
        for signal in [SIGTERM, SIGINT] where signals.contains(signal) { return .interrupted(signal: signal) }
        if signals.contains(SIGTSTP) {
            terminal.suspend()
        } else if signals.contains(SIGCONT) {
            terminal.redrawAll()
        }
        return fitToTerminal()
    }

    /// After a resize, and after a stop during which one may have happened.
    private mutating func fitToTerminal() -> Ending? {
        let size = terminal.fit()
        owesReply = true
        return take(.graphics(terminal.capabilities.graphics))
            ?? take(.resized(width: size.width, height: size.height))
    }

    /// What was typed and pointed at, up to a read's length; then comes a frame.
    private mutating func takeInput() -> Ending? {
        for input in terminal.takeInput() {
            owesReply = true
            let ending =
                switch input {
                case .key(let key): take(.key(key))
                case .mouse(let event): take(.mouse(event))
                case .background(let background): take(.background(background))
                case .graphics(let graphics): take(.graphics(graphics))
                }
            if let ending { return ending }
        }
        return nil
    }

    private mutating func takeMessages() -> Ending? {
        for message in mailbox.takeAll() {
            if let ending = take(message) { return ending }
        }
        return nil
    }

    private mutating func take(_ message: Message) -> Ending? {
        let commands = model.update(message)
        isDirty = true
        for command in commands {
            switch command {
            case .quit: return .quit
            case .suspend:
                terminal.suspend()
                if let ending = fitToTerminal() { return ending }
            case .redraw: terminal.redrawAll()
            default: perform(command)
            }
        }
        return nil
    }
}
