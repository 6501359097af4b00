import Testing

@testable import Engine

/// Against Pillow and OpenCV; `Tests/Oracles/preprocessing.py` wrote what they make of the same pixels.
@Suite("Preprocessing agrees with Pillow and OpenCV")
struct PreprocessingGoldenTests {
    struct DrawnCase: Decodable, CustomTestStringConvertible {
        let name: String
        let picture: GoldenPicture
        let steps: [String: GoldenPicture]
        let resized: [GoldenPicture]

        var testDescription: String { name }
    }

    struct PhotographCase: Decodable, CustomTestStringConvertible {
        let path: String
        let digests: [String: String]

        var testDescription: String { path }
    }

    static let drawn = (try? Golden.decode("preprocessing/drawn.json") as [DrawnCase]) ?? []
    static let photographs = (try? Golden.decode("preprocessing/photographs.json") as [PhotographCase]) ?? []

    @Test("The golden files are there")
    func goldenFilesAreThere() {
        #expect(Self.drawn.count == 11)
        #expect(Self.photographs.count == 24)
    }

    @Test("Each step gives a drawn picture the same pixels", arguments: drawn)
    func steps(of drawn: DrawnCase) throws {
        for (label, expected) in drawn.steps {
            var image = drawn.picture.image
            try PreprocessingChain(label).apply(to: &image)
            #expect(largestDifference(image, expected.image) == 0, "\(label)")
        }
    }

    @Test("Resizing gives a drawn picture the same pixels", arguments: drawn)
    func sizes(of drawn: DrawnCase) {
        for expected in drawn.resized {
            let image = drawn.picture.image.resized(width: expected.width, height: expected.height)
            #expect(largestDifference(image, expected.image) == 0, "\(expected.width) × \(expected.height)")
        }
    }

    @Test(
        "Decoding, each step and resizing give a real photograph the same pixels",
        .enabled(if: Photographs.arePresent), arguments: photographs)
    func digests(of photograph: PhotographCase) throws {
        let decoded = try JPEGDecoder().decode(Photographs.bytes(photograph.path))
        for (operation, expected) in photograph.digests {
            #expect(digest(try Self.result(of: operation, on: decoded).pixels) == expected, "\(operation)")
        }
    }

    private static func result(of operation: String, on image: RGBImage) throws -> RGBImage {
        switch operation {
        case "decoded": return image
        case "resized 64 × 48": return image.resized(width: 64, height: 48)
        case "resized 224 × 224": return image.resized(width: 224, height: 224)
        default:
            var image = image
            try PreprocessingChain(operation).apply(to: &image)
            return image
        }
    }
}
