// What goes over HTTP, as values: the store, the credentials and their tests speak of these, and only `HTTPTransport`
// knows how they travel.

/// A request, ready to be sent.
struct HTTPRequest: Sendable {
    var method = "GET"
    /// `http` or `https`.
    var scheme: String
    /// With the port where it is not the scheme's own.
    var host: String
    /// Percent-encoded, beginning with a slash.
    var path: String
    /// As they are meant: they are encoded in the URL.
    var query: [(name: String, value: String)] = []
    /// By name in small letters.
    var headers: [String: String] = [:]
    var body: [UInt8] = []
    /// Asks this machine or its neighbour, whom no proxy may hear of.
    var staysNear = false

    var url: String { "\(scheme)://\(host)\(path)\(query.isEmpty ? "" : "?")\(encodedQuery)" }

    private var encodedQuery: String {
        query.map { "\(PercentEncoding.encode($0.name))=\(PercentEncoding.encode($0.value))" }
            .joined(separator: "&")
    }
}

extension HTTPRequest {
    /// A request without a query to `http://host[:port]/path`; nil for what is no such URL.
    init?(url: String) {
        guard let end = url.range(of: "://") else { return nil }
        let rest = url[end.upperBound...]
        let slash = rest.firstIndex(of: "/") ?? rest.endIndex
        let (scheme, host) = (url[..<end.lowerBound].lowercased(), String(rest[..<slash]))
        // A name and a password in a URL would end up in messages.
        guard ["http", "https"].contains(scheme), !host.isEmpty,
            host.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || ".-:[]".contains($0)) })
        else { return nil }
        self.init(scheme: scheme, host: host, path: slash == rest.endIndex ? "/" : String(rest[slash...]))
    }
}

/// An answer, come whole.
struct HTTPResponse: Sendable {
    var status: Int
    /// By name in small letters.
    var headers: [String: String] = [:]
    var body: [UInt8] = []

    var isSuccess: Bool { (200..<300).contains(status) }
}

/// Why there is no answer.
enum HTTPFailure: Error, Hashable, Sendable, CustomStringConvertible {
    case noSuchHost(String)
    /// The host is known, but no connection comes about; with the system's words.
    case notReached(host: String, reason: String)
    case timedOut(host: String)
    /// The connection ended before the answer did.
    case broken(host: String)
    /// Something between here and there does not let the request through.
    case heldUp(proxy: String, reason: String)
    /// TLS could not be agreed on.
    case untrusted(host: String, reason: String)
    case tooLong(limit: Int)
    /// It holds what would end a header.
    case unsendable
    case cancelled

    var description: String {
        switch self {
        case .noSuchHost(let host): "the host \(host.escapingUnprintable) is not known"
        case .notReached(let host, let reason): "\(host.escapingUnprintable) cannot be reached: \(reason)"
        case .timedOut(let host): "\(host.escapingUnprintable) does not answer in time"
        case .broken(let host): "\(host.escapingUnprintable) broke the connection"
        case .heldUp(let proxy, let reason): "the proxy \(proxy.escapingUnprintable) \(reason)"
        case .untrusted(let host, let reason):
            "\(host.escapingUnprintable) cannot be trusted: \(reason)"
        case .tooLong(let limit): "the answer is longer than \(limit) bytes"
        case .unsendable: "nothing can be asked with a control character in it; look at the credentials"
        case .cancelled: "it was cancelled"
        }
    }
}
