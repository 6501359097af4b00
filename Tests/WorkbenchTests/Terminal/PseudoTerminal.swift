import Foundation
import Testing

/// A terminal with a program on it: the test holds the other end of the line. What the program sends is shown by an
/// `EmulatedScreen`, which answers it.
///
/// Nothing here sleeps for a guessed time: `wait` reads until a condition holds, and fails after `patience`.
final class PseudoTerminal {
    private(set) var screen: EmulatedScreen
    /// How many bytes have come.
    private(set) var received = 0
    /// Most bytes that are read in a second; nil for as many as come.
    var bytesPerSecond: Int?
    /// Whether the screen's answers are held back.
    var holdsAnswers = false
    private(set) var heldAnswers: [UInt8] = []

    private var master: Int32
    private let child: pid_t
    private let folder: Scratch
    private var status: Int32?
    private static let patience = 60.0

    /// Starts a shell on a new terminal that runs `script`, in which the program is `"$0"`.
    ///
    /// - Parameter configure: of the screen, before the first byte.
    init(
        _ script: String, width: Int = 80, height: Int = 24, environment: [String: String] = [:],
        in folder: Scratch, configure: (inout EmulatedScreen) -> Void = { _ in }
    ) throws {
        screen = EmulatedScreen(width: width, height: height)
        configure(&screen)
        self.folder = folder
        master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        let other = try Self.unlockOtherEnd(of: master)
        Self.setSize(of: master, width, height)
        let all = [
            "TERM": "xterm-256color", "LANG": "C.UTF-8", "HOME": folder.path, "XDG_STATE_HOME": folder.path,
            "PATH": "/usr/bin:/bin", "OPENBLAS_NUM_THREADS": "1", "SWIFT_BACKTRACE": "enable=no",
        ].merging(environment) { $1 }
        child = try Self.spawn(
            ["/bin/bash", "--norc", "-c", "cd '\(folder.path)'; \(script)", try #require(Tool.path)],
            environment: all, terminal: other)
    }

    deinit {
        closeLine()
        if status == nil {
            kill(-child, SIGKILL)
            waitpid(child, nil, 0)
        }
    }

    /// The name of the end that programs get. The C library has these calls for programs of X/Open only.
    private static func unlockOtherEnd(of master: Int32) throws -> String {
        let (getNumber, setLock): (UInt, UInt) = (0x8004_5430, 0x4004_5431)
        var (number, isLocked): (Int32, Int32) = (-1, 0)
        try #require(ioctl(master, setLock, &isLocked) == 0 && ioctl(master, getNumber, &number) == 0)
        return "/dev/pts/\(number)"
    }

    private static func setSize(of master: Int32, _ width: Int, _ height: Int) {
        var size = winsize(ws_row: UInt16(height), ws_col: UInt16(width), ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(master, UInt(TIOCSWINSZ), &size)
    }

    /// A process in a session of its own, which the first terminal it opens then belongs to.
    private static func spawn(_ arguments: [String], environment: [String: String], terminal: String) throws
        -> pid_t
    {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0)
        posix_spawn_file_actions_adddup2(&actions, 0, 1)
        posix_spawn_file_actions_adddup2(&actions, 0, 2)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // A child inherits what is blocked and ignored, and test runners do both.
        var (none, all) = (sigset_t(), sigset_t())
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        let flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | 0x80 /* POSIX_SPAWN_SETSID */
        posix_spawnattr_setflags(&attributes, Int16(flags))
        var (argv, envp) = (
            arguments.map { strdup($0) } + [nil], environment.map { strdup("\($0)=\($1)") } + [nil]
        )
        defer { for text in argv + envp { free(text) } }
        var child = pid_t()
        try #require(posix_spawn(&child, arguments[0], &actions, &attributes, &argv, &envp) == 0)
        return child
    }
}

// MARK: Waiting

extension PseudoTerminal {
    /// Reads until the condition holds of the screen.
    func wait(
        for what: String, sourceLocation: SourceLocation = #_sourceLocation,
        until holds: (EmulatedScreen) throws -> Bool
    ) throws {
        let end = Date() + Self.patience
        while try !holds(screen) {
            read(within: 0.2)
            try #require(
                Date() < end, "no sight of \(what); the screen shows:\n\(screen.text)",
                sourceLocation: sourceLocation)
        }
    }

    /// Reads until the text is on the screen.
    func wait(forText text: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        try wait(for: "'\(text)'", sourceLocation: sourceLocation) { $0.text.contains(text) }
    }

