// A dataset in a folder of this machine. The tree is walked with the calls of POSIX: a Foundation enumerator takes
// several times as long for 90,000 files, and loses names that are not UTF-8.

import Foundation

/// Photographs below a folder.
public struct LocalFolder: Source {
    public let uri: String
    public let name: String
    private let root: String

    /// An image file longer than this is refused: no photograph of 100 megapixels needs it.
    static let longestFile = 1 << 30

    /// - Throws: `SourceError` where `path` is no folder.
    public init(uri: String, path: String) throws(SourceError) {
        var status = stat()
        guard !path.isEmpty, stat(path, &status) == 0 else { throw .missing(uri: uri) }
        guard FileKind(status) == .folder else { throw .notAFolder(uri: uri) }
        self.uri = uri
        root = path.hasSuffix("/") ? path : path + "/"
        name = URL(fileURLWithPath: path).standardizedFileURL.lastPathComponent
    }

    public func list(_ found: (ListingBatch) throws -> Void) throws {
        var walk = FolderWalk(root: Array(root.utf8), labels: Labels(datasetName: name))
        guard walk.canOpenRoot else { throw SourceError.cannotList(uri: uri, reason: lastSystemError()) }
        while let batch = walk.next() { try found(batch) }
    }

    public func read(_ path: ImagePath) throws(SourceError) -> [UInt8] {
        guard !path.components.contains(where: { $0.elementsEqual("..".utf8) }) else { throw .vanished }
        // Without O_NONBLOCK a named pipe called x.jpg would hold its slot for ever.
        let file = open(cString(Array(root.utf8) + path.bytes), O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { throw errno == ENOENT ? .vanished : .cannotRead(reason: lastSystemError()) }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else { throw .cannotRead(reason: lastSystemError()) }
        let kind = FileKind(status)
        guard kind == .file else { throw .notAFile(kind: kind.rawValue) }
        let length = Int(status.st_size)
        guard length <= Self.longestFile else { throw .tooLong(bytes: length, limit: Self.longestFile) }
        return try bytes(of: file, expecting: length)
    }

    /// Reads at most `length` bytes: a file that grows meanwhile is taken as it was.
    private func bytes(of file: Int32, expecting length: Int) throws(SourceError) -> [UInt8] {
        var failure: SourceError?
        let bytes = [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
            while count < length {
                let got = Foundation.read(file, buffer.baseAddress?.advanced(by: count), length - count)
                if got < 0, errno == EINTR { continue }
                if got < 0 { failure = .cannotRead(reason: lastSystemError()) }
                if got <= 0 { break }
                count += got
            }
        }
        if let failure { throw failure }
        return bytes
    }
}

/// Walks a tree folder by folder, one batch a folder.
private struct FolderWalk {
    private let root: [UInt8]
    private let labels: Labels
    /// Folders still to be looked into, relative to the root, each ending in a slash (the root itself is empty).
    private var waiting: [[UInt8]] = [[]]
    /// Folders seen, by device and inode: a link that leads back up must not make a circle.
    private var seen: Set<FileIdentity> = []

    init(root: [UInt8], labels: Labels) {
        self.root = root
        self.labels = labels
    }

    var canOpenRoot: Bool {
        guard let folder = opendir(cString(root)) else { return false }
        closedir(folder)
        return true
    }

    /// The images of the next folder; nil when every folder was looked into.
    mutating func next() -> ListingBatch? {
        guard let relative = waiting.popLast() else { return nil }
        var batch = ListingBatch()
        guard let folder = opendir(cString(root + relative)) else {
            let reason = "the folder cannot be looked into: \(lastSystemError())"
            batch.unlisted.append(Rejection(path: ImagePath(bytes: relative).description, reason: reason))
            return batch
        }
        defer { closedir(folder) }
        let descriptor = dirfd(folder)
        var own = stat()
        guard fstat(descriptor, &own) == 0, seen.insert(FileIdentity(own)).inserted else { return batch }
        let label = labels.label(ofFolder: ImagePath(bytes: relative))
        while let item = readdir(folder) {
            visit(
                Self.name(of: item), type: Int32(item.pointee.d_type), in: relative, descriptor, label, &batch
            )
        }
        return batch
    }

    private mutating func visit(
        _ name: [UInt8], type: Int32, in relative: [UInt8], _ folder: Int32, _ label: Labels.Label,
        _ batch: inout ListingBatch
    ) {
        guard name != [0x2E], name != [0x2E, 0x2E] else { return }
        let looksLikeImage = ImagePath(bytes: name).namesImage
        // The type in the entry spares a system call for the many; links and unknown types need one.
        guard looksLikeImage || type != Int32(DT_REG) else { return }
        var status = stat()
        guard fstatat(folder, cString(name), &status, 0) == 0 else {
            if looksLikeImage { batch.entries.append(entry(relative + name, 0, 0, label)) }
            return
        }
        if FileKind(status) == .folder { waiting.append(relative + name + [0x2F]) }
        if looksLikeImage {
            let time = Double(status.st_mtim.tv_sec) + Double(status.st_mtim.tv_nsec) * 1e-9
            batch.entries.append(entry(relative + name, time, Int(status.st_size), label))
        }
    }

    private func entry(_ path: [UInt8], _ time: Double, _ length: Int, _ label: Labels.Label) -> CatalogEntry
    {
        CatalogEntry(
            path: ImagePath(bytes: path), modificationTime: time, length: length,
            category: label.category, split: label.split)
    }

    private static func name(of item: UnsafeMutablePointer<dirent>) -> [UInt8] {
        withUnsafeBytes(of: &item.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
    }
}

private struct FileIdentity: Hashable {
    let device: UInt
    let inode: UInt

    init(_ status: stat) {
        device = UInt(status.st_dev)
        inode = UInt(status.st_ino)
    }
}

private enum FileKind: String {
    case file = "a file"
    case folder = "a folder"
    case pipe = "a named pipe"
    case socket = "a socket"
    case device = "a device"

    init(_ status: stat) {
        switch status.st_mode & S_IFMT {
        case S_IFREG: self = .file
        case S_IFDIR: self = .folder
        case S_IFIFO: self = .pipe
        case S_IFSOCK: self = .socket
        default: self = .device
        }
    }
}

private func cString(_ bytes: [UInt8]) -> [CChar] { bytes.map { CChar(bitPattern: $0) } + [0] }

private func lastSystemError() -> String { String(cString: strerror(errno)) }
