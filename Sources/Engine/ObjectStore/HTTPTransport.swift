// The one file that knows the HTTP library. What leaves it is a value or an `HTTPFailure`.
//
// Threading: any thread may start an exchange and wait for one; the library's thread only moves bytes. Waiting blocks,
// so not on Swift's cooperative pool.

import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

/// Sends requests and keeps connections for the next. Follows no redirect, so that nothing signed goes to another host.
final class HTTPTransport: Sendable {
    /// Seconds that a connection may take to come about, and that it may be silent.
    struct Patience: Sendable {
        var connect = 5.0
        var silence = 20.0
    }

    private let proxies: HTTPProxies
    /// By the proxy that it goes through; nil goes straight.
    private let clients: [HTTPProxy?: HTTPClient]

    /// - Parameter connections: at most this many to one host; what is more waits.
    /// - Throws: `SourceError.unusableAuthorities`.
    init(
        _ way: HTTPWay = HTTPWay(), patience: Patience = Patience(), connections: Int = 128
    ) throws(SourceError) {
        proxies = way.proxies
        let plain = try Self.configuration(way, patience, connections)
        clients = way.proxies.all.reduce(into: [nil: Self.client(plain)]) { clients, proxy in
            var configuration = plain
            configuration.proxy = .server(
                host: proxy.host, port: proxy.port, authorization: proxy.authorization)
            clients[proxy] = Self.client(configuration)
        }
    }

    private static func configuration(
        _ way: HTTPWay, _ patience: Patience, _ connections: Int
    ) throws(SourceError) -> HTTPClient.Configuration {
        var configuration = HTTPClient.Configuration()
        if let path = way.authorities {
            var trust = TLSConfiguration.makeClientConfiguration()
            trust.trustRoots = .certificates(try authorities(in: path))
            configuration.tlsConfiguration = trust
        }
        configuration.redirectConfiguration = .disallow
        configuration.timeout = .init(
            connect: .nanoseconds(Int64(patience.connect * 1e9)),
            read: .nanoseconds(Int64(patience.silence * 1e9)))
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = connections
        // What failed is tried again by whoever knows whether that helps.
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.httpVersion = .http1Only
        return configuration
    }

    private static func authorities(in path: String) throws(SourceError) -> [NIOSSLCertificate] {
        let length: Int?
        do { length = try ReadableFile(path).length() } catch {
            throw .unusableAuthorities(path: path, reason: String(cString: strerror(error.code)))
        }
        // What is no file may be a pipe, on which the library would wait.
        guard length != nil, let found = try? NIOSSLCertificate.fromPEMFile(path) else {
            throw .unusableAuthorities(path: path, reason: "it holds no certificates in PEM")
        }
        return found
    }

    private static func client(_ configuration: HTTPClient.Configuration) -> HTTPClient {
        HTTPClient(eventLoopGroupProvider: .shared(threads), configuration: configuration)
    }

    /// One thread: encryption of 100 MB a second is less than its work.
    private static let threads = MultiThreadedEventLoopGroup(numberOfThreads: 1)

    deinit {
        for client in clients.values { client.shutdown { [client] _ in withExtendedLifetime(client) {} } }
    }

    /// Sends a request and returns at once.
    ///
    /// - Parameters:
    ///   - limit: an answer with a longer body fails.
    ///   - deadline: seconds that the whole exchange may take; nil for no limit.
    func start(_ request: HTTPRequest, limit: Int, deadline: Double? = nil) -> HTTPExchange {
        let proxy = proxies.proxy(for: request)
        let hop = Hop(host: request.host, proxy: proxy)
        guard let client = clients[proxy] else { return HTTPExchange(failed: .noSuchHost(request.host)) }
        do {
            let sent = try HTTPClient.Request(
                url: request.url, method: HTTPMethod(rawValue: request.method),
                headers: HTTPHeaders(request.headers.map { ($0, $1) }),
                body: request.body.isEmpty ? nil : .byteBuffer(ByteBuffer(bytes: request.body)))
            let accumulator = ResponseAccumulator(request: sent, maxBodySize: limit)
            let end = deadline.map { NIODeadline.now() + .nanoseconds(Int64($0 * 1e9)) }
            return HTTPExchange(
                client.execute(request: sent, delegate: accumulator, deadline: end), hop)
        } catch {
            return HTTPExchange(failed: HTTPFailure(error, hop))
        }
    }

    /// Sends a request and waits for the answer, asking some twenty times a second whether it is still wanted.
    func answer(
        to request: HTTPRequest, limit: Int, deadline: Double? = nil, until isCancelled: () -> Bool
    ) throws(HTTPFailure) -> HTTPResponse {
        try start(request, limit: limit, deadline: deadline).wait(until: isCancelled)
    }
}

