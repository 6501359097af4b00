import Foundation
import Synchronization
import Testing

@testable import Engine

/// A number that takes a thousand bytes.
private struct Row: Storable {
    let value: Float
    var byteCount: Int { 1_000 }

    init(_ value: Float) { self.value = value }
}

@Suite("Persisted datasets")
struct PersistenceTests {
    private let folder: TemporaryFolder
    private let made = Tally()

    init() throws { folder = try TemporaryFolder() }

    /// Counts how often each partition was made.
    private final class Tally: Sendable {
        private let counts = Monitor<[Int: Int]>([:])
        func add(_ partition: Int) { counts.withLock { $0[partition, default: 0] += 1 } }
        var total: Int { counts.withLock { $0.values.reduce(0, +) } }
        func count(_ partition: Int) -> Int { counts.withLock { $0[partition] ?? 0 } }
    }

    /// Eight partitions of one list of 250 numbers: a thousand bytes each.
    private func rows(_ level: StorageLevel, name: String = "rows") -> Dataset<Row> {
        Dataset(name, partitions: 8) { [made] _, partition in
            made.add(partition)
            return [Row(Float(partition))]
        }.persist(level)
    }

    private func sum(_ rows: Dataset<Row>) -> Action<Float> {
        rows.treeAggregate(into: 0, add: { $1 += $2.value }, merge: { $0 += $1 })
    }

    private var scratchFiles: [String] {
        FileManager.default.subpaths(atPath: folder.path)?.filter { $0.contains("/") } ?? []
    }

