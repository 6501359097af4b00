// Tensors from safetensors files (huggingface.co/docs/safetensors, "Format"). Nothing in a file is trusted: what its
// header claims is held against the file's length before a byte is made room for.

/// A safetensors file whose header is sound: tensors fill what follows it, without overlap or gap.
final class SafetensorsFile: TensorFile {
    let shapes: [String: [Int]]
    private let file: ReadableFile
    private let entries: [String: SafetensorsEntry]
    /// Where the values begin, bytes.
    private let start: Int

    /// Ours is 35 kB. The limit keeps a hostile length from making room for more.
    private static let longestHeader = 8 << 20

    init(_ path: String) throws(WeightsError) {
        do throws(FileError) { file = try ReadableFile(path) } catch { throw .file(error) }
        let entries: [SafetensorsEntry]
        (entries, start) = try Self.header(of: file)
        self.entries = Dictionary(uniqueKeysWithValues: entries.map { ($0.name, $0) })
        shapes = self.entries.mapValues(\.shape)
    }

    var path: String { file.path }

    /// The tensors that the file claims to hold, once it is clear that it can, and where their values begin.
    private static func header(
        of file: borrowing ReadableFile
    ) throws(WeightsError) -> (entries: [SafetensorsEntry], start: Int) {
        let path = file.path
        guard let size = try fileSystem({ () throws(FileError) in try file.length() }) else {
            throw .malformed(path: path, reason: "it is a folder, a pipe or a device")
        }
        let opening = try fileSystem { () throws(FileError) in try file.bytes(16, at: 0) }
        if let kind = foreignKind(opening) { throw .foreign(path: path, kind: kind) }
        guard opening.count == 16 else {
            throw .malformed(path: path, reason: "it is only \(size) bytes long")
        }
        let length = opening.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard length <= UInt64(min(longestHeader, size - 8)) else {
            let reason = "its first bytes claim a header of \(length) bytes in a file of \(size)"
            throw .malformed(path: path, reason: reason)
        }
        let json = try fileSystem { () throws(FileError) in try file.bytes(Int(length), at: 8) }
        do throws(SafetensorsFault) {
            let entries = try scanSafetensorsHeader(json)
            try checkLayout(entries, dataSize: size - 8 - Int(length))
            return (entries, 8 + Int(length))
        } catch { throw .malformed(path: path, reason: error.reason) }
    }

    func values(of name: String) throws(WeightsError) -> [Float] {
        guard let entry = entries[name] else { throw .missing(name, shape: []) }
        switch entry.type {
        case "F32": return try read(entry)
        case "F16": return [Float](binary16: try read(entry))
        case "BF16": return [Float](bfloat16: try read(entry))
        default: throw .wrongType(name, type: entry.type)
        }
    }

    /// A tensor's values as they lie in the file.
    private func read<Value: BitwiseCopyable & ExpressibleByIntegerLiteral>(
        _ entry: SafetensorsEntry
    ) throws(WeightsError) -> [Value] {
        let count = entry.shape.reduce(1, *)
        let size = count * MemoryLayout<Value>.size
        guard entry.bytes.count == size else {
            let name = entry.name.shownAsName
            let reason = "\(name) has \(entry.bytes.count) bytes, not the \(size) of its shape"
            throw .malformed(path: path, reason: reason)
        }
        var values = [Value](repeating: 0, count: count)
        let read = try fileSystem { () throws(FileError) in
            try file.fill(&values, at: start + entry.bytes.lowerBound)
        }
        guard read == entry.bytes.count else {
            throw .malformed(path: path, reason: "it became shorter while it was read")
        }
        return values
    }
}

/// What the file system refuses, as an error of ours.
private func fileSystem<Result>(_ body: () throws(FileError) -> Result) throws(WeightsError) -> Result {
    do { return try body() } catch { throw .file(error) }
}

/// What a file is that others keep weights in, told by its first bytes.
private func foreignKind(_ bytes: [UInt8]) -> String? {
    let kinds: [(magic: [UInt8], kind: String)] = [
        ([0x50, 0x4b, 0x03, 0x04], "a zip archive, as PyTorch and Keras write"),
        (Array("\u{93}NUMPY".unicodeScalars.map { UInt8($0.value) }), "a NumPy array"),
    ]
    return kinds.first { bytes.starts(with: $0.magic) }?.kind
}

/// Throws unless the tensors, taken in the order of their places, lie end to end from the first value to the last.
private func checkLayout(_ entries: [SafetensorsEntry], dataSize: Int) throws(SafetensorsFault) {
    var end = 0
    for entry in entries.sorted(by: { $0.place < $1.place }) {
        let name = entry.name.shownAsName
        if entry.bytes.lowerBound < end { throw SafetensorsFault(reason: "\(name) overlaps another tensor") }
        if entry.bytes.lowerBound > end { throw SafetensorsFault(reason: "there is a gap before \(name)") }
        if entry.bytes.upperBound > dataSize {
            throw SafetensorsFault(reason: "it is cut off, \(name) lies beyond its end")
        }
        end = entry.bytes.upperBound
    }
    guard end == dataSize else {
        throw SafetensorsFault(reason: "\(dataSize - end) bytes follow its last tensor")
    }
}

extension SafetensorsEntry {
    /// For sorting by place: an empty tensor comes before the one that begins where it lies.
    fileprivate var place: (Int, Int) { (bytes.lowerBound, bytes.upperBound) }
}
