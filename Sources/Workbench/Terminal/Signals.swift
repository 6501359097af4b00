import Foundation

// The wishes of the outside, as bytes in a pipe that the UI thread polls beside the keyboard.

/// Watches the signals that a terminal program must answer, from `init` to `deinit`.
///
/// Made before ncurses starts, which then leaves these signals alone.
final class Signals {
    /// For `poll`: readable when a signal has come.
    let descriptor: Int32
    private let writingEnd: Int32
    private static let watched = [SIGINT, SIGTERM, SIGHUP, SIGTSTP, SIGCONT, SIGWINCH]

    init() throws(TerminalError) {
        let pipe = try SelfPipe.open()
        (descriptor, writingEnd) = (pipe.reading, pipe.writing)
        for signal in Self.watched { SignalGuard.watch(signal, writingTo: writingEnd) }
        SignalGuard.watchCrashes()
    }

    deinit {
        for signal in Self.watched { SignalGuard.unwatch(signal) }
        SignalGuard.unwatchCrashes()
        close(descriptor)
        close(writingEnd)
    }

    /// The signals that came since the last call, each once.
    func take() -> Set<Int32> { Set(SelfPipe.drain(descriptor).map { Int32($0) }) }

    /// Stops the whole process as ^Z does, and returns when the shell continues it.
    func stopProcess() {
        for signal in [SIGTSTP, SIGCONT] { SignalGuard.unwatch(signal) }
        raise(SIGTSTP)
        for signal in [SIGTSTP, SIGCONT] { SignalGuard.watch(signal, writingTo: writingEnd) }
    }
}
