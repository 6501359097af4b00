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
    private let isCancelled: () -> Bool
    /// In the order of the entries.
    private var begun: [Begun] = []
    private var bytes = 0

    init(
        of source: BucketSource, _ entries: ArraySlice<CatalogEntry>, until isCancelled: @escaping () -> Bool
    ) {
        self.source = source
        self.entries = entries
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
            entries.removeFirst()
            let fetch = Result { () throws(SourceError) in try source.begin(entry.path, until: isCancelled) }
            begun.append(Begun(fetch: fetch, length: entry.length))
            bytes += entry.length
        }
    }
}
