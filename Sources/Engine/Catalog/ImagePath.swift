import Foundation

/// Where an image lies below its dataset: bytes as the file system or object store gives them, parts divided by `/`.
///
/// Kept as bytes because a name need not be UTF-8, and an object key need not be a file path. Order is byte-wise, so
/// every machine numbers the images alike.
public struct ImagePath: Hashable, Comparable, Sendable {
    public let bytes: [UInt8]

    public init(bytes: [UInt8]) { self.bytes = bytes }
    public init(_ string: String) { bytes = Array(string.utf8) }

    public static func < (left: ImagePath, right: ImagePath) -> Bool {
        left.bytes.lexicographicallyPrecedes(right.bytes)
    }

    /// The parts between slashes, as bytes.
    public var components: [ArraySlice<UInt8>] { bytes.split(separator: UInt8(ascii: "/")) }

    /// Whether the name ends as an image's does: `.jpg` or `.jpeg`, in letters of any case.
    var namesImage: Bool {
        let ending = bytes.suffix(5).map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        return ending.elementsEqual(".jpeg".utf8) || ending.suffix(4).elementsEqual(".jpg".utf8)
    }
}

extension ImagePath: Codable {
    // As one piece of data: a list would take an object for each byte.
    public init(from decoder: any Decoder) throws {
        bytes = [UInt8](try decoder.singleValueContainer().decode(Data.self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(Data(bytes))
    }
}

extension ImagePath: CustomStringConvertible {
    /// The path as text: bytes that are not UTF-8 become `\xNN`. Control characters stay, as a CSV file wants them;
    /// what goes to a person takes `printable`.
    public var description: String { Self.text(of: bytes[...]) }

    /// The path on one line, fit for a terminal: control, format and other unseen characters become `\u{NN}`.
    public var printable: String { description.escapingUnprintable }

    static func text(of bytes: ArraySlice<UInt8>) -> String {
        if let string = String(validating: bytes, as: UTF8.self) { return string }
        var text = ""
        var parser = Unicode.UTF8.ForwardParser()
        var iterator = bytes.makeIterator()
        var index = bytes.startIndex
        while index < bytes.endIndex {
            switch parser.parseScalar(from: &iterator) {
            case .valid(let encoded):
                text.unicodeScalars.append(Unicode.UTF8.decode(encoded))
                index += encoded.count
            case .error(let length):
                for byte in bytes[index..<(index + length)] { text += "\\x" + hexadecimal(byte) }
                index += length
            case .emptyInput:
                return text
            }
        }
        return text
    }

    private static func hexadecimal(_ byte: UInt8) -> String {
        (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }
}

extension String {
    /// The text on one line with every character that a terminal would obey, hide or reorder written as `\u{NN}`.
    public var escapingUnprintable: String {
        guard unicodeScalars.contains(where: \.isUnprintable) else { return self }
        return unicodeScalars.reduce(into: "") { text, scalar in
            if scalar.isUnprintable {
                text += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
            } else {
                text.unicodeScalars.append(scalar)
            }
        }
    }
}

extension Unicode.Scalar {
    /// Whether a terminal would obey, hide or reorder the character rather than show it.
    public var isUnprintable: Bool {
        switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned:
            true
        default: false
        }
    }
}
