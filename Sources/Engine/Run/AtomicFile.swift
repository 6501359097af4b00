// Files that are whole or not there.
//
// An `AtomicFile` belongs to one thread at a time.

import Foundation

/// Something that the file system refused.
public struct FileError: Error, Equatable, CustomStringConvertible {
    public enum Operation: String, Sendable {
        case open, create, read, write, replace
    }

    public let path: String
    public let operation: Operation
    /// The C library's `errno`.
    public let code: Int32

    public init(path: String, operation: Operation, code: Int32) {
        self.path = path
        self.operation = operation
        self.code = code
    }

    public var description: String {
        "cannot \(operation.rawValue) \(path.escapingUnprintable): \(String(cString: strerror(code)))"
    }
}

/// A file that appears under its name only when it is whole.
///
/// What is written goes to `.NAME.….partial` in the same folder. `commit()` renames it, replacing what was there;
/// without that, it is removed when the owner lets go. Only a killed process leaves a `.partial` behind.
public final class AtomicFile {
    public let path: String
    private let partialPath: String
    /// -1 once committed or given up.
    private var descriptor: Int32

    /// Opens a new, empty file that is to become `path`.
    public init(_ path: String) throws(FileError) {
        let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
        let nameStart = slash.map(path.utf8.index(after:)) ?? path.startIndex
        let unique = String(UInt64.random(in: .min ... .max), radix: 36)
        self.path = path
        let partialPath = "\(path[..<nameStart]).\(path[nameStart...]).\(unique)\(Self.partialSuffix)"
        self.partialPath = partialPath
        descriptor = retrying { open(partialPath, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666) }
        guard descriptor >= 0 else { throw FileError(path: path, operation: .create, code: errno) }
    }

    deinit { abandon() }

    /// How the names of files under way end.
    public static let partialSuffix = ".partial"

    /// Writes all of `values`, as they lie in memory, after what is there.
    public func append<Value: BitwiseCopyable>(_ values: [Value]) throws(FileError) {
        try check(writeAll(values, to: descriptor) ? 0 : -1, .write)
    }

    /// Goes back to the beginning: what is appended next overwrites what is there.
    public func rewind() throws(FileError) {
        try check(Int(lseek(descriptor, 0, SEEK_SET)), .write)
    }

    /// Puts the file under its name once its content is on the disk, and waits until the name is there too. Nothing
    /// can be written after that.
    ///
    /// - Parameter durable: false spares the wait for the disk, for files that are easily made again.
    public func commit(durable: Bool = true) throws(FileError) {
        if durable { try check(retrying { Int(fsync(descriptor)) }, .write) }
        // Some file systems report a failed write only here.
        let closed = close(descriptor)
        descriptor = -1
        guard closed == 0, rename(partialPath, path) == 0 else {
            let code = errno
            unlink(partialPath)
            throw FileError(path: path, operation: closed == 0 ? .replace : .write, code: code)
        }
        if durable { try syncFolder() }
    }

    /// Waits until the folder's list of names is on the disk. A folder that may not be opened, or a file system that
    /// syncs no folders, is left to itself.
    private func syncFolder() throws(FileError) {
        let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
        let folder = slash.map { String(path[...$0]) } ?? "."
        let names = retrying { open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
        guard names >= 0 else { return }
        defer { close(names) }
        guard retrying({ fsync(names) }) == 0 || errno == EINVAL else {
            throw FileError(path: path, operation: .write, code: errno)
        }
    }

    /// Throws for a failed call's −1, after the partial file is gone: on a full disk its room is wanted.
    private func check(_ result: Int, _ operation: FileError.Operation) throws(FileError) {
        guard result < 0 else { return }
        let code = errno
        abandon()
        throw FileError(path: path, operation: operation, code: code)
    }

    private func abandon() {
        guard descriptor >= 0 else { return }
        close(descriptor)
        unlink(partialPath)
        descriptor = -1
    }

    /// Removes the files under way that killed processes left in a folder. Nobody else may be writing there.
    static func sweep(_ folder: String) {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        where isPartial(name) { unlink("\(folder)/\(name)") }
    }

    /// Whether a file's name is that of one under way.
    static func isPartial(_ name: String) -> Bool { name.hasPrefix(".") && name.hasSuffix(partialSuffix) }
}

extension AtomicFile {
    /// Writes `bytes` to `path`, wholly or not at all.
    public static func write(_ bytes: [UInt8], to path: String, durable: Bool = true) throws(FileError) {
        let file = try AtomicFile(path)
        try file.append(bytes)
        try file.commit(durable: durable)
    }

    /// Writes `text` as UTF-8 to `path`, wholly or not at all.
    public static func write(_ text: String, to path: String) throws(FileError) {
        try write(Array(text.utf8), to: path)
    }
}

/// Makes a folder, and those above it that are missing.
public func makeFolders(_ path: String) throws(FileError) {
    if mkdir(path, 0o777) == 0 { return }
    let code = errno
    var status = stat()
    if code == EEXIST, stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR { return }
    let above = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
    guard code == ENOENT, !above.isEmpty else { throw FileError(path: path, operation: .create, code: code) }
    try makeFolders(above)
    guard mkdir(path, 0o777) == 0 || errno == EEXIST else {
        throw FileError(path: path, operation: .create, code: errno)
    }
}

/// Writes all of `values`, as they lie in memory; false where that fails, with the cause in `errno`.
func writeAll<Value: BitwiseCopyable>(_ values: [Value], to descriptor: Int32) -> Bool {
    values.withUnsafeBytes { bytes in
        var rest = bytes
        while !rest.isEmpty {
            let written = retrying { write(descriptor, rest.baseAddress, rest.count) }
            guard written >= 0 else { return false }
            rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(written))
        }
        return true
    }
}

/// Calls again what a signal interrupted.
func retrying<Result: SignedInteger>(_ call: () -> Result) -> Result {
    while true {
        let result = call()
        if result != -1 || errno != EINTR { return result }
    }
}
