import Plot

/// The meaning of a colour, told once: screens ask for a role, never for a colour.
///
/// Every role also differs without colour (bold, dim, reverse, or a glyph beside it), so that `NO_COLOR` hides nothing.
struct Theme: Hashable, Sendable {
    enum Background: Hashable, Sendable { case dark, light }

    var background: Background
    var glyphs: Glyphs
    /// False where the terminal shows no colour, so that what only colour would tell is told by texture.
    var isColored = true
    /// True where there are eight or sixteen of them, so that photographs in blocks are dithered to eight.
    var hasFewColors = false
    /// How photographs are to be shown.
    var pictures = PictureMeans.characters(.braille)
    /// How the terminal shows pixels; nil where it does not, or has not told.
    var graphics: TerminalGraphics?

    var plain: Style { .plain }
    /// The program's name, the tab in front, the focused frame.
    var accent: Style { Style(pick(dark: 81, light: 25), .bold) }
    var title: Style { Style(.standard, .bold) }
    /// Labels, units, what is not the matter itself.
    var dim: Style { Style(pick(dark: 245, light: 241)) }
    var border: Style { Style(pick(dark: 240, light: 248)) }
    var focusBorder: Style { Style(pick(dark: 81, light: 25), .bold) }
    var running: Style { Style(pick(dark: 220, light: 130)) }
    var good: Style { Style(pick(dark: 114, light: 28)) }
    /// Red is only for what failed.
    var failed: Style { Style(pick(dark: 203, light: 160), .bold) }
    var waiting: Style { dim }
    var key: Style { Style(pick(dark: 81, light: 25), .bold) }
    /// A photograph's dots, a chart's main line.
    var ink: Style { Style(pick(dark: 252, light: 236)) }
    /// The row that the cursor is on, in the pane that has the keys.
    var selected: Style { Style(.standard, .reverse) }
    /// The same row while another pane has the keys.
    var selectedElsewhere: Style { Style(.standard, .bold) }

    /// Eight colours told apart on this background.
    var categories: [Color] {
        hasFewColors ? Palette.fewColors : Palette.colors(on: background == .dark ? .dark : .light)
    }

    /// How photographs are drawn.
    var pictureArt: PictureArt {
        PictureArt(
            charset: charset, dither: glyphs.isUnicode ? .ordered : .none,
            colors: isColored ? (hasFewColors ? .eight : .palette) : .none,
            background: background == .dark ? .dark : .light, style: ink)
    }

    private func pick(dark: UInt8, light: UInt8) -> Color {
        .palette(background == .dark ? dark : light)
    }
}

extension Style {
    fileprivate init(_ foreground: Color, _ attributes: Attributes) {
        self.init(foreground, on: .standard, attributes)
    }
}

/// The characters that carry meaning on screens, in UTF-8 or plain ASCII.
struct Glyphs: Hashable, Sendable {
    /// What charts are drawn with.
    let kind: GlyphSet

    static let unicode = Glyphs(kind: .unicode)
    static let ascii = Glyphs(kind: .ascii)

    var isUnicode: Bool { kind == .unicode }

    var pointer: String { isUnicode ? "▸" : ">" }
    var arrow: String { isUnicode ? "─▶" : "->" }
    /// What leads over a shuffle in a graph.
    var shuffle: String { "\(double)\(head)" }
    var double: Character { isUnicode ? "═" : "=" }
    var head: Character { isUnicode ? "▶" : ">" }
    var then: String { isUnicode ? "→" : "->" }
    var dot: String { isUnicode ? "·" : "-" }
    var times: String { isUnicode ? "×" : "x" }
    var sigma: String { isUnicode ? "σ" : "sigma" }
    var enter: String { isUnicode ? "↵" : "Enter" }
    var horizontal: Character { isUnicode ? "─" : "-" }
    var vertical: Character { isUnicode ? "│" : "|" }
    /// Shows a colour that stands for something.
    var swatch: String { isUnicode ? "■" : "#" }
    var plusMinus: String { isUnicode ? "±" : "+/-" }
    var ellipsis: String { isUnicode ? "…" : "..." }
    var done: String { isUnicode ? "✓" : "ok" }
    var failed: String { isUnicode ? "✗" : "x" }
    var arrowsLeftRight: String { isUnicode ? "←→" : "</>" }
    var arrowsUpDown: String { isUnicode ? "↑↓" : "Up/Dn" }
}
