// Objects kept on this machine. A file is named by a hash of where its object is and which version of it, so that no key
// can name a file, and begins with the hash of its content, so that damage is no image.
//
// Threading: any thread; several processes may share the folder. What cannot be written is passed over: the cache is no
// part of a result.

import Foundation

/// A folder of fetched objects, the least recently used of which go when there are too many.
final class ObjectCache: Sendable {
    private let folder: String
    /// Bytes.
    private let limit: Int
    /// Bytes in the folder; nil until somebody has looked.
    private let held = Monitor<Int?>(nil)
    private static let hashLength = 32

    init(folder: String, limit: Int) {
        self.folder = folder
        self.limit = limit
    }

    /// Names a version of an object.
    ///
    /// - Parameter tag: what the store calls the version; without one, nothing can be kept.
    static func name(_ bucket: Bucket, _ key: [UInt8], tag: String) -> String? {
        guard !tag.isEmpty else { return nil }
        let endpoint =
            "\(bucket.endpoint.scheme)://\(bucket.endpoint.host ?? "amazon")\(bucket.endpoint.basePath)"
        let place = Array("\(endpoint)\n\(bucket.name)\n\(tag)\n".utf8) + key
        return Checksum.hexadecimal(Checksum.sha256(place))
    }

    /// The object of that name, where it is whole.
    func find(_ name: String) -> [UInt8]? {
        guard let file = try? ReadableFile(path(name)), let length = try? file.length(),
            let bytes = try? file.bytes(length, at: 0), bytes.count >= Self.hashLength
        else { return nil }
        let content = Array(bytes[Self.hashLength...])
        guard Checksum.sha256(content).elementsEqual(bytes[..<Self.hashLength]) else { return nil }
        // Used now: the last to go.
        futimens(file.descriptor, nil)
        return content
    }

    /// Keeps an object.
    func keep(_ content: [UInt8], as name: String) {
        guard content.count < limit else { return }
        let file = path(name)
        let bytes = Checksum.sha256(content) + content
        guard (try? makeFolders(String(file.dropLast(name.count + 1)))) != nil,
            (try? AtomicFile.write(bytes, to: file, durable: false)) != nil
        else { return }
        held.withLock { held in
            let total = (held ?? files().reduce(0) { $0 + $1.length }) + (held == nil ? 0 : bytes.count)
            held = total > limit ? makeRoom() : total
        }
    }

    /// Among 256 folders, because some file systems are slow with many files in one.
    private func path(_ name: String) -> String { "\(folder)/\(name.prefix(2))/\(name)" }

    private struct File {
        let path: String
        let length: Int
        /// Seconds since 1970.
        let used: Double
    }

    /// Removes what was longest unused, a fifth more than must go, so that it is not looked for with every object.
    /// Returns how many bytes remain.
    private func makeRoom() -> Int {
        let files = files().sorted { $0.used < $1.used }
        var total = files.reduce(0) { $0 + $1.length }
        for file in files where total > limit / 5 * 4 {
            unlink(file.path)
            total -= file.length
        }
        return total
    }

    private func files() -> [File] {
        let manager = FileManager.default
        return ((try? manager.contentsOfDirectory(atPath: folder)) ?? []).flatMap { part in
            ((try? manager.contentsOfDirectory(atPath: "\(folder)/\(part)")) ?? []).compactMap { name in
                var status = stat()
                guard stat("\(folder)/\(part)/\(name)", &status) == 0 else { return nil }
                return File(
                    path: "\(folder)/\(part)/\(name)", length: Int(status.st_size),
                    used: Double(status.st_mtim.tv_sec) + Double(status.st_mtim.tv_nsec) * 1e-9)
            }
        }
    }
}
