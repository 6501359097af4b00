/// Dots finer than cells: each cell holds 2×4 of them, as the braille patterns of Unicode do (U+2800–28FF).
///
/// A cell has one colour for its eight dots, so each dot keeps how many points of each series fell on it, and the cell
/// takes the colour of the series with most of them; on a tie the series that is rarer on the canvas. Nothing depends
/// on the order in which points come.
public struct BrailleCanvas: Hashable, Sendable {
    /// Cells.
    public let columns: Int
    public let rows: Int
    /// For each cell, how many points of each series fell on it.
    private var tallies: [SeriesTally]
    /// For each cell, which of its dots are set, as the pattern's eight bits.
    private var patterns: [UInt8]
    /// Points of each series on the whole canvas.
    private var totals = SeriesTally()

    public init(columns: Int, rows: Int) {
        self.columns = max(0, columns)
        self.rows = max(0, rows)
        tallies = Array(repeating: SeriesTally(), count: self.columns * self.rows)
        patterns = Array(repeating: 0, count: self.columns * self.rows)
    }

    /// Dots.
    public var width: Int { columns * 2 }
    public var height: Int { rows * 4 }

    /// Sets the dot at column `x` from the left and row `y` from the top for a point of `series`; outside does nothing.
    public mutating func set(x: Int, y: Int, series: Int = 0) {
        guard x >= 0, y >= 0, x < width, y < height else { return }
        let cell = (y / 4) * columns + x / 2
        patterns[cell] |= Self.bit(x: x % 2, y: y % 4)
        tallies[cell].add(series)
        totals.add(series)
    }

    /// Sets the dots of a straight line, both ends included (Bresenham's algorithm).
    public mutating func line(from start: Point, to end: Point, series: Int = 0) {
        guard let (start, end) = clipped(start, end) else { return }
        let (dx, dy) = (abs(end.x - start.x), -abs(end.y - start.y))
        let (stepX, stepY) = (start.x < end.x ? 1 : -1, start.y < end.y ? 1 : -1)
        var (x, y, error) = (start.x, start.y, dx + dy)
        while true {
            set(x: x, y: y, series: series)
            if x == end.x, y == end.y { return }
            let doubled = 2 * error
            if doubled >= dy { (error, x) = (error + dy, x + stepX) }
            if doubled <= dx { (error, y) = (error + dx, y + stepY) }
        }
    }

    /// The pattern of a cell's dots; 0 where none is set.
    public func pattern(column: Int, row: Int) -> UInt8 {
        guard column >= 0, row >= 0, column < columns, row < rows else { return 0 }
        return patterns[row * columns + column]
    }

    /// The series that most points of a cell are of, and which share of them are; nil for an empty cell.
    ///
    /// - Parameter isCandidate: which series may win; where none of a cell may, there is no majority.
    public func majority(
        column: Int, row: Int, among isCandidate: (_ series: Int) -> Bool = { _ in true }
    ) -> (series: Int, purity: Double)? {
        guard column >= 0, row >= 0, column < columns, row < rows else { return nil }
        let tally = tallies[row * columns + column]
        var winner: SeriesTally.Entry?
        for entry in tally.entries where isCandidate(entry.series) {
            if let best = winner, !wins(entry, over: best) { continue }
            winner = entry
        }
        return winner.map { ($0.series, Double($0.count) / Double(tally.total)) }
    }

    /// More points in the cell, fewer on the canvas, the lower number: two series never tie.
    private func wins(_ left: SeriesTally.Entry, over right: SeriesTally.Entry) -> Bool {
        if left.count != right.count { return left.count > right.count }
        let (leftTotal, rightTotal) = (totals.count(of: left.series), totals.count(of: right.series))
        return leftTotal != rightTotal ? leftTotal < rightTotal : left.series < right.series
    }

    /// How many points fell on a cell.
    public func count(column: Int, row: Int) -> Int {
        guard column >= 0, row >= 0, column < columns, row < rows else { return 0 }
        return tallies[row * columns + column].total
    }

    /// How many points of a series fell on the canvas.
    public func count(of series: Int) -> Int { totals.count(of: series) }

    /// Draws the cells that have dots with their top left at (`x`, `y`); others of `grid` stay as they are.
    ///
    /// - Parameter style: of a series with the given purity.
    public func draw(
        into grid: inout CellGrid, x: Int, y: Int, glyphs: GlyphSet = .unicode,
        style: (_ series: Int, _ purity: Double) -> Style
    ) {
        for row in 0..<rows {
            for column in 0..<columns {
                guard let (series, purity) = majority(column: column, row: row) else { continue }
                let character = Self.character(of: pattern(column: column, row: row), glyphs)
                grid[x + column, y + row] = Cell(character, style(series, purity))
            }
        }
    }

    /// The character that shows a pattern of dots.
    public static func character(of pattern: UInt8, _ glyphs: GlyphSet) -> Character {
        switch glyphs {
        case .unicode: Character(Unicode.Scalar(0x2800 + UInt32(pattern)) ?? " ")
        case .ascii: asciiCharacter(of: pattern)
        }
    }

    /// Position first, for few dots; density after that.
    private static func asciiCharacter(of pattern: UInt8) -> Character {
        let top = pattern & 0b0001_1011 != 0
        let bottom = pattern & 0b1110_0100 != 0
        switch pattern.nonzeroBitCount {
        case 0: return " "
        case 1...2: return top ? (bottom ? ":" : "'") : "."
        case 3...4: return top && !bottom ? "\"" : bottom && !top ? "_" : "+"
        case 5...6: return "*"
        default: return "#"
        }
    }

    /// The bit of a dot in its cell: Unicode numbers them 1–3 down the left, 4–6 down the right, then 7 and 8 below.
    static func bit(x: Int, y: Int) -> UInt8 {
        y == 3 ? 0x40 << UInt8(x) : 1 << UInt8(y + 3 * x)
    }

    /// The part of a line that may touch the canvas (Liang and Barsky), so that a far end costs no time.
    private func clipped(_ start: Point, _ end: Point) -> (Point, Point)? {
        let (dx, dy) = (Double(end.x - start.x), Double(end.y - start.y))
        var (enter, leave) = (0.0, 1.0)
        let edges = [
            (-dx, Double(start.x)), (dx, Double(width - 1 - start.x)),
            (-dy, Double(start.y)), (dy, Double(height - 1 - start.y)),
        ]
        for (direction, distance) in edges {
            if direction == 0 {
                if distance < 0 { return nil }
            } else if direction < 0 {
                enter = max(enter, distance / direction)
            } else {
                leave = min(leave, distance / direction)
            }
        }
        guard enter <= leave else { return nil }
        func point(_ share: Double) -> Point {
            Point(
                x: start.x + Int((share * dx).rounded()), y: start.y + Int((share * dy).rounded()))
        }
        return (enter == 0 ? start : point(enter), leave == 1 ? end : point(leave))
    }
}
