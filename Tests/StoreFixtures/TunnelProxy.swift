import Foundation
import Synchronization

/// A proxy on this machine: what is sent through it is asked for by CONNECT, and goes to this machine whatever host is
/// named, so that hosts may be made up.
public final class TunnelProxy: Sendable {
    /// What was asked for of the proxy.
    public struct Wish: Sendable, Hashable {
        /// `host:port`.
        public let target: String
        /// How the asker shows who it is.
        public let authorization: String?

        public init(target: String, authorization: String?) {
            self.target = target
            self.authorization = authorization
        }
    }

    private let listener: Listener
    private let asked = Mutex<[Wish]>([])

    /// - Parameter status: answers every wish by this, and lets nothing through where it is no success.
    public init(status: Int = 200) throws {
        listener = try Listener()
        listener.accept { [self] in serve($0, status) }
    }

    /// No more connections.
    public func close() { listener.close() }

    public var port: Int { listener.port }
    public var wishes: [Wish] { asked.withLock { $0 } }

    private func serve(_ connection: Connection, _ status: Int) {
        var reader = MessageReader(connection)
        guard let head = reader.head(), head.words.count > 1, head.words[0] == "CONNECT" else { return }
        let target = head.words[1]
        asked.withLock {
            $0.append(Wish(target: target, authorization: head.headers["proxy-authorization"]))
        }
        let port = target.split(separator: ":").last.flatMap { Int($0) } ?? 0
        guard status == 200, let server = Connection(port: port) else {
            _ = connection.write(Array("HTTP/1.1 \(status) No\r\ncontent-length: 0\r\n\r\n".utf8))
            return
        }
        defer { server.close() }
        guard connection.write(Array("HTTP/1.1 200 Connected\r\n\r\n".utf8)) else { return }
        Thread.detachNewThread { connection.copy(to: server) }
        server.copy(to: connection)
    }
}

extension Connection {
    /// Hands on what comes until the end, which is handed on as well.
    fileprivate func copy(to other: Connection) {
        while true {
            let bytes = read()
            guard !bytes.isEmpty, other.write(bytes) else { return other.finish() }
        }
    }
}
