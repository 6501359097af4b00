// NumPy's array files, as `numpy.save` writes them.
//
// The format: numpy.org/doc/stable/reference/generated/numpy.lib.format.html. Numbers are little-endian in the file
// and on every machine that Swift runs on, so they are written as they lie in memory.

/// A number that an array file can hold.
public protocol NPYScalar: BinaryFloatingPoint, BitwiseCopyable, Sendable {
    static var npyType: NPY.ElementType { get }
}

extension Float: NPYScalar {
    public static var npyType: NPY.ElementType { .float32 }
}

extension Double: NPYScalar {
    public static var npyType: NPY.ElementType { .float64 }
}

/// Reading and writing of whole `.npy` files; `NPYReader` and `NPYWriter` go row by row.
public enum NPY {
    /// The types of number that are written and read, by NumPy's names for them.
    public enum ElementType: String, Sendable {
        case float32 = "<f4"
        case float64 = "<f8"

        /// Bytes a number.
        public var size: Int { self == .float32 ? 4 : 8 }
    }

    /// What stands before the numbers of an array in C order, byte for byte as `numpy.save` of NumPy 1.25 and later
    /// writes it.
    ///
    /// Room is left for the first side to grow to 20 digits, so the header's length does not depend on the number of
    /// rows: it may be written before that is known, and mended after.
    public static func header(_ type: ElementType, shape: [Int]) -> [UInt8] {
        let sides = shape.map(String.init)
        let tuple = sides.joined(separator: ", ") + (sides.count == 1 ? "," : "")
        let room = sides.first.map { String(repeating: " ", count: 21 - $0.count) } ?? ""
        let text = "{'descr': '\(type.rawValue)', 'fortran_order': False, 'shape': (\(tuple)), }\(room)"
        let lengthSoFar = signature.count + 4 + text.utf8.count + 1
        let padding = String(repeating: " ", count: 64 - lengthSoFar % 64)
        let body = Array("\(text)\(padding)\n".utf8)
        return signature + [1, 0, UInt8(body.count & 0xFF), UInt8(body.count >> 8)] + body
    }

    static let signature: [UInt8] = [0x93] + Array("NUMPY".utf8)

    /// Writes an array of the given shape, wholly or not at all.
    ///
    /// - Precondition: `values` are as many as the shape says, in C order.
    public static func write<Scalar: NPYScalar>(
        _ values: [Scalar], shape: [Int], to path: String
    ) throws(FileError) {
        precondition(values.count == shape.reduce(1, *))
        let file = try AtomicFile(path)
        try file.append(header(Scalar.npyType, shape: shape))
        try file.append(values)
        try file.commit()
    }

    /// Writes a one-dimensional array.
    public static func write<Scalar: NPYScalar>(_ values: [Scalar], to path: String) throws(FileError) {
        try write(values, shape: [values.count], to: path)
    }

    /// Writes a two-dimensional array.
    public static func write<Scalar: NPYScalar>(_ matrix: Matrix<Scalar>, to path: String) throws(FileError) {
        try write(matrix.values, shape: [matrix.rows, matrix.columns], to: path)
    }

    /// Reads a one-dimensional array; its numbers are converted where the file holds the other type.
    public static func readVector<Scalar: NPYScalar>(
        _ path: String, of type: Scalar.Type = Scalar.self
    ) throws(NPYError) -> [Scalar] {
        let reader = try NPYReader(path, dimensions: 1)
        return try reader.values(ofRows: 0..<reader.rows)
    }

    /// Reads a two-dimensional array; its numbers are converted where the file holds the other type.
    public static func readMatrix<Scalar: NPYScalar>(
        _ path: String, of type: Scalar.Type = Scalar.self
    ) throws(NPYError) -> Matrix<Scalar> {
        let reader = try NPYReader(path, dimensions: 2)
        let values: [Scalar] = try reader.values(ofRows: 0..<reader.rows)
        return Matrix(rows: reader.rows, columns: reader.columns, values: values)
    }
}