    @Test("A partition is made once, however many actions ask for it", arguments: StorageLevel.allCases)
    func once(level: StorageLevel) throws {
        try withSession(scratch: folder.path) { session throws in
            let rows = rows(level)
            for _ in 0..<3 { #expect(try session.run(sum(rows)) == 28) }
            #expect(made.total == 8)
            let kept = try #require(session.persistedDatasets.first)
            #expect(kept.name == "rows")
            #expect(kept.level == level.rawValue)
            #expect(kept.stored == 8 && kept.partitions == 8)
            #expect(kept.memoryBytes == (level == .disk ? 0 : 8_000))
            #expect((kept.diskBytes > 0) == (level == .disk))
            #expect(scratchFiles.count == (level == .disk ? 8 : 0))
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
    }

    @Test("Without room, memory only makes partitions again, memory and disk reads them back")
    func noRoom() throws {
        try withSession(persistedMemory: 3_000, scratch: folder.path) { session throws in
            let inMemory = rows(.memory)
            for _ in 0..<2 { #expect(try session.run(sum(inMemory)) == 28) }
            #expect(made.total == 8 + 5, "three of eight fit")
            #expect(session.persistedDatasets.map(\.stored) == [3])
            #expect(session.persistedDatasets.map(\.memoryBytes) == [3_000])

            let onDisk = rows(.memoryAndDisk, name: "more")
            for _ in 0..<2 { #expect(try session.run(sum(onDisk)) == 28) }
            #expect(made.total == 13 + 8)
            let kept = try #require(session.persistedDatasets.last)
            #expect(kept.stored == 8)
            #expect(kept.memoryBytes == 3_000)
            #expect(scratchFiles.count == 5)
        }
    }

    @Test("What was used least recently leaves memory first, for the disk where its level says so")
    func leastRecentlyUsed() throws {
        let store = BlockStore(memoryLimit: 3_000, scratch: folder.path)
        func kept(_ name: String, _ level: StorageLevel) -> Persistence {
            Persistence(name: name, level: level, partitionCount: 1)
        }
        func use(_ dataset: Persistence, _ value: Float) throws -> Bool {
            let before = made.total
            let found = try store.elements(of: dataset, partition: 0) {
                made.add(0)
                return [Row(value)]
            }
            #expect(found[0].value == value)
            return made.total == before
        }
        let (a, b) = (kept("a", .memory), kept("b", .memoryAndDisk))
        let (c, d, e) = (kept("c", .memory), kept("d", .memory), kept("e", .memory))
        for (dataset, value) in zip([a, b, c], [1, 2, 3] as [Float]) { #expect(try !use(dataset, value)) }
        #expect(try use(a, 1), "now b is the oldest")
        #expect(try !use(d, 4), "b goes to disk")
        #expect(store.datasets.map(\.memoryBytes) == [1_000, 0, 1_000, 1_000])
        #expect(store.datasets.map { $0.diskBytes > 0 } == [false, true, false, false])
        #expect(try !use(e, 5), "c is dropped")
        #expect(store.datasets.map(\.stored) == [1, 1, 0, 1, 1])
        #expect(try use(b, 2), "it comes back from disk, and a is dropped for it")
        #expect(try !use(c, 3))
        store.close()
    }

    @Test("A block that is lost is made again from what the dataset is made of, shuffles included")
    func lostBlocks() throws {
        try withSession(scratch: folder.path) { session throws in
            let listed = Atomic(0)
            let numbers = Dataset("numbers", partitions: 1) { _, _ in
                listed.add(1, ordering: .relaxed)
                return (0..<8).map { Row(Float($0)) }
            }
            let rows = numbers.repartition(4).persist(.disk)
            #expect(try session.run(sum(rows)) == 28)
            #expect(try session.run(sum(rows)) == 28)
            #expect(listed.load(ordering: .relaxed) == 1, "nothing of it is done again")

            let files = scratchFiles.sorted()
            #expect(files.count == 4)
            unlink(folder.path + "/" + files[1])
            try AtomicFile.write("no block", to: folder.path + "/" + files[2])
            #expect(try session.run(sum(rows)) == 28)
            #expect(listed.load(ordering: .relaxed) == 2)
            #expect(session.persistedDatasets.map(\.stored) == [4])
        }
    }

    @Test("A scratch folder that cannot be written stops the job with one line")
    func noScratch() throws {
        let missing = try folder.write(to: "file") + "/below"
        try withSession(scratch: missing) { session throws in
            let failure = #expect(throws: JobFailure.self) { try session.run(sum(rows(.disk))) }
            #expect(failure?.underlying is FileError)
            #expect(failure?.reason.contains("cannot create \(missing)/workbench-scratch-") == true)
            #expect(failure?.attempt.attempt == 1)
        }
    }

    @Test("A dataset that is released is made again; one that nobody holds any more goes by itself")
    func release() throws {
        try withSession(scratch: folder.path) { session throws in
            let rows = rows(.memoryAndDisk)
            _ = try session.run(sum(rows))
            session.persistedDatasets.forEach(session.release)
            session.persistedDatasets.forEach(session.release)
            #expect(session.persistedDatasets.isEmpty)
            #expect(try session.run(sum(rows)) == 28)
            #expect(made.total == 16)
            do {
                let brief = self.rows(.disk, name: "brief")
                _ = try session.run(sum(brief))
                #expect(session.persistedDatasets.map(\.name) == ["rows", "brief"])
                #expect(scratchFiles.count == 8)
            }
            #expect(eventually { session.persistedDatasets.map(\.name) == ["rows"] })
            #expect(eventually { scratchFiles.isEmpty })
        }
    }

    @Test("Less memory has blocks leave at once")
    func shrink() throws {
        try withSession(scratch: folder.path) { session throws in
            let rows = rows(.memoryAndDisk)
            _ = try session.run(sum(rows))
            try session.configure { $0.persistedMemory = 2_500 }
            #expect(session.persistedDatasets.map(\.memoryBytes) == [2_000])
            #expect(session.persistedDatasets.map(\.stored) == [8])
            #expect(try session.run(sum(rows)) == 28)
            #expect(made.total == 8)
        }
    }

    @Test("Rows of the catalog come back from disk as they were, names that are no text included")
    func catalogEntries() throws {
        let entries = [
            CatalogEntry(
                path: ImagePath(bytes: [0x61, 0xFF, 0x2F, 0x0A]), modificationTime: 12.5, length: 7,
                category: "Onion Red", split: nil),
            CatalogEntry(
                path: ImagePath("Test/é.jpg"), modificationTime: 0, length: 1 << 40, category: nil,
                split: "Test"),
        ]
        #expect(try CatalogEntry.decode(CatalogEntry.encode(entries)) == entries)
    }

    @Test("What kills of earlier processes left in the scratch folder is removed, what lives is not")
    func leftovers() throws {
        try folder.write(to: "workbench-scratch-999999999-1/0-0")
        try folder.write(to: "workbench-scratch-\(getpid())-1/0-0")
        try folder.write(to: "workbench-scratch-mine/0-0")
        try withSession(scratch: folder.path) { session in _ = try session.run(sum(rows(.disk))) }
        let left = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        #expect(left == ["workbench-scratch-\(getpid())-1", "workbench-scratch-mine"])
    }
}

/// Whether something becomes true within five seconds; threads let go of values a little after they are done.
func eventually(_ condition: () -> Bool) -> Bool {
    for _ in 0..<500 {
        if condition() { return true }
        Thread.sleep(forTimeInterval: 0.01)
    }
    return condition()
}
