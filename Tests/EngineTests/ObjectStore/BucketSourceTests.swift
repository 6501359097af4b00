import Foundation
import Testing

@testable import Engine

@Suite("Datasets in buckets")
struct BucketSourceTests {
    /// Names that break programs that take a key for a path, a URL or a line of XML.
    static let awkwardKeys = [
        "Onion Red/0_100.jpg", "a+b.jpg", "a b.jpg", "a%20b.jpg", "x=(1),2.jpg", "50%.jpg", "a#b.jpg",
        "a?b=c&d.jpg",
        "Maçã/é.jpg", "日本/🍌.JPG", "a//b.jpg", "/a.jpg", "../../../etc/passwd.jpg", "x/../y.jpg", "./z.jpg",
        "<&>\"'.jpg", "back\\slash.jpg", "tab\there.jpg", "line\nbreak.jpeg", "bell\u{7}.jpg", "~tilde.jpg",
    ]

    @Test("Every key arrives as it is, in the list and in the request")
    func keys() throws {
        let objects = Dictionary(
            uniqueKeysWithValues: Self.awkwardKeys.map { ("fruits/" + $0, Array($0.utf8)) })
        let store = try FakeStore(objects)
        let source = try store.source("fruits")
        let catalog = try Catalog(listing: source)
        #expect(Set(catalog.entries.map(\.path)) == Set(Self.awkwardKeys.map { ImagePath($0) }))
        for entry in catalog.entries { #expect(try source.read(entry.path) == entry.path.bytes) }
    }

    @Test("Only images below the prefix are listed, with length, time, category and split")
    func listing() throws {
        let store = try FakeStore([
            "set/Training/Banana/1.jpg": [1, 2, 3], "set/Training/Banana/": [], "set/notes.txt": [1],
            "settle/Plum/1.jpg": [1], "set/2.jpeg": [4],
        ])
        let catalog = try Catalog(listing: store.source("set"))
        #expect(catalog.entries.map(\.path.description) == ["2.jpeg", "Training/Banana/1.jpg"])
        let banana = try #require(catalog.entries.last)
        #expect((banana.category, banana.split, banana.length) == ("Banana", "Training", 3))
        #expect(banana.modificationTime == 1_714_979_289)
    }

    @Test("Images come in their order, read ahead, and one that cannot be had is said in its place")
    func readAhead() throws {
        let names = (0..<60).map { "A/\(100 + $0).jpg" }
        let store = try FakeStore(Dictionary(uniqueKeysWithValues: names.map { ($0, Array($0.utf8)) }))
        let source = try store.source()
        let catalog = try Catalog(listing: source)
        store.fail { request, _ in
            request.path.hasSuffix("/A/130.jpg") ? FakeStore.error(404, "NoSuchKey") : nil
        }
        let listed = store.server.requests.count
        let reader = source.reader(of: catalog.entries[...], until: { false })
        for (index, entry) in catalog.entries.enumerated() {
            if index == 30 {
                #expect(
                    throws: SourceError.object(
                        ObjectStoreError(place: "s3://fruit/A/130.jpg", cause: .noSuchObject))
                ) { try reader.next() }
            } else {
                #expect(try reader.next() == entry.path.bytes)
            }
        }
        #expect(store.server.requests.count - listed == names.count, "one request an image")
    }

    @Test("What the next partition begins with is on its way before it is asked for, and asked for once")
    func expected() throws {
        let names = (0..<90).map { "A/\(100 + $0).jpg" }
        let store = try FakeStore(Dictionary(uniqueKeysWithValues: names.map { ($0, Array($0.utf8)) }))
        let source = try store.source()
        let entries = try Catalog(listing: source).entries
        func read(_ range: Range<Int>, then expected: Int) throws {
            let reader = source.reader(of: entries[range], until: { false })
            for (index, entry) in zip(range, entries[range]) {
                #expect(try reader.next() == entry.path.bytes)
                if index == range.lowerBound { source.expect(entries[expected...], until: { false }) }
            }
        }
        func sent(_ index: Int) -> Bool {
            store.server.requests.contains { $0.path.hasSuffix(names[index]) }
        }
        let listed = store.server.requests.count
        try read(0..<30, then: 30)
        // Those who answer are other threads.
        let end = ContinuousClock.now + .seconds(20)
        while !sent(30 + ReadAhead.mostObjects - 1), ContinuousClock.now < end {
            Thread.sleep(forTimeInterval: 0.01)
        }
        #expect(sent(30 + ReadAhead.mostObjects - 1) && !sent(30 + ReadAhead.mostObjects))
        try read(30..<60, then: 60)
        // A slot that reads something again expects what another has begun.
        try read(0..<30, then: 30)
        try read(60..<90, then: 90)
        #expect(store.server.requests.count - listed == 90 + 30)
    }

