import Engine
import Foundation
import Plot

/// The terminal as the UI uses it: grids go in, keys come out. One thread makes it, uses it and lets it go.
///
/// While it lives the process's standard output and error go to a log file, since a library that prints would spoil
/// the screen. After it, by whatever way, the terminal is as it was found. Nothing here waits, but for what gives the
/// terminal back.
final class Terminal {
    /// What the person decides, whatever the terminal says.
    struct Wishes: Hashable, Sendable {
        /// nil: as the environment or the terminal say.
        var background: Theme.Background?
        var hasMouse = true
    }

    private let ncurses: Ncurses
    private let line: TerminalLine
    private let signals: Signals
    private var output: RedirectedOutput?
    private let logPath: String
    private let environment: [String: String]
    private let wishes: Wishes
    /// The session's clock goes on from that of a run that is opened; the line's must not leap.
    private let started = ContinuousClock.now
    private var decoder: InputDecoder
    private var clicks = ClickCounter()
    private var pacer = FramePacer()
    /// What the terminal can show, as far as it is known.
    private(set) var capabilities: Capabilities
    /// What the terminal shows.
    private var last: CellGrid?
    private var layer = PictureLayer()
    private var inquiry: GraphicsInquiry
    /// When the last frame was sent.
    private var sent = -Double.infinity
    /// Of the questions that the terminal is asked at the start.
    private var asking = Asking.notYet
    /// Until when their answers are waited for in what is typed.
    private var answersUntil = -Double.infinity
    /// Seconds; a slow line takes its time for the first frame and for the answers.
    private static let patienceForAnswers = 30.0
    /// When pending input is what it looks like.
    private var inputDeadline: Double?

    private enum Asking { case notYet, waiting, done }

    /// - Parameters:
    ///   - logPath: where standard output and error go meanwhile; created or appended to.
    ///   - recorder: is told all that the terminal is sent. There are then no pictures in it, which no player knows.
    init(
        environment: [String: String], wishes: Wishes = Wishes(), logPath: String, recorder: Recorder? = nil
    ) throws(TerminalError) {
        signals = try Signals()
        line = try TerminalLine()
        let size = Capabilities.size(of: line.size, environment)
        recorder?.begin(width: size.width, height: size.height, terminal: environment["TERM"] ?? "")
        line.recorder = recorder
        ncurses = try Ncurses(environment: environment)
        (self.environment, self.wishes, self.logPath) = (environment, wishes, logPath)
        capabilities = ncurses.capabilities
        if let background = wishes.background { capabilities.background = background }
        inquiry = GraphicsInquiry(
            environment, isWanted: recorder == nil && capabilities.colors != .none,
            cell: Capabilities.cell(of: line.size))
        decoder = InputDecoder(isUTF8: capabilities.isUTF8, described: ncurses.describedKeys)
        prepareGuard()
        takeLine()
        output = RedirectedOutput(to: logPath)
    }

    deinit { leave() }

    private func prepareGuard() {
        let farewell =
            "\r\nThe workbench crashed; what is known of it is in \(logPath.escapingUnprintable)\r\n"
        let reset = MouseModes.off + Ncurses.resetSequence
        isGuarded = SignalGuard.prepare(reset: reset, farewell: farewell)
    }

    private var isGuarded = false

    /// The line's settings and the terminal's modes are ours from now on.
    private func takeLine() {
        if !line.isRaw { SignalGuard.remember(line.descriptor) }
        SignalGuard.arm(isGuarded)
        line.makeRaw()
        ncurses.comeBack()
        if wishes.hasMouse { line.send(Array(MouseModes.on.utf8)) }
    }

    /// Gives the terminal back. What it still owes an answer to is waited for, or the shell would take it for typed.
    private func leave() {
        guard line.isRaw else { return }
        let hasDropped = line.dropUnsent()
        line.send(layer.forget(capabilities.graphics?.form) + MouseModes.off.utf8 + ncurses.leave())
        line.flush(within: 0.5)
        takeOutstandingAnswers(within: pacer.isAnswered && !hasDropped ? 2 : 0.2)
        line.restore()
        SignalGuard.arm(false)
    }

    private func takeOutstandingAnswers(within seconds: Double) {
        inquiry.end()
        guard isQuestioning || pacer.waiting > 0, !line.hasUnsent else { return }
        let end = ContinuousClock.now + .seconds(seconds)
        while isQuestioning || pacer.isAnswered && pacer.waiting > 0, !line.isGone, ContinuousClock.now < end
        {
            line.waitForInput(until: end)
            for case .answer(let answer) in decoder.feed(line.read()) { take(answer, at: sent) }
        }
        asking = .done
        pacer.forget()
    }
}

// MARK: Waiting