    /// Reads until the program sends nothing for so long, and returns whether that came to pass.
    func isQuiet(for seconds: Double) -> Bool {
        let end = Date() + Self.patience
        while Date() < end {
            let before = received
            read(within: seconds)
            if received == before { return true }
        }
        return false
    }

    /// What the screen shows once nothing is on its way to it.
    func settledText(sourceLocation: SourceLocation = #_sourceLocation) throws -> String {
        try #require(isQuiet(for: 0.5), "it never rests:\n\(screen.text)", sourceLocation: sourceLocation)
        try wait(for: "all pictures", sourceLocation: sourceLocation) { !$0.text.contains("Reading") }
        _ = isQuiet(for: 0.5)
        return screen.text
    }

    /// Reads until the shell has ended, and returns its status: 128 and the signal for one that a signal ended.
    func ending(sourceLocation: SourceLocation = #_sourceLocation) throws -> Int32 {
        let end = Date() + Self.patience
        while status == nil {
            try #require(Date() < end, "it does not end:\n\(screen.text)", sourceLocation: sourceLocation)
            var raw: Int32 = 0
            if waitpid(child, &raw, WNOHANG) == child {
                status = raw & 0x7F == 0 ? raw >> 8 & 0xFF : 128 + raw & 0x7F
            } else {
                read(within: 0.02)
            }
        }
        read(within: 0)
        return status ?? -1
    }

    /// Takes what has come, after at most so many seconds of waiting for it.
    func read(within seconds: Double) {
        var watched = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
        guard master >= 0, poll(&watched, 1, Int32(seconds * 1000)) > 0 else {
            // A line that was closed, or hung up at the other end, is not to be asked in a circle.
            if master < 0 || watched.revents & Int16(POLLHUP) != 0 { usleep(2_000) }
            return
        }
        var bytes = [UInt8](repeating: 0, count: bytesPerSecond.map { max(1, $0 / 20) } ?? 65_536)
        let count = Foundation.read(master, &bytes, bytes.count)
        guard count > 0 else {
            usleep(2_000)
            return
        }
        received += count
        screen.feed(bytes.prefix(count))
        let answers = screen.takeAnswers()
        if holdsAnswers { heldAnswers += answers } else { send(answers) }
        // A slow line: this many bytes, then none for their time.
        if bytesPerSecond != nil { usleep(50_000) }
    }
}

// MARK: Doing

extension PseudoTerminal {
    func type(_ text: String) { send(Array(text.utf8)) }

    func send(_ bytes: [UInt8]) {
        guard !bytes.isEmpty else { return }
        _ = bytes.withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
    }

    /// Gives the answers that were held back to be sent.
    func takeHeldAnswers() -> [UInt8] {
        defer { heldAnswers = [] }
        return heldAnswers
    }

    func resize(width: Int, height: Int) {
        forgetScreen(width: width, height: height)
        Self.setSize(of: master, width, height)
    }

    /// From here on the screen shows only what comes anew.
    func forgetScreen(width: Int? = nil, height: Int? = nil) {
        var other = EmulatedScreen(width: width ?? screen.width, height: height ?? screen.height)
        (other.background, other.answersQuestions) = (screen.background, screen.answersQuestions)
        (other.attributes, other.pictures) = (screen.attributes, screen.pictures)
        other.pictures.leaveScreen()
        screen = other
    }

    /// The connection is gone.
    func closeLine() {
        if master >= 0 { close(master) }
        master = -1
    }

    /// The program that the shell has started, once it is there.
    func program() throws -> pid_t {
        let end = Date() + Self.patience
        while Date() < end {
            let children = try? String(
                contentsOfFile: "/proc/\(child)/task/\(child)/children", encoding: .utf8)
            let known = children?.split(separator: " ").compactMap { pid_t($0) } ?? []
            if let found = known.first(where: { Self.name(of: $0) == "workbench" }) { return found }
            read(within: 0.02)
        }
        throw POSIXError(.ESRCH)
    }

    static func name(of process: pid_t) -> String? {
        (try? String(contentsOfFile: "/proc/\(process)/comm", encoding: .utf8))?
            .trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// The state of a process as `ps` tells it, `T` for one that is stopped; nil where there is none.
    static func state(of process: pid_t) -> Character? {
        let status = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
        let state = status?.split(separator: ")").last?.split(separator: " ").first?.first
        return state == "Z" ? nil : state
    }
}
