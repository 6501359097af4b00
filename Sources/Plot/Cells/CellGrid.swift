/// One cell of a grid: a character as drawn, and its style.
///
/// A wide character (CJK, emoji) stands in its left cell; the cell to its right holds `Cell.continuation`.
public struct Cell: Hashable, Sendable {
    public var character: Character
    public var style: Style

    public init(_ character: Character = " ", _ style: Style = .plain) {
        self.character = character
        self.style = style
    }

    /// The right half of a wide character: nothing is drawn there.
    public static let continuation = Cell("\u{0}")

    public var isContinuation: Bool { character == "\u{0}" }
}

/// What a screen draws into: `height` rows of `width` cells, row-major.
///
/// Drawing clips at the edges, never traps. Text is made printable on the way in: control characters and escape
/// sequences of file names end here as `·`, never at a terminal.
///
/// A picture may lie over cells. Whoever writes one of these takes it away, as text does on a terminal.
public struct CellGrid: Hashable, Sendable {
    public let width: Int
    public let height: Int
    public private(set) var cells: [Cell]
    /// No two of them share a cell.
    public private(set) var pictures: [PlacedPicture] = []

    public init(width: Int, height: Int) {
        self.width = max(0, width)
        self.height = max(0, height)
        cells = Array(repeating: Cell(), count: self.width * self.height)
    }

    /// The whole grid.
    public var bounds: Rect { Rect(x: 0, y: 0, width: width, height: height) }

    /// The cell at column `x`, row `y`. Reading outside gives a blank; writing outside does nothing.
    ///
    /// Half of a wide character is never left: what overwrites one half blanks the other, and one that the edge cuts
    /// is a blank.
    public subscript(x: Int, y: Int) -> Cell {
        get {
            guard x >= 0, y >= 0, x < width, y < height else { return Cell() }
            return cells[y * width + x]
        }
        set {
            guard x >= 0, y >= 0, x < width, y < height else { return }
            let index = y * width + x
            if !pictures.isEmpty { pictures.removeAll { $0.area.contains(Point(x: x, y: y)) } }
            if newValue.character != cells[index].character { separate(from: index, x: x) }
            cells[index] = isCut(newValue, x: x) ? Cell(" ", newValue.style) : newValue
        }
    }

    /// Blanks the other half of a wide character of which one half is at `index`.
    private mutating func separate(from index: Int, x: Int) {
        if x > 0, cells[index].isContinuation { cells[index - 1].character = " " }
        if x + 1 < width, cells[index + 1].isContinuation { cells[index + 1].character = " " }
    }

    private func isCut(_ cell: Cell, x: Int) -> Bool {
        if x == 0, cell.isContinuation { return true }
        return x == width - 1 && TextWidth.columns(of: cell.character) == 2
    }

    /// Writes one line of text from (`x`, `y`), at most `limit` columns of it, and returns the column after it.
    ///
    /// Text that does not fit ends in `…`.
    @discardableResult
    public mutating func write(
        _ text: some StringProtocol, x: Int, y: Int, style: Style = .plain, limit: Int = .max
    ) -> Int {
        let room = min(limit, width - x)
        guard room > 0, y >= 0, y < height else { return x }
        var column = x
        for character in TextWidth.cut(text, to: room) {
            let columns = TextWidth.columns(of: character)
            guard columns > 0 else { continue }
            self[column, y] = Cell(character, style)
            if columns == 2 { self[column + 1, y] = .continuation }
            column += columns
        }
        return column
    }

    /// Fills an area with one character.
    public mutating func fill(_ area: Rect, with character: Character = " ", style: Style = .plain) {
        for y in max(0, area.y)..<max(max(0, area.y), min(area.maxY, height)) {
            for x in max(0, area.x)..<max(max(0, area.x), min(area.maxX, width)) {
                self[x, y] = Cell(character, style)
            }
        }
    }

    /// Lays a picture over an area, whose cells become blank; one that is not whole inside the grid is left out.
    public mutating func place(_ picture: Pixmap, in area: Rect) {
        guard !area.isEmpty, area.x >= 0, area.y >= 0, area.maxX <= width, area.maxY <= height else { return }
        fill(area)
        pictures.append(PlacedPicture(area: area, pixmap: picture))
    }

    /// Copies the cells of `other` with its top left corner at (`x`, `y`).
    public mutating func draw(_ other: CellGrid, x: Int, y: Int) {
        for row in 0..<other.height {
            for column in 0..<other.width {
                self[x + column, y + row] = other[column, row]
            }
        }
    }

    /// The characters alone, one string a row, trailing blanks kept: what a golden test compares.
    public var lines: [String] {
        (0..<height).map { y in
            String(cells[(y * width)..<((y + 1) * width)].filter { !$0.isContinuation }.map(\.character))
        }
    }
}
