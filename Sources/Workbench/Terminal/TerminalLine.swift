import Foundation

// The line to the terminal: bytes out, bytes in, the line's settings. Neither writing nor reading ever waits, so that
// signals are answered on a line that takes nothing, too. For the thread that made it.

/// The process's terminal, `/dev/tty`, as bytes.
final class TerminalLine {
    /// For `poll`.
    let descriptor: Int32
    /// The other end is gone.
    private(set) var isGone = false
    /// Is told what the system has taken.
    var recorder: Recorder?
    /// What the system has not taken yet, from `taken` on.
    private var unsent: [UInt8] = []
    private var taken = 0
    /// The settings to give back; nil while they are in force.
    private var found: termios?

    init() throws(TerminalError) {
        descriptor = open("/dev/tty", O_RDWR | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)
        guard descriptor >= 0 else { throw .noTerminal(reason: String(cString: strerror(errno))) }
    }

    deinit { close(descriptor) }

    // MARK: Out

    /// Whether bytes wait for the line; it is then to be polled for writing, and `pump` called.
    var hasUnsent: Bool { taken < unsent.count }

    /// Sends the bytes behind those that wait.
    func send(_ bytes: [UInt8]) {
        unsent += bytes
        pump()
    }

    /// Hands over as much as the line takes now.
    func pump() {
        while hasUnsent, !isGone {
            let count = unsent[taken...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if count > 0 {
                recorder?.sent(unsent[taken..<(taken + count)])
                taken += count
            } else if errno != EINTR {
                isGone = errno != EAGAIN
                break
            }
        }
        if !hasUnsent || isGone { (unsent, taken) = ([], 0) }
    }

    /// Leaves out what waits, here and in the system, and breaks off the sequence that may be half sent; true where
    /// anything waited.
    func dropUnsent() -> Bool {
        guard hasUnsent else { return false }
        tcflush(descriptor, TCOFLUSH)
        (unsent, taken) = ([Self.cancel], 0)
        return true
    }

    private static let cancel: UInt8 = 0x18

    /// Waits until the line has taken everything, at most so long.
    func flush(within seconds: Double) {
        let end = ContinuousClock.now + .seconds(seconds)
        pump()
        while hasUnsent, ContinuousClock.now < end {
            wait(for: POLLOUT, until: end)
            pump()
        }
    }

    // MARK: In

    /// What has come, up to a few hundred bytes: a paste is taken in pieces with a frame after each.
    func read() -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 512)
        let count = Foundation.read(descriptor, &bytes, bytes.count)
        if count == 0 || count < 0 && errno != EAGAIN && errno != EINTR { isGone = true }
        return Array(bytes.prefix(max(0, count)))
    }

    /// Waits for bytes, at most until then.
    func waitForInput(until end: ContinuousClock.Instant) { wait(for: POLLIN, until: end) }

    private func wait(for event: Int32, until end: ContinuousClock.Instant) {
        var watched = pollfd(fd: descriptor, events: Int16(event), revents: 0)
        let left = (end - ContinuousClock.now) / .milliseconds(1)
        poll(&watched, 1, Int32(max(1, left)))
    }

    // MARK: Settings

    /// The settings are ours, from `makeRaw` to `restore`.
    var isRaw: Bool { found != nil }

    /// Bytes come as they are typed, unechoed, and go out unchanged; ^C and ^Z are signals, ^S and ^Q keys.
    func makeRaw() {
        var settings = termios()
        guard tcgetattr(descriptor, &settings) == 0 else { return }
        if found == nil { found = settings }
        settings.c_iflag &= ~tcflag_t(ICRNL | INLCR | IGNCR | IXON | ISTRIP)
        settings.c_oflag &= ~tcflag_t(OPOST)
        settings.c_lflag &= ~tcflag_t(ICANON | ECHO | ECHONL | IEXTEN)
        withUnsafeMutableBytes(of: &settings.c_cc) {
            $0[Int(VMIN)] = 1
            $0[Int(VTIME)] = 0
        }
        tcsetattr(descriptor, TCSANOW, &settings)
    }

    /// As they were found.
    func restore() {
        guard var settings = found else { return }
        tcsetattr(descriptor, TCSANOW, &settings)
        found = nil
    }

    /// The size in cells and in pixels; 0 for what the line does not know.
    var size: winsize {
        var size = winsize()
        return ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 ? size : winsize()
    }
}
