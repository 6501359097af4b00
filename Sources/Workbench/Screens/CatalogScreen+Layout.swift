import Engine
import Plot

// Where things stand on screen 1: what is drawn there and what the mouse meets there. One column of lists on a narrow
// terminal, two panes at 80, three from 120 columns on.

extension CatalogScreen {
    enum Part: Hashable { case categories, images, image, thumbnails, table }

    struct Place {
        let part: Part
        let area: Rect
    }

    func places(in area: Rect) -> [Place] {
        let places =
            switch view {
            case .table: [Place(part: .table, area: area)]
            case .thumbnails: thumbnailPlaces(in: area)
            case .list: listPlaces(in: area)
            }
        return places.filter { !$0.area.isEmpty }
    }

    private func thumbnailPlaces(in area: Rect) -> [Place] {
        let (left, right) = area.splitLeft(min(area.width * 2 / 5, 70))
        return [Place(part: .categories, area: left), Place(part: .thumbnails, area: right)]
    }

    private func listPlaces(in area: Rect) -> [Place] {
        if area.width >= 120 {
            let (left, rest) = area.splitLeft(area.width * 3 / 8)
            let (middle, right) = rest.splitLeft(area.width / 4)
            return [
                Place(part: .categories, area: left), Place(part: .images, area: middle),
                Place(part: .image, area: right),
            ]
        }
        let (left, right) = area.splitLeft(area.width * 21 / 40)
        return listsPlaces(in: left) + [Place(part: .image, area: right)]
    }

    /// Both lists below each other, or the focused one alone where the rows are few.
    private func listsPlaces(in area: Rect) -> [Place] {
        guard area.height >= 18 else {
            return [Place(part: focus == .categories ? .categories : .images, area: area)]
        }
        let (top, bottom) = area.splitTop(min(rows.count + 6, area.height * 3 / 5))
        return [Place(part: .categories, area: top), Place(part: .images, area: bottom)]
    }

    // MARK: - Rows of lists

    /// The rows of the tree in its pane: below the titles, above the totals and the sums.
    func categoryLines(in area: Rect) -> (table: Rect, hasTotals: Bool, schema: Rect) {
        let rest = area.insetBy(dx: 1, dy: 1).splitBottom(1).rest
        let schemaHeight = CatalogTable.schema.count + 1
        // Where its lines would be cut they are left to the table.
        let hasSchema = rest.width >= 52 && rest.height >= rows.count + 3 + schemaHeight
        let (table, schema) = rest.splitBottom(hasSchema ? schemaHeight : 0)
        return (table, table.height >= 8, schema)
    }

    func visibleRows(in area: Rect) -> (first: Int, area: Rect) {
        let (table, hasTotals, _) = categoryLines(in: area)
        let lines = table.splitTop(1).rest.splitBottom(hasTotals ? 1 : 0).rest
        let shown = categoryCursor.visible(of: rows.count, height: lines.height)
        return (shown.lowerBound, lines.splitTop(shown.count).top)
    }

    func visibleImages(in area: Rect) -> (first: Int, area: Rect) {
        let inner = area.insetBy(dx: 1, dy: 1)
        let shown = imageCursor.visible(of: images.count, height: inner.height)
        return (shown.lowerBound, inner.splitTop(shown.count).top)
    }

    /// Where the thumbnails stand, whatever is in front.
    func thumbnails(_ context: ScreenContext) -> Thumbnails? {
        places(in: context.area).first { $0.part == .thumbnails }.map { thumbnails(in: $0.area) }
    }

    func thumbnails(in area: Rect) -> Thumbnails {
        let inner = area.insetBy(dx: 1, dy: 1)
        return Thumbnails(
            in: inner.splitBottom(inner.height >= 12 ? 2 : 1).rest, count: images.count,
            cursor: imageCursor.row)
    }
}

/// Tiles of one size, as many as an area holds, scrolled so that the cursor is seen.
struct Thumbnails: Hashable, Sendable {
    let area: Rect
    /// Columns of the terminal that a tile takes, its gap included; a row of it is for the name.
    let side: Int
    let columns: Int
    let rows: Int
    /// The images that are seen.
    let shown: Range<Int>

    /// The widest first: large where several fit, never fewer than there is room for.
    private static let sides = [20, 16, 12, 10]

    init(in area: Rect, count: Int, cursor: Int) {
        let fitting = Self.sides.first { area.width / $0 >= 3 && area.height / Self.height(of: $0) >= 2 }
        self.area = area
        side = fitting ?? Self.sides[Self.sides.count - 1]
        columns = max(1, area.width / side)
        rows = max(1, area.height / Self.height(of: side))
        let last = (count + columns - 1) / columns - rows
        let first = max(0, min(cursor / columns - rows / 2, last)) * columns
        shown = first..<max(first, min(count, first + columns * rows))
    }

    /// A cell is twice as high as wide.
    private static func height(of side: Int) -> Int { (side - 1) / 2 + 1 }

    /// The tile of an image that is seen: the picture, and below it the line of its name.
    func tile(of image: Int) -> (picture: Rect, name: Rect) {
        let place = image - shown.lowerBound
        let height = Self.height(of: side)
        let tile = Rect(
            x: area.x + place % columns * side, y: area.y + place / columns * height, width: side - 1,
            height: height)
        let (picture, name) = tile.splitBottom(1)
        return (picture, name)
    }

    /// The image whose tile holds the cell.
    func image(at point: Point) -> Int? {
        shown.first { image in
            let (picture, name) = tile(of: image)
            return picture.contains(point) || name.contains(point)
        }
    }
}
