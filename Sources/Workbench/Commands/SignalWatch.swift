import Foundation
import Synchronization

/// Turns INT, TERM and HUP into a value that a waiting command can look at.
///
/// A handler and a pipe, not `sigwait`: libraries start threads before `main` does, which would take a signal that is
/// only blocked elsewhere and die of it. A thread of its own reads the pipe; a second signal ends the process at once.
final class SignalWatch: Sendable {
    private struct Arrival {
        let signal: Int32
        let time: ContinuousClock.Instant
    }

    private let first = Mutex<Arrival?>(nil)
    /// What comes sooner after the first is the same wish sent twice, as `timeout` does to a process and its group.
    private static let echo = Duration.milliseconds(250)

    init() throws(TerminalError) {
        let pipe = try SelfPipe.open()
        for signal in [SIGINT, SIGTERM, SIGHUP] where !(signal == SIGHUP && Self.isIgnored(signal)) {
            SignalGuard.watch(signal, writingTo: pipe.writing)
        }
        let thread = Thread { [self] in
            while true {
                var watched = pollfd(fd: pipe.reading, events: Int16(POLLIN), revents: 0)
                poll(&watched, 1, -1)
                for byte in SelfPipe.drain(pipe.reading) { take(Int32(byte)) }
            }
        }
        thread.name = "signals"
        thread.start()
    }

    private func take(_ signal: Int32) {
        let now = ContinuousClock.now
        let earlier = first.withLock { first in
            defer { first = first ?? Arrival(signal: signal, time: now) }
            return first
        }
        if let earlier, now - earlier.time > Self.echo { _exit(128 + signal) }
    }

    /// Whether whoever started the program wants it to go on in spite of the signal, as `nohup` does with HUP. Of INT
    /// it says nothing: a shell's script has every background command ignore it, and who sends it to one means it.
    private static func isIgnored(_ signal: Int32) -> Bool {
        let handler = Foundation.signal(signal, SIG_IGN)
        Foundation.signal(signal, handler)
        return unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
    }

    /// How the program is to end where a signal has come.
    var status: ExitStatus? {
        first.withLock { $0 }.map { arrival in
            switch arrival.signal {
            case SIGTERM: .terminated
            case SIGHUP: .hungUp
            default: .interrupted
            }
        }
    }
}
