import Testing

@testable import Engine

@Suite("Writing JPEG files")
struct JPEGEncoderTests {
    /// Smooth, as a photograph is, so that little is lost.
    static func gradient(width: Int, height: Int) -> RGBImage {
        let pixels = (0..<height).flatMap { y in
            (0..<width).flatMap { x in [UInt8(x * 255 / width), UInt8(y * 255 / height), UInt8(128)] }
        }
        return RGBImage(width: width, height: height, pixels: pixels)
    }

    @Test(
        "What is written reads back close to what it was",
        arguments: [(1, 1), (100, 100), (37, 23), (40, 200)])
    func roundTrip(width: Int, height: Int) throws {
        let image = Self.gradient(width: width, height: height)
        let bytes = try JPEGEncoder().encode(image, quality: 95)
        let difference = try #require(largestDifference(image, JPEGDecoder().decode(bytes)))
        #expect(difference <= 12)
    }

    @Test("The same pixels give the same bytes, and less quality fewer of them")
    func isReproducible() throws {
        let encoder = try JPEGEncoder()
        let image = noise(width: 50, height: 40)
        let first = try encoder.encode(image, quality: 90)
        #expect(try encoder.encode(image, quality: 90) == first)
        #expect(try encoder.encode(image, quality: 20).count < first.count / 2)
    }

    @Test("A quality outside 1...100 is taken as the nearest inside")
    func qualityIsClamped() throws {
        let encoder = try JPEGEncoder()
        let image = noise(width: 16, height: 16)
        #expect(try encoder.encode(image, quality: 900) == encoder.encode(image, quality: 100))
        #expect(try encoder.encode(image, quality: -3) == encoder.encode(image, quality: 1))
    }

    @Test("A side beyond the format's limit is refused")
    func tooLong() throws {
        let long = RGBImage(width: 65_501, height: 1, pixels: Array(repeating: 9, count: 3 * 65_501))
        #expect(throws: ImageError.self) { try JPEGEncoder().encode(long, quality: 90) }
    }
}
