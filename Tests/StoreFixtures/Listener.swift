import Foundation

/// A port of this machine to which others connect.
///
/// Nobody answers until `accept` is called: a connection comes about, takes what the system buffers, and then nothing.
public final class Listener: Sendable {
    public let port: Int
    private let descriptor: Int32

    struct CannotListen: Error {}

    public init() throws {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = Connection.address(port: 0)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && listen(descriptor, 128) == 0
                    && getsockname(descriptor, $0, &length) == 0
            }
        }
        guard isBound else { throw CannotListen() }
        self.descriptor = descriptor
        port = Int(UInt16(bigEndian: address.sin_port))
    }

    deinit { Foundation.close(descriptor) }

    /// No more connections.
    public func close() { shutdown(descriptor, Int32(SHUT_RDWR)) }

    /// Says the same to whoever connects, whatever he says first.
    public func answer(_ bytes: [UInt8]) {
        accept { connection in
            _ = connection.read()
            _ = connection.write(bytes)
        }
    }

    /// Lets whoever connects say something, and resets the connection then.
    public func reset() {
        accept { connection in
            _ = connection.read()
            connection.resetOnClose()
        }
    }

    /// Serves each connection on a thread of its own; it is closed after that.
    func accept(_ serve: @escaping @Sendable (Connection) -> Void) {
        Thread.detachNewThread { [self] in
            while true {
                let accepted = Foundation.accept(descriptor, nil, nil)
                guard accepted >= 0 else { return }
                Thread.detachNewThread {
                    let connection = Connection(accepted: accepted)
                    serve(connection)
                    connection.close()
                }
            }
        }
    }
}
