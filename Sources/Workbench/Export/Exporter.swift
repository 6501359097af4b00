import Engine
import Foundation

/// Puts what leaves the screen into files of a folder, none of which was there before.
///
/// Threading: `write` is called on the UI thread and hands on; one thread of its own writes, one file after the other.
final class Exporter: Sendable {
    private let folder: String
    private let tell: @Sendable (Message) -> Void
    private let queue = DispatchQueue(label: "export")

    /// - Parameter tell: takes the notice of what came of it, from any thread.
    init(folder: String, tell: @escaping @Sendable (Message) -> Void) {
        self.folder = folder
        self.tell = tell
    }

    func write(_ export: Export) {
        queue.async { [self] in
            do {
                tell(.notice(.exported(try Self.put(export, in: folder)), isError: false))
            } catch {
                tell(.notice(Phrase(same: "\(error)"), isError: true))
            }
        }
    }

    /// Waits until the last file is whole.
    func finish() { queue.sync {} }

    /// Writes `fruits-<screen>-<n>.<ext>` with the least n that no file has, and returns its path.
    private static func put(_ export: Export, in folder: String) throws -> String {
        let bytes = try export.bytes()
        try makeFolders(folder)
        let path = try reserve {
            "\(folder == "." ? "" : folder + "/")fruits-\(export.screenName)-\($0).\(export.form.fileExtension)"
        }
        do { try AtomicFile.write(bytes, to: path, durable: false) } catch {
            unlink(path)
            throw error
        }
        return path
    }

    /// Takes the first name that is free: of two programs that ask for it at once, one gets it.
    private static func reserve(_ name: (Int) -> String) throws(FileError) -> String {
        for number in 1...100_000 {
            let path = name(number)
            let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
            if file >= 0 {
                close(file)
                return path
            }
            guard errno == EEXIST else { throw FileError(path: path, operation: .create, code: errno) }
        }
        throw FileError(path: name(1), operation: .create, code: EEXIST)
    }
}
