/// Pictures as DEC's VT340 takes them, and after it xterm, foot, WezTerm, iTerm2, Windows Terminal and others: six rows
/// of pixels in a character, colour by colour (Digital, VT330/VT340 Programmer Reference Manual, chapter 14).
public enum Sixel {
    /// More than 256 registers no terminal has to have.
    private static let registers = 256

    /// The picture in this many pixels, from the cursor on; nothing but the cursor's place is another after it.
    public static func bytes(of picture: Pixmap, width: Int, height: Int) -> [UInt8] {
        bytes(of: IndexedPicture(picture.scaled(width: width, height: height), colors: registers))
    }

    /// Pixels that no colour is given keep what they show, so that nothing is cleared first; pixels are square.
    static func bytes(of picture: IndexedPicture) -> [UInt8] {
        var bytes = Array("\u{1B}P0;1;0q\"1;1;\(picture.width);\(picture.height)".utf8)
        for (register, color) in picture.palette.percents.enumerated() {
            bytes += "#\(register);2;\(color.x);\(color.y);\(color.z)".utf8
        }
        var band = SixelBand(width: picture.width, colors: picture.palette.percents.count)
        for top in stride(from: 0, to: picture.height, by: 6) {
            if top > 0 { bytes.append(UInt8(ascii: "-")) }
            band.take(picture, from: top)
            band.write(to: &bytes)
        }
        return bytes + "\u{1B}\\".utf8
    }
}

/// Six rows of a picture.
private struct SixelBand {
    private let width: Int
    /// `(colours, width)`: which of the six pixels of a column have the colour, the uppermost in the lowest bit.
    private var masks: [UInt8]
    /// The columns in which a colour is seen; empty where it is not.
    private var spans: [Range<Int>]

    init(width: Int, colors: Int) {
        self.width = width
        masks = Array(repeating: 0, count: colors * width)
        spans = Array(repeating: 0..<0, count: colors)
    }

    mutating func take(_ picture: IndexedPicture, from top: Int) {
        for color in spans.indices {
            for x in spans[color] { masks[color * width + x] = 0 }
            spans[color] = 0..<0
        }
        for y in top..<min(top + 6, picture.height) {
            for x in 0..<width {
                let color = Int(picture.indices[y * width + x])
                masks[color * width + x] |= 1 << UInt8(y - top)
                let span = spans[color].isEmpty ? x..<x : spans[color]
                spans[color] = min(span.lowerBound, x)..<max(span.upperBound, x + 1)
            }
        }
    }

    /// From left to right as often as is needed: in one go are colours that stand beside each other.
    func write(to bytes: inout [UInt8]) {
        var left = spans.indices.filter { !spans[$0].isEmpty }
        left.sort { (spans[$0].lowerBound, $0) < (spans[$1].lowerBound, $1) }
        while !left.isEmpty {
            var end = 0
            left.removeAll { color in
                guard spans[color].lowerBound >= end else { return false }
                bytes += "#\(color)".utf8
                Self.write(63, times: spans[color].lowerBound - end, to: &bytes)
                write(color, to: &bytes)
                end = spans[color].upperBound
                return true
            }
            if !left.isEmpty { bytes.append(UInt8(ascii: "$")) }
        }
    }

    private func write(_ color: Int, to bytes: inout [UInt8]) {
        var run: (mask: UInt8, count: Int) = (0, 0)
        for x in spans[color] {
            let mask = masks[color * width + x]
            if mask != run.mask {
                Self.write(63 + run.mask, times: run.count, to: &bytes)
                run = (mask, 0)
            }
            run.count += 1
        }
        Self.write(63 + run.mask, times: run.count, to: &bytes)
    }

    /// `!12~` for twelve of them, and three as they are.
    private static func write(_ character: UInt8, times count: Int, to bytes: inout [UInt8]) {
        if count > 3 { bytes += "!\(count)".utf8 }
        for _ in 0..<(count > 3 ? 1 : count) { bytes.append(character) }
    }
}
