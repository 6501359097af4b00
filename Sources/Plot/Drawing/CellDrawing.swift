// A grid of cells as a drawing: every character in its own cell, whatever font a viewer has, and what terminals draw
// without a font drawn without one here too.

extension Drawing {
    /// The colours that a terminal has of its own.
    public struct Page: Hashable, Sendable {
        public let paper: Ink
        public let ink: Ink
        /// Of bold text in no colour.
        public let strongInk: Ink

        public static let dark = Page(
            paper: Ink(0x12151A), ink: Ink(0xD4D7DB), strongInk: Ink(0xFFFFFF))
        public static let light = Page(
            paper: Ink(0xFFFFFF), ink: Ink(0x24292F), strongInk: Ink(0x000000))
    }

    /// Units of a cell: twice as high as it is wide, as terminals have it.
    public static let cell = (width: 10.0, height: 20.0)
    /// At this size a character of a monospaced face is as wide as a cell.
    private static let fontSize = 16.6
    private static let baseline = 15.0

    /// - Parameter title: what a screen reader says of the picture.
    public init(_ grid: CellGrid, on page: Page, title: String) {
        self.init(
            width: Double(grid.width) * Self.cell.width, height: Double(grid.height) * Self.cell.height,
            title: title, paper: page.paper)
        let inks = grid.cells.map { CellInks($0.style, page) }
        addGrounds(of: grid, inks)
        let drawn = addShapes(of: grid, inks)
        addText(of: grid, inks, drawn)
    }

    /// One box for neighbours on the same ground, and the lines under what is underlined.
    private mutating func addGrounds(of grid: CellGrid, _ inks: [CellInks]) {
        for y in 0..<grid.height {
            let row = inks[(y * grid.width)..<((y + 1) * grid.width)]
            for (ground, columns) in Self.runs(row.map(\.ground)) where ground != paper {
                add(.box(Self.area(columns, y), ground))
            }
            for x in 0..<grid.width where grid[x, y].style.attributes.contains(.underline) {
                var line = Self.area(x..<(x + 1), y)
                (line.y, line.height) = (line.y + Self.baseline + 2, 1)
                add(.box(line, inks[y * grid.width + x].ink))
            }
        }
    }

    /// Braille, blocks, frames and marks; returns which cells they are.
    private mutating func addShapes(of grid: CellGrid, _ inks: [CellInks]) -> Set<Int> {
        var drawn: Set<Int> = []
        var dots: [Ink: [Place]] = [:]
        var marks: [Shape] = []
        for (index, cell) in grid.cells.enumerated() {
            let box = Self.area(
                (index % max(1, grid.width))..<(index % max(1, grid.width) + 1), index / max(1, grid.width))
            if let places = CellGlyph.dots(of: cell.character, in: box) {
                dots[inks[index].ink, default: []] += places
            } else if let shapes = CellGlyph.shapes(of: cell.character, in: box, inks[index]) {
                for shape in shapes {
                    if case .box = shape { add(shape) } else { marks.append(shape) }
                }
            } else {
                continue
            }
            drawn.insert(index)
        }
        for shape in marks { add(shape) }
        for (ink, places) in dots.sorted(by: { $0.key.hexadecimal < $1.key.hexadecimal }) {
            add(.dots(places, diameter: 3, ink, opacity: 1))
        }
        return drawn
    }

    /// Words of one style as one label, parted where a blank is followed by another.
    private mutating func addText(of grid: CellGrid, _ inks: [CellInks], _ drawn: Set<Int>) {
        for y in 0..<grid.height {
            var line: Label?
            for x in 0..<grid.width {
                let (cell, index) = (grid[x, y], y * grid.width + x)
                if cell.isContinuation { continue }
                let isBlank = drawn.contains(index) || cell.character == " "
                let next = isBlank ? nil : label(cell, x: x, y: y, inks[index].ink)
                if let open = line, let next, open.joins(next) {
                    line = open.joined(with: next)
                } else if let next {
                    if let line { add(.text(line)) }
                    line = next
                }
            }
            if let line { add(.text(line)) }
        }
    }

    private func label(_ cell: Cell, x: Int, y: Int, _ ink: Ink) -> Label {
        let place = Place(
            Double(x) * Self.cell.width, Double(y) * Self.cell.height + Self.baseline)
        var label = Label(String(cell.character), at: place, size: Self.fontSize, ink)
        label.face = .cells
        label.isBold = cell.style.attributes.contains(.bold)
        label.columns = [place.x]
        return label
    }

    private static func area(_ columns: Range<Int>, _ y: Int) -> Box {
        Box(
            x: Double(columns.lowerBound) * cell.width, y: Double(y) * cell.height,
            width: Double(columns.count) * cell.width, height: cell.height)
    }

    /// Equal neighbours together, with their places.
    private static func runs<Value: Equatable>(_ values: [Value]) -> [(Value, Range<Int>)] {
        var runs: [(Value, Range<Int>)] = []
        for (index, value) in values.enumerated() {
            if let last = runs.last, last.0 == value {
                runs[runs.count - 1].1 = last.1.lowerBound..<(index + 1)
            } else {
                runs.append((value, index..<(index + 1)))
            }
        }
        return runs
    }
}

extension Label {
    /// Whether another label goes on with this one, one blank between them at most. Characters of several scalars stand
    /// alone: viewers count differently in them.
    fileprivate func joins(_ next: Label) -> Bool {
        guard let last = columns?.last, ink == next.ink, isBold == next.isBold, isPlain, next.isPlain else {
            return false
        }
        let width = Drawing.cell.width * Double(text.last.map { TextWidth.columns(of: $0) } ?? 1)
        return next.place.x <= last + width + Drawing.cell.width
    }

    fileprivate func joined(with next: Label) -> Label {
        var both = self
        let end =
            (columns?.last ?? 0) + Drawing.cell.width
            * Double(text.last.map { TextWidth.columns(of: $0) } ?? 1)
        if next.place.x > end {
            both.text += " "
            both.columns?.append(end)
        }
        both.text += next.text
        both.columns?.append(next.place.x)
        return both
    }

    private var isPlain: Bool { text.unicodeScalars.count == text.count }
}

/// The colours of a cell as a terminal shows its style.
struct CellInks: Hashable {
    let ink: Ink
    let ground: Ink

    init(_ style: Style, _ page: Drawing.Page) {
        let isStrong = style.attributes.contains(.bold)
        var ink = Ink(style.foreground) ?? (isStrong ? page.strongInk : page.ink)
        var ground = Ink(style.background) ?? page.paper
        if style.attributes.contains(.reverse) { swap(&ink, &ground) }
        if style.attributes.contains(.dim) { ink = ink.mixed(0.6, with: ground) }
        (self.ink, self.ground) = (ink, ground)
    }
}

extension Ink {
    /// nil for the terminal's own.
    public init?(_ color: Color) {
        guard case .palette(let entry) = color else { return nil }
        // Of the user's sixteen, those that xterm has above the eight that the palette knows.
        let bright: [UInt32] = [
            0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF,
        ]
        if (8..<16).contains(entry) {
            self.init(bright[Int(entry) - 8])
        } else {
            let (red, green, blue) = Palette256.bytes(of: entry)
            self.init(red: UInt8(red), green: UInt8(green), blue: UInt8(blue))
        }
    }
}
