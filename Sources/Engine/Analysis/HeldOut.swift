/// Which images are looked up and among which others: the two sides of a trial of nearest neighbours.
///
/// Decided by the images alone, so the same run is always tried alike. Where there are many, both sides are thinned
/// evenly over the rows: what a trial costs is bounded at any number of images.
public struct HeldOut: Sendable, Equatable {
    /// How the images were divided.
    public enum Rule: Sendable, Hashable {
        /// The run has several splits: those of all but the one that is learned from are held out.
        case splits(learned: String)
        /// The run has one split: of each category every fifth image is held out, in the order of the rows.
        case everyFifth
    }

    public let rule: Rule
    /// Rows that are looked up, rising.
    public let queries: [Int]
    /// Rows that they are looked up among, rising.
    public let references: [Int]
    /// Images held out in all, of which `queries` are some.
    public let heldOutCount: Int
    /// Images to look among in all, of which `references` are some.
    public let referenceCount: Int

    /// Images of either side that are tried at most: some 10¹⁰ differences for 512 components.
    public static let mostQueries = 2_000
    public static let mostReferences = 8_000

    /// - Parameter images: in row order; those without a category belong to neither side.
    public init(
        of images: [CatalogEntry], mostQueries: Int = mostQueries, mostReferences: Int = mostReferences
    ) {
        let labelled = images.indices.filter { images[$0].category != nil }
        let learned = Self.learnedSplit(of: labelled.map { images[$0].split })
        rule = learned.map { .splits(learned: $0) } ?? .everyFifth
        let held =
            learned.map { split in labelled.map { images[$0].split != split } }
            ?? Self.everyFifth(of: labelled.map { images[$0].category })
        let queries = zip(labelled, held).filter(\.1).map(\.0)
        let references = zip(labelled, held).filter { !$1 }.map(\.0)
        (heldOutCount, referenceCount) = (queries.count, references.count)
        self.queries = Self.thinned(queries, to: mostQueries)
        self.references = Self.thinned(references, to: mostReferences)
    }

    /// `Training` or what else begins so, where there are images of another split too.
    private static func learnedSplit(of splits: [String?]) -> String? {
        let names = Set(splits)
        guard names.count > 1 else { return nil }
        return names.compactMap { $0 }.filter { $0.lowercased().hasPrefix("train") }.min()
    }

    private static func everyFifth(of categories: [String?]) -> [Bool] {
        var seen: [String?: Int] = [:]
        return categories.map { category in
            let number = seen[category, default: 0]
            seen[category] = number + 1
            return number % 5 == 4
        }
    }

    private static func thinned(_ rows: [Int], to limit: Int) -> [Int] {
        guard rows.count > limit else { return rows }
        return (0..<limit).map { rows[$0 * rows.count / limit] }
    }
}
