/// The images of a dataset in their order, with category and split: what the original system kept as a data frame.
public struct Catalog: Sendable {
    /// In byte order of `path`: every run numbers the images alike.
    public let entries: [CatalogEntry]
    /// Folders that could not be looked into, and why.
    public let unlisted: [Rejection]

    public init(entries: [CatalogEntry], unlisted: [Rejection] = []) {
        self.entries = entries.sorted { $0.path < $1.path }
        self.unlisted = unlisted
    }

    /// Lists `source` to its end.
    ///
    /// - Parameter progress: called with the number of images found so far; what it throws ends the listing.
    public init(listing source: any Source, progress: (Int) throws -> Void = { _ in }) throws {
        var entries: [CatalogEntry] = []
        var unlisted: [Rejection] = []
        try source.list { batch in
            entries += batch.entries
            unlisted += batch.unlisted
            try progress(entries.count)
        }
        self.init(entries: entries, unlisted: unlisted)
    }

    /// The columns as Spark's `printSchema` names them.
    public static let schema: [(column: String, type: String)] = [
        ("path", "string"), ("modificationTime", "timestamp"), ("length", "long"),
        ("category", "string"), ("split", "string"),
    ]

    /// Bytes of all images.
    public var length: Int { entries.reduce(0) { $0 + $1.length } }

    /// How many images each category has in each split, categories and splits by name; unlabelled ones under "".
    public var counts: [String: [String: Int]] {
        entries.reduce(into: [:]) { $0[$1.category ?? "", default: [:]][$1.split ?? "", default: 0] += 1 }
    }

    /// Distinct categories by name.
    public var categories: [String] { Set(entries.compactMap(\.category)).sorted() }
}

extension Catalog {
    /// Only what the user asked for: images of the named categories, and at most `limit` of them, spread evenly
    /// over the catalog so that every category keeps its share.
    ///
    /// - Throws: `CatalogError.unknownCategory` for a name that no image has.
    public func selecting(categories wanted: [String], limit: Int?) throws(CatalogError) -> Catalog {
        var kept = entries
        if !wanted.isEmpty {
            let known = categories
            if let unknown = wanted.first(where: { !known.contains($0) }) {
                throw .unknownCategory(unknown, known: known)
            }
            kept = kept.filter { wanted.contains($0.category ?? "") }
        }
        if let limit, limit < kept.count {
            kept = (0..<limit).map { kept[$0 * kept.count / limit] }
        }
        return Catalog(entries: kept, unlisted: unlisted)
    }

    /// The images divided into `count` runs of neighbours whose sizes differ by at most one.
    public func partitions(_ count: Int) -> [Range<Int>] {
        (0..<count).map { (entries.count * $0 / count)..<(entries.count * ($0 + 1) / count) }
    }

    /// A fingerprint of what the catalog holds: FNV-1a over paths and lengths. Not for security, only to tell that
    /// an interrupted run is being continued on other data.
    public var digest: String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        func add(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        for entry in entries {
            entry.path.bytes.forEach(add)
            add(0)
            withUnsafeBytes(of: Int64(entry.length).littleEndian) { $0.forEach(add) }
        }
        let text = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - text.count) + text
    }
}

/// Why a selection of the catalog cannot be had.
public enum CatalogError: Error, Equatable, CustomStringConvertible {
    case unknownCategory(String, known: [String])
    case empty(uri: String)

    public var description: String {
        switch self {
        case .unknownCategory(let name, let known):
            "no image is in a category '\(name.escapingUnprintable)'; there are: "
                + known.prefix(12).joined(separator: ", ") + (known.count > 12 ? ", …" : "")
        case .empty(let uri): "\(uri.escapingUnprintable): no .jpg or .jpeg image is below this folder"
        }
    }
}
