// A file read at places of the caller's choosing, with what the system says when it cannot be.

import Foundation

/// What the system said about the call before, as the end of a sentence.
struct SystemFailure: Error, CustomStringConvertible {
    private let code = errno
    var description: String { String(cString: strerror(code)) }
}

/// An open regular file.
final class ReadableFile {
    let path: String
    /// Bytes.
    let size: Int
    private let descriptor: Int32

    /// - Throws: `WeightsError.unreadable`, as all of this type's methods do.
    init(_ path: String) throws(WeightsError) {
        // Without O_NONBLOCK a named pipe would keep us until someone wrote to it.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        var status = stat()
        guard descriptor >= 0, fstat(descriptor, &status) == 0 else {
            let failure = SystemFailure()
            if descriptor >= 0 { close(descriptor) }
            throw .unreadable(path: path, reason: "\(failure)")
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw .unreadable(path: path, reason: "it is not a file")
        }
        self.path = path
        self.descriptor = descriptor
        size = Int(status.st_size)
    }

    deinit { close(descriptor) }

    func read(_ count: Int, at offset: Int) throws(WeightsError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        let whole = bytes.withUnsafeMutableBytes { fill($0, from: offset) }
        guard whole else { throw unreadable }
        return bytes
    }

    /// - Returns: `count` values stored as little-endian float32.
    func readFloats(_ count: Int, at offset: Int) throws(WeightsError) -> [Float] {
        var values = [Float](repeating: 0, count: count)
        let whole = values.withUnsafeMutableBytes { fill($0, from: offset) }
        guard whole else { throw unreadable }
        return values
    }

    /// Whether the buffer could be filled. `errno` is 0 where the file ended first.
    private func fill(_ buffer: UnsafeMutableRawBufferPointer, from offset: Int) -> Bool {
        var done = 0
        while done < buffer.count {
            errno = 0
            let count = pread(
                descriptor, buffer.baseAddress.map { $0 + done }, buffer.count - done, off_t(offset + done))
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return false }
            done += count
        }
        return true
    }

    private var unreadable: WeightsError {
        .unreadable(path: path, reason: errno == 0 ? "it ends too early" : "\(SystemFailure())")
    }
}
