// One object, as it was listed, from the cache or from the store.

/// Which bytes an object had when it was listed.
struct ObjectVersion: Sendable, Hashable {
    /// With its quotes; empty where the store gave none.
    let tag: String
    let length: Int
}

/// An object on its way.
///
/// `@unchecked Sendable`: belongs to one thread at a time, and is handed on under a lock.
final class ObjectFetch: @unchecked Sendable {
    private let bucket: Bucket
    private let requests: [StoreRequest]
    private var attempts: [Bucket.Attempt] = []
    private let cache: (keeper: ObjectCache, name: String)?
    private var cached: [UInt8]?
    /// Longer objects come in pieces of this many bytes, so that a connection that breaks costs no more than one.
    static let pieceLength = 8 << 20

    /// - Parameter version: nil for an object that was not listed: it is taken as it is.
    init(
        bucket: Bucket, key: [UInt8], version: ObjectVersion?, cache: ObjectCache?,
        until isCancelled: () -> Bool
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
            for request in requests { attempts.append(try bucket.start(request, until: isCancelled)) }
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
        self = error.isAboutWhole ? .store(error) : .object(error)
    }
}
