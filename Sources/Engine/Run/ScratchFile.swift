// Numbers put aside on the disk by one task and taken up by another of the same process.
//
// Threading: one thread appends, then others may read.

import Foundation

/// A file without a name: it is gone with its owner, or with the process, however that ends.
final class ScratchFile: Sendable {
    private let file: ReadableFile

    /// - Parameter folder: where the file takes its room.
    init(in folder: String) throws(FileError) {
        let unique = String(UInt64.random(in: .min ... .max), radix: 36)
        let path = "\(folder)/.scratch.\(unique)\(AtomicFile.partialSuffix)"
        let descriptor = retrying { open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600) }
        guard descriptor >= 0 else { throw FileError(path: folder, operation: .write, code: errno) }
        unlink(path)
        file = ReadableFile(folder, descriptor: descriptor)
    }

    /// Writes all of `values` after what is there.
    func append(_ values: [Float]) throws(FileError) {
        guard writeAll(values, to: file.descriptor) else {
            throw FileError(path: file.path, operation: .write, code: errno)
        }
    }

    /// Gives `body` everything from the beginning on, at most `count` numbers at a time.
    func forEachChunk(of count: Int, _ body: ([Float]) throws -> Void) throws {
        let size = MemoryLayout<Float>.size
        var chunk = [Float](repeating: 0, count: count)
        for offset in stride(from: 0, to: try file.length() ?? 0, by: count * size) {
            chunk.removeLast(chunk.count - (try file.fill(&chunk, at: offset)) / size)
            try body(chunk)
        }
    }
}
