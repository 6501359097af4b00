import Foundation

/// A TCP connection on this machine.
final class Connection: Sendable {
    private let descriptor: Int32

    init(accepted descriptor: Int32) { self.descriptor = descriptor }

    /// - Returns: nil where nobody listens.
    init?(port: Int) {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = Self.address(port: port)
        let isConnected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        guard isConnected else {
            Foundation.close(descriptor)
            return nil
        }
    }

    static func address(port: Int) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        return address
    }

    func close() { Foundation.close(descriptor) }

    /// Tells the other side that nothing more comes, and takes nothing more of it.
    func finish() { shutdown(descriptor, Int32(SHUT_RDWR)) }

    /// Makes `close` a reset.
    func resetOnClose() {
        var linger = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<linger>.size))
    }

    func write(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBytes { bytes in
            var rest = bytes
            while !rest.isEmpty {
                let sent = send(descriptor, rest.baseAddress, rest.count, Int32(MSG_NOSIGNAL))
                guard sent > 0 else { return false }
                rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(sent))
            }
            return true
        }
    }

    /// Empty at the end.
    func read() -> [UInt8] {
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        let count = recv(descriptor, &piece, piece.count, 0)
        return count > 0 ? Array(piece[..<count]) : []
    }
}

/// Takes HTTP messages off a connection, one after the other.
struct MessageReader {
    struct Head {
        /// Of the first line.
        let words: [String]
        /// By name in small letters.
        let headers: [String: String]

        var length: Int { headers["content-length"].flatMap { Int($0) } ?? 0 }
    }

    private let connection: Connection
    private var bytes: [UInt8] = []

    init(_ connection: Connection) { self.connection = connection }

    mutating func head() -> Head? {
        let blank = Data("\r\n\r\n".utf8)
        while true {
            if let end = Data(bytes).range(of: blank) {
                let lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).components(
                    separatedBy: "\r\n")
                bytes.removeFirst(end.upperBound)
                let fields = lines.dropFirst().compactMap { line in
                    line.firstIndex(of: ":").map { colon in
                        (
                            line[..<colon].lowercased(),
                            line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
                        )
                    }
                }
                return Head(
                    words: lines[0].split(separator: " ").map(String.init),
                    headers: Dictionary(fields, uniquingKeysWith: { $1 }))
            }
            guard fill() else { return nil }
        }
    }

    mutating func body(_ length: Int) -> [UInt8]? {
        while bytes.count < length { guard fill() else { return nil } }
        defer { bytes.removeFirst(length) }
        return Array(bytes[..<length])
    }

    /// A body that comes in chunks, each after its length in hexadecimal digits.
    mutating func chunkedBody() -> [UInt8]? {
        var body: [UInt8] = []
        while true {
            while Data(bytes).range(of: Data("\r\n".utf8)) == nil { guard fill() else { return nil } }
            guard let end = Data(bytes).range(of: Data("\r\n".utf8)),
                let length = Int(String(decoding: bytes[..<end.lowerBound], as: UTF8.self), radix: 16)
            else { return nil }
            bytes.removeFirst(end.upperBound)
            guard let chunk = self.body(length), self.body(2) != nil else { return nil }
            if chunk.isEmpty { return body }
            body += chunk
        }
    }

    private mutating func fill() -> Bool {
        let piece = connection.read()
        bytes += piece
        return !piece.isEmpty
    }
}
