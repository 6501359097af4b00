import Foundation

/// One page of a bucket's list: the answer to ListObjectsV2.
struct ObjectListing: Sendable {
    struct Object: Sendable {
        let key: [UInt8]
        /// Seconds since 1970-01-01 UTC.
        let modificationTime: Double
        /// Names these very bytes, with its quotes; empty where the store gives none.
        let tag: String
        let length: Int
    }

    let objects: [Object]
    /// With which to ask for the next page; nil on the last.
    let continuation: String?

    /// - Returns: nil where the answer is not a page of a list.
    init?(parsing bytes: [UInt8]) {
        guard let root = XMLTree(parsing: bytes), root.name == "ListBucketResult" else { return nil }
        let isEncoded = root["EncodingType"] == "url"
        let contents = root.children.filter { $0.name == "Contents" }
        objects = contents.compactMap { Object($0, isEncoded: isEncoded) }
        guard objects.count == contents.count else { return nil }
        continuation = root["IsTruncated"] == "true" ? root["NextContinuationToken"] : nil
        if root["IsTruncated"] == "true", continuation == nil { return nil }
    }
}

extension ObjectListing.Object {
    fileprivate init?(_ element: XMLTree, isEncoded: Bool) {
        guard let key = element["Key"], let length = element["Size"].flatMap({ Int($0) }), length >= 0,
            let modified = element["LastModified"].flatMap({ Timestamp.iso8601($0) })
        else { return nil }
        self.key = isEncoded ? PercentEncoding.decodeForm(key) : Array(key.utf8)
        self.length = length
        modificationTime = modified.timeIntervalSince1970
        let tag = element["ETag"] ?? ""
        // It becomes a header, which is no place for what could end one.
        guard tag.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else { return nil }
        // Some stores leave out the quotes here, but want them with a GET.
        self.tag = tag.isEmpty || tag.hasPrefix("\"") ? tag : "\"\(tag)\""
    }
}

extension StoreRequest {
    /// A page of the list of the keys that begin with `prefix`.
    ///
    /// - Parameter isEncoded: asks for percent-encoded keys, which XML can hold whatever bytes they have. Not the rule,
    ///   because servers other than Amazon's do not agree on what a plus in them stands for.
    static func list(prefix: [UInt8], after continuation: String?, isEncoded: Bool = false) -> StoreRequest {
        var request = StoreRequest(action: .list)
        request.query = [("list-type", "2"), ("prefix", String(decoding: prefix, as: UTF8.self))]
        if let continuation { request.query.append(("continuation-token", continuation)) }
        if isEncoded { request.query.append(("encoding-type", "url")) }
        // 1,000 keys of 1,024 bytes, each of which may be written as five.
        request.limit = 16 << 20
        return request
    }
}
