import Foundation
import Testing

@testable import Workbench

@Suite("Recordings as asciicast")
struct AsciicastTests {
    private func begun() -> (cast: Asciicast, header: String) {
        Asciicast.begin(width: 80, height: 24, terminal: "xterm\"", at: 100, date: 1_700_000_000.9)
    }

    private func event(_ line: String) throws -> (time: Double, kind: String, text: String) {
        #expect(line.hasSuffix("\n") && line.count { $0 == "\n" } == 1)
        let fields = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [Any])
        #expect(fields.count == 3)
        return (
            try #require(fields[0] as? Double), try #require(fields[1] as? String),
            try #require(fields[2] as? String)
        )
    }

    @Test("the header tells version, size, time and terminal")
    func header() throws {
        let header = begun().header
        let fields = try #require(
            try JSONSerialization.jsonObject(with: Data(header.utf8)) as? [String: Any])
        #expect(fields["version"] as? Int == 2 && fields["timestamp"] as? Int == 1_700_000_000)
        #expect(fields["width"] as? Int == 80 && fields["height"] as? Int == 24)
        #expect(fields["env"] as? [String: String] == ["TERM": "xterm\""])
        #expect(header.hasSuffix("}\n"))
    }

    @Test("what was sent comes back from JSON byte for byte, with seconds since the beginning")
    func output() throws {
        var cast = begun().cast
        let text = "\u{1B}[1;31m\"\\⣿é日\u{7F}\u{0}\r\n"
        let event = try event(cast.sent(text.utf8, at: 101.25))
        #expect((event.time, event.kind) == (1.25, "o"))
        #expect(Array(event.text.utf8) == Array(text.utf8))
    }

    @Test("a character that is sent in two pieces is one", arguments: ["é", "⣿", "😀"])
    func pieces(character: String) throws {
        let bytes = Array(character.utf8)
        for cut in 1..<bytes.count {
            var cast = begun().cast
            #expect(cast.sent(bytes[..<cut], at: 101) == "")
            #expect(try event(cast.sent(bytes[cut...] + Array("a".utf8), at: 102)).text == character + "a")
        }
    }

    @Test("bytes of no character do not hold up the others")
    func broken() throws {
        var cast = begun().cast
        #expect(try event(cast.sent([0x61, 0x80, 0x80, 0x80, 0x80], at: 101)).text.hasPrefix("a"))
    }

    @Test("a resize is told once")
    func resize() throws {
        var cast = begun().cast
        #expect(cast.resized(width: 80, height: 24, at: 101) == "")
        let event = try event(cast.resized(width: 120, height: 40, at: 101))
        #expect((event.kind, event.text) == ("r", "120x40"))
        #expect(cast.resized(width: 120, height: 40, at: 102) == "")
    }

    @Test("a recording is a new file of the user's alone; one that recorded nothing leaves none")
    func file() throws {
        let scratch = Scratch()
        let path = scratch.path + "/a.cast"
        do {
            let recorder = try Recorder(path)
            #expect(throws: RecorderError(path: path)) { try Recorder(path) }
            recorder.begin(width: 80, height: 24, terminal: "xterm")
            recorder.sent(Array("a".utf8))
        }
        let lines = String(decoding: try scratch.bytes("a.cast"), as: UTF8.self).split(separator: "\n")
        #expect(lines.count == 2 && lines[1].hasSuffix(",\"o\",\"a\"]"))
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        do { _ = try Recorder(scratch.path + "/b.cast") }
        #expect(scratch.names() == ["a.cast"])
    }
}