    @Test("Where partitions are not begun in their order, one guess is in vain and no other is made")
    func wronglyExpected() throws {
        let names = (0..<90).map { "A/\(100 + $0).jpg" }
        let store = try FakeStore(Dictionary(uniqueKeysWithValues: names.map { ($0, Array($0.utf8)) }))
        let source = try store.source()
        let entries = try Catalog(listing: source).entries
        let listed = store.server.requests.count
        for start in [0, 30, 60] {
            let reader = source.reader(of: entries[start..<start + 10], until: { false })
            for entry in entries[start..<start + 10] { #expect(try reader.next() == entry.path.bytes) }
            source.expect(entries[(start + 10)...], until: { false })
        }
        // Cancelled ones may not have come so far.
        let count = store.server.requests.count - listed
        #expect(count >= 30 && count <= 30 + ReadAhead.mostObjects)
    }

    @Test("A long object comes in pieces")
    func pieces() throws {
        let bytes = (0..<(ObjectFetch.pieceLength + 1000)).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let store = try FakeStore(["long.jpg": bytes])
        let source = try store.source()
        _ = try Catalog(listing: source)
        #expect(try source.read(ImagePath("long.jpg")) == bytes)
        #expect(
            store.server.requests.compactMap { $0.headers["range"] }.sorted() == [
                "bytes=0-8388607", "bytes=8388608-8389607",
            ])
    }

    @Test("An object that was replaced since it was listed is not taken for the listed one")
    func replaced() throws {
        let store = try FakeStore(["a.jpg": [1, 2, 3]])
        let source = try store.source()
        _ = try Catalog(listing: source)
        store.replace("a.jpg", by: [4, 5, 6])
        #expect(
            throws: SourceError.object(ObjectStoreError(place: "s3://fruit/a.jpg", cause: .changed))
        ) { try source.read(ImagePath("a.jpg")) }
    }

    @Test("A list comes page by page, and one that was broken off is whole when it is begun again")
    func pages() throws {
        let names = (0..<10).map { "A/\($0).jpg" }
        let store = try FakeStore(Dictionary(uniqueKeysWithValues: names.map { ($0, [1]) }))
        let source = try store.source()
        struct Enough: Error {}
        var found: [Int] = []
        #expect(throws: Enough.self) {
            try source.list { batch in
                guard !batch.entries.isEmpty else { return }
                found.append(batch.entries.count)
                // What was found is told before more is asked for.
                #expect(store.server.requests.count == found.count)
                if found.count == 2 { throw Enough() }
            }
        }
        #expect(found == [3, 3])
        #expect(try Catalog(listing: source).entries.map(\.path.description) == names)
    }

    @Test("A list that changes while it is read: what comes twice counts once, as it was listed first")
    func shifting() throws {
        let store = try FakeStore([
            "A/1.jpg": [1], "A/2.jpg": [2], "A/3.jpg": [3], "A/4.jpg": [4],
        ])
        let source = try store.source()
        var pages = 0
        var paths: [String] = []
        try source.list { batch in
            paths += batch.entries.map(\.path.description)
            guard !batch.entries.isEmpty else { return }
            pages += 1
            // Moves what was listed to the next page.
            if pages == 1 {
                store.replace("A/0.jpg", by: [0])
                store.replace("A/3.jpg", by: [3, 3])
            }
        }
        #expect(paths == ["A/1.jpg", "A/2.jpg", "A/3.jpg", "A/4.jpg"])
        #expect(try source.read(ImagePath("A/4.jpg")) == [4])
        #expect(
            throws: SourceError.object(ObjectStoreError(place: "s3://fruit/A/3.jpg", cause: .changed))
        ) { try source.read(ImagePath("A/3.jpg")) }
    }

    @Test("Without --no-sign-request every request is signed, with it none is")
    func unsigned() throws {
        let store = try FakeStore(["a.jpg": [1]])
        _ = try Catalog(listing: store.source())
        #expect(store.server.requests.allSatisfy { $0.headers["authorization"] != nil })
        let signed = store.server.requests.count
        let services = store.services { $0.isUnsigned = true }
        #expect(try Catalog(listing: store.source("", services)).entries.count == 1)
        #expect(store.server.requests.dropFirst(signed).allSatisfy { $0.headers["authorization"] == nil })
    }

    @Test(
        "What names no bucket is refused before anything is asked",
        arguments: ["s3://", "s3:///x", "s3://a", "s3://a b/c", "s3://bücket/x", "s3://user:pass@bucket/x"])
    func malformed(uri: String) {
        #expect(throws: SourceError.malformedBucket(uri: uri)) { try openSource(uri) }
    }
}

