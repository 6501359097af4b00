/// Draws photographs with characters.
///
/// Light is averaged over the area of a dot, stretched, and turned into ink; `OrderedDither` makes dots of it.
public struct PictureArt: Hashable, Sendable {
    /// What dots stand for.
    public enum Polarity: String, Hashable, Sendable, CaseIterable {
        /// Dots stand for the object: white paper around it stays empty, and without colour its dark parts are dense.
        /// It is so on dark terminals too: with `light` the paper would be a block of dots with a dark hole in it,
        /// and a shape is read from its outline long before its shading.
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
        let raster = Raster(picture, width: place.width, height: place.height, findsPaper: polarity == .ink)
        for row in 0..<place.cells.height {
            for column in 0..<place.cells.width {
                let cell =
                    charset == .halfBlock && isColored
                    ? halves(of: raster, column: column, row: row)
                    : dots(of: raster, column: column, row: row)
                guard let cell else { continue }
                grid[place.cells.x + column, place.cells.y + row] = cell
            }
        }
        return place.cells
    }
}

extension PictureArt {
    /// A cell of dots in one colour, that of what they stand for; nil without dots.
    private func dots(of raster: Raster, column: Int, row: Int) -> Cell? {
        let (across, down) = charset.dots
        var sum = Sum()
        var pattern: UInt8 = 0
        var ink: Float = 0
        for y in (row * down)..<min((row + 1) * down, raster.height) {
            for x in (column * across)..<min((column + 1) * across, raster.width) {
                guard let light = raster.light(x: x, y: y) else { continue }
                ink = self.ink(of: light)
                guard charset == .ascii || OrderedDither.isSet(ink, x: x, y: y) else { continue }
                pattern |= BrailleCanvas.bit(x: x % across, y: y % down)
                sum.add(light)
            }
        }
        let character = charset == .ascii ? Self.ramp(ink) : charset.character(of: pattern)
        guard let character, let mean = sum.mean else { return nil }
        return Cell(character, isColored ? colored(mean) : style)
    }

    /// The share of dots that stands for this light.
    ///
    /// In colour an object is drawn as what it is, light dense on a dark terminal and dark dense on a light one, on a
    /// ground of dots that shows its colour everywhere. Without colour its ink is all there is.
    private func ink(of light: SIMD3<Float>) -> Float {
        let tone = stretch.tone(ofLightness: SRGB.lightness(ofLuminance: SRGB.luminance(light)))
        if polarity == .light { return tone }
        if isColored { return 0.6 + 0.4 * (background == .dark ? tone : 1 - tone) }
        return 0.08 + 0.92 * (1 - tone)
    }

    /// The palette's nearest that can be seen. Dots leave half of a cell dark, so on dark they are made lighter, as far
    /// as it goes without a change of hue.
    private func colored(_ light: SIMD3<Float>) -> Style {
        var light = light
        if background == .dark { light *= min(1.6, 1 / max(light.max(), 0.01)) }
        let palette = background == .dark ? Palette256.onDark : .onLight
        return Style(.palette(palette.nearest(to: light)), on: style.background, style.attributes)
    }

    /// Two pixels above each other, in their own colours; nil where both are paper.
    private func halves(of raster: Raster, column: Int, row: Int) -> Cell? {
        let colors = (0..<2).map { half -> Color? in
            let y = 2 * row + half
            guard y < raster.height, let light = raster.light(x: column, y: y) else { return nil }
            return .palette(Palette256.whole.nearest(to: OrderedDither.shifted(light, x: column, y: y)))
        }
        switch (colors[0], colors[1]) {
        case (let upper?, let lower?): return Cell("▀", Style(upper, on: lower))
        case (let upper?, nil): return Cell("▀", Style(upper, on: style.background))
        case (nil, let lower?): return Cell("▄", Style(lower, on: style.background))
        case (nil, nil): return nil
        }
    }

    private static let ramp: [Character] = Array(".:-=+*#%@")

    /// From a little ink to all.
    private static func ramp(_ ink: Float) -> Character {
        ramp[max(0, min(ramp.count - 1, Int(ink * Float(ramp.count))))]
    }
}

/// A picture at the size it is drawn in.
private struct Raster {
    private let image: LinearImage
    private let paper: Paper?

    init(_ picture: Pixmap, width: Int, height: Int, findsPaper: Bool) {
        image = LinearImage(averaging: picture, width: width, height: height)
        paper = findsPaper ? Paper(of: image) : nil
    }

    var width: Int { image.width }
    var height: Int { image.height }

    /// Nil for paper.
    func light(x: Int, y: Int) -> SIMD3<Float>? {
        if let paper, paper.contains(x: x, y: y) { return nil }
        let index = 3 * (y * image.width + x)
        return SIMD3(image.values[index], image.values[index + 1], image.values[index + 2])
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
