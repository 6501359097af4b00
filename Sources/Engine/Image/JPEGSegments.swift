// The marker segments of a JPEG file ahead of its first scan (ITU-T T.81, annex B), read for what
// libjpeg-turbo's simple interface does not tell: where a cut-off file ends, how its data is coded, and the
// EXIF orientation. No length in a file is trusted: every read is checked against the bytes that are there.

/// What the segments before the picture data say.
struct JPEGSegments {
    private(set) var orientation = ExifOrientation.upright
    /// Whether the frame is Huffman coded, so that each of its blocks takes at least one bit.
    private(set) var isHuffmanCoded = false

    private enum Marker {
        static let startOfImage: UInt8 = 0xD8
        static let endOfImage: UInt8 = 0xD9
        static let startOfScan: UInt8 = 0xDA
        static let application1: UInt8 = 0xE1
        /// Baseline, extended sequential and progressive frames with Huffman codes.
        static let huffmanFrames: ClosedRange<UInt8> = 0xC0...0xC2
        /// Markers that stand alone: TEM, and the restart markers up to the start of an image.
        static func standsAlone(_ code: UInt8) -> Bool {
            code == 0x01 || (0xD0...startOfImage).contains(code)
        }
    }

    /// Walks the segments up to the first scan. What is wrong in other ways than being cut off is left for
    /// libjpeg-turbo to judge.
    ///
    /// - Throws: `.empty`, `.notJPEG`, or `.truncated` where the bytes end ahead of the first scan's data.
    init(_ bytes: [UInt8]) throws(ImageError) {
        guard !bytes.isEmpty else { throw .empty }
        guard bytes.starts(with: [0xFF, Marker.startOfImage].prefix(bytes.count)) else {
            throw .notJPEG(FileSignature.content(of: bytes))
        }
        var position = 2
        while let segment = try Self.segment(in: bytes, from: position) {
            if Marker.huffmanFrames.contains(segment.code) { isHuffmanCoded = true }
            if segment.code == Marker.application1, orientation == .upright,
                let found = ExifOrientation(application1: bytes[segment.content])
            {
                orientation = found
            }
            position = segment.content.upperBound
        }
    }

    /// The next segment that has a content, nil at the picture data or where the structure is broken.
    private static func segment(
        in bytes: [UInt8], from start: Int
    ) throws(ImageError) -> (code: UInt8, content: Range<Int>)? {
        let cutOff = ImageError.truncated(byteCount: bytes.count)
        var position = start
        while true {
            guard position + 1 < bytes.count else { throw cutOff }
            guard bytes[position] == 0xFF else { return nil }
            let code = bytes[position + 1]
            if code == 0xFF {  // A fill byte.
                position += 1
                continue
            }
            if Marker.standsAlone(code) {
                position += 2
                continue
            }
            if code == 0 || code == Marker.endOfImage { return nil }
            guard position + 3 < bytes.count else { throw cutOff }
            let length = Int(bytes[position + 2]) << 8 | Int(bytes[position + 3])
            guard length >= 2 else { return nil }
            let end = position + 2 + length
            guard end <= bytes.count else { throw cutOff }
            return code == Marker.startOfScan ? nil : (code, position + 4..<end)
        }
    }
}
