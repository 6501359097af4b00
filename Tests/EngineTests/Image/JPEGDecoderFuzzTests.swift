import TestSupport
import Testing

@testable import Engine

@Suite("Hostile JPEG files give a picture or an error, never a crash")
struct JPEGDecoderFuzzTests {
    static let seeds = ["rgb-420.jpg", "progressive.jpg", "ycck.jpg", "orientation-6.jpg"]

    @Test("Every prefix of a file is an error, and names its length", arguments: seeds)
    func prefixes(of file: String) throws {
        let whole = Array(try Golden.data("jpeg/\(file)"))
        let decoder = try JPEGDecoder()
        for count in 1..<whole.count {
            let prefix = Array(whole.prefix(count))
            #expect(throws: ImageError.truncated(byteCount: count)) { try decoder.decode(prefix) }
        }
    }

    @Test("Bytes changed at random", arguments: seeds)
    func changedBytes(of file: String) throws {
        let whole = Array(try Golden.data("jpeg/\(file)"))
        let decoder = try JPEGDecoder()
        var random = SplitMix(seed: 42)
        var pictures = 0
        for round in 0..<1500 {
            var bytes = whole
            // Half of the rounds strike the headers, where the lengths and offsets are.
            let reach = round.isMultiple(of: 2) ? bytes.count : 200
            for _ in 0...Int.random(in: 0...3, using: &random) {
                bytes[Int.random(in: 2..<reach, using: &random)] = .random(in: 0...255, using: &random)
            }
            do {
                let image = try decoder.decode(bytes, fitting: 20)
                #expect(image.pixels.count == 3 * image.width * image.height)
                pictures += 1
            } catch {
                #expect(!error.description.isEmpty)
            }
        }
        // Otherwise the strikes would test only the way to an error.
        #expect(pictures > 50 && pictures < 1450)
    }

    @Test("Random bytes behind a JPEG signature")
    func randomBytes() throws {
        let decoder = try JPEGDecoder()
        var random = SplitMix(seed: 7)
        for count in 0..<2000 {
            let tail = (0..<count % 300).map { _ in UInt8.random(in: 0...255, using: &random) }
            #expect(throws: ImageError.self) { try decoder.decode([0xFF, 0xD8, 0xFF] + tail) }
        }
    }
}
