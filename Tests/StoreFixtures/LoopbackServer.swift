import Foundation
import Synchronization

/// A small HTTP server on this machine that answers as a test wants it, faults included.
///
/// Threading: a thread accepts, and each connection has one; the answering closure is called on those.
public final class LoopbackServer: Sendable {
    /// A request as it came.
    public struct Request: Sendable {
        public let method: String
        /// Path and query, still encoded.
        public let target: String
        /// By name in small letters.
        public let headers: [String: String]
        public let body: [UInt8]

        public var path: String { String(target.prefix { $0 != "?" }) }

        /// A value of the query, decoded.
        public subscript(query name: String) -> String? {
            URLComponents(string: "http://x" + target)?.queryItems?.first { $0.name == name }.map {
                $0.value ?? ""
            }
        }
    }

    public indirect enum Reply: Sendable {
        case answer(Int, [String: String] = [:], [UInt8] = [])
        /// The connection is reset instead.
        case reset
        /// The answer breaks off after so many bytes of its body.
        case truncated([UInt8], after: Int)
        /// The answer comes a byte at a time, with so many seconds between two.
        case dripping([UInt8], every: Double)
        /// Seconds later.
        case delayed(Double, Reply)

        public static func text(_ status: Int, _ text: String, _ headers: [String: String] = [:]) -> Reply {
            .answer(status, headers, Array(text.utf8))
        }
    }

    private let listener: Listener
    private let answered = Mutex<[Request]>([])
    private let answer: @Sendable (Request) -> Reply

    public init(answer: @escaping @Sendable (Request) -> Reply) throws {
        self.answer = answer
        listener = try Listener()
        listener.accept { [self] in serve($0) }
    }

    /// No more connections. Threads end with theirs.
    public func close() { listener.close() }

    public var port: Int { listener.port }
    public var url: String { "http://127.0.0.1:\(port)" }
    /// Every request so far.
    public var requests: [Request] { answered.withLock { $0 } }

    private func serve(_ connection: Connection) {
        var reader = MessageReader(connection)
        while let head = reader.head(), let body = reader.body(head.length), head.words.count > 1 {
            let request = Request(
                method: head.words[0], target: head.words[1], headers: head.headers, body: body)
            answered.withLock { $0.append(request) }
            guard send(answer(request), to: request, connection) else { return }
        }
    }

    /// Returns whether the connection is of use for another request.
    private func send(_ reply: Reply, to request: Request, _ connection: Connection) -> Bool {
        switch reply {
        case .delayed(let seconds, let reply):
            Thread.sleep(forTimeInterval: seconds)
            return send(reply, to: request, connection)
        case .reset:
            connection.resetOnClose()
            return false
        case .truncated(let body, let count):
            _ = connection.write(Self.head(200, [:], body.count) + body.prefix(count))
            return false
        case .dripping(let body, let seconds):
            guard connection.write(Self.head(200, [:], body.count)) else { return false }
            return body.allSatisfy { byte in
                Thread.sleep(forTimeInterval: seconds)
                return connection.write([byte])
            }
        case .answer(let status, let headers, let body):
            let sent = request.method == "HEAD" ? [] : body
            return connection.write(Self.head(status, headers, body.count) + sent)
        }
    }

    private static func head(_ status: Int, _ headers: [String: String], _ length: Int) -> [UInt8] {
        let fields = ["content-length": "\(length)"].merging(headers) { $1 }
        let lines = ["HTTP/1.1 \(status) Reply"] + fields.map { "\($0.key): \($0.value)" } + ["", ""]
        return Array(lines.joined(separator: "\r\n").utf8)
    }
}
