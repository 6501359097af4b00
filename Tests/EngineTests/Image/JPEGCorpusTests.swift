import Testing

@testable import Engine

/// `Tests/Oracles/jpeg_corpus.py` wrote the files, and what Pillow decodes from them.
@Suite("JPEG files of every kind")
struct JPEGCorpusTests {
    struct Case: Decodable, CustomTestStringConvertible {
        struct Picture: Decodable {
            let width: Int
            let height: Int
            let digest: String
        }

        let file: String
        let side: Int?
        let picture: Picture?
        let rejection: String?

        var testDescription: String { file + (side.map { " for \($0)" } ?? "") }

        var bytes: [UInt8] {
            get throws { Array(try Golden.data("jpeg/\(file)")) }
        }
    }

    static let cases = (try? Golden.decode("jpeg/cases.json") as [Case]) ?? []
    static let pictures = cases.filter { $0.picture != nil }
    static let rejections = cases.filter { $0.rejection != nil }

    @Test("The golden files are there")
    func goldenFilesAreThere() {
        #expect(Self.pictures.count == 36)
        #expect(Self.rejections.count == 23)
    }

    @Test("A whole file decodes to Pillow's pixels", arguments: pictures)
    func decodes(_ file: Case) throws {
        let expected = try #require(file.picture)
        let image = try JPEGDecoder().decode(file.bytes, fitting: file.side)
        #expect(image.width == expected.width && image.height == expected.height)
        #expect(digest(image.pixels) == expected.digest)
    }

    @Test("A broken file is rejected with the reason", arguments: rejections)
    func rejects(_ file: Case) throws {
        let bytes = try file.bytes
        let error = #expect(throws: ImageError.self) { try JPEGDecoder().decode(bytes) }
        #expect(error?.description == file.rejection)
    }

    @Test("One decoder reads all of them in turn, whatever came before")
    func decoderIsReusable() throws {
        let decoder = try JPEGDecoder()
        for file in Self.rejections + Self.pictures {
            let image = try? decoder.decode(file.bytes, fitting: file.side)
            #expect(image.map { digest($0.pixels) } == file.picture?.digest, "\(file.testDescription)")
        }
    }
}
