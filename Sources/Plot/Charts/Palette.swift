/// The eight colours and marks of categories, in the one place that knows them.
///
/// Of the xterm-256 colours, 33 stay mutually distinct on black and on white and 9 do if all three dichromacies count;
/// so a chart shows at most eight at a time and draws the rest in grey. The eight are those of the searched sets whose
/// nearest two differ most (CIEDE2000 ≥ 20; ≥ 11.9 for protanopes and deuteranopes) with a contrast of at least 5:1 on
/// black and 3:1 on white. Red is left out: it says that something failed.
public enum Palette {
    /// How many categories have a colour at once.
    public static let count = 8

    /// The colours on this background, in the order in which categories take them.
    public static func colors(on background: PictureArt.Background) -> [Color] {
        numbers(on: background).map { .palette($0) }
    }

    /// The same for terminals of eight or sixteen colours, of which six are told apart without red: the last two come
    /// again, and are known by their marks.
    public static let fewColors =
        [3, 4, 2, 5, 6].map { Color.palette($0) } + [.standard, .palette(3), .palette(4)]

    /// What has no colour of its own: dots that stand back behind the coloured ones.
    public static func others(on background: PictureArt.Background) -> Color {
        .palette(background == .dark ? 240 : 250)
    }

    /// A mark for each colour, so that categories are told apart without any.
    public static func marks(_ glyphs: GlyphSet) -> [Character] {
        switch glyphs {
        case .unicode: ["●", "■", "▲", "◆", "★", "✚", "▼", "○"]
        case .ascii: ["o", "#", "^", "+", "*", "x", "v", "%"]
        }
    }

    /// The colours for a white page.
    public static let pageInks = numbers(on: .light).compactMap { Ink(.palette($0)) }

    /// The grey of what has no colour, for a white page.
    public static let pageOthers = Ink(0xC4C8CC)

    private static func numbers(on background: PictureArt.Background) -> [UInt8] {
        switch background {
        case .dark: [226, 33, 113, 199, 45, 136, 50, 174]
        case .light: [33, 202, 22, 169, 57, 137, 23, 125]
        }
    }
}
