import Foundation
import Testing

@testable import Engine

@Suite struct SavedRunTests {
    private let temporary: TemporaryFolder
    private var folder: RunFolder { RunFolder(path: temporary.path + "/run") }

    init() throws { temporary = try TemporaryFolder() }

    /// What a run of two images and one component leaves, as far as it is read back.
    private func writeRun() throws {
        try makeFolders(folder.path)
        try FeatureRows(images: [image("a,\"1\".jpg", "Banana"), image("b.jpg", nil)], rejections: [])
            .write(to: folder)
        try makeFolders(folder.components)
        try NPY.write([0.75, 0.25], to: folder.explainedVarianceRatio)
        try NPY.write([Float](arrayLiteral: 1, -1), shape: [2, 1], to: folder.projection)
        try AtomicFile.write(record, to: folder.record)
    }

    private func image(_ path: String, _ category: String?) -> CatalogEntry {
        CatalogEntry(
            path: ImagePath(path), modificationTime: 0, length: 9, category: category, split: nil)
    }

    private let record = """
        {"version":"0.1.0","started":"2026-01-01T00:00:00Z","options":{"categories":[],"preprocess":"none",
        "inputSize":32,"components":1,"workers":2,"partitions":4},"dataset":{"uri":"/fruit","images":2,
        "bytes":18,"categories":{"Banana":1,"":1},"digest":"00"},"model":{"name":"ResNet50",
        "variant":"keras","weights":"random","seed":42,"digest":"00","precision":"f32"},"machine":
        {"processor":"p","cores":2,"memoryBytes":1,"system":"s"},"counts":{"images":2,"features":2,
        "rejected":0},"seconds":{"total":1},"peakMemoryBytes":1,"components":{"k":1,"why":"asked for",
        "variance":0.75}}
        """

    @Test("A finished run is read from its files alone")
    func reads() throws {
        try writeRun()
        let saved = try SavedRun(readingFrom: folder)
        let findings = try #require(saved.findings)
        #expect(saved.heading.dataset == "/fruit")
        #expect(saved.heading.partitions == 4)
        #expect(saved.events.isEmpty)
        #expect(findings.rows.images.map(\.path.description) == ["a,\"1\".jpg", "b.jpg"])
        #expect(findings.rows.images.map(\.category) == ["Banana", nil])
        #expect(findings.projection.values == [1, -1])
    }

    @Test(
        "A folder in which a file is missing is not taken for a run",
        arguments: ["run.json", "images.csv", "rejected.csv"])
    func missing(file: String) throws {
        try writeRun()
        try FileManager.default.removeItem(atPath: folder.path + "/" + file)
        #expect(throws: RunFolderError.missing(folder.path + "/" + file)) {
            try SavedRun(readingFrom: folder)
        }
    }

    @Test("Files that do not fit together are damage, named by the file")
    func misfits() throws {
        try writeRun()
        try NPY.write([Float](repeating: 1, count: 3), shape: [3, 1], to: folder.projection)
        #expect(throws: RunFolderError.damaged(folder.projection)) { try SavedRun(readingFrom: folder) }
        try AtomicFile.write("path,reason\nalone\n", to: folder.rejected)
        #expect(throws: RunFolderError.damaged(folder.rejected)) { try SavedRun(readingFrom: folder) }
        try AtomicFile.write("{}", to: folder.record)
        #expect(throws: RunFolderError.damaged(folder.record)) { try SavedRun(readingFrom: folder) }
    }

    @Test("An interrupted run tells its dataset, and has no findings")
    func interrupted() throws {
        try temporary.write(
            Array(
                """
                {"dataset":"/fruit","categories":[],"images":18,"catalog":"aa","times":"bb","preprocess":"none",
                "inputSize":32,"precision":"f32","variant":"keras","weights":"00","partitions":6,
                "numerics":"1","methods":{}}
                """.utf8), to: "run/.parts/plan.json")
        let saved = try SavedRun(readingFrom: folder)
        #expect(saved.findings == nil)
        #expect(saved.heading.dataset == "/fruit")
        #expect(saved.heading.partitions == 6)
    }
}
