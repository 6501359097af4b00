import Foundation
import Testing

@testable import Engine

@Suite struct AtomicFileTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test("A file is under its name only once it is committed, and replaces what was there")
    func commit() throws {
        let path = folder.path("run.json")
        try AtomicFile.write("old", to: path)
        let file = try AtomicFile(path)
        try file.append(Array("new".utf8))
        #expect(try contents(path) == Array("old".utf8))
        #expect(folder.names.count == 2)
        try file.commit()
        #expect(try contents(path) == Array("new".utf8))
        #expect(folder.names == ["run.json"])
    }

    @Test("A file let go without commit leaves what was there, and nothing else")
    func abandoned() throws {
        let path = folder.path("run.json")
        try AtomicFile.write("old", to: path)
        do { try AtomicFile(path).append([1, 2, 3]) }
        #expect(try contents(path) == Array("old".utf8))
        #expect(folder.names == ["run.json"])
    }

    @Test("Two writers of one name do not disturb each other: the last to commit wins")
    func twoWriters() throws {
        let path = folder.path("a")
        let (one, two) = (try AtomicFile(path), try AtomicFile(path))
        try two.append(Array("two".utf8))
        try one.append(Array("one".utf8))
        try two.commit()
        try one.commit()
        #expect(try contents(path) == Array("one".utf8))
    }

    @Test("Errors name the file that was wanted and the cause, and leave nothing behind")
    func errors() throws {
        let missing = folder.path("missing/run.json")
        let error = #expect(throws: FileError.self) { try AtomicFile.write("x", to: missing) }
        #expect("\(try #require(error))" == "cannot create \(missing): No such file or directory")

        let taken = folder.path("taken")
        try FileManager.default.createDirectory(atPath: taken, withIntermediateDirectories: false)
        #expect(throws: FileError(path: taken, operation: .replace, code: EISDIR)) {
            try AtomicFile.write("x", to: taken)
        }
        #expect(folder.names == ["taken"])
        let full = FileError(path: "out\n/run.json", operation: .write, code: ENOSPC)
        #expect(full.description == "cannot write out\\u{A}/run.json: No space left on device")
    }

    @Test("What killed writers left is swept away, and nothing else")
    func sweep() throws {
        for name in [".run.json.1a2b.partial", "run.partial", ".hidden", "run.json"] {
            try folder.write(to: name)
        }
        AtomicFile.sweep(folder.path)
        #expect(folder.names.sorted() == [".hidden", "run.json", "run.partial"])
        AtomicFile.sweep(folder.path("nowhere"))
    }

    @Test("A scratch file gives back what was put aside, and has no name")
    func scratch() throws {
        let file = try ScratchFile(in: folder.path)
        try file.append([1, 2, 3])
        try file.append([4, 5])
        #expect(folder.names.isEmpty)
        for count in [1, 2, 5, 9] {
            var chunks: [[Float]] = []
            try file.forEachChunk(of: count) { chunks.append($0) }
            #expect(chunks.flatMap(\.self) == [1, 2, 3, 4, 5])
            #expect(chunks.dropLast().allSatisfy { $0.count == count })
        }
        #expect(throws: FileError(path: "/nowhere", operation: .write, code: ENOENT)) {
            try ScratchFile(in: "/nowhere")
        }
    }

    @Test("A name without a folder lies in the current one")
    func bareName() throws {
        let name = "engine-tests-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: name) }
        try AtomicFile.write("x", to: name)
        #expect(try contents(name) == [UInt8(ascii: "x")])
    }
}
