// The one file that knows libcurl. What leaves it is a value or an `HTTPFailure`.
//
// Threading: any thread may start an exchange and wait for one; one thread a transport moves the bytes of them all.
// Waiting blocks, so not on Swift's cooperative pool.

import CCurl
import Foundation

/// Sends requests and keeps connections for the next. Follows no redirect, so that nothing signed goes to another host.
final class HTTPTransport: Sendable {
    /// Seconds that a connection may take to come about, from the host's name to TLS.
    fileprivate static let connectSeconds = 10
    /// Seconds that a connection may be silent.
    fileprivate static let silentSeconds = 20

    private let way: HTTPWay
    private let loop: TransferLoop

    /// - Parameter connections: at most this many to one host; what is more waits.
    /// - Throws: `SourceError.unusableAuthorities`.
    init(_ way: HTTPWay = HTTPWay(), connections: Int = 128) throws(SourceError) {
        if let path = way.authorities { try Self.check(authorities: path) }
        self.way = way
        loop = TransferLoop(connections: connections)
    }

    /// The library would only say so once it is connected.
    private static func check(authorities path: String) throws(SourceError) {
        let length: Int?
        do { length = try ReadableFile(path).length() } catch {
            throw .unusableAuthorities(path: path, reason: String(cString: strerror(error.code)))
        }
        // What is no file may be a pipe, on which the library would wait.
        guard length != nil, CertificateFile.holdsCertificates(path) else {
            throw .unusableAuthorities(path: path, reason: "it holds no certificates in PEM")
        }
    }

    deinit { loop.close() }

    /// Sends a request and returns at once.
    ///
    /// - Parameters:
    ///   - limit: an answer with a longer body fails.
    ///   - deadline: seconds that the whole exchange may take; nil for no limit.
    func start(_ request: HTTPRequest, limit: Int, deadline: Double? = nil) -> HTTPExchange {
        let hop = Hop(host: request.host, proxy: way.proxies.proxy(for: request))
        // Part of it is others' word, which must not become a header of ours.
        guard request.isPrintable else { return HTTPExchange(failed: .unsendable) }
        guard let transfer = Transfer(request, hop, limit: limit) else {
            return HTTPExchange(failed: .broken(host: hop.host))
        }
        transfer.setUp(request, authorities: way.authorities, deadline: deadline)
        loop.begin(transfer)
        return HTTPExchange(transfer, loop)
    }

    /// Sends a request and waits for the answer, asking some twenty times a second whether it is still wanted.
    func answer(
        to request: HTTPRequest, limit: Int, deadline: Double? = nil, until isCancelled: () -> Bool
    ) throws(HTTPFailure) -> HTTPResponse {
        try start(request, limit: limit, deadline: deadline).wait(until: isCancelled)
    }
}

