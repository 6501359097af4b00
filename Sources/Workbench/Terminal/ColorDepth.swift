import Plot

/// How many colours a terminal shows, and how a style asked for in 256 looks with fewer.
enum ColorDepth: Int, Comparable, Hashable, Sendable {
    case none = 0
    case eight = 8
    case sixteen = 16
    case full = 256

    init(terminfoColors: Int) {
        self =
            switch terminfoColors {
            case 256...: .full
            case 16...: .sixteen
            case 8...: .eight
            default: .none
            }
    }

    static func < (left: ColorDepth, right: ColorDepth) -> Bool { left.rawValue < right.rawValue }

    /// The style as this terminal can show it: nearest colour, and greys as dim text where there is no grey.
    func style(_ style: Style) -> Style {
        guard self != .full else { return style }
        var shown = style
        shown.foreground = color(style.foreground)
        shown.background = color(style.background)
        if isGrey(style.foreground), shown.foreground == .standard { shown.attributes.insert(.dim) }
        return shown
    }

    private func color(_ color: Color) -> Color {
        guard case .palette(let index) = color, self != .none, self != .full else {
            return self == .none ? .standard : color
        }
        if index < 8 || (index < 16 && self == .sixteen) { return color }
        if index < 16 { return .palette(index - 8) }
        let (red, green, blue) = Self.components(of: index)
        let brightest = max(red, green, blue)
        if brightest - min(red, green, blue) < 24 { return grey(brightest) }
        let bit: (Int, UInt8) -> UInt8 = { $0 * 3 > brightest * 2 ? $1 : 0 }
        let hue = bit(red, 1) | bit(green, 2) | bit(blue, 4)
        return .palette(self == .sixteen && brightest > 200 ? hue + 8 : hue)
    }

    /// Black and white of a small palette may be the background, so only sixteen colours have greys.
    private func grey(_ level: Int) -> Color {
        guard self == .sixteen else { return .standard }
        return level < 100 ? .palette(8) : .standard
    }

    private func isGrey(_ color: Color) -> Bool {
        guard case .palette(let index) = color, index >= 232 else { return false }
        return index < 250
    }

    /// Red, green and blue of a colour of the xterm-256 cube or grey ramp, 0–255.
    private static func components(of index: UInt8) -> (Int, Int, Int) {
        if index >= 232 {
            let level = 8 + 10 * (Int(index) - 232)
            return (level, level, level)
        }
        let steps = [0, 95, 135, 175, 215, 255]
        let cube = Int(index) - 16
        return (steps[cube / 36], steps[cube / 6 % 6], steps[cube % 6])
    }
}
