/// What is wrong with weights: one sentence that names the file or the tensor.
public enum WeightsError: Error, Equatable, CustomStringConvertible {
    /// What the file system refused.
    case file(FileError)
    /// A file of a kind that this program knows by its first bytes, but does not read.
    case foreign(path: String, kind: String)
    /// A file with none of the names that either library gives ResNet50's tensors.
    case noneOfOurs(path: String, first: String?)
    /// A file of another variant than the one asked for.
    case otherVariant(path: String, found: String, asked: String)
    case malformed(path: String, kind: String = "safetensors", reason: String)
    case missing(String, shape: [Int])
    case unexpected(String, shape: [Int])
    case wrongShape(String, found: [Int], expected: [Int])
    case wrongType(String, type: String)
    case notFinite(String, index: Int)

    public var description: String {
        switch self {
        case .file(let error): error.description
        case .foreign(let path, let kind):
            "the weights \(path.escapingUnprintable) are \(kind), and only safetensors and HDF5 can be read"
        case .noneOfOurs(let path, let first):
            "the weights \(path.escapingUnprintable) hold none of ResNet50's tensors, neither by Keras's names nor by "
                + "torchvision's" + (first.map { ", but \($0.shownAsName)" } ?? "")
        case .otherVariant(let path, let found, let asked):
            "the weights \(path.escapingUnprintable) are of the \(found) variant, not of \(asked) as asked for: "
                + "their tensors have \(found)'s names"
        case .malformed(let path, let kind, let reason):
            "the weights \(path.escapingUnprintable) are no sound \(kind) file: \(reason)"
        case .missing(let name, let shape):
            "the weights lack the tensor \(name.shownAsName) of shape \(shape)"
        case .unexpected(let name, let shape):
            "the weights hold a tensor \(name.shownAsName) of shape \(shape), for which ResNet50 has no place"
        case .wrongShape(let name, let found, let expected):
            "the weights' tensor \(name.shownAsName) has the shape \(found) where ResNet50 has \(expected)"
        case .wrongType(let name, let type):
            "the weights' tensor \(name.shownAsName) is stored as \(type.shownAsName), and only F32, F16 and BF16 can be read"
        case .notFinite(let name, let index):
            "the weights' tensor \(name.shownAsName) holds a NaN or an infinity, first at value \(index)"
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
