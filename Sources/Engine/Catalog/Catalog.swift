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
    /// - Parameter found: called with each batch of images; what it throws ends the listing.
    public init(listing source: any Source, found: ([CatalogEntry]) throws -> Void = { _ in }) throws {
        var entries: [CatalogEntry] = []
        var unlisted: [Rejection] = []
        try source.list { batch in
            entries += batch.entries
            unlisted += batch.unlisted
            try found(batch.entries)
        }
        self.init(entries: entries, unlisted: unlisted)
    }

    /// The columns as Spark's `printSchema` names them.
    public static let schema: [(column: String, type: String, isNullable: Bool)] = [
        ("path", "string", false), ("modificationTime", "timestamp", true), ("length", "long", false),
        ("category", "string", true), ("split", "string", true),
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

    /// The images of one of `count` partitions, as positions in `entries`.
    public func partition(_ index: Int, of count: Int) -> Range<Int> {
        Engine.partition(index, of: count, count: entries.count)
    }

    /// A fingerprint of paths and lengths, which tells when an interrupted run is being continued on other data.
    public var digest: String {
        var fingerprint = Fingerprint()
        for entry in entries {
            fingerprint.add(entry.path.bytes)
            fingerprint.add("/\(entry.length)")
        }
        return fingerprint.hexadecimal
    }

    /// A fingerprint of the modification times: an image may change without a change of its length.
    public var timesDigest: String {
        var fingerprint = Fingerprint()
        for entry in entries { fingerprint.add("\(entry.modificationTime)") }
        return fingerprint.hexadecimal
    }
}

/// One of `partitions` runs of neighbours into which `count` rows are divided; their sizes differ by at most one.
func partition(_ index: Int, of partitions: Int, count: Int) -> Range<Int> {
    (count * index / partitions)..<(count * (index + 1) / partitions)
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
