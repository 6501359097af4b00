// What a file that is no JPEG seems to be, from its first bytes: enough for a person to see what went wrong.

enum FileSignature {
    /// "a PNG image", "text", … or "data of an unknown kind".
    static func content(of bytes: [UInt8]) -> String {
        if let known = signatures.first(where: { $0.matches(bytes) }) { return known.content }
        if isText(bytes) { return "text" }
        return bytes.allSatisfy { $0 == 0 } ? "nothing but zero bytes" : "data of an unknown kind"
    }

    private struct Signature {
        let content: String
        let magic: [UInt8]
        let offset: Int

        init(_ content: String, _ magic: [UInt8], at offset: Int = 0) {
            self.content = content
            self.magic = magic
            self.offset = offset
        }

        init(_ content: String, _ magic: String, at offset: Int = 0) {
            self.init(content, Array(magic.utf8), at: offset)
        }

        func matches(_ bytes: [UInt8]) -> Bool { bytes.dropFirst(offset).starts(with: magic) }
    }

    private static let signatures = [
        Signature("a PNG image", [0x89, 0x50, 0x4E, 0x47]),
        Signature("a GIF image", "GIF8"),
        Signature("a WebP image", "WEBP", at: 8),
        Signature("a HEIF or AVIF image", "ftyp", at: 4),
        Signature("a TIFF image", [0x49, 0x49, 0x2A, 0x00]),
        Signature("a TIFF image", [0x4D, 0x4D, 0x00, 0x2A]),
        Signature("a JPEG 2000 image", "jP  ", at: 4),
        Signature("a JPEG XL image", [0xFF, 0x0A]),
        Signature("a BMP image", "BM"),
        Signature("a PDF document", "%PDF"),
        Signature("a ZIP archive", [0x50, 0x4B, 0x03, 0x04]),
        Signature("a gzip archive", [0x1F, 0x8B]),
        Signature("a web page", "<!DOCTYPE html"),
        Signature("a web page", "<html"),
    ]

    private static func isText(_ bytes: [UInt8]) -> Bool {
        bytes.prefix(256).allSatisfy { (0x20..<0x7F).contains($0) || (0x09...0x0D).contains($0) }
    }
}
