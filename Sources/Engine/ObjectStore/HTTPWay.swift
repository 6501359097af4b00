// How requests leave this machine: whose word is taken for who a server is, and what stands between. Heard from the
// environment and the profile as Amazon's own tools hear them.

/// The authorities that are trusted, and the proxies that are asked.
struct HTTPWay: Sendable, Hashable {
    /// A PEM file of the only authorities that are trusted; nil trusts those of the system.
    var authorities: String?
    var proxies = HTTPProxies()
}

/// A server that makes connections for others.
struct HTTPProxy: Sendable, Hashable {
    let host: String
    let port: Int
    /// Name and password, where the proxy wants them.
    let user: Secret?

    /// `http://[name:password@]host[:port]`, the scheme left out as people do.
    ///
    /// - Returns: nil for what is no such address.
    init?(url: String) {
        let scheme = url.range(of: "://")
        if let scheme, url[..<scheme.lowerBound].lowercased() != "http" { return nil }
        let authority = url[(scheme?.upperBound ?? url.startIndex)...].prefix { !"/?#".contains($0) }
        let at = authority.lastIndex(of: "@")
        user = at.flatMap { authority[..<$0].removingPercentEncoding }.map { Secret($0) }
        if at != nil, user == nil { return nil }
        let place = at.map { authority[authority.index(after: $0)...] } ?? authority
        guard let (host, port) = HTTPRequest(url: "http://" + place)?.hostAndPort else { return nil }
        (self.host, self.port) = (host, port)
    }

    /// As a message names it: never with the password.
    var place: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}

/// Which proxy a request goes through.
struct HTTPProxies: Sendable, Hashable {
    /// By the scheme of what is asked for.
    private var proxies: [String: HTTPProxy] = [:]
    /// Hosts that are asked without one, and the ends of hosts' names.
    private var spared: [String] = []

    /// None.
    init() {}

    /// Those of `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY`. Their names in small letters go first, and one of those that
    /// is empty is as good as none.
    ///
    /// - Throws: `SourceError.malformedProxy`.
    init(environment: [String: String]) throws(SourceError) {
        func value(_ name: String) -> (name: String, value: String)? {
            for name in [name, name.uppercased()] {
                if let value = environment[name] { return (name, value) }
            }
            return nil
        }
        for scheme in ["http", "https"] {
            guard let (name, url) = value(scheme + "_proxy"), !url.isEmpty else { continue }
            guard let proxy = HTTPProxy(url: url) else { throw .malformedProxy(variable: name) }
            proxies[scheme] = proxy
        }
        let list = value("no_proxy")?.value ?? ""
        spared = list.split { $0 == "," || $0.isWhitespace }.map { $0.lowercased() }
    }

    /// The proxy that a request goes through; nil where it goes straight.
    func proxy(for request: HTTPRequest) -> HTTPProxy? {
        guard !request.staysNear, let proxy = proxies[request.scheme], !isSpared(request.host.lowercased())
        else { return nil }
        return proxy
    }

    var all: Set<HTTPProxy> { Set(proxies.values) }

    private func isSpared(_ place: String) -> Bool {
        let bare = HTTPRequest(url: "http://" + place)?.hostAndPort?.host ?? place
        return spared.contains { name in
            let end = name.drop { $0 == "." }
            return name == "*" || [bare, place].contains { $0 == end || $0.hasSuffix("." + end) }
        }
    }
}

extension HTTPRequest {
    /// The host, without the brackets of an address of IPv6, and the port.
    var hostAndPort: (host: String, port: Int)? {
        let end = host.lastIndex(of: ":").flatMap { host[$0...].contains("]") ? nil : $0 } ?? host.endIndex
        let name = host[..<end].trimmingPrefix("[")
        guard !name.isEmpty else { return nil }
        let bare = String(name.hasSuffix("]") ? name.dropLast() : name)
        guard end < host.endIndex else { return (bare, scheme == "https" ? 443 : 80) }
        return Int(host[host.index(after: end)...]).flatMap { (1...65_535).contains($0) ? (bare, $0) : nil }
    }
}
