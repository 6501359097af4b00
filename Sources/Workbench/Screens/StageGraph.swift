import Engine
import Plot

/// The stages of a job as a graph to be drawn: each in a column by how many stages must be done before it, the lines
/// between them as few as tell the same.
///
/// A pure function of the stages' parents. What leads from a stage of many tasks is a shuffle: every task after it needs
/// something of all of them.
struct StageGraph: Hashable, Sendable {
    /// Where a stage, or a line that passes through a column, stands.
    struct Place: Hashable, Sendable {
        let column: Int
        let row: Int
    }

    /// A line from one column to the next.
    struct Line: Hashable, Sendable {
        let from: Place
        let toRow: Int
        let isShuffle: Bool
        /// It goes on to another column and ends in no stage there.
        let passes: Bool
    }

    /// By stage.
    private(set) var places: [Place] = []
    private(set) var lines: [Line] = []
    private var taken: Set<Place> = []

    var columns: Int { (places.map(\.column).max() ?? -1) + 1 }
    var rows: Int { (taken.map(\.row).max() ?? -1) + 1 }

    /// - Parameter stages: in order, parents before children.
    init(_ stages: [StageDescription]) {
        var ancestors: [Set<Int>] = []
        for stage in stages {
            let parents = stage.parents.filter { parent in
                !stage.parents.contains { ancestors[$0].contains(parent) }
            }
            ancestors.append(parents.reduce(into: Set(parents)) { $0.formUnion(ancestors[$1]) })
            let column = (parents.map { places[$0].column }.max() ?? -1) + 1
            place(column, near: parents.map { places[$0].row }.min() ?? 0)
            for parent in parents {
                connect(parent, to: places.count - 1, isShuffle: stages[parent].tasks > 1)
            }
        }
    }

    private mutating func place(_ column: Int, near row: Int) {
        let place = freePlace(column, from: row)
        taken.insert(place)
        places.append(place)
    }

    private func freePlace(_ column: Int, from row: Int) -> Place {
        var row = row
        while taken.contains(Place(column: column, row: row)) { row += 1 }
        return Place(column: column, row: row)
    }

    /// A line that is longer than one column takes a place in each that it passes.
    private mutating func connect(_ parent: Int, to child: Int, isShuffle: Bool) {
        var from = places[parent]
        let end = places[child]
        while from.column + 1 < end.column {
            let next = freePlace(from.column + 1, from: from.row)
            taken.insert(next)
            lines.append(Line(from: from, toRow: next.row, isShuffle: isShuffle, passes: true))
            from = next
        }
        lines.append(Line(from: from, toRow: end.row, isShuffle: isShuffle, passes: false))
    }
}

// MARK: Drawing

extension StageGraph {
    /// Columns that the lines between two columns of stages take.
    private static let gap = 4

    /// How much of a stage is said in the graph: the most that fits.
    enum Label: CaseIterable { case full, name, number }

    /// Draws the graph with the longest labels that fit.
    ///
    /// - Parameter label: what stands for a stage, and how.
    func draw(
        in area: Rect, of grid: inout CellGrid, _ theme: Theme,
        label: (_ stage: Int, _ length: Label) -> (text: String, style: Style)
    ) {
        let length = Label.allCases.first { length in width { label($0, length).text } <= area.width }
        let fitting = length ?? .number
        let widths = columnWidths { label($0, fitting).text }
        var starts = [area.x]
        for width in widths { starts.append((starts.last ?? area.x) + width + Self.gap) }
        for (stage, place) in places.enumerated() where place.row < area.height {
            let (text, style) = label(stage, fitting)
            let x = starts[place.column]
            let end = grid.write(text, x: x, y: area.y + place.row, style: style, limit: area.maxX - x)
            let isLast = !lines.contains { $0.from == place }
            if !isLast {
                rule(from: end, to: x + widths[place.column] + 1, y: area.y + place.row, of: &grid, theme)
            }
        }
        for column in 0..<max(0, columns - 1) {
            drawGap(after: column, x: starts[column] + widths[column], in: area, of: &grid, theme)
        }
        drawPassing(starts, widths, in: area, of: &grid, theme)
    }

    private func width(_ text: (Int) -> String) -> Int {
        columnWidths(text).reduce(0, +) + Self.gap * max(0, columns - 1)
    }

    private func columnWidths(_ text: (Int) -> String) -> [Int] {
        var widths = Array(repeating: 0, count: columns)
        for (stage, place) in places.enumerated() {
            widths[place.column] = max(widths[place.column], TextWidth.columns(of: text(stage)))
        }
        return widths
    }

    /// From the end of a short name to where its column ends.
    private func rule(from start: Int, to end: Int, y: Int, of grid: inout CellGrid, _ theme: Theme) {
        for x in start..<max(start, end) where x > start {
            grid[x, y] = Cell(theme.glyphs.horizontal, theme.dim)
        }
    }

    private func drawPassing(
        _ starts: [Int], _ widths: [Int], in area: Rect, of grid: inout CellGrid, _ theme: Theme
    ) {
        for line in lines where line.passes && line.toRow < area.height {
            let x = starts[line.from.column + 1]
            rule(
                from: x - 1, to: x + widths[line.from.column + 1] + 1, y: area.y + line.toRow, of: &grid,
                theme)
        }
    }

    /// ` ─▶ ` from a row to its own, and with corners from and to others.
    private func drawGap(after column: Int, x: Int, in area: Rect, of grid: inout CellGrid, _ theme: Theme) {
        let crossing = lines.filter { $0.from.column == column }
        for row in 0..<min(rows, area.height) {
            let y = area.y + row
            let arriving = crossing.filter { $0.toRow == row }
            let joint = Joint(of: crossing, inRow: row)
            let isShuffle = joint.isStraight && arriving.contains(where: \.isShuffle)
            if let glyph = isShuffle ? theme.glyphs.double : joint.glyph(theme.glyphs) {
                grid[x + 1, y] = Cell(glyph, theme.dim)
            }
            guard joint.right else { continue }
            let passes = arriving.allSatisfy(\.passes)
            grid[x + 2, y] = Cell(passes ? theme.glyphs.horizontal : theme.glyphs.head, theme.dim)
            if passes { grid[x + 3, y] = Cell(theme.glyphs.horizontal, theme.dim) }
        }
    }

    /// Where lines meet in one cell.
    private struct Joint {
        let left, right, up, down: Bool

        var isStraight: Bool { left && right && !up && !down }

        init(of lines: [Line], inRow row: Int) {
            left = lines.contains { $0.from.row == row }
            right = lines.contains { $0.toRow == row }
            // A line goes up or down through the cells between its rows, and half through those at its ends.
            let spans = lines.map { min($0.from.row, $0.toRow)...max($0.from.row, $0.toRow) }
            up = spans.contains { $0.lowerBound < row && row <= $0.upperBound }
            down = spans.contains { $0.lowerBound <= row && row < $0.upperBound }
        }

        /// nil where none come.
        func glyph(_ glyphs: Glyphs) -> Character? {
            let code = (left ? 8 : 0) + (right ? 4 : 0) + (up ? 2 : 0) + (down ? 1 : 0)
            guard code > 0 else { return nil }
            guard glyphs.isUnicode else { return code == 12 ? "-" : code == 3 ? "|" : "+" }
            return Array(" ╷╵│╶┌└├╴┐┘┤─┬┴┼")[code]
        }
    }
}
