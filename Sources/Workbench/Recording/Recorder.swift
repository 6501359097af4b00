import Engine
import Foundation

/// The file of a recording: each line is in the system's hands before the next one comes, so that whatever ends the
/// program leaves it whole to the last line. For the thread that draws.
final class Recorder {
    private let path: String
    private let descriptor: Int32
    private var cast: Asciicast?
    /// Bytes of the lines that are whole.
    private var length: off_t = 0
    /// Why the recording has ended before the UI did.
    private(set) var failure: FileError?

    /// Takes a new file. What is shown may be private, so it is the user's alone.
    ///
    /// - Throws: `RecorderError` where there is such a file, `FileError` where it cannot be made.
    init(_ path: String) throws {
        descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            if errno == EEXIST { throw RecorderError(path: path) }
            throw FileError(path: path, operation: .create, code: errno)
        }
        self.path = path
    }

    /// What recorded nothing leaves nothing: the same name is free for the next try.
    deinit {
        close(descriptor)
        if length == 0 { unlink(path) }
    }

    func begin(width: Int, height: Int, terminal: String) {
        let (cast, header) = Asciicast.begin(
            width: width, height: height, terminal: terminal, at: Self.now,
            date: Date().timeIntervalSince1970)
        self.cast = cast
        put(header)
    }

    func sent(_ bytes: some Sequence<UInt8>) { put(cast?.sent(bytes, at: Self.now)) }

    func resized(width: Int, height: Int) {
        put(cast?.resized(width: width, height: height, at: Self.now))
    }

    private static var now: Double { ProcessInfo.processInfo.systemUptime }

    /// A line that the disk has no room for is taken back, and none comes after it.
    private func put(_ line: String?) {
        guard let line, !line.isEmpty, failure == nil else { return }
        let code = Output.put(line, to: descriptor)
        if code == 0 {
            length += off_t(line.utf8.count)
        } else {
            ftruncate(descriptor, length)
            failure = FileError(path: path, operation: .write, code: code)
        }
    }
}

/// Nothing that was recorded is ever lost to another recording.
struct RecorderError: Error, Equatable, CustomStringConvertible {
    let path: String

    var description: String {
        "\(path.escapingUnprintable) is there already, and --record never overwrites; name another file"
    }
}
