import Engine

/// The catalog as the UI reads it: entries, and an index of them by category that grows with each entry.
///
/// Built on the thread that lists; the UI thread is handed finished copies, so no frame ever walks all entries.
struct Dataset: Sendable {
    /// One category: how many images by split, and where they are.
    struct Category: Sendable {
        /// nil for the images without a category.
        let name: String?
        var title: String { name ?? "unlabelled" }
        /// Images of each split, in the order of `Dataset.splits`; shorter where late splits have none.
        fileprivate(set) var countBySplit: [Int] = []
        /// Indices into `entries`.
        fileprivate(set) var members: [Int] = []

        func count(ofSplit split: Int) -> Int { split < countBySplit.count ? countBySplit[split] : 0 }
    }

    /// As the person gave it, printable.
    let name: String
    private(set) var entries: [CatalogEntry] = []
    /// In order of the alphabet once listed, in order of arrival until then; the unlabelled images are last.
    private(set) var categories: [Category] = []
    /// The names of the splits in order of arrival: `Training`, `Test`.
    private(set) var splits: [String] = []
    private(set) var bytes = 0
    /// Whether more entries may come.
    private(set) var isListing = true
    /// Why the listing ended early, if it did: one sentence.
    private(set) var failure: String?

    private var categoryIndex: [String?: Int] = [:]
    private var splitIndex: [String: Int] = [:]

    init(name: String) { self.name = name }

    /// A catalog that is whole, in the order given: row i of a run is `entries[i]`.
    init(name: String, entries: [CatalogEntry]) {
        self.name = name
        append(entries)
        finish()
    }

    mutating func append(_ more: [CatalogEntry]) {
        entries.reserveCapacity(entries.count + more.count)
        for entry in more { append(entry) }
    }

    /// Listing is over: the index is put in order. `failure` tells why it ended early.
    mutating func finish(failure: String? = nil) {
        isListing = false
        self.failure = failure
        categories.sort { left, right in
            guard let leftName = left.name, let rightName = right.name else { return left.name != nil }
            return leftName < rightName
        }
        categoryIndex = Dictionary(uniqueKeysWithValues: categories.enumerated().map { ($1.name, $0) })
    }

    /// How many images the split has.
    func count(ofSplit split: Int) -> Int { categories.reduce(0) { $0 + $1.count(ofSplit: split) } }

    /// Position of the category in `categories`.
    func position(ofCategory name: String?) -> Int? { categoryIndex[name] }

    /// The place of an image among the entries, which are in order of path once listed.
    func row(of path: ImagePath) -> Int? {
        var (low, high) = (0, entries.count)
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].path < path { low = middle + 1 } else { high = middle }
        }
        return low < entries.count && entries[low].path == path ? low : nil
    }

    /// How many images have no category.
    var unlabelledCount: Int { position(ofCategory: nil).map { categories[$0].members.count } ?? 0 }

    /// How many categories have a name.
    var namedCategoryCount: Int { categories.count - (position(ofCategory: nil) == nil ? 0 : 1) }

    private mutating func append(_ entry: CatalogEntry) {
        let index = entries.count
        entries.append(entry)
        bytes += entry.length
        let category = position(ofCategoryAddingIfNew: entry.category)
        categories[category].members.append(index)
        guard let split = entry.split.map({ position(ofSplitAddingIfNew: $0) }) else { return }
        let missing = split + 1 - categories[category].countBySplit.count
        if missing > 0 { categories[category].countBySplit += Array(repeating: 0, count: missing) }
        categories[category].countBySplit[split] += 1
    }

    private mutating func position(ofCategoryAddingIfNew name: String?) -> Int {
        if let known = categoryIndex[name] { return known }
        categoryIndex[name] = categories.count
        categories.append(Category(name: name))
        return categories.count - 1
    }

    private mutating func position(ofSplitAddingIfNew name: String) -> Int {
        if let known = splitIndex[name] { return known }
        splitIndex[name] = splits.count
        splits.append(name)
        return splits.count - 1
    }
}

extension ImagePath {
    /// The last part, fit for a terminal.
    var fileName: String { ImagePath(bytes: Array(components.last ?? [])).printable }
}