@Suite("The cache of objects")
struct ObjectCacheTests {
    private let folder: TemporaryFolder
    private let store: FakeStore

    init() throws {
        folder = try TemporaryFolder()
        store = try FakeStore(["A/1.jpg": [1, 2, 3], "A/../../2.jpg": [4, 5]])
    }

    private func readAll(limit: Int = 1 << 20) throws -> [[UInt8]] {
        let services = store.services(cacheFolder: folder.path("cache")) { $0.cacheBytes = limit }
        let source = try store.source("", services)
        return try Catalog(listing: source).entries.map { try source.read($0.path) }
    }

    private var gets: Int { store.server.requests.count { $0.path != "/fruit" } }

    @Test("A second run fetches nothing again, another version of an object is fetched")
    func secondRun() throws {
        let first = try readAll()
        #expect(gets == 2)
        #expect(try readAll() == first)
        #expect(gets == 2)
        store.replace("A/1.jpg", by: [9, 9, 9])
        #expect(try readAll().contains([9, 9, 9]))
        #expect(gets == 3)
    }

    @Test("What is damaged on the disk is fetched again")
    func damage() throws {
        let first = try readAll()
        for name in try FileManager.default.subpathsOfDirectory(atPath: folder.path("cache"))
        where name.count > 60 {
            var bytes = try contents(folder.path("cache/" + name))
            bytes[bytes.count - 1] ^= 1
            try Data(bytes).write(to: URL(fileURLWithPath: folder.path("cache/" + name)))
        }
        #expect(try readAll() == first)
        #expect(gets == 4)
    }

    @Test("No key leads out of its folder")
    func names() throws {
        _ = try readAll()
        #expect(folder.names == ["cache"])
        let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path("cache"))
        #expect(files.allSatisfy { $0.wholeMatch(of: /[0-9a-f]{2}(\/[0-9a-f]{64})?/) != nil })
    }

    @Test("What was longest unused goes when there is too much")
    func limit() throws {
        let cache = ObjectCache(folder: folder.path("small"), limit: 1000)
        let names = (0..<5).map { String(repeating: "\($0)", count: 64) }
        for name in names {
            cache.keep([UInt8](repeating: 7, count: 200), as: name)
            // The file system's clock may stand still for some milliseconds.
            usleep(20_000)
        }
        #expect(cache.find(names[0]) == nil)
        #expect(cache.find(names[4]) == [UInt8](repeating: 7, count: 200))
    }

    @Test("A cache that cannot be written changes nothing")
    func readOnly() throws {
        let services = store.services(cacheFolder: "/proc/nowhere")
        let source = try store.source("", services)
        #expect(try Catalog(listing: source).entries.map { try source.read($0.path) }.count == 2)
    }
}
