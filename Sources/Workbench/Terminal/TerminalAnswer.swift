// What the terminal can be asked, and what it answers. All pure.

import Plot

/// An answer of the terminal.
enum TerminalAnswer: Hashable, Sendable {
    /// The colour of the background (OSC 11), each channel 0…1.
    case background(red: Double, green: Double, blue: Double)
    /// What it is able to do, by DEC's numbers (DA1). Every terminal answers this.
    case attributes([Int])
    /// It has drawn all that it was sent before the question (DSR).
    case ready
    /// Its name and version (XTVERSION).
    case name(String)
    /// The size of a cell in pixels.
    case cellSize(width: Int, height: Int)
    /// Whether it shows pictures by kitty's protocol.
    case takesPictures(Bool)

    /// - Parameters:
    ///   - string: what stands between the introducer and the end.
    ///   - introducer: `]`, `P` or `_`.
    init?(string: String, introducer: UInt8) {
        switch introducer {
        case UInt8(ascii: "]"):
            guard string.hasPrefix("11;rgb"), let colon = string.firstIndex(of: ":") else { return nil }
            self.init(color: string[string.index(after: colon)...])
        case UInt8(ascii: "P"):
            guard string.hasPrefix(">|") else { return nil }
            self = .name(String(string.dropFirst(2)))
        case UInt8(ascii: "_"):
            guard string.hasPrefix("G") else { return nil }
            self = .takesPictures(string.hasSuffix(";OK"))
        default: return nil
        }
    }

    /// `1e1e/1e1e/2e2e`, of one to four digits each, and perhaps an alpha that does not matter.
    private init?(color: Substring) {
        let channels = color.split(separator: "/").map { digits -> Double? in
            guard (1...4).contains(digits.count), let value = Int(digits, radix: 16) else { return nil }
            return Double(value) / Double(1 << (4 * digits.count) - 1)
        }
        guard channels.count >= 3, let red = channels[0], let green = channels[1], let blue = channels[2]
        else {
            return nil
        }
        self = .background(red: red, green: green, blue: blue)
    }
}

/// What is asked of the terminal, as the bytes that ask it.
enum TerminalQuestion {
    static let background = "\u{1B}]11;?\u{1B}\\"
    static let name = "\u{1B}[>q"
    static let cellSize = "\u{1B}[16t"
    static let attributes = "\u{1B}[c"
    static let isReady = "\u{1B}[5n"
    /// Whether it would take a picture of one pixel. Terminals that do not know the protocol may print it.
    static let takesPictures = "\u{1B}_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\u{1B}\\"
}

extension Theme.Background {
    /// Light from half the brightness on, as an eye weighs the channels (ITU-R BT.601).
    init(red: Double, green: Double, blue: Double) {
        self = 0.299 * red + 0.587 * green + 0.114 * blue > 0.5 ? .light : .dark
    }
}