extension HTTPProxy {
    fileprivate var authorization: HTTPClient.Authorization? {
        user.map { user in
            let pair = user.value.contains(":") ? user.value : user.value + ":"
            return .basic(credentials: Data(pair.utf8).base64EncodedString())
        }
    }
}

/// Where a request goes, for messages.
private struct Hop: Sendable {
    let host: String
    let proxy: HTTPProxy?

    /// To whom a connection is made.
    var next: String { proxy.map { "the proxy \($0.place)" } ?? host }
}

/// A request under way.
final class HTTPExchange: Sendable {
    private let answer: Monitor<Result<HTTPResponse, HTTPFailure>?>
    private let stop: @Sendable () -> Void
    /// Seconds between two questions whether an answer is still wanted.
    private static let interval = 0.05

    fileprivate init(_ task: HTTPClient.Task<HTTPClient.Response>, _ hop: Hop) {
        let answer = Monitor<Result<HTTPResponse, HTTPFailure>?>(nil)
        self.answer = answer
        stop = { task.cancel() }
        task.futureResult.whenComplete { result in
            // Copied here and not by who waits: the library's buffers go as soon as they are empty.
            let result = result.map { HTTPResponse($0) }.mapError { HTTPFailure($0, hop) }
            answer.change { $0 = result }
        }
    }

    fileprivate init(failed failure: HTTPFailure) {
        answer = Monitor(.failure(failure))
        stop = {}
    }

    func cancel() { stop() }

    /// Sleeps until the answer is there; gives it up once `isCancelled` says so.
    func wait(until isCancelled: () -> Bool) throws(HTTPFailure) -> HTTPResponse {
        while true {
            if let result = answer.wait(seconds: Self.interval, until: { $0 != nil }, then: { $0 }) {
                return try result.get()
            }
            if isCancelled() {
                cancel()
                throw .cancelled
            }
        }
    }
}

extension HTTPResponse {
    fileprivate init(_ response: HTTPClient.Response) {
        status = Int(response.status.code)
        for (name, value) in response.headers { headers[name.lowercased()] = value }
        if let body = response.body { self.body = Array(body.readableBytesView) }
    }
}

extension HTTPFailure {
    fileprivate init(_ error: any Error, _ hop: Hop) {
        switch error {
        case let error as NIOConnectionError: self.init(connection: error, hop)
        case let error as IOError where [ECONNRESET, EPIPE, ENOTCONN].contains(error.errnoCode):
            self = .broken(host: hop.host)
        case let error as IOError:
            self = .notReached(host: hop.next, reason: String(cString: strerror(error.errnoCode)))
        case let error as HTTPClientError: self.init(client: error, hop)
        case let error as ResponseAccumulator.ResponseTooBigError: self = .tooLong(limit: error.maxBodySize)
        case is NIOSSLError, is NIOSSLExtraError, is BoringSSLError: self.init(tls: error, hop.host)
        default: self = .broken(host: hop.host)
        }
    }

    private init(connection error: NIOConnectionError, _ hop: Hop) {
        let codes = error.connectionErrors.compactMap { ($0.error as? IOError)?.errnoCode }
        if let code = codes.first {
            self = .notReached(host: hop.next, reason: String(cString: strerror(code)))
        } else if error.connectionErrors.isEmpty {
            self = .noSuchHost(error.host)
        } else {
            self = .timedOut(host: hop.next)
        }
    }

    private init(client error: HTTPClientError, _ hop: Hop) {
        switch error {
        case .cancelled: self = .cancelled
        case .connectTimeout: self = .timedOut(host: hop.next)
        case .readTimeout, .writeTimeout, .deadlineExceeded, .getConnectionFromPoolTimeout,
            .tlsHandshakeTimeout, .httpProxyHandshakeTimeout:
            self = .timedOut(host: hop.host)
        case .proxyAuthenticationRequired:
            let known = hop.proxy?.user != nil
            self = .heldUp(
                proxy: hop.proxy?.place ?? "",
                reason: known
                    ? "does not take the name and password of its address"
                    : "wants a name and a password: http://name:password@host:port")
        case .invalidProxyResponse:
            self = .heldUp(proxy: hop.proxy?.place ?? "", reason: "makes no connection to \(hop.host)")
        case .invalidURL, .emptyHost: self = .noSuchHost(hop.host)
        default: self = .broken(host: hop.host)
        }
    }

    private init(tls error: any Error, _ host: String) {
        let text = String(describing: error)
        let reason =
            if text.contains("CERTIFICATE_VERIFY_FAILED") || error is NIOSSLExtraError {
                "its certificate is not vouched for by an authority that this machine knows, or is another host's"
            } else {
                "it does not speak TLS as it should"
            }
        self = .untrusted(host: host, reason: reason)
    }
}
