/// Fetches the objects of a partition before they are asked for, so that the network is at work while a slot computes.
///
/// As many are on their way as a slot takes between two looks at its network, and no more bytes than it may hold.
///
/// Threading: belongs to one slot's thread.
final class ReadAhead {
    /// Objects on their way at most: a batch of the network's, and half of the next.
    static let mostObjects = 24
    /// Bytes on their way or waiting at most, but for a single object.
    static let mostBytes = 8 << 20

    private struct Begun {
        let fetch: Result<ObjectFetch, SourceError>
        let length: Int
    }

    private let source: BucketSource
    private var entries: ArraySlice<CatalogEntry>
    /// What was sent for before there was this reader, by place in the catalog.
    private var expected: [Int: ObjectFetch]
    private let isCancelled: () -> Bool
    /// In the order of the entries.
    private var begun: [Begun] = []
    private var bytes = 0

    init(
        of source: BucketSource, _ entries: ArraySlice<CatalogEntry>, begun expected: [Int: ObjectFetch],
        until isCancelled: @escaping () -> Bool
    ) {
        self.source = source
        self.entries = entries
        self.expected = expected
        self.isCancelled = isCancelled
    }

    /// The next object.
    func next() throws(SourceError) -> [UInt8] {
        fill()
        guard !begun.isEmpty else { throw .vanished }
        let first = begun.removeFirst()
        defer {
            bytes -= first.length
            fill()
        }
        return try first.fetch.get().finish(until: isCancelled)
    }

    private func fill() {
        while begun.count < Self.mostObjects, let entry = entries.first,
            begun.isEmpty || bytes + entry.length <= Self.mostBytes, !isCancelled()
        {
            let position = entries.startIndex
            entries.removeFirst()
            let fetch = Result { () throws(SourceError) in
                if let fetch = expected.removeValue(forKey: position) { return fetch }
                return try source.begin(entry.path, until: isCancelled)
            }
            begun.append(Begun(fetch: fetch, length: entry.length))
            bytes += entry.length
        }
    }
}

/// The first objects of the partition that will probably be begun next, sent for before a slot has asked for them.
struct ExpectedObjects: Sendable {
    /// By their places in the catalog.
    var fetches: [Int: ObjectFetch] = [:]
    /// Where the last of the partitions begins that were begun.
    private var newest = -1
    /// Partitions are not begun in their order, as where some of them are kept from an earlier run: what is expected would
    /// be sent for in vain.
    private var wasWrong = false

    /// Those of a partition that is begun now.
    mutating func take(_ positions: Range<Int>) -> [Int: ObjectFetch] {
        newest = max(newest, positions.lowerBound)
        let taken = fetches.filter { positions.contains($0.key) }
        fetches = fetches.filter { !positions.contains($0.key) }
        return taken
    }

    /// Whether a partition is yet to be begun, and worth guessing at.
    mutating func mayExpect(_ start: Int) -> Bool {
        guard start > newest, !wasWrong else { return false }
        wasWrong = !fetches.isEmpty
        fetches = [:]
        return !wasWrong
    }
}
