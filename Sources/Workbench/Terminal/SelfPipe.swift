import Foundation

/// A pipe that a process keeps to itself, so that `poll` hears of what is no file.
enum SelfPipe {
    /// Both ends, non-blocking and closed on exec.
    static func open() throws(TerminalError) -> (reading: Int32, writing: Int32) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw .noPipe(reason: String(cString: strerror(errno))) }
        for end in ends {
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
        }
        return (ends[0], ends[1])
    }

    /// Makes the reading end readable. A full pipe already is.
    static func wake(_ writing: Int32) {
        var byte: UInt8 = 1
        _ = write(writing, &byte, 1)
    }

    /// Empties the pipe and returns the bytes.
    @discardableResult
    static func drain(_ reading: Int32) -> [UInt8] {
        var all: [UInt8] = []
        var bytes = [UInt8](repeating: 0, count: 256)
        while true {
            let count = read(reading, &bytes, bytes.count)
            guard count > 0 else { return all }
            all += bytes[..<count]
        }
    }
}
