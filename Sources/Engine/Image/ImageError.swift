/// Why the bytes of a file gave no picture. Each description continues a sentence that starts with the file's
/// name: "Banana/7.jpg ends after 900 bytes, before the picture is complete".
public enum ImageError: Error, Hashable, Sendable {
    case empty
    /// What the bytes are instead, with its article: "a PNG image".
    case notJPEG(String)
    /// The file stops before its picture does.
    case truncated(byteCount: Int)
    /// The library's own words about the damage.
    case corrupt(String)
    /// More than `JPEGDecoder.pixelLimit` pixels; nothing was allocated for them.
    case tooLarge(width: Int, height: Int)
    /// A picture that is well formed, but of a kind that is not read or written here.
    case unsupported(String)
    /// libjpeg-turbo could not start, for want of memory.
    case libraryUnavailable(String)
}

extension ImageError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .empty: "is empty (0 bytes)"
        case .notJPEG(let content): "is not a JPEG: it holds \(content)"
        case .truncated(let count):
            "ends after \(count) \(count == 1 ? "byte" : "bytes"), before the picture is complete"
        case .corrupt(let detail): "holds damaged picture data (\(detail))"
        case .tooLarge(let width, let height):
            "claims \(width) × \(height) pixels, more than the "
                + "\(JPEGDecoder.pixelLimit / 1_000_000) megapixels allowed"
        case .unsupported(let detail): "is a JPEG of a kind that is not supported (\(detail))"
        case .libraryUnavailable(let detail): "could not be tried: libjpeg-turbo did not start (\(detail))"
        }
    }
}
