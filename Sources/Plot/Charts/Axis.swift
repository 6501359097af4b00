// The two axes around a chart, in cells: lines with ticks, labels that never overlap, and the room left for the dots.

/// One axis: its scale and what is written along it.
public struct Axis: Hashable, Sendable {
    public var scale: Scale
    /// What is measured, with its unit; empty for none.
    public var title: String
    /// Behind each number on the axis: ` %`.
    public var suffix: String

    public init(_ scale: Scale, title: String = "", suffix: String = "") {
        self.scale = scale
        self.title = title
        self.suffix = suffix
    }
}

/// How the parts of a chart's axes look.
public struct AxisStyle: Hashable, Sendable {
    public var line: Style
    public var label: Style
    public var glyphs: GlyphSet

    public init(line: Style = .plain, label: Style = .plain, glyphs: GlyphSet = .unicode) {
        self.line = line
        self.label = label
        self.glyphs = glyphs
    }
}

/// A place on the x axis that is pointed at: a glyph on the line, a number under it.
public struct AxisMarker: Hashable, Sendable {
    public var value: Double
    public var glyph: Character
    public var label: String
    public var style: Style

    public init(at value: Double, glyph: Character, label: String, style: Style) {
        self.value = value
        self.glyph = glyph
        self.label = label
        self.style = style
    }
}

/// Both axes laid out in an area of cells, and the canvas that is left between them.
///
/// Too small an area loses the x axis's title first, then its labels, then the labels on the left.
public struct AxisFrame: Hashable, Sendable {
    public let x: Axis
    public let y: Axis
    /// The cells between the axes, for dots.
    public let canvas: Rect
    private let area: Rect
    private let yTicks: [Scale.Tick]
    /// Rows below the canvas: the line, labels, the title.
    private let rowsBelow: Int

    public init(x: Axis, y: Axis, in area: Rect) {
        self.x = x
        self.y = y
        self.area = area
        rowsBelow = area.height >= 8 ? (x.title.isEmpty ? 2 : 3) : area.height >= 5 ? 2 : min(1, area.height)
        let rows = area.height - rowsBelow
        yTicks = y.scale.ticks(limit: max(3, rows / 3))
        let labelWidth = yTicks.map { TextWidth.columns(of: $0.label + y.suffix) }.max() ?? 0
        let left = area.width >= labelWidth + 12 ? labelWidth + 1 : min(1, area.width)
        canvas = Rect(x: area.x + left, y: area.y, width: area.width - left, height: rows)
    }

    /// The dot of a value on a canvas of `canvas`'s size, from the left and from the top; nil where it has no place.
    public func dot(x xValue: Double, y yValue: Double) -> Point? {
        guard let column = x.scale.dot(of: xValue, over: canvas.width * 2),
            let row = y.scale.dot(of: yValue, over: canvas.height * 4)
        else { return nil }
        return Point(x: column, y: canvas.height * 4 - 1 - row)
    }

    /// The row of cells that a value of y lies in, from the top of the grid; nil outside.
    public func row(ofY value: Double) -> Int? {
        guard let dot = y.scale.dot(of: value, over: canvas.height * 4) else { return nil }
        let row = canvas.maxY - 1 - Int((Double(dot) / 4).rounded(.down))
        return row >= canvas.y && row < canvas.maxY ? row : nil
    }

    /// The column of cells that a value of x lies in, from the left of the grid; nil outside.
    public func column(ofX value: Double) -> Int? {
        guard let dot = x.scale.dot(of: value, over: canvas.width * 2) else { return nil }
        let column = canvas.x + Int((Double(dot) / 2).rounded(.down))
        return column >= canvas.x && column < canvas.maxX ? column : nil
    }

    /// The values in the middle of a cell of the grid; of a cell off the canvas those of the nearest on it.
    public func values(at cell: Point) -> (x: Double, y: Double) {
        let column = max(0, min(cell.x - canvas.x, canvas.width - 1))
        let row = max(0, min(cell.y - canvas.y, canvas.height - 1))
        let right = (Double(column) * 2 + 0.5) / Double(max(1, canvas.width * 2 - 1))
        let down = (Double(row) * 4 + 1.5) / Double(max(1, canvas.height * 4 - 1))
        return (x.scale.value(at: right), y.scale.value(at: 1 - down))
    }

