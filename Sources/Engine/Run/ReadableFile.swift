// Files read at places of the caller's choosing.
//
// May be shared between threads: it keeps no position.

import Foundation

/// A file open for reading, closed when its owner lets go.
struct ReadableFile: ~Copyable, Sendable {
    let path: String
    let descriptor: Int32

    /// Takes over a descriptor that is open for reading.
    init(_ path: String, descriptor: Int32) {
        self.path = path
        self.descriptor = descriptor
    }

    init(_ path: String) throws(FileError) {
        // Not blocking, because a named pipe would wait here for somebody to write to it.
        let descriptor = retrying { open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK) }
        guard descriptor >= 0 else { throw FileError(path: path, operation: .open, code: errno) }
        self.path = path
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }

    /// Bytes in the file; nil for what is no ordinary file (a folder, a pipe, a device).
    func length() throws(FileError) -> Int? {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            throw FileError(path: path, operation: .read, code: errno)
        }
        return status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : nil
    }

    /// The bytes from `offset` on: `count` of them, or as many as there are.
    func bytes(_ count: Int, at offset: Int) throws(FileError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        let read = try fill(&bytes, at: offset)
        bytes.removeLast(count - read)
        return bytes
    }

    /// Fills `values` from `offset` on as far as the file reaches, and returns how many bytes that was.
    func fill<Value: BitwiseCopyable>(_ values: inout [Value], at offset: Int) throws(FileError) -> Int {
        try values.withUnsafeMutableBufferPointer { buffer throws(FileError) in
            let buffer = UnsafeMutableRawBufferPointer(buffer)
            var done = 0
            while done < buffer.count {
                let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[done...])
                let read = retrying { pread(descriptor, rest.baseAddress, rest.count, off_t(offset + done)) }
                guard read >= 0 else { throw FileError(path: path, operation: .read, code: errno) }
                if read == 0 { break }
                done += read
            }
            return done
        }
    }
}
