/// How many terminal columns text takes, and text cut to fit.
///
/// The width of a grapheme is that of its base character: marks that combine with it take no column of their own.
/// Ranges of width 2 follow Unicode's East Asian Width (UAX #11, W and F) and emoji presentation.
public enum TextWidth {
    /// Columns of one grapheme as drawn: 1 or 2; 0 for a combining mark that stands alone.
    public static func columns(of character: Character) -> Int {
        guard let first = character.unicodeScalars.first else { return 0 }
        if first.value >= 0x20, first.value < 0x7F { return 1 }
        switch first.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: break
        }
        return isWide(first) || character.unicodeScalars.contains("\u{FE0F}") ? 2 : 1
    }

    /// Columns of a line of text as drawn.
    public static func columns(of text: some StringProtocol) -> Int {
        text.reduce(0) { $0 + columns(of: printable($1)) }
    }

    /// The text made printable, and cut with `…` where it takes more than `room` columns.
    public static func truncated(_ text: some StringProtocol, to room: Int) -> String {
        guard room > 0 else { return "" }
        var kept = ""
        var used = 0
        var lastFit = kept
        for character in text {
            let shown = printable(character)
            let width = columns(of: shown)
            if used + width > room { return lastFit + "…" }
            if used + width <= room - 1 { lastFit = kept + String(shown) }
            kept.append(shown)
            used += width
        }
        return kept
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

    private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
            0xA000...0xA4CF, 0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
            0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF,
            0x20000...0x3FFFD:
            return true
        default:
            return scalar.properties.isEmojiPresentation
        }
    }
}
