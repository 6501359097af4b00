import Foundation
import Testing

@testable import Engine

@Suite struct RunFolderTests {
    private let temporary: TemporaryFolder
    private var folder: RunFolder { RunFolder(path: temporary.path + "/a/b/run") }

    init() throws { temporary = try TemporaryFolder() }

    @Test("A new folder is made with those above it, and one that is there is taken")
    func makes() throws {
        try folder.prepare(resuming: false)
        try folder.prepare(resuming: false)
        #expect(FileManager.default.fileExists(atPath: folder.path))
    }

    @Test(
        "A folder with a run in it, whole or not, is not written over",
        arguments: ["run.json", "features.npy", ".parts/plan.json"])
    func holdsRun(file: String) throws {
        try temporary.write(to: "a/b/run/" + file)
        #expect(throws: RunFolderError.holdsRun(folder.path)) { try folder.prepare(resuming: false) }
        if file == "run.json" {
            #expect(throws: RunFolderError.finished(folder.path)) { try folder.prepare(resuming: true) }
        } else {
            try folder.prepare(resuming: true)
        }
    }

    @Test("Where no run was begun there is nothing to resume, and no folder is made")
    func nothingToResume() throws {
        #expect(throws: RunFolderError.nothingToResume(folder.path)) { try folder.prepare(resuming: true) }
        #expect(!FileManager.default.fileExists(atPath: folder.path))
        try temporary.write(to: "a/b/run/notes.txt")
        #expect(throws: RunFolderError.nothingToResume(folder.path)) { try folder.prepare(resuming: true) }
    }

    @Test("A run that was killed before it had a plan is resumed from its beginning")
    func killedEarly() throws {
        try makeFolders(folder.path)
        try folder.prepare(resuming: true)
        for file in [".events.jsonl.1.partial", "events.jsonl", ".parts/.plan.json.2.partial"] {
            try temporary.write(to: "a/b/run/" + file)
            try folder.prepare(resuming: true)
        }
        folder.sweep()
        #expect(
            try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted() == [
                ".parts", "events.jsonl",
            ])
    }

    @Test("A file in the folder's place is named")
    func file() throws {
        let path = try temporary.write(to: "taken")
        #expect(throws: RunFolderError.file(FileError(path: path, operation: .create, code: EEXIST))) {
            try RunFolder(path: path).prepare(resuming: false)
        }
        #expect(
            throws: RunFolderError.file(FileError(path: path + "/run", operation: .create, code: ENOTDIR))
        ) {
            try RunFolder(path: path + "/run").prepare(resuming: false)
        }
    }

    @Test("A plan that cannot be understood is damage, not the absence of a plan")
    func damagedPlan() throws {
        let path = try temporary.write(Array("{".utf8), to: "a/b/run/.parts/plan.json")
        #expect(throws: RunFolderError.damaged(path)) { try folder.existingPlan() }
        #expect(throws: RunFolderError.damaged(path)) { try SavedRun(readingFrom: folder) }
    }

    @Test("A folder is one writer's until it lets go")
    func lock() throws {
        let first = try FolderLock(temporary.path)
        #expect(throws: RunFolderError.inUse(temporary.path)) { try FolderLock(temporary.path) }
        first.release()
        #expect(!first.isHeld)
        #expect(try FolderLock(temporary.path).isHeld)
        _ = try FolderLock(temporary.path)
    }

    @Test("Of a run that has done nothing no trace stays; what is done stays, and so does what is not ours")
    func bare() throws {
        for file in ["events.jsonl", ".parts/plan.json"] { try temporary.write(to: "a/b/run/" + file) }
        folder.discardIfBare()
        #expect(!FileManager.default.fileExists(atPath: folder.path))

        for file in [".parts/plan.json", ".parts/7.json"] { try temporary.write(to: "a/b/run/" + file) }
        folder.discardIfBare()
        #expect(FileManager.default.fileExists(atPath: folder.plan))

        let mine = RunFolder(path: temporary.path + "/mine")
        for file in ["notes.txt", "events.jsonl"] { try temporary.write(to: "mine/" + file) }
        mine.discardIfBare()
        #expect(try FileManager.default.contentsOfDirectory(atPath: mine.path) == ["notes.txt"])
    }

    @Test("Names that a terminal would obey are told as text")
    func printable() {
        let folder = RunFolder(path: "/runs/a\u{1B}[31m\nb")
        #expect(folder.name == "a\\u{1B}[31m\\u{A}b")
        #expect("\(RunFolderError.holdsRun(folder.path))".hasPrefix("/runs/a\\u{1B}[31m\\u{A}b already"))
    }
}
