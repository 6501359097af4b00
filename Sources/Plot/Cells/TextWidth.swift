/// How many terminal columns text takes, and text cut to fit.
///
/// The width of a character is that of its base: marks that combine with it take no column of their own. Widths are those
/// of East Asian Width (UAX #11, W and F) and of emoji presentation, which the C library and with it most terminals
/// count. What would turn a character into a wide picture (U+FE0F) or join several (U+200D) does not count, and is not
/// to be sent: terminals do not agree on it.
public enum TextWidth {
    /// Columns of one character as drawn: 1 or 2; 0 for a combining mark that stands alone.
    public static func columns(of character: Character) -> Int {
        guard let first = character.unicodeScalars.first else { return 0 }
        if first.value >= 0x20, first.value < 0x7F { return 1 }
        if isMark(first) { return 0 }
        return isWide(first) ? 2 : 1
    }

    /// The characters of a text made printable, each in its own columns. Where Unicode makes one grapheme of several that
    /// take columns, as vowel signs of Devanagari or Thai do, these are apart.
    public static func pieces(of text: some StringProtocol) -> [Character] {
        var pieces: [Character] = []
        for character in text {
            let scalars = printable(character).unicodeScalars
            guard scalars.count > 1 else {
                pieces.append(Character(scalars[scalars.startIndex]))
                continue
            }
            var piece = String.UnicodeScalarView()
            for scalar in scalars {
                if !piece.isEmpty, takesColumn(scalar) {
                    pieces += String(piece)
                    piece = String.UnicodeScalarView()
                }
                piece.append(scalar)
            }
            pieces += String(piece)
        }
        return pieces
    }

    /// Columns of a line of text as drawn.
    public static func columns(of text: some StringProtocol) -> Int {
        pieces(of: text).reduce(0) { $0 + columns(of: $1) }
    }

    /// The text made printable, and cut with `…` where it takes more than `room` columns.
    public static func truncated(_ text: some StringProtocol, to room: Int) -> String {
        String(cut(text, to: room))
    }

    /// The pieces of the text, cut with `…` where they take more than `room` columns.
    static func cut(_ text: some StringProtocol, to room: Int) -> [Character] {
        guard room > 0 else { return [] }
        let pieces = pieces(of: text)
        var (used, fitting) = (0, 0)
        for (count, piece) in pieces.enumerated() {
            used += columns(of: piece)
            if used > room { return pieces[..<fitting] + ["…"] }
            if used <= room - 1 { fitting = count + 1 }
        }
        return pieces
    }

    /// The character itself, or `·` for one that would move a cursor, start a sequence or turn the direction of text.
    public static func printable(_ character: Character) -> Character {
        for scalar in character.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned:
                return "·"
            case .format where scalar != "\u{200D}": return "·"
            default: continue
            }
        }
        return character
    }

    /// Marks, formats, and the vowels and finals that end a Korean syllable.
    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x1160...0x11FF, 0xD7B0...0xD7FF: return true
        default: break
        }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return true
        default: return false
        }
    }

    /// Whether a scalar inside a grapheme has columns of its own. Parts of one picture do not.
    private static func takesColumn(_ scalar: Unicode.Scalar) -> Bool {
        !isMark(scalar) && !scalar.properties.isEmoji
    }

    private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x4DBF, 0x4DC0...0xA4CF,
            0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F,
            0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18D7F, 0x1AFF0...0x1B2FF, 0x1F200...0x1F265,
            0x20000...0x3FFFD:
            return true
        // Half a flag.
        case 0x1F1E6...0x1F1FF: return false
        default: return scalar.properties.isEmojiPresentation
        }
    }
}
