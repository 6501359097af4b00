/// Counts of levels as filled columns of braille dots, or the share of pixels up to each level as a curve; several
/// channels on top of each other.
///
/// The white background of a photograph is one level with half of all pixels. So the scale ends where nearly all columns
/// fit, and those that do not are marked at their top.
public struct HistogramChart: Hashable, Sendable {
    /// Counts of each channel by level, from dark to light.
    public var channels: [[Int]]
    /// Styles of the dots where channels overlap: at index Σ 2ⁱ over the channels i that reach a dot. 0 is not used.
    public var styles: [Style]
    /// The count per level that fills the height; nil for what suits this chart alone.
    public var ceiling: Double?
    /// Whether to draw which share of all is at or below each level, from none to the whole height.
    public var isCumulative = false

    public init(channels: [[Int]], styles: [Style]) {
        self.channels = channels
        self.styles = styles
    }

    /// One channel.
    public init(luma: [Int], style: Style = .plain) {
        self.init(channels: [luma], styles: [.plain, style])
    }

    /// Three channels, mixed as light mixes: where all three reach there is grey.
    public init(red: [Int], green: [Int], blue: [Int], background: PictureArt.Background = .dark) {
        let entries: [UInt8] =
            background == .dark ? [0, 203, 77, 221, 69, 170, 80, 250] : [0, 160, 28, 136, 26, 127, 30, 244]
        self.init(channels: [red, green, blue], styles: entries.map { Style(.palette($0)) })
    }

    /// Draws the columns or curves over the whole area; cells without dots stay as they are.
    public func draw(in area: Rect, of grid: inout CellGrid, glyphs: GlyphSet = .unicode) {
        guard !area.isEmpty else { return }
        var canvas = BrailleCanvas(columns: area.width, rows: area.height)
        let columns = columns(count: canvas.width)
        let cap = ceiling ?? Self.cap(of: columns)
        guard cap > 0 else { return }
        let spans =
            isCumulative
            ? channels.map { Self.curve(of: $0, width: canvas.width, height: canvas.height) }
            : columns.map { $0.map { 0..<Self.height($0, cap: cap, full: canvas.height) } }
        for x in 0..<canvas.width {
            for y in 0..<canvas.height {
                let mix = spans.indices.reduce(0) { spans[$1][x].contains(y) ? $0 | 1 << $1 : $0 }
                if mix > 0 { canvas.set(x: x, y: canvas.height - 1 - y, series: mix) }
            }
        }
        canvas.draw(into: &grid, x: area.x, y: area.y, glyphs: glyphs) { mix, _ in style(mix) }
        if !isCumulative { markCapped(columns, cap, in: area, of: &grid, glyphs) }
    }

    /// One ceiling for charts that are compared, at a width in cells: that of the highest, so that none is cut more than
    /// it would be alone.
    public static func ceiling(of charts: [HistogramChart], width: Int) -> Double? {
        charts.map { cap(of: $0.columns(count: 2 * width)) }.max()
    }

    private func style(_ mix: Int) -> Style {
        styles.indices.contains(mix) ? styles[mix] : .plain
    }

    private func markCapped(
        _ columns: [[Double]], _ cap: Double, in area: Rect, of grid: inout CellGrid, _ glyphs: GlyphSet
    ) {
        for cell in 0..<area.width {
            let isCapped = columns.contains { max($0[2 * cell], $0[2 * cell + 1]) > cap }
            guard isCapped else { continue }
            grid[area.x + cell, area.y].character = glyphs == .unicode ? "↑" : "^"
        }
    }

    /// For each channel the mean count of the levels under each column of dots, so that columns of more levels are not
    /// higher.
    private func columns(count: Int) -> [[Double]] { channels.map { Self.columns(of: $0, count: count) } }

    private static func columns(of counts: [Int], count: Int) -> [Double] {
        guard !counts.isEmpty else { return Array(repeating: 0, count: count) }
        return (0..<count).map { column in
            let first = column * counts.count / count
            let last = max(first + 1, (column + 1) * counts.count / count)
            return Double(counts[first..<last].reduce(0, +)) / Double(last - first)
        }
    }

    /// What is drawn at full height: the largest column, unless a few stand out above 95 % of the others by more than
    /// twice; then twice those.
    private static func cap(of columns: [[Double]]) -> Double {
        let filled = columns.joined().filter { $0 > 0 }.sorted()
        guard let largest = filled.last else { return 0 }
        return min(largest, 2 * filled[(filled.count - 1) * 95 / 100])
    }

    /// For each column of dots those of the curve, from the bottom: its own, and what joins it to the column before.
    private static func curve(of counts: [Int], width: Int, height: Int) -> [Range<Int>] {
        let total = max(1, counts.reduce(0, +))
        var (sum, level, last) = (0, 0, 0)
        return (0..<width).map { column in
            let end = (column + 1) * counts.count / width
            sum += counts[level..<end].reduce(0, +)
            let place = Int((Double(sum) / Double(total) * Double(height - 1)).rounded())
            defer { (level, last) = (end, place) }
            return min(last + 1, place)..<(place + 1)
        }
    }

    /// In dots. A count above 0 has at least one.
    private static func height(_ count: Double, cap: Double, full: Int) -> Int {
        guard count > 0 else { return 0 }
        return max(1, min(full, Int((count / cap * Double(full)).rounded())))
    }
}
