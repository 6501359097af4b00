/// Horizontal bars, one row high: the first row of the area they are given.
///
/// A share above 0 always shows, be it as an eighth of a cell.
public enum Bar {
    /// A bar as long as `share`, 0…1, of the area, to an eighth of a cell.
    public static func draw(
        _ share: Double, in area: Rect, of grid: inout CellGrid, style: Style = .plain,
        glyphs: GlyphSet = .unicode
    ) {
        drawStacked([(share, style)], in: area, of: &grid, glyphs: glyphs)
    }

    /// Several shares, together at most 1, one after the other.
    ///
    /// Where two parts meet in a cell it takes both their colours. Without colours (`isColored`) or eighths the parts
    /// differ by texture instead and end with whole cells.
    public static func drawStacked(
        _ parts: [(share: Double, style: Style)], in area: Rect, of grid: inout CellGrid,
        glyphs: GlyphSet = .unicode, isColored: Bool = true
    ) {
        guard !area.isEmpty else { return }
        let inEighths = glyphs == .unicode && (isColored || parts.count == 1)
        let unit = inEighths ? 1 : 8
        let textures: [Character] = glyphs == .unicode ? ["█", "▒", "░"] : ["#", "=", "-"]
        var (sum, end) = (0.0, 0)
        for (index, part) in parts.enumerated() where part.share > 0 {
            sum = min(1, sum + part.share)
            let start = end
            end = min(
                8 * area.width, max(start + unit, unit * Int((sum * Double(8 * area.width / unit)).rounded()))
            )
            let texture = inEighths ? "█" : textures[min(index, textures.count - 1)]
            fill(start..<end, texture, style: part.style, in: area, of: &grid)
        }
    }

    /// Fills eighths of cells, counted from the area's left.
    private static func fill(
        _ eighths: Range<Int>, _ texture: Character, style: Style, in area: Rect, of grid: inout CellGrid
    ) {
        var position = eighths.lowerBound
        while position < eighths.upperBound {
            let x = area.x + position / 8
            if position % 8 > 0 {
                // The part before ends in this cell: this one is what is behind it.
                grid[x, area.y].style.background = style.foreground
            } else {
                let filled = min(8, eighths.upperBound - position)
                grid[x, area.y] = Cell(filled == 8 ? texture : leftEighths[filled - 1], style)
            }
            position = (position / 8 + 1) * 8
        }
    }

    /// A line for work: heavy for what is done, light in `runningStyle` for what is being done, dashed for the rest.
    ///
    /// - Parameters:
    ///   - done: the share, 0…1, that is finished. All is drawn as done only where it is.
    ///   - running: the share that slots work on now.
    public static func drawProgress(
        done: Double, running: Double = 0, in area: Rect, of grid: inout CellGrid, style: Style = .plain,
        runningStyle: Style = .plain, openStyle: Style = .plain, glyphs: GlyphSet = .unicode
    ) {
        guard !area.isEmpty else { return }
        let (heavy, light, open): (Character, Character, Character) =
            glyphs == .unicode ? ("━", "─", "╌") : ("#", "=", "-")
        let doneEnd = columns(done, of: area.width)
        let runningEnd = running > 0 ? max(doneEnd + 1, columns(done + running, of: area.width)) : doneEnd
        for column in 0..<area.width {
            let cell =
                column < doneEnd
                ? Cell(heavy, style) : column < runningEnd ? Cell(light, runningStyle) : Cell(open, openStyle)
            grid[area.x + column, area.y] = cell
        }
    }

    private static func columns(_ share: Double, of width: Int) -> Int {
        guard share > 0 else { return 0 }
        return Int((min(1, share) * Double(width)).rounded(.down))
    }

    /// One to seven eighths.
    private static let leftEighths: [Character] = ["▏", "▎", "▍", "▌", "▋", "▊", "▉"]
}
