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
    /// Pixels of a cell (xterm's window operations).
    case cellSize(CellSize)
    /// It has taken a picture in kitty's way.
    case kitty

    /// - Parameter applicationCommand: what stands between `ESC _` and its end: `Gi=31;OK`.
    init?(applicationCommand: String) {
        guard applicationCommand == "Gi=31;OK" else { return nil }
        self = .kitty
    }

    /// - Parameter command: what stands between `ESC ]` and its end: `11;rgb:1e1e/1e1e/2e2e`.
    init?(command: String) {
        guard command.hasPrefix("11;rgb"), let colon = command.firstIndex(of: ":") else { return nil }
        self.init(color: command[command.index(after: colon)...])
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
    static let attributes = "\u{1B}[c"
    static let isReady = "\u{1B}[5n"
    static let cellSize = "\u{1B}[16t"
    /// A picture of one pixel that is not kept and not shown.
    static let kitty = "\u{1B}_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\u{1B}\\"
}

extension Theme.Background {
    /// Light from half the brightness on, as an eye weighs the channels (ITU-R BT.601).
    init(red: Double, green: Double, blue: Double) {
        self = 0.299 * red + 0.587 * green + 0.114 * blue > 0.5 ? .light : .dark
    }
}
