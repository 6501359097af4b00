import Foundation

/// One partition of a run's images, done: which of them have features, and which were set aside.
struct PartSummary: Codable, Equatable, Sendable {
    /// Positions in the catalog of the images that have features, rising: row i of the part is `images[i]`.
    var images: [Int] = []
    var rejections: [Rejection] = []
    /// An image could not be read, which says nothing of the image: a run that is continued tries the part again, as
    /// one that was never interrupted would have had it.
    var isProvisional = false
}

/// The partitions of an unfinished run, each durable as it finishes, so that an interrupted run need not do them again.
///
/// Threading: every partition has files of its own; only the task of that partition touches them until all are done.
struct PartStore: Sendable {
    let folder: RunFolder

    /// A partition under way, of which nothing is kept until it is finished.
    func begin(_ partition: Int) throws(FileError) -> PartWriter {
        try PartWriter(
            features: NPYWriter(featuresPath(partition), columns: ResNet50.featureCount),
            summaryPath: summaryPath(partition))
    }

    /// The partition as an earlier run left it; nil where it did not come so far, or what is left is not sound.
    func find(_ partition: Int, images: Range<Int>) -> PartSummary? {
        guard let data = FileManager.default.contents(atPath: summaryPath(partition)),
            let summary = try? JSONDecoder().decode(PartSummary.self, from: data), !summary.isProvisional,
            summary.images.allSatisfy(images.contains),
            zip(summary.images, summary.images.dropFirst()).allSatisfy(<),
            (try? features(partition, of: summary)) != nil
        else { return nil }
        return summary
    }

    /// Puts all parts' features one after the other into `path`.
    func concatenate(_ parts: [PartSummary], to path: String, checkCancellation: () throws -> Void) throws {
        let whole = try NPYWriter<Float>(path, columns: ResNet50.featureCount)
        for (partition, part) in parts.enumerated() where !part.images.isEmpty {
            let features = try features(partition, of: part)
            for block in blocks(of: 0..<features.rows) {
                try checkCancellation()
                try whole.append(features.values(ofRows: block))
            }
        }
        try whole.finish()
    }

    /// How many of `count` partitions are done.
    func finishedCount(of count: Int) -> Int {
        (0..<count).count { FileManager.default.fileExists(atPath: summaryPath($0)) }
    }

    /// - Throws: `NPYError`, or `RunFolderError` where the file is not the summary's.
    private func features(_ partition: Int, of summary: PartSummary) throws -> NPYReader {
        let reader = try NPYReader(featuresPath(partition))
        guard reader.rows == summary.images.count, reader.columns == ResNet50.featureCount,
            reader.type == .float32
        else { throw RunFolderError.damaged(reader.path) }
        return reader
    }

    private func featuresPath(_ partition: Int) -> String { "\(folder.parts)/\(partition).npy" }
    private func summaryPath(_ partition: Int) -> String { "\(folder.parts)/\(partition).json" }
}

/// The files of one partition while its task works. Let go unfinished, they leave nothing.
struct PartWriter {
    fileprivate let features: NPYWriter<Float>
    fileprivate let summaryPath: String

    /// Writes the features of the next images, `(n, 2048)` row-major.
    func append(_ rows: [Float]) throws(FileError) { try features.append(rows) }

    /// Keeps the partition. The summary comes last: a part that has one is whole.
    ///
    /// - Precondition: as many rows were appended as the summary has images.
    func finish(_ summary: PartSummary) throws {
        precondition(features.rows == summary.images.count)
        try features.finish()
        try AtomicFile.write(encodeJSON(summary), to: summaryPath)
    }
}

/// Rows by the lot, for what goes through more of them than should be in memory. The lots depend on nothing but the
/// rows: they decide the last bits of sums.
func blocks(of rows: Range<Int>) -> [Range<Int>] {
    stride(from: rows.lowerBound, to: rows.upperBound, by: blockRows).map {
        $0..<min($0 + blockRows, rows.upperBound)
    }
}

/// 8 MB of features.
let blockRows = 1024
