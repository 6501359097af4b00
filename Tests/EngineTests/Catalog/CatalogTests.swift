import Foundation
import Testing

@testable import Engine

@Suite("Catalog")
struct CatalogTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func catalog(at relative: String = "") throws -> Catalog {
        try Catalog(listing: openSource(folder.path + relative))
    }

    @Test("Category is the image's folder and split the folder above it")
    func labels() throws {
        try folder.write(to: "Training/Banana/0_100.jpg")
        let entry = try #require(try catalog().entries.first)
        #expect(entry.path.description == "Training/Banana/0_100.jpg")
        #expect(entry.category == "Banana")
        #expect(entry.split == "Training")
        #expect(entry.length == 1)
        #expect(abs(entry.modificationTime - Date().timeIntervalSince1970) < 60)
    }

    @Test("Started on one split, the dataset's own folder names it")
    func rootNamesSplit() throws {
        try folder.write(to: "Training/Banana/0_100.jpg")
        let entry = try #require(try catalog(at: "/Training").entries.first)
        #expect(entry.category == "Banana")
        #expect(entry.split == "Training")
        #expect(try catalog(at: "/Training/Banana").entries.map(\.category) == [nil])
    }

    @Test("Images at the root or in test-multiple_fruits are unlabelled")
    func unlabelled() throws {
        try folder.write(to: "loose.jpg")
        try folder.write(to: "test-multiple_fruits/many.jpg")
        try folder.write(to: "Lemon/1.jpg")
        #expect(try catalog().entries.map(\.category) == ["Lemon", nil, nil])
        #expect(try catalog().entries.map(\.split) == [nil, nil, nil])
    }

    @Test(
        "Every .jpg and .jpeg of any case and depth is an image, nothing else",
        arguments: [
            ("a.jpg", true), ("a.JPG", true), ("a.jpeg", true), ("b/c/d/e/f.JpEg", true), ("a.png", false),
            ("ajpg", false), ("a.jpg.txt", false), (".jpg", true),
        ])
    func extensions(name: String, isImage: Bool) throws {
        try folder.write(to: name)
        #expect(try catalog().entries.count == (isImage ? 1 : 0))
    }

    @Test("Order is by the bytes of the path, whatever order the folders come in")
    func order() throws {
        for name in ["b/2.jpg", "b/10.jpg", "B/1.jpg", "é/1.jpg", "a b/1.jpg", "a/1.jpg"] {
            try folder.write(to: name)
        }
        #expect(
            try catalog().entries.map(\.path.description)
                == ["B/1.jpg", "a b/1.jpg", "a/1.jpg", "b/10.jpg", "b/2.jpg", "é/1.jpg"])
    }

    @Test("A folder named like an image is listed, and so is what lies in it")
    func folderNamedLikeImage() throws {
        try folder.write(to: "Banana/x.jpg/inside.jpg")
        let catalog = try catalog()
        #expect(catalog.entries.map(\.path.description) == ["Banana/x.jpg", "Banana/x.jpg/inside.jpg"])
        #expect(throws: SourceError.notAFile(kind: "a folder")) {
            try openSource(folder.path).read(catalog.entries[0].path)
        }
    }

    @Test("Links that lead back up make no circle")
    func circularLink() throws {
        try folder.write(to: "Banana/1.jpg")
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/Banana/up", withDestinationPath: folder.path)
        #expect(try catalog().entries.count == 1)
    }

    @Test("A link to nowhere is an image that is gone")
    func danglingLink() throws {
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/x.jpg", withDestinationPath: "/nowhere")
        let catalog = try catalog()
        #expect(catalog.entries.count == 1)
        #expect(throws: SourceError.vanished) { try openSource(folder.path).read(catalog.entries[0].path) }
    }

    @Test("A named pipe does not hold the reader")
    func namedPipe() throws {
        #expect(mkfifo(folder.path + "/x.jpg", 0o600) == 0)
        #expect(throws: SourceError.notAFile(kind: "a named pipe")) {
            try openSource(folder.path).read(ImagePath("x.jpg"))
        }
    }

    @Test("A name that is not UTF-8 can be read, and is shown escaped")
    func invalidName() throws {
        let name: [UInt8] = Array("Caf".utf8) + [0xE9, 0x1B] + Array(".jpg".utf8)
        let path = Array((folder.path + "/").utf8) + name
        let file = try #require(fopen(path.map { CChar(bitPattern: $0) } + [0], "w"))
        fputs("x", file)
        fclose(file)
        let entry = try #require(try catalog().entries.first)
        #expect(entry.path.bytes == name)
        #expect(entry.path.printable == "Caf\\xE9\\u{1B}.jpg")
        #expect(try openSource(folder.path).read(entry.path) == Array("x".utf8))
    }

    @Test("A path that climbs out of the dataset is never opened")
    func climbing() throws {
        try folder.write(to: "inside/1.jpg")
        try folder.write(to: "secret.jpg")
        #expect(throws: SourceError.self) {
            try openSource(folder.path + "/inside").read(ImagePath("../secret.jpg"))
        }
    }

    @Test("Counts by category and split, categories and bytes")
    func counts() throws {
        for name in ["Training/A/1.jpg", "Training/A/2.jpg", "Test/A/1.jpg", "Training/B/1.jpg", "x.jpg"] {
            try folder.write([1, 2], to: name)
        }
        let catalog = try catalog()
        #expect(catalog.counts == ["A": ["Training": 2, "Test": 1], "B": ["Training": 1], "": ["": 1]])
        #expect(catalog.categories == ["A", "B"])
        #expect(catalog.length == 10)
    }

    @Test("A limit spreads over the catalog, so that every category keeps its share")
    func limit() throws {
        for category in ["A", "B", "C"] {
            for index in 0..<10 { try folder.write(to: "\(category)/\(index).jpg") }
        }
        let limited = try catalog().selecting(categories: [], limit: 6)
        #expect(limited.counts.mapValues { $0.values.reduce(0, +) } == ["A": 2, "B": 2, "C": 2])
    }

    @Test("An unknown category is refused, naming those there are")
    func unknownCategory() throws {
        try folder.write(to: "Banana/1.jpg")
        #expect(throws: CatalogError.unknownCategory("Banane", known: ["Banana"])) {
            try catalog().selecting(categories: ["Banane"], limit: nil)
        }
        #expect(try catalog().selecting(categories: ["Banana"], limit: nil).entries.count == 1)
    }

    @Test(
        "Partitions cover the catalog once, in order, with sizes that differ by one",
        arguments: [1, 2, 7, 16, 40])
    func partitions(count: Int) {
        let entries = (0..<33).map {
            CatalogEntry(path: ImagePath("\($0)"), modificationTime: 0, length: 0, category: nil, split: nil)
        }
        let catalog = Catalog(entries: entries)
        let partitions = (0..<count).map { catalog.partition($0, of: count) }
        #expect(partitions.flatMap { Array($0) } == Array(0..<33))
        #expect(partitions.count == count)
        let sizes = partitions.map(\.count)
        #expect((sizes.max() ?? 0) - (sizes.min() ?? 0) <= 1)
    }
}

@Suite("Dataset URIs")
struct DatasetURITests {
    @Test("file:// names a folder, its escapes decoded")
    func fileURI() throws {
        let folder = try TemporaryFolder()
        try folder.write(to: "Onion Red/1.jpg")
        #expect(try Catalog(listing: openSource("file://\(folder.path)/Onion%20Red")).entries.count == 1)
        #expect(try Catalog(listing: openSource("file://localhost\(folder.path)")).entries.count == 1)
    }

    @Test(
        "What cannot be a dataset is said in one line",
        arguments: [
            ("/no/such/folder", "there is no such folder"), ("", "there is no such folder"),
            ("/etc/hostname", "is not a folder"), ("s3:///prefix", "names no bucket"),
            ("https://example.org/x", "'https' datasets cannot be read"),
            ("file://elsewhere/x", "not a file URI of this machine"), ("/no/\u{1B}[31m", "\\u{1B}[31m"),
        ])
    func refused(uri: String, sentence: String) {
        let error = #expect(throws: SourceError.self) { try openSource(uri) }
        let text = error?.description ?? ""
        #expect(text.contains(sentence))
        #expect(!text.contains("\n") && !text.contains("\u{1B}"))
    }
}
