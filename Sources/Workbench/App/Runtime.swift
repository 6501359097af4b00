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

    /// Seconds between frames that no key asked for.
    private static let frameInterval = 0.1
    /// A paste of any length is taken in pieces with a frame after each.
    private static let keysPerFrame = 256

    private let terminal: Terminal
    private let mailbox: Mailbox
    private let perform: CommandPerformer
    private let now: @Sendable () -> Double
    private var model: Model
    /// The model differs from what is shown.
    private var isDirty = true
    /// When the last frame was drawn.
    private var drawn = -Double.infinity
    /// When the time that is shown was taken.
    private var ticked = -Double.infinity
    /// Keys may wait inside ncurses, where `poll` does not see them.
    private var hasMoreKeys = false

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
            if let ending = takeSignals() ?? takeMessages() ?? takeKeys() { return ending }
        }
    }
}

// MARK: Waiting and drawing

extension Runtime {
    /// Sleeps until there is something to take in or to draw; true where the terminal is gone.
    private func waitForInput() -> Bool {
        var watched = [terminal.keyboardDescriptor, terminal.signalDescriptor, mailbox.descriptor].map {
            pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
        }
        poll(&watched, nfds_t(watched.count), timeout())
        return watched[0].revents & Int16(POLLHUP | POLLERR | POLLNVAL) != 0
    }

    /// Milliseconds until something is due without input; -1 where nothing is.
    private func timeout() -> Int32 {
        if hasMoreKeys { return 0 }
        let due = [isDirty ? drawn + Self.frameInterval : nil, model.tickInterval.map { ticked + $0 }]
        guard let next = due.compactMap({ $0 }).min() else { return -1 }
        return Int32((max(0, next - now()) * 1000).rounded(.up))
    }

    private mutating func drawIfDue() {
        guard isDirty, now() >= drawn + Self.frameInterval else { return }
        draw()
    }

    private mutating func draw() {
        terminal.present(model.draw())
        drawn = now()
        isDirty = false
    }

    /// The model always knows the time; only where it shows some is that a reason to draw.
    private mutating func tick() {
        let time = now()
        _ = model.update(.tick(time))
        guard let interval = model.tickInterval, time >= ticked + interval else { return }
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
        return take(.resized(width: size.width, height: size.height))
    }

    /// The keys typed so far, then a frame at once: held keys cannot run ahead of the screen.
    private mutating func takeKeys() -> Ending? {
        var taken = 0
        hasMoreKeys = false
        while true {
            guard taken < Self.keysPerFrame else {
                hasMoreKeys = true
                break
            }
            let input = terminal.nextInput()
            if input == .nothing { break }
            taken += 1
            if case .key(let key) = input, let ending = take(.key(key)) { return ending }
        }
        if taken > 0 { draw() }
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
