/// The steps of the ladder from fine to coarse: with which characters a picture is drawn.
public enum PictureCharset: String, Hashable, Sendable, CaseIterable {
    /// 2×4 dots a cell.
    case braille
    /// 1×2 pixels a cell, each in its own colour.
    case halfBlock = "half-block"
    /// One character a cell, darker or lighter by how much of it is ink.
    case ascii

    /// Dots or pixels across and down a cell.
    var dots: (across: Int, down: Int) {
        switch self {
        case .braille: (2, 4)
        case .halfBlock: (1, 2)
        case .ascii: (1, 1)
        }
    }

    /// Where a picture of `width`×`height` pixels stands in an area, its aspect kept, when a cell is twice as high as
    /// it is wide: its size in dots, and the cells that takes, centred.
    func placed(width: Int, height: Int, in area: Rect) -> (width: Int, height: Int, cells: Rect) {
        guard !area.isEmpty, width > 0, height > 0 else {
            return (0, 0, Rect(x: area.x, y: area.y, width: 0, height: 0))
        }
        let scale = min(Double(area.width) / Double(width), 2 * Double(area.height) / Double(height))
        let across = max(1, Int((Double(width) * scale * Double(dots.across)).rounded()))
        let down = max(1, Int((Double(height) * scale * Double(dots.down) / 2).rounded()))
        let columns = min(area.width, (across + dots.across - 1) / dots.across)
        let rows = min(area.height, (down + dots.down - 1) / dots.down)
        let cells = Rect(
            x: area.x + (area.width - columns) / 2, y: area.y + (area.height - rows) / 2, width: columns,
            height: rows)
        return (across, down, cells)
    }
}