extension HTTPRequest {
    fileprivate var isPrintable: Bool {
        ([method, url] + headers.keys + headers.values).allSatisfy { text in
            text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
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

/// What becomes of a request, once it is known.
private typealias Outcome = Monitor<Result<HTTPResponse, HTTPFailure>?>

/// A request under way.
final class HTTPExchange: Sendable {
    private let outcome: Outcome
    private let stop: @Sendable () -> Void
    /// Seconds between two questions whether an answer is still wanted.
    private static let interval = 0.05

    fileprivate init(_ transfer: Transfer, _ loop: TransferLoop) {
        outcome = transfer.outcome
        stop = { loop.cancel(transfer) }
    }

    fileprivate init(failed failure: HTTPFailure) {
        outcome = Outcome(.failure(failure))
        stop = {}
    }

    func cancel() {
        if outcome.withLock({ $0 == nil }) { stop() }
    }

    /// Sleeps until the answer is there; gives it up once `isCancelled` says so.
    func wait(until isCancelled: () -> Bool) throws(HTTPFailure) -> HTTPResponse {
        while true {
            if let result = outcome.wait(seconds: Self.interval, until: { $0 != nil }, then: { $0 }) {
                return try result.get()
            }
            if isCancelled() {
                cancel()
                throw .cancelled
            }
        }
    }
}

/// The thread that moves the bytes of all requests of a transport.
///
/// `@unchecked Sendable`: `multi` and `transfers` are touched by that thread alone, but for waking the first, which the
/// library allows to all.
private final class TransferLoop: @unchecked Sendable {
    private enum Order {
        case begin(Transfer), cancel(Transfer)
    }

    private struct Inbox {
        var orders: [Order] = []
        var isClosed = false

        mutating func takeOrders() -> [Order] {
            defer { orders = [] }
            return orders
        }
    }

    private let multi: UnsafeMutableRawPointer?
    private let inbox = Monitor(Inbox())
    /// By their handles.
    private var transfers: [UnsafeMutableRawPointer: Transfer] = [:]
    /// Before any other call of the library's.
    private static let isReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK
    /// Milliseconds between two looks at the inbox where nothing happens: as good as never, since orders wake.
    private static let pause: Int32 = 60_000

    init(connections: Int) {
        multi = Self.isReady ? curl_multi_init() : nil
        workbench_curl_multi_set_number(multi, CURLMOPT_MAX_HOST_CONNECTIONS, connections)
        workbench_curl_multi_set_number(multi, CURLMOPT_MAXCONNECTS, connections)
        let thread = Thread { [self] in run() }
        thread.name = "http"
        thread.start()
    }

    func begin(_ transfer: Transfer) { order(.begin(transfer)) }

    func cancel(_ transfer: Transfer) { order(.cancel(transfer)) }

    /// Ends what is under way, and the thread.
    func close() {
        inbox.withLock { inbox in
            inbox.isClosed = true
            curl_multi_wakeup(multi)
        }
    }

    private func order(_ order: Order) {
        // Woken behind the lock: `multi` is there as long as the inbox is open.
        let isTaken = inbox.withLock { inbox in
            guard !inbox.isClosed else { return false }
            inbox.orders.append(order)
            curl_multi_wakeup(multi)
            return true
        }
        if !isTaken, case .begin(let transfer) = order { transfer.end(.failure(.cancelled)) }
    }

    private func run() {
        Self.blockPipeSignal()
        while let orders = inbox.withLock({ inbox in inbox.isClosed ? nil : inbox.takeOrders() }) {
            orders.forEach(carryOut)
            var running: Int32 = 0
            curl_multi_perform(multi, &running)
            while let (handle, code) = nextEnd() { end(handle) { $0.result(code) } }
            if curl_multi_poll(multi, nil, 0, Self.pause, nil) != CURLM_OK {
                // Without memory to wait with: no reason to burn a core.
                Thread.sleep(forTimeInterval: 0.05)
            }
        }
        for handle in transfers.keys { end(handle) { _ in .failure(.cancelled) } }
        for case .begin(let transfer) in inbox.withLock({ $0.takeOrders() }) {
            transfer.end(.failure(.cancelled))
        }
        curl_multi_cleanup(multi)
    }

    private func carryOut(_ order: Order) {
        switch order {
        case .begin(let transfer):
            guard curl_multi_add_handle(multi, transfer.handle) == CURLM_OK else {
                return transfer.end(.failure(.broken(host: transfer.hop.host)))
            }
            transfers[transfer.handle] = transfer
        case .cancel(let transfer): end(transfer.handle) { _ in .failure(.cancelled) }
        }
    }

    /// Ends a transfer that is under way.
    private func end(
        _ handle: UnsafeMutableRawPointer, with result: (Transfer) -> Result<HTTPResponse, HTTPFailure>
    ) {
        guard let transfer = transfers.removeValue(forKey: handle) else { return }
        curl_multi_remove_handle(multi, handle)
        transfer.end(result(transfer))
    }

    private func nextEnd() -> (UnsafeMutableRawPointer, CURLcode)? {
        var left: Int32 = 0
        while let message = curl_multi_info_read(multi, &left) {
            var code = CURLE_OK
            if let handle = workbench_curl_ended(message, &code) { return (handle, code) }
        }
        return nil
    }

    /// TLS writes to connections that may be gone.
    private static func blockPipeSignal() {
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGPIPE)
        pthread_sigmask(SIG_BLOCK, &signals, nil)
    }
}

/// One request and what has come of its answer.
///
/// `@unchecked Sendable`: belongs to the thread that makes it until it is handed to the loop, whose it is from then on;
/// all others see `outcome` alone.
private final class Transfer: @unchecked Sendable {
    let handle: UnsafeMutableRawPointer
    let hop: Hop
    let outcome = Outcome(nil)
    private let limit: Int
    private var response = HTTPResponse(status: 0)
    private var headerLength = 0
    private var isTooLong = false
    /// What the library reads while the transfer lasts.
    private let body: UnsafeMutableBufferPointer<UInt8>
    private var lists: [UnsafeMutablePointer<curl_slist>] = []
    /// What the library says of a failure.
    private let words: UnsafeMutablePointer<CChar>
    /// Bytes of all headers of an answer.
    private static let mostHeaders = 1 << 16
    private static let unknownAuthority =
        "its certificate is not vouched for by an authority that this machine knows, or is another host's"
    private static let untimelyReason =
        "its certificate has expired, or is not valid yet, by this machine's clock"
    private static let noAuthorities =
        "this machine's list of authorities cannot be read; is ca-certificates installed?"
    /// OpenSSL's `X509_V_ERR_CERT_NOT_YET_VALID` and `X509_V_ERR_CERT_HAS_EXPIRED`.
    private static let untimely = 9...10

    init?(_ request: HTTPRequest, _ hop: Hop, limit: Int) {
        guard let handle = curl_easy_init() else { return nil }
        self.handle = handle
        self.hop = hop
        self.limit = limit
        body = .allocate(capacity: request.body.count)
        _ = body.initialize(from: request.body)
        words = .allocate(capacity: Int(CURL_ERROR_SIZE))
        words.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    }

    deinit {
        curl_easy_cleanup(handle)
        for list in lists { curl_slist_free_all(list) }
        body.deallocate()
        words.deallocate()
    }

    func end(_ result: Result<HTTPResponse, HTTPFailure>) {
        outcome.change { $0 = $0 ?? result }
    }

    // MARK: - The request

    func setUp(_ request: HTTPRequest, authorities: String?, deadline: Double?) {
        set(CURLOPT_URL, request.url)
        set(CURLOPT_PROTOCOLS_STR, request.scheme)
        // Keys may hold dots as folders do.
        set(CURLOPT_PATH_AS_IS, 1)
        set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
        set(CURLOPT_HTTPHEADER, headers(request))
        if request.method == "HEAD" {
            set(CURLOPT_NOBODY, 1)
        } else {
            if request.method == "PUT" || request.method == "POST" {
                workbench_curl_set_pointer(handle, CURLOPT_POSTFIELDS, body.baseAddress)
                workbench_curl_set_size(handle, CURLOPT_POSTFIELDSIZE_LARGE, body.count)
            }
            set(CURLOPT_CUSTOMREQUEST, request.method)
        }
        setUpProxy()
        // A folder of authorities, which some systems build into the library, would be trusted beside the file, and keep
        // the library from remembering what it has read of it.
        workbench_curl_set_pointer(handle, CURLOPT_CAPATH, nil)
        if let authorities { set(CURLOPT_CAINFO, authorities) }
        set(CURLOPT_CONNECTTIMEOUT, HTTPTransport.connectSeconds)
        set(CURLOPT_LOW_SPEED_LIMIT, 1)
        set(CURLOPT_LOW_SPEED_TIME, HTTPTransport.silentSeconds)
        if let deadline { set(CURLOPT_TIMEOUT_MS, Int(1000 * deadline)) }
        // No signals, and a search for a host's address is left behind and not waited for.
        set(CURLOPT_NOSIGNAL, 1)
        set(CURLOPT_QUICK_EXIT, 1)
        setUpAnswer()
    }

    private func headers(_ request: HTTPRequest) -> UnsafeMutablePointer<curl_slist>? {
        // What the library would say of its own accord is not wanted: nothing is signed that is not seen here.
        let unwanted = ["accept", "content-type", "expect"].filter { request.headers[$0] == nil }
        return list(
            unwanted.map { "\($0):" } + request.headers.map { $1.isEmpty ? "\($0);" : "\($0): \($1)" })
    }

    private func setUpProxy() {
        // Set even where there is none: the library would look into the environment.
        set(CURLOPT_NOPROXY, "")
        set(CURLOPT_PROXY, hop.proxy.map { "http://\($0.place)" } ?? "")
        guard let proxy = hop.proxy else { return }
        set(CURLOPT_HTTPPROXYTUNNEL, 1)
        set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        set(CURLOPT_HEADEROPT, Int(CURLHEADER_SEPARATE))
        set(CURLOPT_PROXYHEADER, list(proxy.authorization.map { ["proxy-authorization: \($0)"] } ?? []))
    }

    private func setUpAnswer() {
        let this = Unmanaged.passUnretained(self).toOpaque()
        workbench_curl_set_pointer(handle, CURLOPT_ERRORBUFFER, words)
        workbench_curl_set_pointer(handle, CURLOPT_HEADERDATA, this)
        workbench_curl_set_receiver(handle, CURLOPT_HEADERFUNCTION) { bytes, size, count, this in
            Transfer.at(this).take(header: UnsafeRawBufferPointer(start: bytes, count: size * count))
        }
        workbench_curl_set_pointer(handle, CURLOPT_WRITEDATA, this)
        workbench_curl_set_receiver(handle, CURLOPT_WRITEFUNCTION) { bytes, size, count, this in
            Transfer.at(this).take(body: UnsafeRawBufferPointer(start: bytes, count: size * count))
        }
    }

    private static func at(_ pointer: UnsafeMutableRawPointer?) -> Transfer {
        guard let pointer else { preconditionFailure("the library forgot whose bytes these are") }
        return Unmanaged<Transfer>.fromOpaque(pointer).takeUnretainedValue()
    }

    private func list(_ lines: [String]) -> UnsafeMutablePointer<curl_slist>? {
        let list = lines.reduce(nil as UnsafeMutablePointer<curl_slist>?) { curl_slist_append($0, $1) ?? $0 }
        if let list { lists.append(list) }
        return list
    }

    private func set(_ option: CURLoption, _ value: Int) { workbench_curl_set_number(handle, option, value) }

    private func set(_ option: CURLoption, _ value: String) {
        workbench_curl_set_pointer(handle, option, value)
    }

    private func set(_ option: CURLoption, _ value: UnsafeMutablePointer<curl_slist>?) {
        workbench_curl_set_pointer(handle, option, value)
    }

    // MARK: - The answer

    /// - Returns: how much was taken; less than there is ends the transfer.
    private func take(header line: UnsafeRawBufferPointer) -> Int {
        headerLength += line.count
        guard headerLength <= Self.mostHeaders else { return 0 }
        let text = String(decoding: line, as: UTF8.self)
        if text.hasPrefix("HTTP/") {
            // Another answer may have gone before: "100 Continue".
            response = HTTPResponse(status: 0)
        } else if let colon = text.firstIndex(of: ":") {
            let value = text[text.index(after: colon)...].trimmingCharacters(in: .whitespacesAndNewlines)
            response.headers[text[..<colon].lowercased()] = value
        }
        return line.count
    }

    private func take(body bytes: UnsafeRawBufferPointer) -> Int {
        guard response.body.count + bytes.count <= limit else {
            isTooLong = true
            return 0
        }
        if response.body.isEmpty {
            let length = Int(workbench_curl_size(handle, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T))
            response.body.reserveCapacity(min(max(length, bytes.count), limit))
        }
        response.body.append(contentsOf: bytes)
        return bytes.count
    }

    func result(_ code: CURLcode) -> Result<HTTPResponse, HTTPFailure> {
        guard code == CURLE_OK else { return .failure(failure(code)) }
        response.status = workbench_curl_number(handle, CURLINFO_RESPONSE_CODE)
        return .success(response)
    }

    private func failure(_ code: CURLcode) -> HTTPFailure {
        if isTooLong { return .tooLong(limit: limit) }
        if let reason = refusalByProxy() { return .heldUp(proxy: hop.proxy?.place ?? "", reason: reason) }
        switch code {
        case CURLE_URL_MALFORMAT, CURLE_COULDNT_RESOLVE_HOST: return .noSuchHost(hop.host)
        case CURLE_COULDNT_RESOLVE_PROXY: return .noSuchHost(hop.proxy?.host ?? hop.host)
        case CURLE_COULDNT_CONNECT:
            let cause = Int32(workbench_curl_number(handle, CURLINFO_OS_ERRNO))
            return cause == 0
                ? .timedOut(host: hop.next)
                : .notReached(host: hop.next, reason: String(cString: strerror(cause)))
        case CURLE_OPERATION_TIMEDOUT:
            let isConnected =
                workbench_curl_size(handle, CURLINFO_PRETRANSFER_TIME_T) > 0
                || workbench_curl_number(handle, CURLINFO_HTTP_CONNECTCODE) == 200
            return .timedOut(host: isConnected ? hop.host : hop.next)
        case CURLE_PEER_FAILED_VERIFICATION:
            let problem = workbench_curl_number(handle, CURLINFO_SSL_VERIFYRESULT)
            let isUntimely = Self.untimely.contains(problem)
            return .untrusted(
                host: hop.host, reason: isUntimely ? Self.untimelyReason : Self.unknownAuthority)
        case CURLE_SSL_CACERT_BADFILE:
            return .untrusted(host: hop.host, reason: Self.noAuthorities)
        // OpenSSL's own errors are about TLS; all other words are about a connection that broke meanwhile.
        case CURLE_SSL_CONNECT_ERROR where String(cString: words).contains(": error:"):
            return .untrusted(host: hop.host, reason: "it does not speak TLS as it should")
        default: return .broken(host: hop.host)
        }
    }

    private func refusalByProxy() -> String? {
        switch workbench_curl_number(handle, CURLINFO_HTTP_CONNECTCODE) {
        case 0, 200..<300: nil
        case 407:
            hop.proxy?.user != nil
                ? "does not take the name and password of its address"
                : "wants a name and a password: http://name:password@host:port"
        default: "makes no connection to \(hop.host)"
        }
    }
}

extension HTTPProxy {
    fileprivate var authorization: String? {
        user.map { user in
            let pair = user.value.contains(":") ? user.value : user.value + ":"
            return "Basic \(Data(pair.utf8).base64EncodedString())"
        }
    }
}