extension Terminal {
    /// For `poll`: for reading always, for writing while `hasUnsent`.
    var descriptor: Int32 { line.descriptor }
    /// For `poll`: for reading.
    var signalDescriptor: Int32 { signals.descriptor }
    /// The line has not taken all of the last frame; `pump` is to be called when it takes more.
    var hasUnsent: Bool { line.hasUnsent }
    /// The other end is gone.
    var isGone: Bool { line.isGone }

    func takeSignals() -> Set<Int32> { signals.take() }

    /// Seconds since the terminal was taken.
    private var now: Double { (ContinuousClock.now - started) / .seconds(1) }

    /// Seconds until the next frame may be sent, see `FramePacer`; not positive where it is time. Behind one that nobody
    /// waits for any more there is none as long as the line has not taken it.
    func frameDue(isReply: Bool) -> Double? {
        guard pacer.waiting > 0 || !line.hasUnsent else { return nil }
        return pacer.due(isReply: isReply, after: sent).map { $0 - now }
    }

    /// Seconds until something is to be taken that no byte will tell of: a key that looks like the beginning of a
    /// sequence, or that an answer will not come.
    var inputDue: Double? { [inputDeadline, pacer.lost].compactMap { $0 }.min().map { $0 - now } }
}

// MARK: Out

extension Terminal {
    /// Works with the terminal's size from now on, and returns it. What a resized terminal shows is unknown, so the
    /// next `present` sends every cell.
    func fit() -> (width: Int, height: Int) {
        forgetShown()
        fitPictures()
        let size = Capabilities.size(of: line.size, environment)
        line.recorder?.resized(width: size.width, height: size.height)
        return ncurses.resize(width: size.width, height: size.height)
    }

    /// Where a cell has another size now, so have pictures.
    private func fitPictures() {
        if let cell = Capabilities.cell(of: line.size) {
            inquiry.cell = cell
            capabilities.graphics = inquiry.graphics
        } else if capabilities.graphics != nil {
            line.send(Array(TerminalQuestion.cellSize.utf8))
        }
    }

    /// Shows the grid: only cells and pictures that differ from those of the last one are sent; nothing at all where none
    /// does. Pictures are part of the frame, behind its cells.
    func present(_ grid: CellGrid) {
        guard last != grid else { return }
        let rows = put(grid)
        let pictures = capabilities.graphics.map { layer.show(grid.pictures, writing: rows, $0) }
        let before = returning(pictures?.before ?? [])
        let cells = ncurses.flush()
        let behind = returning(pictures?.behind ?? [])
        last = grid
        send(before + cells + behind, isLong: !behind.isEmpty, at: now)
    }

    /// Gives ncurses what differs, and returns the rows that it is in.
    private func put(_ grid: CellGrid) -> Set<Int> {
        let known = last.flatMap { $0.width == grid.width && $0.height == grid.height ? $0.cells : nil }
        var rows: Set<Int> = []
        for index in grid.cells.indices where known?[index] != grid.cells[index] {
            ncurses.put(grid.cells[index], x: index % grid.width, y: index / grid.width)
            rows.insert(index / grid.width)
        }
        return rows
    }

    /// Bytes that move the cursor, and behind them what moves it where ncurses believes it.
    private func returning(_ bytes: [UInt8]) -> [UInt8] {
        bytes.isEmpty ? [] : bytes + CursorMove.bytes(x: ncurses.cursor.x, y: ncurses.cursor.y)
    }

    /// A frame, and the question whether it has arrived. The first is followed by all other questions.
    private func send(_ frame: [UInt8], isLong: Bool, at time: Double) {
        guard !frame.isEmpty else { return }
        line.send(frame + Array(question(at: time).utf8))
        sent = time
        pacer.sent(at: time, isLong: isLong)
        noteEmptied(at: time)
    }

    /// Sends on what waits.
    func pump() {
        line.pump()
        noteEmptied(at: now)
    }

    /// The first frame has not arrived before the first answer.
    private func noteEmptied(at time: Double) {
        if !line.hasUnsent, asking != .waiting { pacer.emptied(at: time) }
    }

    /// The next `present` sends every cell, and sets the terminal's modes again.
    func redrawAll() {
        takeLine()
        forgetShown()
    }

    /// What the terminal shows is not known from here on.
    private func forgetShown() {
        line.send(layer.forget(capabilities.graphics?.form))
        ncurses.forgetScreen()
        last = nil
    }

    /// Gives the terminal back, stops the process, and takes the terminal again when it goes on.
    func suspend() {
        leave()
        output = nil
        signals.stopProcess()
        output = RedirectedOutput(to: logPath)
        redrawAll()
    }
}

// MARK: In

