// Array files read a few rows at a time, so that none need fit in memory.
//
// A reader may be shared between threads: it keeps no position, each read says where it reads.

/// An open `.npy` file of `<f4` or `<f8` numbers in C order: a list, or a table of at least one column.
///
/// Nothing in the header is trusted: memory is taken only for numbers that the file is long enough to hold.
public final class NPYReader: Sendable {
    public let type: NPY.ElementType
    public let shape: [Int]
    private let file: ReadableFile
    /// Where the numbers begin.
    private let start: Int

    /// Opens `path` and reads its header.
    ///
    /// - Parameter dimensions: how many the array must have: 1, or 2.
    public init(_ path: String, dimensions: Int = 2) throws(NPYError) {
        do { file = try ReadableFile(path) } catch { throw .file(error) }
        let (header, start) = try Self.header(of: file)
        guard let type = NPY.ElementType(rawValue: header.type) else {
            throw .unsupportedType(path: path, type: header.type)
        }
        guard !header.isFortranOrder else { throw .unsupportedOrder(path: path) }
        guard header.shape.count == dimensions, header.shape.dropFirst() != [0] else {
            throw .wrongShape(path: path, shape: header.shape, dimensions: dimensions)
        }
        try Self.checkLength(of: file, start: start, count: header.count, size: type.size)
        (self.type, shape, self.start) = (type, header.shape, start)
    }

    public var path: String { file.path }
    /// The first side of the array.
    public var rows: Int { shape[0] }
    /// Numbers a row: the second side, 1 where there is none.
    public var columns: Int { shape.count > 1 ? shape[1] : 1 }

    /// The numbers of some rows, `(range.count, columns)` row-major, converted where the file holds the other type.
    ///
    /// - Precondition: `range` lies within `0..<rows`.
    public func values<Scalar: NPYScalar>(ofRows range: Range<Int>) throws(NPYError) -> [Scalar] {
        precondition(range.lowerBound >= 0 && range.upperBound <= rows)
        if type == Scalar.npyType { return try stored(range) }
        switch type {
        case .float32: return (try stored(range) as [Float]).map { Scalar($0) }
        case .float64: return (try stored(range) as [Double]).map { Scalar($0) }
        }
    }

    private func stored<Scalar: NPYScalar>(_ range: Range<Int>) throws(NPYError) -> [Scalar] {
        var values = [Scalar](repeating: 0, count: range.count * columns)
        let offset = start + range.lowerBound * columns * type.size
        let wanted = values.count * type.size
        let read: Int
        do { read = try file.fill(&values, at: offset) } catch { throw .file(error) }
        // The file was long enough when it was opened.
        guard read == wanted else {
            throw .wrongLength(path: path, expected: offset + wanted, actual: offset + read)
        }
        return values
    }
}

extension NPYReader {
    /// The header, and where the numbers begin.
    private static func header(of file: borrowing ReadableFile) throws(NPYError) -> (NPYHeader, Int) {
        guard try length(of: file) != nil else { throw .notAnArray(path: file.path) }
        let prefix = try bytes(of: file, 12, at: 0)
        guard prefix.starts(with: NPY.signature) else { throw .notAnArray(path: file.path) }
        guard prefix.count == 12, (1...3).contains(prefix[6]) else { throw .damagedHeader(path: file.path) }
        // Version 1 gives the length of its text in two bytes, versions 2 and 3 in four.
        let textStart = prefix[6] == 1 ? 10 : 12
        let length = prefix[8..<textStart].reversed().reduce(0) { $0 << 8 | Int($1) }
        // NumPy itself refuses longer ones.
        guard length <= 10_000 else { throw .damagedHeader(path: file.path) }
        let text = try bytes(of: file, length, at: textStart)
        guard text.count == length, let header = NPYHeader(text) else {
            throw .damagedHeader(path: file.path)
        }
        return (header, textStart + length)
    }

    private static func checkLength(
        of file: borrowing ReadableFile, start: Int, count: Int?, size: Int
    ) throws(NPYError) {
        guard let count, count <= (Int.max - start) / size else { throw .damagedHeader(path: file.path) }
        let (expected, actual) = (start + count * size, try length(of: file) ?? 0)
        guard actual == expected else {
            throw .wrongLength(path: file.path, expected: expected, actual: actual)
        }
    }

    private static func length(of file: borrowing ReadableFile) throws(NPYError) -> Int? {
        do { return try file.length() } catch { throw .file(error) }
    }

    private static func bytes(
        of file: borrowing ReadableFile, _ count: Int, at offset: Int
    ) throws(NPYError) -> [UInt8] {
        do { return try file.bytes(count, at: offset) } catch { throw .file(error) }
    }
}
