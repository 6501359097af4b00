/// What `s3://bucket/prefix` names: the objects below a prefix, which is taken for a folder.
struct StoreAddress: Sendable, Hashable {
    let bucket: String
    /// Empty, or with a slash at its end.
    let prefix: [UInt8]

    /// - Returns: nil where no bucket is named, or by letters that no bucket's name has.
    init?(uri: String) {
        guard let scheme = uri.range(of: "://"), uri[..<scheme.lowerBound].lowercased() == "s3" else {
            return nil
        }
        let rest = uri[scheme.upperBound...]
        let slash = rest.firstIndex(of: "/") ?? rest.endIndex
        bucket = String(rest[..<slash])
        let prefix = slash == rest.endIndex ? "" : String(rest[rest.index(after: slash)...])
        self.prefix =
            Array(prefix.utf8) + (prefix.isEmpty || prefix.hasSuffix("/") ? [] : [UInt8(ascii: "/")])
        guard (3...255).contains(bucket.count), bucket.first?.isPunctuation == false,
            bucket.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || ".-_".contains($0)) })
        else { return nil }
    }

    /// The last part of the prefix, or the bucket.
    var name: String {
        ImagePath(bytes: prefix).components.last.map { ImagePath.text(of: $0) } ?? bucket
    }

    /// The key of a path below the prefix.
    func key(_ path: [UInt8]) -> [UInt8] { prefix + path }
}
