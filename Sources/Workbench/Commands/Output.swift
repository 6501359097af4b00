import Engine
import Foundation

/// What the program says without a screen: answers on stdout, everything else on stderr.
///
/// Written with `write` and not `print`, so that a closed pipe or a full disk behind stdout is not a crash.
enum Output {
    static func answer(_ text: String) { put(text + "\n", to: STDOUT_FILENO) }

    static func errorLine(_ text: String) { put(text + "\n", to: STDERR_FILENO) }

    /// One clear line that names the program and the thing.
    static func complain(_ text: String) { errorLine("workbench: " + text.escapingUnprintable) }

    static func put(_ text: String, to file: Int32) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let written = bytes.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { return }
            bytes = bytes.dropFirst(written)
        }
    }

    /// Columns of the terminal that stderr goes to; 80 where it goes to none.
    static var terminalWidth: Int {
        var size = winsize()
        guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }
}
