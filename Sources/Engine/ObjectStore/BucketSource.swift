// A dataset in a bucket: listed page by page, read object by object or ahead of time.

import Foundation

/// Photographs below a prefix of a bucket.
public final class BucketSource: Source {
    public let uri: String
    public var name: String { address.name }
    private let address: StoreAddress
    private let bucket: Bucket
    private let cache: ObjectCache?
    /// What was listed, by path.
    private let versions = Monitor<[ImagePath: ObjectVersion]>([:])
    private let expected = Monitor(ExpectedObjects())

    /// Asks nothing of the bucket yet.
    ///
    /// - Throws: `SourceError` where the URI names no bucket, or the store's own address is no URL.
    public init(uri: String, _ services: Services) throws(SourceError) {
        guard let address = StoreAddress(uri: uri) else { throw .malformedBucket(uri: uri) }
        self.uri = uri
        self.address = address
        bucket = try services.bucket(address.bucket)
        cache = services.cache
    }

    public func list(_ found: (ListingBatch) throws -> Void) throws {
        let labels = Labels(datasetName: name)
        var listed: Set<ImagePath> = []
        var continuation: String?
        repeat {
            let page = try page(after: continuation, found)
            try found(batch(page.objects, labels, &listed))
            // A store that gives the same page for ever must not be listed for ever.
            guard continuation == nil || page.continuation != continuation else { throw notUnderstood }
            continuation = page.continuation
        } while continuation != nil
    }

    private var notUnderstood: SourceError {
        .store(ObjectStoreError(place: bucket.place(nil), cause: .notUnderstood("list")))
    }

    /// A page of the list. While it is waited for, `found` gets empty batches, so that it can end the listing.
    private func page(
        after continuation: String?, _ found: (ListingBatch) throws -> Void
    ) throws -> ObjectListing {
        var ending: (any Error)?
        func isEnded() -> Bool {
            do { try found(ListingBatch()) } catch { ending = error }
            return ending != nil
        }
        do throws(ObjectStoreError) {
            let request = StoreRequest.list(prefix: address.prefix, after: continuation)
            if let page = ObjectListing(parsing: try bucket.answer(to: request, until: isEnded).body) {
                return page
            }
            // XML cannot hold every character of a key: those that it can not are had percent-encoded.
            let encoded = StoreRequest.list(prefix: address.prefix, after: continuation, isEncoded: true)
            if let page = ObjectListing(parsing: try bucket.answer(to: encoded, until: isEnded).body) {
                return page
            }
        } catch {
            throw ending ?? SourceError.store(error)
        }
        throw notUnderstood
    }

    /// The images of a page. An object that was listed before, as some stores do while they change, counts once.
    private func batch(
        _ objects: [ObjectListing.Object], _ labels: Labels, _ listed: inout Set<ImagePath>
    ) -> ListingBatch {
        var batch = ListingBatch()
        var folder: (path: ArraySlice<UInt8>, label: Labels.Label)?
        for object in objects where object.key.starts(with: address.prefix) {
            let path = ImagePath(bytes: Array(object.key.dropFirst(address.prefix.count)))
            guard path.namesImage, listed.insert(path).inserted else { continue }
            let version = ObjectVersion(tag: object.tag, length: object.length)
            versions.withLock { $0[path] = version }
            let parent = path.bytes[..<((path.bytes.lastIndex(of: UInt8(ascii: "/"))).map { $0 + 1 } ?? 0)]
            let label = folder?.path == parent ? folder?.label : nil
            let own = label ?? labels.label(ofFolder: ImagePath(bytes: Array(parent)))
            folder = (parent, own)
            batch.entries.append(
                CatalogEntry(
                    path: path, modificationTime: object.modificationTime, length: object.length,
                    category: own.category, split: own.split))
        }
        return batch
    }

    public func read(_ path: ImagePath) throws(SourceError) -> [UInt8] {
        try begin(path, until: { false }).finish { false }
    }

    public func reader(
        of entries: ArraySlice<CatalogEntry>, until isCancelled: @escaping () -> Bool
    ) -> ImageReader {
        let begun = expected.withLock { $0.take(entries.indices) }
        let ahead = ReadAhead(of: self, entries, begun: begun, until: isCancelled)
        return ImageReader { () throws(SourceError) in try ahead.next() }
    }

    /// Sends for the first of them, so that a slot does not begin with waiting.
    public func expect(_ entries: ArraySlice<CatalogEntry>, until isCancelled: () -> Bool) {
        // A slot that begins with them meanwhile waits: they are sent for once.
        expected.withLock { expected in
            guard expected.mayExpect(entries.startIndex) else { return }
            var bytes = 0
            for (position, entry) in zip(entries.indices, entries).prefix(ReadAhead.mostObjects) {
                bytes += entry.length
                // Whoever wants it tells what is wrong with it.
                guard bytes <= ReadAhead.mostBytes, let fetch = try? begin(entry.path, until: isCancelled)
                else { return }
                expected.fetches[position] = fetch
            }
        }
    }

    /// What was sent for, and as much again that is expected to be wanted next.
    public var readAheadByteCount: Int { 2 * ReadAhead.mostBytes }

    /// Sends for an object, or takes it from the cache.
    func begin(_ path: ImagePath, until isCancelled: () -> Bool) throws(SourceError) -> ObjectFetch {
        try ObjectFetch(
            bucket: bucket, key: address.key(path.bytes), version: versions.withLock { $0[path] },
            cache: cache, until: isCancelled)
    }
}
