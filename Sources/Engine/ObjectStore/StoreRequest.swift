/// A request to a bucket, before it is known where the bucket is and who asks.
struct StoreRequest: Sendable {
    /// What the request needs the right to do, as policies name it.
    enum Action: String, Sendable {
        case list = "s3:ListBucket"
        case get = "s3:GetObject"
        case put = "s3:PutObject"
        case abort = "s3:AbortMultipartUpload"
    }

    var action: Action
    var method = "GET"
    /// As the store has it; nil for the bucket itself.
    var key: [UInt8]?
    var query: [(name: String, value: String)] = []
    /// By name in small letters.
    var headers: [String: String] = [:]
    var body: [UInt8] = []
    /// An answer longer than this fails.
    var limit = 1 << 20
    /// Is answered by 200 before it has succeeded, so that the text of the answer tells.
    var isAnsweredEarly = false
    /// Bytes that a whole answer has, where that is known.
    var expectedLength: Int?
}

/// Where buckets are: a region of Amazon's, or a server that speaks like it.
struct StoreEndpoint: Sendable, Hashable {
    /// `http` or `https`.
    let scheme: String
    /// nil for Amazon's own, which depends on bucket and region.
    let host: String?
    /// What stands before every path; empty or beginning with a slash.
    let basePath: String
    /// The bucket stands in the path and not in the host's name.
    let isPathStyle: Bool

    /// Amazon's own.
    init(isPathStyle: Bool) {
        (scheme, host, basePath) = ("https", nil, "")
        self.isPathStyle = isPathStyle
    }

    /// - Returns: nil for what is no `http://` or `https://` URL.
    init?(url: String, isPathStyle: Bool) {
        guard let request = HTTPRequest(url: url) else { return nil }
        scheme = request.scheme
        host = Self.withoutDefaultPort(request.host, request.scheme)
        basePath = request.path.hasSuffix("/") ? String(request.path.dropLast()) : request.path
        self.isPathStyle = isPathStyle
    }

    /// The request to the host that has the bucket.
    func request(_ request: StoreRequest, bucket: String, region: String) -> HTTPRequest {
        // A certificate for *.s3.… does not vouch for a.b.s3.…
        let isInPath = isPathStyle || (scheme == "https" && bucket.contains("."))
        let home = host ?? Self.amazonHost(region)
        let key = request.key.map { "/" + PercentEncoding.encode($0, keepingSlashes: true) }
        let path = basePath + (isInPath ? "/" + PercentEncoding.encode(bucket) + (key ?? "") : key ?? "/")
        return HTTPRequest(
            method: request.method, scheme: scheme, host: isInPath ? home : "\(bucket).\(home)", path: path,
            query: request.query, headers: request.headers, body: request.body)
    }

    private static func amazonHost(_ region: String) -> String {
        "s3.\(region).amazonaws.com" + (region.hasPrefix("cn-") ? ".cn" : "")
    }

    /// HTTP's `Host` leaves it out, and so must what is signed.
    private static func withoutDefaultPort(_ host: String, _ scheme: String) -> String {
        let port = scheme == "https" ? ":443" : ":80"
        return host.hasSuffix(port) ? String(host.dropLast(port.count)) : host
    }
}
