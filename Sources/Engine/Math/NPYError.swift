/// Why an array file cannot be read.
public enum NPYError: Error, Equatable, CustomStringConvertible {
    case file(FileError)
    case notAnArray(path: String)
    case damagedHeader(path: String)
    case unsupportedType(path: String, type: String)
    case unsupportedOrder(path: String)
    case wrongShape(path: String, shape: [Int], dimensions: Int)
    /// The file has another length than its header calls for, in bytes.
    case wrongLength(path: String, expected: Int, actual: Int)

    public var description: String {
        switch self {
        case .file(let error): error.description
        case .notAnArray(let path): "\(path.escapingUnprintable) is not a NumPy array file"
        case .damagedHeader(let path): "the array header of \(path.escapingUnprintable) is damaged"
        case .unsupportedType(let path, let type):
            "\(path.escapingUnprintable) holds numbers of type \(type.escapingUnprintable), and only <f4 and <f8 "
                + "can be read"
        case .unsupportedOrder(let path):
            "\(path.escapingUnprintable) is in Fortran order, and only C order can be read"
        case .wrongShape(let path, let shape, let dimensions):
            "\(path.escapingUnprintable) has the shape (\(shape.map(String.init).joined(separator: ", "))), "
                + "where \(dimensions == 1 ? "a list" : "a table") of numbers is expected"
        case .wrongLength(let path, let expected, let actual):
            "\(path.escapingUnprintable) is \(actual) bytes long where its header calls for \(expected)"
        }
    }
}
