import Foundation
import Testing

@testable import Engine

@Suite struct PartStoreTests {
    private let temporary: TemporaryFolder
    private let store: PartStore
    private let summary = PartSummary(
        images: [4, 6], rejections: [Rejection(path: "a\n.jpg", reason: "is empty (0 bytes)")])

    init() throws {
        temporary = try TemporaryFolder()
        store = PartStore(folder: RunFolder(path: temporary.path))
        try makeFolders(temporary.path + "/.parts")
    }

    private func rows(_ value: Float, _ count: Int) -> [Float] {
        [Float](repeating: value, count: count * ResNet50.featureCount)
    }

    private func save(_ features: [Float], _ summary: PartSummary, partition: Int) throws {
        let part = try store.begin(partition)
        try part.append(features)
        try part.finish(summary)
    }

    @Test("A part comes back as it was kept, and is no part before it is finished")
    func roundTrip() throws {
        do {
            let part = try store.begin(3)
            for _ in 0..<2 { try part.append(rows(0.5, 1)) }
            #expect(store.find(3, images: 4..<8) == nil)
            try part.finish(summary)
        }
        do { try store.begin(2).append(rows(0.5, 1)) }
        #expect(store.find(3, images: 4..<8) == summary)
        #expect(store.finishedCount(of: 6) == 1)
        #expect(store.find(2, images: 4..<8) == nil)
        #expect(try FileManager.default.contentsOfDirectory(atPath: temporary.path + "/.parts").count == 2)
    }

    @Test("A part without images is a part")
    func empty() throws {
        try save([], PartSummary(), partition: 0)
        #expect(store.find(0, images: 0..<0) == PartSummary())
    }

    @Test("A part with an image that could not be read is not taken up again: another attempt may read it")
    func provisional() throws {
        try save(rows(1, 1), PartSummary(images: [4], isProvisional: true), partition: 0)
        #expect(store.find(0, images: 4..<8) == nil)
    }

    @Test("A part that tells of images of another partition, or of one twice, is not believed")
    func foreignImages() throws {
        try save(rows(1, 2), summary, partition: 0)
        #expect(store.find(0, images: 5..<8) == nil)
        try save(rows(1, 2), PartSummary(images: [4, 4]), partition: 0)
        #expect(store.find(0, images: 4..<8) == nil)
    }

    @Test("A part whose rows are not as many as its images is not believed")
    func otherRows() throws {
        try save(rows(1, 2), summary, partition: 0)
        try NPY.write(rows(1, 3), shape: [3, ResNet50.featureCount], to: temporary.path + "/.parts/0.npy")
        #expect(store.find(0, images: 4..<8) == nil)
    }

    @Test("Parts lie one after the other in the whole, empty ones leave no trace")
    func concatenates() throws {
        let parts = [PartSummary(images: [0]), PartSummary(), PartSummary(images: [3, 4])]
        for (partition, part) in parts.enumerated() {
            try save(rows(Float(partition), part.images.count), part, partition: partition)
        }
        let path = temporary.path + "/features.npy"
        try store.concatenate(parts, to: path) {}
        let whole: Matrix<Float> = try NPY.readMatrix(path)
        #expect(whole.values == rows(0, 1) + rows(2, 2))
    }

    @Test("A concatenation that is called off leaves nothing")
    func calledOff() throws {
        try save(rows(0, 1), PartSummary(images: [0]), partition: 0)
        #expect(throws: TaskCancelled.self) {
            try store.concatenate([PartSummary(images: [0])], to: temporary.path + "/features.npy") {
                throw TaskCancelled()
            }
        }
        #expect(temporary.names == [".parts"])
    }
}
