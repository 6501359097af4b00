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
        try Self.write(
            ["row", "path", "category", "split", "length"],
            images.indices.lazy.map { row in
                let image = images[row]
                return [
                    "\(row)", image.path.description, image.category ?? "", image.split ?? "",
                    "\(image.length)",
                ]
            }, to: folder.images)
        try Self.write(
            ["path", "reason"], rejections.lazy.map { [$0.path, $0.reason] }, to: folder.rejected)
    }

    /// Writes a table some lines at a time.
    private static func write(
        _ head: [String], _ records: some Collection<[String]>, to path: String
    ) throws(FileError) {
        let file = try AtomicFile(path)
        try file.append(Array(CSV.line(head).utf8))
        var rest = records[...]
        while !rest.isEmpty {
            let lines = rest.prefix(blockRows)
            try file.append(Array(lines.map(CSV.line).joined().utf8))
            rest = rest.dropFirst(blockRows)
        }
        try file.commit()
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

    /// The folder's `features.npy`, `(images, 2048)`.
    ///
    /// - Throws: `NPYError`, or `RunFolderError` where the file does not belong to these rows.
    func features(in folder: RunFolder) throws -> NPYReader {
        let reader = try NPYReader(folder.features)
        guard reader.rows == images.count, reader.columns == ResNet50.featureCount else {
            throw RunFolderError.damaged(folder.features)
        }
        return reader
    }

    private static func records(_ path: String, fields: Int) throws(RunFolderError) -> [[String]] {
        guard let data = FileManager.default.contents(atPath: path) else { throw .missing(path) }
        let records = CSV.records(of: String(decoding: data, as: UTF8.self)).dropFirst()
        guard records.allSatisfy({ $0.count == fields }) else { throw .damaged(path) }
        return Array(records)
    }
}
