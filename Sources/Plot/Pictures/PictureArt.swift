/// Draws photographs with characters.
///
/// Light is averaged over the area of a dot, stretched, and turned into ink; `OrderedDither` makes dots of it.
public struct PictureArt: Hashable, Sendable {
    /// What dots stand for.
    public enum Polarity: String, Hashable, Sendable, CaseIterable {
        /// Dots stand for what is dark, so that white paper stays empty and only the fruit is drawn: the right choice
        /// for objects on white. It is so on dark terminals too: with `light` there the paper would be a block of
        /// dots with a dark hole in it, and a shape is read from its outline long before its shading.
        case ink
        /// Dots stand for what is light: for photographs that fill their frame, on a dark terminal.
        case light
    }

    /// The terminal's own background, which decides how dark or light a dot may be.
    public enum Background: String, Hashable, Sendable, CaseIterable {
        case dark, light
    }

    public var charset: PictureCharset
    public var polarity: Polarity
    /// Shared by pictures that are compared.
    public var stretch: Stretch
    /// Each cell takes the colour of what is drawn in it; `style` is for cells without.
    public var isColored: Bool
    public var background: Background
    public var style: Style

    public init(
        charset: PictureCharset = .braille, polarity: Polarity = .ink, stretch: Stretch = .identity,
        isColored: Bool = true, background: Background = .dark, style: Style = .plain
    ) {
        self.charset = charset
        self.polarity = polarity
        self.stretch = stretch
        self.isColored = isColored
        self.background = background
        self.style = style
    }

    /// Draws the picture as large as the area allows, centred, and returns the cells it takes.
    ///
    /// Cells without ink stay as they are.
    @discardableResult
    public func draw(_ picture: Pixmap, in area: Rect, of grid: inout CellGrid) -> Rect {
        let place = charset.placed(width: picture.width, height: picture.height, in: area)
        guard !place.cells.isEmpty else { return place.cells }
        let image = LinearImage(averaging: picture, width: place.width, height: place.height)
        let palette = background == .dark ? Palette256.onDark : .onLight
        for row in 0..<place.cells.height {
            for column in 0..<place.cells.width {
                let cell =
                    charset == .halfBlock && isColored
                    ? halves(of: image, column: column, row: row)
                    : dots(of: image, column: column, row: row, palette)
                guard let cell else { continue }
                grid[place.cells.x + column, place.cells.y + row] = cell
            }
        }
        return place.cells
    }
}

extension PictureArt {
    /// A cell of dots in one colour, that of what they stand for; nil without dots.
    private func dots(of image: LinearImage, column: Int, row: Int, _ palette: Palette256) -> Cell? {
        let (across, down) = charset.dots
        var sum = Sum()
        var pattern: UInt8 = 0
        var ink: Float = 0
        for y in (row * down)..<min((row + 1) * down, image.height) {
            for x in (column * across)..<min((column + 1) * across, image.width) {
                let light = image.light(x: x, y: y)
                ink = self.ink(of: light)
                guard charset == .ascii || OrderedDither.isSet(ink, x: x, y: y) else { continue }
                pattern |= BrailleCanvas.bit(x: x % across, y: y % down)
                sum.add(light)
            }
        }
        let character = charset == .ascii ? Self.ramp(ink) : charset.character(of: pattern)
        guard let character, let mean = sum.mean else { return nil }
        guard isColored else { return Cell(character, style) }
        let entry = palette.nearest(red: mean.x, green: mean.y, blue: mean.z)
        return Cell(character, Style(.palette(entry), on: style.background, style.attributes))
    }

    /// Two pixels above each other, in their own colours.
    private func halves(of image: LinearImage, column: Int, row: Int) -> Cell? {
        let colors = (0..<2).map { half in
            2 * row + half < image.height ? color(image.light(x: column, y: 2 * row + half)) : nil
        }
        switch (colors[0], colors[1]) {
        case (let upper?, let lower?): return Cell("▀", Style(upper, on: lower))
        case (let upper?, nil): return Cell("▀", Style(upper, on: style.background))
        case (nil, let lower?): return Cell("▄", Style(lower, on: style.background))
        case (nil, nil): return nil
        }
    }

    /// The colour of a pixel; nil for paper.
    private func color(_ light: SIMD3<Float>) -> Color? {
        guard ink(of: light) > 0 else { return nil }
        return .palette(Palette256.whole.nearest(red: light.x, green: light.y, blue: light.z))
    }

    /// The share of dots that stands for this light.
    private func ink(of light: SIMD3<Float>) -> Float {
        let lightness = SRGB.lightness(ofLuminance: SRGB.luminance(light.x, light.y, light.z))
        let tone = stretch.tone(ofLightness: lightness)
        let ink = polarity == .ink ? 1 - tone : tone
        // What is nearly empty is empty: else the noise that JPEG leaves on white paper is drawn as specks.
        return max(0, (ink - Self.empty) / (1 - Self.empty))
    }

    private static let empty: Float = 0.04

    private static let ramp: [Character] = Array(" .:-=+*#%@")

    private static func ramp(_ ink: Float) -> Character? {
        let level = Int(ink * Float(ramp.count - 1) + 0.5)
        return level == 0 ? nil : ramp[min(level, ramp.count - 1)]
    }
}

extension LinearImage {
    fileprivate func light(x: Int, y: Int) -> SIMD3<Float> {
        let index = 3 * (y * width + x)
        return SIMD3(values[index], values[index + 1], values[index + 2])
    }
}

/// The mean of what is drawn in a cell.
private struct Sum {
    var light = SIMD3<Float>.zero
    var count: Float = 0

    mutating func add(_ light: SIMD3<Float>) {
        self.light += light
        count += 1
    }

    var mean: SIMD3<Float>? { count > 0 ? light / count : nil }
}

extension PictureCharset {
    /// The character for a pattern of dots, numbered as braille numbers them; nil for none.
    fileprivate func character(of pattern: UInt8) -> Character? {
        guard pattern != 0 else { return nil }
        switch self {
        case .braille: return BrailleCanvas.character(of: pattern, .unicode)
        case .halfBlock: return [" ", "▀", "▄", "█"][Int(pattern & 3)]
        case .ascii: return "#"
        }
    }
}
