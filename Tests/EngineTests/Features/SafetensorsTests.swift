import Foundation
import Testing

@testable import Engine

@Suite("Weights in safetensors files")
struct SafetensorsTests {
    /// Two small tensors stand for a network: a 1×1 kernel and its bias.
    private static let parameters = [
        Parameter(layer: "c", role: .kernel, shape: [1, 1, 2, 3]),
        Parameter(layer: "c", role: .bias, shape: [3]),
    ]
    private static let kernel = #""c/kernel":{"dtype":"F32","shape":[1,1,2,3],"data_offsets":[0,24]}"#
    private static let bias = #""c/bias":{"dtype":"F32","shape":[3],"data_offsets":[24,36]}"#
    private static let values: [Float] = [1, 2, 3, 4, 5, 6, 7, 8, 9]

    @Test("All of ResNet50's weights come back as they were written")
    func wholeRoundTrip() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/weights.safetensors"
        try SharedNetwork.weights.writeSafetensors(to: path)
        let read = try Weights(file: path)
        for parameter in ResNet50.parameters() {
            #expect(read[parameter.name] == SharedNetwork.weights[parameter.name], "\(parameter.name)")
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["weights.safetensors"])
    }

    @Test("The header is eight bytes of length, JSON, and spaces up to a multiple of eight")
    func layout() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/w"
        try Weights.random(seed: 1, parameters: Self.parameters).writeSafetensors(to: path)
        let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
        let length = Int(bytes[0]) + Int(bytes[1]) << 8
        #expect(bytes[2..<8].allSatisfy { $0 == 0 } && length % 8 == 0)
        #expect(bytes.count == 8 + length + 36)
        let json = try JSONSerialization.jsonObject(with: Data(bytes[8..<8 + length])) as? [String: Any]
        #expect(json?.keys.sorted() == ["c/bias", "c/kernel"])
    }

    @Test("Fields in another order, metadata, spaces and escapes are all the same")
    func freeForm() throws {
        let header = #"""
            { "__metadata__": {"format": "pt", "by": "a \"b\" \u00e9"},
              "c\/bias" : {"data_offsets":[24, 36], "shape":[3], "dtype":"F32"}, \#(Self.kernel) }
            """#
        let weights = try read(file(header))
        #expect(weights["c/kernel"]?.values == [1, 2, 3, 4, 5, 6])
        #expect(weights["c/bias"]?.values == [7, 8, 9])
    }

    @Test(
        "A file that is unsound or does not fit is refused with a sentence that says what is wrong",
        arguments: [
            ("{\(kernel)}", values.prefix(6).map { $0 }, "lack the tensor c/bias of shape [3]"),
            (
                "{\(kernel),\(bias),\(bias.replacing("c/bias", with: "d").replacing("24,36", with: "36,48"))}",
                values + [1, 2, 3],
                "hold a tensor d of shape [3], for which"
            ),
            (
                "{\(kernel),\(bias.replacing("[3]", with: "[1,3]"))}", values,
                "tensor c/bias has the shape [1, 3] where ResNet50 has [3]"
            ),
            ("{\(kernel),\(bias.replacing("F32", with: "F64"))}", values, "is stored as F64"),
            ("{\(kernel),\(bias.replacing("F32", with: "BF16"))}", values, "has 12 bytes, not the 6 of"),
            ("{\(kernel),\(bias)}", [1, 2, 3, 4, .nan, 6, 7, 8, 9], "tensor c/kernel holds a NaN"),
            ("{\(kernel),\(bias)}", [1, 2, 3, 4, 5, 6, 7, .infinity, 9], "first at value 1"),
            ("{\(kernel),\(bias),\(kernel)}", values, "it names c/kernel twice"),
            ("{\(kernel),\(bias)}", Array(values.dropLast()), "cut off, c/bias lies beyond its end"),
            ("{\(kernel),\(bias)}", values + [1], "4 bytes follow its last tensor"),
            ("{\(kernel),\(bias.replacing("[24,36]", with: "[20,36]"))}", values, "c/bias overlaps"),
            ("{\(kernel),\(bias.replacing("[24,36]", with: "[28,36]"))}", values, "a gap before c/bias"),
            ("{\(kernel),\(bias.replacing("[24,36]", with: "[36,24]"))}", values, "lacks its type, shape"),
            (
                "{\(kernel.replacing("24", with: "28")),\(bias.replacing("[24", with: "[28"))}", values,
                "c/kernel has 28 bytes, not the 24"
            ),
            ("{\(kernel),\(bias.replacing("36", with: "99999999999999999999999999"))}", values, "too large"),
            ("{\(kernel),\(bias.replacing("[24,36]", with: "[-1,36]"))}", values, "a number is missing"),
            ("{\(kernel),\(bias)", values, "a } is missing"),
            ("[[[[[[[[", values, "a { is missing"),
            ("", values, "a { is missing"),
            ("{\(kernel),\(bias)} {}", values, "something follows it"),
            (#"{"a\q": 1}"#, values, "an escape in it means nothing"),
            (#"{"a\"#, values, "an escape in it means nothing"),
        ] as [(String, [Float], String)])
    func refused(header: String, values: [Float], reason: String) throws {
        let error = #expect(throws: WeightsError.self) { try read(file(header, values)) }
        #expect(error?.description.contains(reason) == true, "\(error?.description ?? "")")
        #expect(error?.description.contains("\n") == false)
    }

    @Test("Files of other kinds are told by their first bytes")
    func foreign() throws {
        let rest = [UInt8](repeating: 0, count: 100)
        let hdf5: [UInt8] = [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a]
        #expect(try sentence(hdf5 + rest).contains("no sound HDF5 file"))
        #expect(try sentence(Array("PK\u{3}\u{4}".utf8) + rest).contains("a zip archive"))
        #expect(try sentence([]).contains("only 0 bytes long"))
        #expect(
            try sentence(Array(repeating: 0xff, count: 64)).contains("header of 18446744073709551615 bytes"))
        #expect(try sentence([0, 0, 0, 8] + Array(repeating: 0, count: 60)).contains("in a file of 64"))
    }

    @Test("What is not there, or no file, is said in one sentence")
    func notThere() throws {
        let folder = try TemporaryFolder()
        for path in [folder.path, folder.path + "/none"] {
            let error = #expect(throws: WeightsError.self) { try Weights(file: path) }
            #expect(error?.description.contains(folder.path) == true)
        }
    }

    @Test("No change of a single byte of a header, and no cut, brings the reader down")
    func fuzz() {
        let header = Array("{\(Self.kernel),\(Self.bias)}".utf8)
        for index in header.indices {
            for byte in UInt8.min ... .max {
                var bytes = header
                bytes[index] = byte
                _ = try? scanSafetensorsHeader(bytes)
            }
            let cut = Array(header.prefix(index))
            #expect(throws: SafetensorsFault.self) { try scanSafetensorsHeader(cut) }
        }
    }

    @Test("A name that was made to harm a terminal is shown tamed and short")
    func hostileName() throws {
        let name = "\u{1b}[2J" + String(repeating: "x", count: 5000)
        let header = "{\"\(name)\":{\"dtype\":\"F32\",\"shape\":[9],\"data_offsets\":[0,36]}}"
        let entries = try scanSafetensorsHeader(Array(header.utf8))
        let text = WeightsError.unexpected(entries[0].name, shape: [9]).description
        #expect(text.count < 250 && !text.contains("\u{1b}"))
    }

    /// A file of that header and those values.
    private func file(_ header: String, _ values: [Float] = values) -> [UInt8] {
        let length = UInt64(header.utf8.count)
        let size = withUnsafeBytes(of: length.littleEndian) { Array($0) }
        let data = values.withUnsafeBytes { Array($0) }
        return size + Array(header.utf8) + data
    }

    private func read(_ bytes: [UInt8]) throws -> Weights {
        let folder = try TemporaryFolder()
        return try Weights(openTensors(folder.write(bytes, to: "w")), Self.parameters)
    }

    private func sentence(_ bytes: [UInt8]) throws -> String {
        let error = #expect(throws: WeightsError.self) { try read(bytes) }
        return error?.description ?? ""
    }
}
