// Curves in cells: lines of braille dots between two axes, with rules across and cursors along them.

/// A chart of lines, with rules at values of y and cursors at values of x.
public struct LineChart: Sendable {
    /// A value in the chart's own units.
    public struct DataPoint: Hashable, Sendable {
        public let x: Double
        public let y: Double

        public init(x: Double, y: Double) {
            self.x = x
            self.y = y
        }
    }

    /// Points joined by straight lines in the order given; where one has no place (not a number), the line breaks.
    public struct Line: Sendable {
        public var points: [DataPoint]
        public var style: Style

        public init(_ points: [DataPoint], style: Style) {
            self.points = points
            self.style = style
        }

        /// A value for each index, the first one at `start`.
        public init(_ values: some Sequence<Double>, from start: Int = 0, style: Style) {
            points = values.enumerated().map { DataPoint(x: Double(start + $0.offset), y: $0.element) }
            self.style = style
        }
    }

    /// A dotted line across the chart, with its name at the left end above it.
    public struct Rule: Hashable, Sendable {
        public var y: Double
        public var label: String
        public var style: Style

        public init(at y: Double, label: String = "", style: Style) {
            self.y = y
            self.label = label
            self.style = style
        }
    }

    /// A vertical line from the axis up, with its marker on the axis; dotted where it is not the one that moves.
    public struct Cursor: Hashable, Sendable {
        public var marker: AxisMarker
        public var isDotted: Bool

        public init(_ marker: AxisMarker, isDotted: Bool = false) {
            self.marker = marker
            self.isDotted = isDotted
        }
    }

    /// A place that is pointed at, with its name beside it where nothing else is drawn.
    public struct Mark: Hashable, Sendable {
        public var point: DataPoint
        public var glyph: Character
        /// The first that has room is written, or none.
        public var labels: [String]
        public var style: Style

        public init(at point: DataPoint, glyph: Character, labels: [String], style: Style) {
            self.point = point
            self.glyph = glyph
            self.labels = labels
            self.style = style
        }
    }

    public var x: Axis
    public var y: Axis
    /// Later ones are drawn over earlier ones.
    public var lines: [Line] = []
    public var rules: [Rule] = []
    /// Where two of their labels have no room side by side, the earlier one is written.
    public var cursors: [Cursor] = []
    /// Over everything else; those out of sight are left out.
    public var marks: [Mark] = []

    public init(x: Axis, y: Axis) {
        self.x = x
        self.y = y
    }

    /// Draws axes and contents into an area of the grid.
    public func draw(into grid: inout CellGrid, in area: Rect, _ style: AxisStyle) {
        let frame = frame(in: area)
        guard !frame.canvas.isEmpty else { return }
        frame.draw(into: &grid, style, markers: cursors.map(\.marker))
        draw(layers(frame), into: &grid, at: frame.canvas, style.glyphs)
        for rule in rules where !rule.label.isEmpty { drawLabel(of: rule, into: &grid, frame) }
        drawMarks(into: &grid, frame)
    }

    /// Where things lie when it is drawn into an area.
    public func frame(in area: Rect) -> AxisFrame { AxisFrame(x: x, y: y, in: area) }

    /// One thing to draw, by itself: what lies over it takes its cell's colour, not its dots.
    private struct Layer {
        var canvas: BrailleCanvas
        let style: Style
        /// Stands for its dots in ASCII, where dots cannot.
        let ascii: Character?
    }

    /// From the lowest to the topmost.
    private func layers(_ frame: AxisFrame) -> [Layer] {
        rules.map { layer(of: $0, frame) } + cursors.reversed().map { layer(of: $0, frame) }
            + lines.map { layer(of: $0, frame) }
    }

    private func layer(of rule: Rule, _ frame: AxisFrame) -> Layer {
        var canvas = BrailleCanvas(columns: frame.canvas.width, rows: frame.canvas.height)
        if let row = frame.dot(x: x.scale.domain.lowerBound, y: rule.y)?.y {
            for column in stride(from: 0, to: canvas.width, by: 4) { canvas.set(x: column, y: row) }
        }
        return Layer(canvas: canvas, style: rule.style, ascii: "-")
    }

    private func layer(of cursor: Cursor, _ frame: AxisFrame) -> Layer {
        var canvas = BrailleCanvas(columns: frame.canvas.width, rows: frame.canvas.height)
        if let column = frame.dot(x: cursor.marker.value, y: y.scale.domain.lowerBound)?.x {
            for row in stride(from: 0, to: canvas.height, by: cursor.isDotted ? 4 : 2) {
                canvas.set(x: column, y: row)
            }
        }
        return Layer(canvas: canvas, style: cursor.marker.style, ascii: cursor.isDotted ? ":" : "|")
    }

    private func layer(of line: Line, _ frame: AxisFrame) -> Layer {
        var canvas = BrailleCanvas(columns: frame.canvas.width, rows: frame.canvas.height)
        var last: Point?
        for point in line.points {
            guard let dot = frame.dot(x: point.x, y: point.y) else {
                last = nil
                continue
            }
            // Thousands of values may fall on one dot.
            if dot != last { canvas.line(from: last ?? dot, to: dot) }
            last = dot
        }
        return Layer(canvas: canvas, style: line.style, ascii: nil)
    }

    private func draw(_ layers: [Layer], into grid: inout CellGrid, at area: Rect, _ glyphs: GlyphSet) {
        // Of each cell: the dots of all layers, and the topmost layer with any.
        var dots = [UInt8](repeating: 0, count: area.width * area.height)
        var tops = [Int?](repeating: nil, count: dots.count)
        for (index, layer) in layers.enumerated() {
            for row in 0..<area.height {
                for column in 0..<area.width {
                    let pattern = layer.canvas.pattern(column: column, row: row)
                    guard pattern != 0 else { continue }
                    let cell = row * area.width + column
                    dots[cell] = glyphs == .ascii ? pattern : dots[cell] | pattern
                    tops[cell] = index
                }
            }
        }
        for (cell, top) in tops.enumerated() {
            guard let top else { continue }
            let character = glyphs == .ascii ? layers[top].ascii : nil
            grid[area.x + cell % area.width, area.y + cell / area.width] = Cell(
                character ?? BrailleCanvas.character(of: dots[cell], glyphs), layers[top].style)
        }
    }

    /// Above the rule, or below where it runs along the top; never over something drawn.
    private func drawLabel(of rule: Rule, into grid: inout CellGrid, _ frame: AxisFrame) {
        guard let row = frame.row(ofY: rule.y) else { return }
        let start = frame.canvas.x + 1
        let width = TextWidth.columns(of: rule.label)
        guard start + width < frame.canvas.maxX else { return }
        for place in [row - 1, row + 1] where place >= frame.canvas.y && place < frame.canvas.maxY {
            let isFree = (start..<(start + width)).allSatisfy { grid[$0, place].character == " " }
            if isFree {
                grid.write(rule.label, x: start, y: place, style: rule.style)
                return
            }
        }
    }
}
