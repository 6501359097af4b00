// Weights from safetensors files (huggingface.co/docs/safetensors, "Format"). Nothing in a file is trusted: what its
// header claims is held against the file's length and the network's shapes before a byte is made room for.

extension Weights {
    /// Weights from a file that `writeSafetensors` or Python's `safetensors` wrote: float32 tensors under the names of
    /// Keras's variables.
    ///
    /// - Throws: `WeightsError`, one sentence for whatever keeps these weights from being ResNet50's.
    public init(safetensors path: String) throws(WeightsError) {
        try self.init(safetensors: path, ResNet50.parameters())
    }

    init(safetensors path: String, _ parameters: [Parameter]) throws(WeightsError) {
        let file = try SafetensorsFile(path)
        try file.checkNames(against: parameters)
        var tensors: [Tensor] = []
        for parameter in parameters { tensors.append(try file.tensor(parameter)) }
        self.init(parameters, tensors: tensors)
    }
}

/// A safetensors file whose header is sound: tensors fill what follows it, without overlap or gap.
private final class SafetensorsFile {
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
    }

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

    /// Throws for the first tensor that is missing, or that the network has no place for.
    func checkNames(against parameters: [Parameter]) throws(WeightsError) {
        for parameter in parameters where entries[parameter.name] == nil {
            throw .missing(parameter.name, shape: parameter.shape)
        }
        let known = Set(parameters.map(\.name))
        let unexpected = entries.values.filter { !known.contains($0.name) }
        if let first = unexpected.min(by: { $0.name < $1.name }) {
            throw .unexpected(first.name, shape: first.shape)
        }
    }

    /// The values of one tensor. Nothing is made room for before its shape is the network's.
    func tensor(_ parameter: Parameter) throws(WeightsError) -> Tensor {
        guard let entry = entries[parameter.name] else {
            throw .missing(parameter.name, shape: parameter.shape)
        }
        guard entry.type == "F32" else { throw .wrongType(entry.name, type: entry.type) }
        guard entry.shape == parameter.shape else {
            throw .wrongShape(entry.name, found: entry.shape, expected: parameter.shape)
        }
        guard entry.bytes.count == 4 * parameter.count else {
            let reason =
                "\(entry.name) has \(entry.bytes.count) bytes, not the \(4 * parameter.count) of its shape"
            throw .malformed(path: file.path, reason: reason)
        }
        var values = [Float](repeating: 0, count: parameter.count)
        let place = start + entry.bytes.lowerBound
        let read = try fileSystem { () throws(FileError) in try file.fill(&values, at: place) }
        guard read == entry.bytes.count else {
            throw .malformed(path: file.path, reason: "it became shorter while it was read")
        }
        if let index = values.indexOfNotFinite { throw .notFinite(entry.name, index: index) }
        return Tensor(shape: entry.shape, values: values)
    }
}

/// What the file system refuses, as an error of ours.
private func fileSystem<Result>(_ body: () throws(FileError) -> Result) throws(WeightsError) -> Result {
    do { return try body() } catch { throw .file(error) }
}

/// What a file is that others keep weights in, told by its first bytes.
private func foreignKind(_ bytes: [UInt8]) -> String? {
    let kinds: [(magic: [UInt8], kind: String)] = [
        ([0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a], "an HDF5 file, as Keras writes"),
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
