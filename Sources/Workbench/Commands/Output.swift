import Engine
import Foundation

/// What the program says without a screen: answers on stdout, everything else on stderr.
///
/// Written with `write` and not `print`, so that a closed pipe or a full disk behind stdout is not a crash.
enum Output {
    /// - Throws: `FileError` where stdout cannot take it. A reader that has gone away wants no more: that is no error.
    static func answer(_ text: String) throws(FileError) { try answer(bytes: Array((text + "\n").utf8)) }

    /// The same of bytes as they are: a picture, or text with its own line breaks.
    static func answer(bytes: [UInt8]) throws(FileError) {
        let code = put(bytes, to: STDOUT_FILENO)
        guard code == 0 || code == EPIPE else {
            throw FileError(path: "the answer to stdout", operation: .write, code: code)
        }
    }

    static func errorLine(_ text: String) { put(text + "\n", to: STDERR_FILENO) }

    /// Whether stderr takes a line now or soon; a terminal whose person has stopped it, or whose line is dead, does not.
    static var isHeard: Bool {
        guard isatty(STDERR_FILENO) == 1 else { return true }
        var watched = pollfd(fd: STDERR_FILENO, events: Int16(POLLOUT), revents: 0)
        return poll(&watched, 1, 500) > 0
    }

    /// One clear line that names the program and the thing.
    static func complain(_ text: String) { errorLine("workbench: " + text.escapingUnprintable) }

    /// Writes all of `text`. Returns 0, or the `errno` of what went wrong.
    @discardableResult
    static func put(_ text: String, to file: Int32) -> Int32 { put(Array(text.utf8), to: file) }

    @discardableResult
    static func put(_ bytes: [UInt8], to file: Int32) -> Int32 {
        var bytes = bytes[...]
        while !bytes.isEmpty {
            let written = bytes.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { return errno }
            bytes = bytes.dropFirst(written)
        }
        return 0
    }

    /// Puts `/dev/null` where stdin, stdout or stderr was closed: else the first files that a run opens would take
    /// their places, and what is meant for the user would end up in them.
    static func occupyStandardFiles() {
        while true {
            let file = open("/dev/null", O_RDWR)
            if file > STDERR_FILENO { close(file) }
            guard (0...STDERR_FILENO).contains(file) else { return }
        }
    }

    /// Columns of the terminal that stderr goes to; 80 where it goes to none.
    static var terminalWidth: Int {
        var size = winsize()
        guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }
}
