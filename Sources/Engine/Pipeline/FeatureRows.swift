import Foundation

/// The images that have features, in row order, and those set aside.
public struct FeatureRows: Sendable {
    /// Row i of `features.npy` is `images[i]`.
    public let images: [CatalogEntry]
    public let rejections: [Rejection]
}

extension FeatureRows {
    /// Writes `images.csv` and `rejected.csv`.
    func write(to folder: RunFolder) throws {
        let lines = images.enumerated().map { row, image in
            CSV.line([
                "\(row)", image.path.description, image.category ?? "", image.split ?? "", "\(image.length)",
            ])
        }
        try AtomicFile.write(
            CSV.line(["row", "path", "category", "split", "length"]) + lines.joined(), to: folder.images)
        let rejected = rejections.map { CSV.line([$0.path, $0.reason]) }
        try AtomicFile.write(CSV.line(["path", "reason"]) + rejected.joined(), to: folder.rejected)
    }

    /// Reads both lists back from a run folder.
    ///
    /// - Throws: `RunFolderError` where one is missing or not what a run writes.
    public init(readingFrom folder: RunFolder) throws(RunFolderError) {
        images = try Self.records(folder.images, fields: 5).map { fields in
            CatalogEntry(
                path: ImagePath(fields[1]), modificationTime: 0, length: Int(fields[4]) ?? 0,
                category: fields[2].isEmpty ? nil : fields[2], split: fields[3].isEmpty ? nil : fields[3])
        }
        rejections = try Self.records(folder.rejected, fields: 2).map {
            Rejection(path: $0[0], reason: $0[1])
        }
    }

    /// Rows of the folder's `features.npy`, `(range.count, 2048)`.
    ///
    /// - Throws: `NPYError`, or `RunFolderError` where the file does not belong to these rows.
    func features(_ range: Range<Int>, from folder: RunFolder) throws -> [Float] {
        let reader = try NPYReader(folder.features, dimensions: 2)
        guard reader.rows == images.count, reader.columns == ResNet50.featureCount else {
            throw RunFolderError.damaged(folder.features)
        }
        return try reader.values(ofRows: range)
    }

    private static func records(_ path: String, fields: Int) throws(RunFolderError) -> [[String]] {
        guard let data = FileManager.default.contents(atPath: path) else { throw .missing(path) }
        let records = CSV.records(of: String(decoding: data, as: UTF8.self)).dropFirst()
        guard records.allSatisfy({ $0.count == fields }) else { throw .damaged(path) }
        return Array(records)
    }
}
