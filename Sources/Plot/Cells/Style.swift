/// A colour of the xterm-256 palette, or the terminal's own.
///
/// Charts and screens always ask for one of 256; `ColorDepth` maps it down where a terminal has fewer.
public enum Color: Hashable, Sendable {
    /// The terminal's own foreground or background.
    case standard
    /// 0–15 the ANSI colours, 16–231 the 6×6×6 cube, 232–255 the grey ramp.
    case palette(UInt8)
}

/// How a cell is drawn.
public struct Style: Hashable, Sendable {
    /// What terminals can add to a colour.
    public struct Attributes: OptionSet, Hashable, Sendable {
        public let rawValue: UInt8
        public init(rawValue: UInt8) { self.rawValue = rawValue }
        public static let bold = Attributes(rawValue: 1)
        public static let dim = Attributes(rawValue: 2)
        public static let underline = Attributes(rawValue: 4)
        public static let reverse = Attributes(rawValue: 8)
    }

    public var foreground: Color
    public var background: Color
    public var attributes: Attributes

    public init(
        _ foreground: Color = .standard, on background: Color = .standard, _ attributes: Attributes = []
    ) {
        self.foreground = foreground
        self.background = background
        self.attributes = attributes
    }

    /// The terminal's own colours.
    public static let plain = Style()

    /// The same colours with `more` attributes.
    public func with(_ more: Attributes) -> Style {
        Style(foreground, on: background, attributes.union(more))
    }
}