extension Terminal {
    enum Input: Hashable, Sendable {
        case key(Key)
        case mouse(MouseEvent)
        /// The terminal has told that its background is not what was believed.
        case background(Theme.Background)
        /// It has told how it shows pictures.
        case graphics(TerminalGraphics?)
    }

    /// What has been typed and pointed at since the last call; a long paste in pieces.
    func takeInput() -> [Input] {
        let (time, bytes) = (now, line.read())
        decoder.expectsAnswers = time < answersUntil || pacer.isAnswered && pacer.waiting > 0
        var found = bytes.isEmpty ? [] : decoder.feed(bytes)
        let isOver = bytes.isEmpty && inputDeadline.map { time >= $0 } == true
        // What was cut off says nothing, and is over all the same.
        if isOver { found += decoder.timeOut() }
        if isOver || !bytes.isEmpty { inputDeadline = decoder.patience.map { time + $0 } }
        giveUp(at: time)
        return found.compactMap { take($0, at: time) }
    }

    private func take(_ input: TerminalInput, at time: Double) -> Input? {
        switch input {
        case .key(let key): return .key(key)
        case .mouse(let event): return wishes.hasMouse ? .mouse(clicks.count(event, at: time)) : nil
        case .answer(let answer): return take(answer, at: time)
        }
    }
}

// MARK: Questions and answers

extension Terminal {
    /// Neither the person nor the environment has said which background there is.
    private var wantsBackground: Bool {
        wishes.background == nil && !Capabilities.tellsBackground(environment)
    }

    /// Answers are under way that are not a frame's.
    private var isQuestioning: Bool { asking == .waiting || inquiry.isAskingForKitty }

    /// What follows a frame.
    private func question(at time: Double) -> String {
        guard asking == .notYet else { return pacer.isAnswered ? TerminalQuestion.isReady : "" }
        guard Capabilities.isAskable(environment) else {
            asking = .done
            return ""
        }
        (asking, answersUntil) = (.waiting, time + Self.patienceForAnswers)
        return (wantsBackground ? TerminalQuestion.background : "") + inquiry.question
            + TerminalQuestion.attributes
    }

    /// Takes an answer, whenever it comes.
    @discardableResult
    private func take(_ answer: TerminalAnswer, at time: Double) -> Input? {
        switch answer {
        case .background(let red, let green, let blue):
            let background = Theme.Background(red: red, green: green, blue: blue)
            guard wantsBackground, background != capabilities.background else { return nil }
            capabilities.background = background
            return .background(background)
        case .attributes(let numbers): return take(attributes: numbers, at: time)
        case .ready: pacer.answered(at: time)
        case .kitty: inquiry.takeKitty()
        case .cellSize(let cell):
            inquiry.cell = cell
            return noteGraphics()
        }
        return nil
    }

    /// The last of the questions that follow the first frame: it has arrived. There may be more to ask.
    private func take(attributes: [Int], at time: Double) -> Input? {
        if !inquiry.isAskingForKitty { pacer.answered(at: time) }
        asking = .done
        let question = inquiry.take(attributes: attributes)
        answersUntil = question.isEmpty ? -.infinity : time + Self.patienceForAnswers
        line.send(Array(question.utf8))
        return noteGraphics()
    }

    /// Pictures of another size than those that are shown are sent anew.
    private func noteGraphics() -> Input? {
        guard inquiry.graphics != capabilities.graphics else { return nil }
        if capabilities.graphics != nil { forgetShown() }
        capabilities.graphics = inquiry.graphics
        return .graphics(inquiry.graphics)
    }

    private func giveUp(at time: Double) {
        guard let lost = pacer.lost, time >= lost else { return }
        pacer.giveUp(at: time)
        asking = .done
    }
}

/// How the mouse is asked for: presses, releases and what is dragged between them, in numbers of any size.
enum MouseModes {
    static let on = "\u{1B}[?1000h\u{1B}[?1002h\u{1B}[?1006h"
    static let off = "\u{1B}[?1006l\u{1B}[?1002l\u{1B}[?1000l"
}

/// Standard output and error go to a file as long as this lives.
private final class RedirectedOutput {
    private let saved: [(descriptor: Int32, copy: Int32)]

    init?(to path: String) {
        let log = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard log >= 0 else { return nil }
        defer { close(log) }
        fflush(nil)
        saved = [STDOUT_FILENO, STDERR_FILENO].map { ($0, fcntl($0, F_DUPFD_CLOEXEC, 3)) }
        for (descriptor, _) in saved { dup2(log, descriptor) }
    }

    deinit {
        fflush(nil)
        for (descriptor, copy) in saved where copy >= 0 {
            dup2(copy, descriptor)
            close(copy)
        }
    }
}
