import Testing

@testable import Engine

@Suite("EXIF orientation")
struct ExifOrientationTests {
    /// Three by two pixels, told apart by their first value.
    static let stored = image(["abc", "def"])

    static func image(_ rows: [String]) -> RGBImage {
        let pixels = rows.joined().utf8.flatMap { letter -> [UInt8] in [letter, 0, 255 - letter] }
        return RGBImage(width: rows[0].utf8.count, height: rows.count, pixels: pixels)
    }

    static let upright: [(ExifOrientation, [String])] = [
        (.upright, ["abc", "def"]),
        (.mirrored, ["cba", "fed"]),
        (.upsideDown, ["fed", "cba"]),
        (.mirroredUpsideDown, ["def", "abc"]),
        (.transposed, ["ad", "be", "cf"]),
        (.turnedLeft, ["da", "eb", "fc"]),
        (.transversed, ["fc", "eb", "da"]),
        (.turnedRight, ["cf", "be", "ad"]),
    ]

    @Test("Each orientation is set upright", arguments: upright)
    func isSetUpright(orientation: ExifOrientation, rows: [String]) {
        #expect(orientation.upright(Self.stored) == Self.image(rows))
    }

    @Test("The tag is read in both byte orders, as SHORT and as LONG")
    func tagIsRead() {
        #expect(
            ExifOrientation(application1: Self.segment(type: 3, value: [6, 0, 0, 0])[...]) == .turnedLeft)
        #expect(
            ExifOrientation(application1: Self.segment(type: 4, value: [8, 0, 0, 0])[...]) == .turnedRight)
        let bigEndian: [UInt8] =
            Array("Exif\0\0MM".utf8) + [0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 5, 0, 0]
        #expect(ExifOrientation(application1: bigEndian[...]) == .transposed)
    }

    @Test("What is no orientation is none", arguments: [0, 9, 255] as [UInt8])
    func unknownValues(value: UInt8) {
        #expect(ExifOrientation(application1: Self.segment(type: 3, value: [value, 0, 0, 0])[...]) == nil)
    }

    @Test("Offsets and counts that lead outside are not followed")
    func hostileOffsets() {
        let whole = Self.segment(type: 3, value: [6, 0, 0, 0])
        for count in 0..<whole.count - 2 {
            #expect(ExifOrientation(application1: whole.prefix(count)) == nil)
        }
        for offset in [[255, 255, 255, 255], [255, 255, 255, 127], [24, 0, 0, 0]] as [[UInt8]] {
            var bytes = whole
            bytes.replaceSubrange(10..<14, with: offset)
            #expect(ExifOrientation(application1: bytes[...]) == nil)
        }
        var manyEntries = Self.segment(tag: 0x010F, type: 3, value: [6, 0, 0, 0])
        manyEntries.replaceSubrange(14..<16, with: [255, 255])
        #expect(ExifOrientation(application1: manyEntries[...]) == nil)
    }

    /// The content of an APP1 segment with one entry, little-endian.
    static func segment(tag: UInt16 = 0x0112, type: UInt8, value: [UInt8]) -> [UInt8] {
        let entry = [UInt8(tag & 255), UInt8(tag >> 8), type, 0, 1, 0, 0, 0] + value
        return Array("Exif\0\0II".utf8) + [42, 0, 8, 0, 0, 0, 1, 0] + entry
    }
}
