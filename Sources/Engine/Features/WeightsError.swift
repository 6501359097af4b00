/// What is wrong with a weights file: one sentence that names the file or the tensor. The caller puts the file's name
/// before it where the sentence has none.
public enum WeightsError: Error, Equatable, CustomStringConvertible {
    case file(FileError)
    /// A file of a kind that this program knows by its first bytes, but does not read.
    case foreign(path: String, kind: String)
    case malformed(path: String, reason: String)
    case missing(String, shape: [Int])
    case unexpected(String, shape: [Int])
    case wrongShape(String, found: [Int], expected: [Int])
    case wrongType(String, type: String)
    case notFinite(String, index: Int)

    public var description: String {
        switch self {
        case .file(let error): error.description
        case .foreign(let path, let kind):
            "The weights file \(path.escapingUnprintable) is \(kind); this program reads safetensors."
        case .malformed(let path, let reason):
            "The weights file \(path.escapingUnprintable) is not a sound safetensors file: \(reason)."
        case .missing(let name, let shape):
            "The weights lack the tensor \(name.shownAsName) of shape \(shape)."
        case .unexpected(let name, let shape):
            "The weights hold a tensor \(name.shownAsName) of shape \(shape) that ResNet50 has no place for."
        case .wrongShape(let name, let found, let expected):
            "The tensor \(name.shownAsName) has the shape \(found) where ResNet50 has \(expected)."
        case .wrongType(let name, let type):
            "The tensor \(name.shownAsName) is stored as \(type.shownAsName); this program reads F32."
        case .notFinite(let name, let index):
            "The tensor \(name.shownAsName) holds a NaN or an infinity, first at value \(index)."
        }
    }
}

extension String {
    /// A name out of a file, fit for a sentence: printable, and cut where someone made it long on purpose.
    var shownAsName: String {
        let shown = escapingUnprintable
        return shown.count <= 120 ? shown : shown.prefix(119) + "…"
    }
}
