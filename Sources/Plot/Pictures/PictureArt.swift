/// Draws photographs with characters.
///
/// Light is averaged over the area of a dot or a block, and drawn with what a cell has: dots in one colour, whose density
/// tells the tone (`PictureArt+Dots`), or blocks in two (`PictureArt+Blocks`). Between what can be drawn it dithers.
public struct PictureArt: Hashable, Sendable {
    /// What dots stand for.
    public enum Polarity: String, Hashable, Sendable, CaseIterable {
        /// Dots stand for the object: white paper around it stays empty, on dark terminals too. With `light` it would
        /// be a block of dots with a dark hole in it, and a shape is read from its outline long before its shading.
        case ink
        /// Dots stand for what is light: for photographs that fill their frame, on a dark terminal.
        case light
    }

    /// The terminal's own background, which decides how dark or light a dot may be.
    public enum Background: String, Hashable, Sendable, CaseIterable {
        case dark, light
    }

    /// How many colours there are.
    public enum Colors: String, Hashable, Sendable, CaseIterable {
        case none, eight, palette
    }

    public var charset: PictureCharset
    public var dither: Dither
    public var polarity: Polarity
    /// Of what is drawn with dots; shared by pictures that are compared. Blocks have the photograph's own colours.
    public var stretch: Stretch
    /// Cells take the colours of what is drawn in them; where there are none all are dots, in `style`.
    public var colors: Colors
    public var background: Background
    public var style: Style

    public init(
        charset: PictureCharset = .braille, dither: Dither = .ordered, polarity: Polarity = .ink,
        stretch: Stretch = .identity, colors: Colors = .palette, background: Background = .dark,
        style: Style = .plain
    ) {
        self.charset = charset
        self.dither = dither
        self.polarity = polarity
        self.stretch = stretch
        self.colors = colors
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
        let paper = polarity == .ink ? Paper(of: picture) : nil
        let image = LinearImage(averaging: picture, without: paper, width: place.width, height: place.height)
        let cell = charset.hasBlocks && colors != .none ? blocks(of: Plane(image)) : dots(of: Plane(image))
        for row in 0..<place.cells.height {
            for column in 0..<place.cells.width {
                guard let cell = cell(column, row) else { continue }
                grid[place.cells.x + column, place.cells.y + row] = cell
            }
        }
        return place.cells
    }

    /// What is drawn in the cell of a column and a row; nil for nothing.
    typealias CellDrawing = (_ column: Int, _ row: Int) -> Cell?
}
