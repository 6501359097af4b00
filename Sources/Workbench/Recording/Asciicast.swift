import Foundation

/// An asciicast of version 2, line by line: what a terminal was sent, and when. Its player is `asciinema play`.
///
/// A value that bytes and times are told to; what it returns goes into the file as it is.
struct Asciicast: Sendable {
    private let started: Double
    /// Bytes of a character that has not been sent whole.
    private var unfinished: [UInt8] = []
    private var size: (width: Int, height: Int)

    /// - Parameters:
    ///   - time: in seconds, of the beginning; the clock that later times are on.
    ///   - date: the same moment in seconds since 1970.
    /// - Returns: the first line, too.
    static func begin(
        width: Int, height: Int, terminal: String, at time: Double, date: Double
    ) -> (cast: Asciicast, header: String) {
        let cast = Asciicast(started: time, size: (width, height))
        let header =
            "{\"version\":2,\"width\":\(width),\"height\":\(height),\"timestamp\":\(Int(date)),"
            + "\"title\":\"Fruits! Workbench\",\"env\":{\"TERM\":\(quoted(terminal))}}\n"
        return (cast, header)
    }

    private init(started: Double, size: (width: Int, height: Int)) {
        (self.started, self.size) = (started, size)
    }

    /// The line of bytes that were sent; empty where no character is whole yet.
    mutating func sent(_ bytes: some Sequence<UInt8>, at time: Double) -> String {
        let all = unfinished + bytes
        let whole = all.count - Self.unfinishedCount(all)
        unfinished = Array(all[whole...])
        return whole == 0 ? "" : line("o", String(decoding: all[..<whole], as: UTF8.self), time)
    }

    /// The line of a terminal that has another size now; empty where it has not.
    mutating func resized(width: Int, height: Int, at time: Double) -> String {
        guard size != (width, height) else { return "" }
        size = (width, height)
        return line("r", "\(width)x\(height)", time)
    }

    private func line(_ kind: String, _ text: String, _ time: Double) -> String {
        let seconds = String(format: "%.6f", max(0, time - started))
        return "[\(seconds),\"\(kind)\",\(Self.quoted(text))]\n"
    }

    /// How many bytes at the end begin a character of UTF-8 that is longer.
    private static func unfinishedCount(_ bytes: [UInt8]) -> Int {
        for (back, byte) in bytes.reversed().prefix(3).enumerated() where byte & 0xC0 != 0x80 {
            let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1
            return length > back + 1 ? back + 1 : 0
        }
        return 0
    }

    /// As JSON has it (RFC 8259): quotes, backslashes and control characters escaped.
    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F:
                quoted += String(format: "\\u%04x", scalar.value)
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
