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
        var continuation: String?
        repeat {
            let page = try page(after: continuation, found)
            try found(batch(page.objects, labels))
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
    private func batch(_ objects: [ObjectListing.Object], _ labels: Labels) -> ListingBatch {
        var batch = ListingBatch()
        var folder: (path: ArraySlice<UInt8>, label: Labels.Label)?
        for object in objects where object.key.starts(with: address.prefix) {
            let path = ImagePath(bytes: Array(object.key.dropFirst(address.prefix.count)))
            let version = ObjectVersion(tag: object.tag, length: object.length)
            guard path.namesImage, versions.withLock({ $0.updateValue(version, forKey: path) }) == nil else {
                continue
            }
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
        try begin(path).finish { false }
    }

    public func reader(
        of entries: ArraySlice<CatalogEntry>, until isCancelled: @escaping () -> Bool
    ) -> ImageReader {
        let ahead = ReadAhead(of: self, entries, until: isCancelled)
        return ImageReader { () throws(SourceError) in try ahead.next() }
    }

    /// What was sent for, and as much again in the library's buffers.
    public var readAheadByteCount: Int { 2 * ReadAhead.mostBytes }

    /// Sends for an object, or takes it from the cache.
    func begin(_ path: ImagePath) throws(SourceError) -> ObjectFetch {
        try ObjectFetch(
            bucket: bucket, key: address.key(path.bytes), version: versions.withLock { $0[path] },
            cache: cache)
    }
}

/// Which bytes an object had when it was listed.
struct ObjectVersion: Sendable, Hashable {
    /// With its quotes; empty where the store gave none.
    let tag: String
    let length: Int
}

/// An object on its way.
///
/// Threading: belongs to one thread.
final class ObjectFetch {
    private let bucket: Bucket
    private let requests: [StoreRequest]
    private var attempts: [Bucket.Attempt] = []
    private let cache: (keeper: ObjectCache, name: String)?
    private var cached: [UInt8]?
    /// Longer objects come in pieces of this many bytes, so that a connection that breaks costs no more than one.
    static let pieceLength = 8 << 20

    /// - Parameter version: nil for an object that was not listed: it is taken as it is.
    init(
        bucket: Bucket, key: [UInt8], version: ObjectVersion?, cache: ObjectCache?
    ) throws(SourceError) {
        self.bucket = bucket
        self.cache = version.flatMap { version in
            cache.flatMap { keeper in ObjectCache.name(bucket, key, tag: version.tag).map { (keeper, $0) } }
        }
        if let length = version?.length, length > LocalFolder.longestFile {
            throw .tooLong(bytes: length, limit: LocalFolder.longestFile)
        }
        requests = Self.requests(key, version)
        cached = self.cache.flatMap { $0.keeper.find($0.name) }
        guard cached == nil else { return }
        do throws(ObjectStoreError) {
            for request in requests { attempts.append(try bucket.start(request)) }
        } catch { throw SourceError(error) }
    }

    deinit { for attempt in attempts { attempt.cancel() } }

    /// Waits for the bytes.
    func finish(until isCancelled: () -> Bool) throws(SourceError) -> [UInt8] {
        if let cached { return cached }
        var bytes: [UInt8] = []
        do throws(ObjectStoreError) {
            for (index, request) in requests.enumerated() {
                let piece = try bucket.answer(to: request, first: attempts[index], until: isCancelled).body
                // Most objects are one piece, which need not be copied.
                if bytes.isEmpty { bytes = piece } else { bytes += piece }
            }
        } catch { throw SourceError(error) }
        if let cache { cache.keeper.keep(bytes, as: cache.name) }
        return bytes
    }

    private static func requests(_ key: [UInt8], _ version: ObjectVersion?) -> [StoreRequest] {
        var request = StoreRequest(action: .get, key: key)
        guard let version else {
            request.limit = LocalFolder.longestFile
            return [request]
        }
        if !version.tag.isEmpty { request.headers["if-match"] = version.tag }
        request.expectedLength = version.length
        guard version.length > pieceLength else { return [request] }
        return stride(from: 0, to: version.length, by: pieceLength).map { start in
            var piece = request
            let end = min(start + pieceLength, version.length)
            piece.headers["range"] = "bytes=\(start)-\(end - 1)"
            piece.expectedLength = end - start
            return piece
        }
    }
}

extension SourceError {
    /// What is wrong with the whole store ends a run; what is wrong with an object sets it aside.
    init(_ error: ObjectStoreError) {
        switch error.cause {
        case .noSuchObject: self = .vanished
        case .changed: self = .changed
        default: self = error.isAboutWhole ? .store(error) : .object(error)
        }
    }
}
