import Foundation

/// A folder for one test, removed with everything in it when the value goes.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        let url = FileManager.default.temporaryDirectory.appending(path: "fruits-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        path = url.path
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Writes a file, folders above it included, and returns its whole path.
    @discardableResult
    func write(_ bytes: [UInt8] = [1], to relative: String) throws -> String {
        let url = URL(fileURLWithPath: path).appending(path: relative)
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: url)
        return url.path
    }
}
