// One writer for a run folder.

import Foundation
import Synchronization

/// Keeps a folder for one process until it is released or the process ends, however it ends.
///
/// Threading: any thread may ask and release.
public final class FolderLock: Sendable {
    /// -1 once released.
    private let descriptor: Mutex<Int32>

    /// - Throws: `RunFolderError.inUse` where another holds it.
    public init(_ path: String) throws(RunFolderError) {
        let file = retrying { open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
        guard file >= 0 else { throw .file(FileError(path: path, operation: .open, code: errno)) }
        // Some network file systems know no locks: there everybody is trusted to be alone.
        if flock(file, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK {
            close(file)
            throw .inUse(path)
        }
        // Who held it before may have taken the folder away: a lock on that keeps nobody out.
        guard Self.isFolder(file, at: path) else {
            close(file)
            throw .inUse(path)
        }
        descriptor = Mutex(file)
    }

    deinit { release() }

    private static func isFolder(_ file: Int32, at path: String) -> Bool {
        var (held, named) = (stat(), stat())
        return fstat(file, &held) == 0 && stat(path, &named) == 0 && held.st_ino == named.st_ino
            && held.st_dev == named.st_dev
    }

    var isHeld: Bool { descriptor.withLock { $0 >= 0 } }

    /// Harmless twice.
    public func release() {
        descriptor.withLock { descriptor in
            if descriptor >= 0 { close(descriptor) }
            descriptor = -1
        }
    }
}
