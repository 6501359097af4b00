// Files that are needed no longer than the process lives.

import Foundation

/// A folder of its own, made when the first file is written. Any thread may write files of different names.
final class ScratchFolder: Sendable {
    private static let prefix = "workbench-scratch-"
    private let parent: String
    private let folder = Monitor<String?>(nil)

    init(in parent: String) { self.parent = parent.hasSuffix("/") ? parent : parent + "/" }

    deinit { removeAll() }

    /// - Throws: `FileError`.
    func write(_ bytes: [UInt8], as name: String) throws {
        try AtomicFile.write(bytes, to: "\(path())/\(name)", durable: false)
    }

    /// nil where there is no such file, or it cannot be read.
    func read(_ name: String) -> [UInt8]? {
        guard let folder = folder.withLock({ $0 }) else { return nil }
        return FileManager.default.contents(atPath: "\(folder)/\(name)").map { [UInt8]($0) }
    }

    func remove(_ name: String) {
        if let folder = folder.withLock({ $0 }) { unlink("\(folder)/\(name)") }
    }

    func removeAll() {
        let path = folder.withLock { folder in
            defer { folder = nil }
            return folder
        }
        if let path { try? FileManager.default.removeItem(atPath: path) }
    }

    private func path() throws -> String {
        try folder.withLock { folder in
            if let folder { return folder }
            removeLeftovers()
            let path = "\(parent)\(Self.prefix)\(getpid())-\(UInt32.random(in: .min ... .max))"
            try makeFolders(path)
            folder = path
            return path
        }
    }

    /// Removes what processes that were killed have left.
    private func removeLeftovers() {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? [] {
            guard name.hasPrefix(Self.prefix),
                let process = pid_t(name.dropFirst(Self.prefix.count).prefix { $0 != "-" })
            else { continue }
            let isGone = kill(process, 0) != 0 && errno == ESRCH
            if isGone { try? FileManager.default.removeItem(atPath: parent + name) }
        }
    }
}
