import Foundation

/// One partition of a run's images, done: which of them have features, and which were set aside.
struct PartSummary: Codable, Equatable, Sendable {
    /// Positions in the catalog of the images that have features, rising: row i of the part is `images[i]`.
    var images: [Int] = []
    var rejections: [Rejection] = []

    var isEmpty: Bool { images.isEmpty && rejections.isEmpty }
}

/// The partitions of an unfinished run, each durable as it finishes, so that an interrupted run need not do them again.
///
/// Threading: every partition has files of its own; only the task of that partition touches them until all are done.
struct PartStore: Sendable {
    let folder: RunFolder

    /// Keeps a partition. The summary comes last: a part that has one is whole.
    ///
    /// - Parameter features: `(summary.images.count, 2048)`, row-major.
    func save(_ features: [Float], _ summary: PartSummary, partition: Int) throws {
        let shape = [summary.images.count, ResNet50.featureCount]
        try NPY.write(features, shape: shape, to: featuresPath(partition))
        try AtomicFile.write(encodeJSON(summary), to: summaryPath(partition))
    }

    /// The partition as an earlier run left it; nil where it did not come so far, or what is left is not sound.
    func load(partition: Int, images: Range<Int>) -> (features: [Float], summary: PartSummary)? {
        guard let data = FileManager.default.contents(atPath: summaryPath(partition)),
            let summary = try? JSONDecoder().decode(PartSummary.self, from: data),
            summary.images.allSatisfy(images.contains),
            zip(summary.images, summary.images.dropFirst()).allSatisfy(<),
            let features = try? NPY.readMatrix(featuresPath(partition), of: Float.self),
            features.rows == summary.images.count, features.columns == ResNet50.featureCount
        else { return nil }
        return (features.values, summary)
    }

    /// Puts all parts' features one after the other into `path`.
    func concatenate(_ parts: [PartSummary], to path: String, checkCancellation: () throws -> Void) throws {
        let writer = try NPYWriter<Float>(path, columns: ResNet50.featureCount)
        for (partition, part) in parts.enumerated() where !part.images.isEmpty {
            try checkCancellation()
            try writer.append(NPY.readMatrix(featuresPath(partition)).values)
        }
        try writer.finish()
    }

    /// How many of `count` partitions are done.
    func finishedCount(of count: Int) -> Int {
        (0..<count).count { FileManager.default.fileExists(atPath: summaryPath($0)) }
    }

    private func featuresPath(_ partition: Int) -> String { "\(folder.parts)/\(partition).npy" }
    private func summaryPath(_ partition: Int) -> String { "\(folder.parts)/\(partition).json" }
}
