import Foundation
import TestSupport

@testable import Engine

/// A picture in a golden file: pixels as base64.
struct GoldenPicture: Decodable {
    let width: Int
    let height: Int
    let pixels: Data

    var image: RGBImage { RGBImage(width: width, height: height, pixels: Array(pixels)) }
}

enum Golden {
    struct Missing: Error {}

    /// A file below `Tests/EngineTests/Golden`.
    static func data(_ path: String) throws -> Data {
        guard let folder = Bundle.module.resourceURL else { throw Missing() }
        return try Data(contentsOf: folder.appending(path: "Golden").appending(path: path))
    }

    static func decode<Value: Decodable>(_ path: String) throws -> Value {
        try JSONDecoder().decode(Value.self, from: data(path))
    }
}

/// FNV-1a, 64 bit, as the oracles write it.
func digest(_ values: [UInt8]) -> String {
    let hash = values.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
}

/// The largest difference of two values in the same place; nil for pictures of different sizes.
func largestDifference(_ left: RGBImage, _ right: RGBImage) -> Int? {
    guard left.width == right.width, left.height == right.height else { return nil }
    return zip(left.pixels, right.pixels).map { abs(Int($0) - Int($1)) }.max()
}

/// A picture of noise, the same for the same seed.
func noise(width: Int, height: Int, seed: UInt64 = 1) -> RGBImage {
    var random = SplitMix(seed: seed)
    let pixels = (0..<3 * width * height).map { _ in UInt8.random(in: 0...255, using: &random) }
    return RGBImage(width: width, height: height, pixels: pixels)
}
