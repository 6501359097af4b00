import Foundation

/// Stands before a server and gives latency, resets, errors and truncated answers where a test wants them.
public final class FaultProxy: Sendable {
    /// What a test does to a request: nothing, or an answer of its own.
    public typealias Fault =
        @Sendable (_ request: LoopbackServer.Request, _ answer: () -> LoopbackServer.Reply) ->
        LoopbackServer.Reply

    private let server: LoopbackServer

    /// - Parameter fault: may ask for the true answer, and gives the one that is sent.
    public init(to port: Int, fault: @escaping Fault) throws {
        server = try LoopbackServer { request in
            fault(request) { Self.forward(request, to: port) }
        }
    }

    deinit { server.close() }

    public var url: String { server.url }
    public var requests: [LoopbackServer.Request] { server.requests }

    private static func forward(_ request: LoopbackServer.Request, to port: Int) -> LoopbackServer.Reply {
        guard let connection = Connection(port: port) else { return .reset }
        defer { connection.close() }
        let headers = request.headers.merging(["connection": "close"]) { $1 }
        let lines =
            ["\(request.method) \(request.target) HTTP/1.1"] + headers.map { "\($0.key): \($0.value)" }
        guard connection.write(Array((lines + ["", ""]).joined(separator: "\r\n").utf8) + request.body) else {
            return .reset
        }
        var reader = MessageReader(connection)
        guard let head = reader.head(), let status = Int(head.words.dropFirst().first ?? "") else {
            return .reset
        }
        let isBare = request.method == "HEAD" || status == 204 || status == 304
        let isChunked = head.headers["transfer-encoding"] == "chunked" && !isBare
        guard let body = isChunked ? reader.chunkedBody() : reader.body(isBare ? 0 : head.length) else {
            return .reset
        }
        // What the two connections say of themselves is no part of the answer.
        let own = ["connection", "transfer-encoding"]
        return .answer(status, head.headers.filter { !own.contains($0.key) }, body)
    }
}
