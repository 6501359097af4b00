import Foundation
import Synchronization

/// Turns INT, TERM and HUP into a value that a waiting command can look at.
///
/// Threading: made on the main thread before any other thread starts, because threads inherit which signals they
/// leave alone; a thread of its own then waits for them. A second signal ends the process at once.
final class SignalWatch: Sendable {
    private let first = Mutex<Int32?>(nil)

    init() {
        var signals = sigset_t()
        sigemptyset(&signals)
        for signal in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&signals, signal) }
        pthread_sigmask(SIG_BLOCK, &signals, nil)
        let thread = Thread { [self, watched = signals] in
            var signals = watched
            while true {
                var signal: Int32 = 0
                guard sigwait(&signals, &signal) == 0 else { return }
                let isFirst = first.withLock { first in
                    defer { first = first ?? signal }
                    return first == nil
                }
                if !isFirst { _exit(128 + signal) }
            }
        }
        thread.name = "signals"
        thread.start()
    }

    /// How the program is to end where a signal has come.
    var status: ExitStatus? {
        first.withLock { $0 }.map { signal in
            switch signal {
            case SIGTERM: .terminated
            case SIGHUP: .hungUp
            default: .interrupted
            }
        }
    }
}
