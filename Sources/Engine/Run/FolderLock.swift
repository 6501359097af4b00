// One writer for a run folder.

import Foundation
import Synchronization

/// Keeps a folder for one process until it is released or the process ends, however it ends.
///
/// Threading: any thread may ask and release.
final class FolderLock: Sendable {
    /// -1 once released.
    private let descriptor: Mutex<Int32>

    /// - Throws: `RunFolderError.inUse` where another holds it.
    init(_ path: String) throws(RunFolderError) {
        let file = retrying { open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
        guard file >= 0 else { throw .file(FileError(path: path, operation: .open, code: errno)) }
        // Some network file systems know no locks: there everybody is trusted to be alone.
        if flock(file, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK {
            close(file)
            throw .inUse(path)
        }
        descriptor = Mutex(file)
    }

    deinit { release() }

    var isHeld: Bool { descriptor.withLock { $0 >= 0 } }

    /// Harmless twice.
    func release() {
        descriptor.withLock { descriptor in
            if descriptor >= 0 { close(descriptor) }
            descriptor = -1
        }
    }
}
