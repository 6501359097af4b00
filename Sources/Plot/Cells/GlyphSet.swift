/// Which characters a terminal can be trusted with.
public enum GlyphSet: String, Hashable, Sendable, CaseIterable {
    /// Box drawing, blocks and braille.
    case unicode
    /// The 95 printable characters of ASCII.
    case ascii
}