    /// Draws lines, ticks, labels and title; earlier markers win over later ones, all of them over tick labels.
    public func draw(into grid: inout CellGrid, _ style: AxisStyle, markers: [AxisMarker] = []) {
        guard !canvas.isEmpty else { return }
        drawY(into: &grid, style)
        drawX(into: &grid, style, markers)
    }

    private func drawY(into grid: inout CellGrid, _ style: AxisStyle) {
        let column = canvas.x - 1
        guard column >= area.x else { return }
        let (line, tick): (Character, Character) = style.glyphs == .unicode ? ("│", "┤") : ("|", "+")
        for row in canvas.y..<canvas.maxY { grid[column, row] = Cell(line, style.line) }
        for entry in yTicks {
            guard let row = row(ofY: entry.value) else { continue }
            grid[column, row] = Cell(tick, style.line)
            let text = entry.label + y.suffix
            let start = column - TextWidth.columns(of: text)
            if start >= area.x { grid.write(text, x: start, y: row, style: style.label) }
        }
    }

    private func drawX(into grid: inout CellGrid, _ style: AxisStyle, _ markers: [AxisMarker]) {
        guard rowsBelow >= 1 else { return }
        let isUnicode = style.glyphs == .unicode
        grid[canvas.x - 1, canvas.maxY] = Cell(isUnicode ? "└" : "+", style.line)
        for column in canvas.x..<canvas.maxX {
            grid[column, canvas.maxY] = Cell(isUnicode ? "─" : "-", style.line)
        }
        var labels = LabelRow(from: area.x, to: area.maxX)
        for marker in markers {
            guard let column = column(ofX: marker.value) else { continue }
            if rowsBelow >= 2 { labels.add(marker.label, centredOn: column, marker.style) }
        }
        // Labels that would touch are left out, so that a logarithm may ask for more ticks than have room.
        let limit = canvas.width / (x.scale.kind == .log10 ? 4 : 8)
        for tick in x.scale.ticks(limit: max(2, limit)) {
            guard let column = column(ofX: tick.value) else { continue }
            grid[column, canvas.maxY] = Cell(isUnicode ? "┬" : "+", style.line)
            if rowsBelow >= 2 { labels.add(tick.label + x.suffix, centredOn: column, style.label) }
        }
        for marker in markers.reversed() {
            guard let column = column(ofX: marker.value) else { continue }
            grid[column, canvas.maxY] = Cell(marker.glyph, marker.style)
        }
        for label in labels.placed {
            grid.write(label.text, x: label.columns.lowerBound, y: canvas.maxY + 1, style: label.style)
        }
        guard rowsBelow >= 3 else { return }
        let start = max(area.x, canvas.x + (canvas.width - TextWidth.columns(of: x.title)) / 2)
        grid.write(x.title, x: start, y: canvas.maxY + 2, style: style.label, limit: area.maxX - start)
    }
}

/// Labels side by side in one row, first come first served.
private struct LabelRow {
    struct Label {
        let text: String
        let columns: Range<Int>
        let style: Style
    }

    private(set) var placed: [Label] = []
    private let first: Int
    private let end: Int

    init(from first: Int, to end: Int) {
        self.first = first
        self.end = end
    }

    /// Takes the label in where it keeps a blank to its neighbours; at the ends it moves inwards.
    mutating func add(_ text: String, centredOn column: Int, _ style: Style) {
        let width = TextWidth.columns(of: text)
        let start = max(first, min(column - (width - 1) / 2, end - width))
        let columns = start..<(start + width)
        guard columns.upperBound <= end, !text.isEmpty,
            !placed.contains(where: {
                columns.lowerBound <= $0.columns.upperBound && $0.columns.lowerBound <= columns.upperBound
            })
        else { return }
        placed.append(Label(text: text, columns: columns, style: style))
    }
}
