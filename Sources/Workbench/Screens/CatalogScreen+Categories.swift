import Engine
import Plot

// The tree of screen 1: a line for each category, its splits below it where it is open, and bars.

extension CatalogScreen {
    func drawCategories(in area: Rect, of grid: inout CellGrid, _ context: ScreenContext) {
        let (theme, figures) = (context.theme, context.figures)
        let all = figures.grouped(context.dataset.categories.count)
        let count = categories.count == context.dataset.categories.count ? all : "\(categories.count)/\(all)"
        let name = title(.categories, "\(context.words[.categoriesTitle]) \(count)", context)
        let inner = grid.drawPane(area, title: name, isFocused: focus == .categories, theme)
        guard inner.height >= 3 else { return }
        drawSums(in: inner.splitBottom(1).bottom, of: &grid, context)
        let schema = categoryLines(in: area).schema
        for (row, line) in CatalogTable.schema.prefix(schema.height).enumerated() {
            let style = row == 0 ? theme.plain : theme.dim
            grid.write(line, x: schema.x + 1, y: schema.y + row, style: style, limit: schema.width - 1)
        }
        drawTree(in: area, of: &grid, context)
    }

    /// A longer bar tells nothing more.
    private static let longestBar = 30

    /// Columns of the table, from the visible names and the room.
    private struct Columns {
        /// Before the names: the pointer, and where there are splits to show, what opens them.
        let indent: Int
        let name: Int
        let count: Int
        let bar: Int
        let splits: Range<Int>
        /// Images of the largest category.
        let largest: Int

        var counts: Int { indent + name }
        var end: Int { counts + splits.count * count }
    }

    private func drawTree(in area: Rect, of grid: inout CellGrid, _ context: ScreenContext) {
        let (table, hasTotals, _) = categoryLines(in: area)
        let (first, lines) = visibleRows(in: area)
        let columns = columns(for: rows[first..<(first + lines.height)], width: table.width, context)
        drawHeader(in: table, columns, of: &grid, context)
        for line in 0..<lines.height {
            let lineArea = Rect(x: lines.x, y: lines.y + line, width: lines.width, height: 1)
            draw(
                rows[first + line], isChosen: first + line == categoryCursor.row, in: lineArea, columns,
                of: &grid, context)
        }
        if hasTotals { drawTotals(at: lines.maxY, in: table, columns, of: &grid, context) }
        if categories.isEmpty { drawNothing(in: table, of: &grid, context) }
    }

    private func columns(for shown: ArraySlice<Row>, width: Int, _ context: ScreenContext) -> Columns {
        let dataset = context.dataset
        let splits = dataset.splits
        let titles = shown.map { row in
            row.split.map { "  " + splits[$0] } ?? context.words[dataset.categories[row.category].phrase]
        }
        let longest = titles.map { TextWidth.columns(of: $0) }.max() ?? 8
        let indent = splits.count > 1 ? 3 : 1
        let count = max(7, min(9, (splits.map { TextWidth.columns(of: $0) }.max() ?? 0) + 1))
        // Where the counts of splits have no room, the names and bars are left.
        let fitting = max(0, (width - indent - 10) / count)
        let columns = fitting >= splits.count ? splits.indices : 0..<0
        let name = max(8, min(longest, width - indent - count * columns.count - 5, 30))
        let bar = width - 1 - indent - name - count * columns.count - 1
        return Columns(
            indent: indent, name: name, count: count, bar: min(bar, Self.longestBar), splits: columns,
            largest: max(1, dataset.categories.lazy.map(\.members.count).max() ?? 1))
    }

    private func drawHeader(
        in area: Rect, _ columns: Columns, of grid: inout CellGrid, _ context: ScreenContext
    ) {
        let theme = context.theme
        grid.write(
            context.words[.category], x: area.x + columns.indent, y: area.y, style: theme.dim,
            limit: columns.name)
        for split in columns.splits {
            let x = area.x + columns.counts + split * columns.count
            let text = TextWidth.truncated(context.dataset.splits[split], to: columns.count - 1)
            grid.write(text.leftPadded(to: columns.count), x: x, y: area.y, style: splitStyle(split, theme))
        }
    }

    private func draw(
        _ row: Row, isChosen: Bool, in area: Rect, _ columns: Columns, of grid: inout CellGrid,
        _ context: ScreenContext
    ) {
        let (theme, dataset) = (context.theme, context.dataset)
        let category = dataset.categories[row.category]
        let style = style(.categories, isChosen: isChosen, theme)
        grid.fill(Rect(x: area.x, y: area.y, width: columns.end, height: 1), style: style)
        if isChosen { grid.write(theme.glyphs.pointer, x: area.x, y: area.y, style: style) }
        if row.split == nil, columns.indent > 1, !category.countBySplit.isEmpty {
            let mark = opened.contains(category.name) ? "-" : "+"
            grid.write(mark, x: area.x + 1, y: area.y, style: isChosen ? style : theme.dim)
        }
        let name = row.split.map { "  " + dataset.splits[$0] } ?? context.words[category.phrase]
        let isMatch =
            row.split == nil && filters[.categories]?.isSearch == true && filter(.categories).passes(name)
        grid.write(
            name, x: area.x + columns.indent, y: area.y, style: isMatch ? style.with(.underline) : style,
            limit: columns.name)
        let splits = row.split.map { $0..<($0 + 1) } ?? dataset.splits.indices
        for split in splits where columns.splits.contains(split) {
            let text = context.figures.grouped(category.count(ofSplit: split)).leftPadded(to: columns.count)
            grid.write(text, x: area.x + columns.counts + split * columns.count, y: area.y, style: style)
        }
        drawBar(of: category, splits, in: area, columns, of: &grid, theme)
    }

    private func drawBar(
        of category: Dataset.Category, _ splits: Range<Int>, in area: Rect, _ columns: Columns,
        of grid: inout CellGrid, _ theme: Theme
    ) {
        let bar = Rect(x: area.x + columns.end + 1, y: area.y, width: columns.bar, height: 1)
        var parts = splits.map { split in
            (share: Double(category.count(ofSplit: split)), style: splitStyle(split, theme))
        }
        if category.countBySplit.isEmpty { parts = [(Double(category.members.count), splitStyle(0, theme))] }
        // A split keeps its texture where colour does not tell it from the others.
        let hidden = (0..<splits.lowerBound).map { (share: 0.0, style: splitStyle($0, theme)) }
        Bar.drawStacked(
            (hidden + parts).map { ($0.share / Double(columns.largest), $0.style) }, in: bar, of: &grid,
            glyphs: theme.glyphs.kind, isColored: theme.isColored)
    }

    /// The splits differ by brightness, and in the bar by glyph.
    private func splitStyle(_ split: Int, _ theme: Theme) -> Style {
        split == 0 ? Style(theme.accent.foreground) : theme.dim
    }

    private func drawTotals(
        at y: Int, in area: Rect, _ columns: Columns, of grid: inout CellGrid, _ context: ScreenContext
    ) {
        let theme = context.theme
        grid.write(context.words[.all], x: area.x + columns.indent, y: y, style: theme.title)
        for split in columns.splits {
            let text = context.figures.grouped(context.dataset.count(ofSplit: split)).leftPadded(
                to: columns.count)
            grid.write(text, x: area.x + columns.counts + split * columns.count, y: y, style: theme.title)
        }
    }

    private func drawNothing(in area: Rect, of grid: inout CellGrid, _ context: ScreenContext) {
        let dataset = context.dataset
        let reason: Phrase =
            isFiltered(.categories)
            ? .noCategoryMatches : showsMarked ? .noneMarked : dataset.isListing ? .listingNow : .noImages
        let text = dataset.failure ?? context.words[reason]
        grid.writeWrapped(text, in: area.insetBy(dx: 1, dy: 1), style: context.theme.dim)
    }

    private func drawSums(in area: Rect, of grid: inout CellGrid, _ context: ScreenContext) {
        let (dataset, figures, words) = (context.dataset, context.figures, context.words)
        let marked = marks.isEmpty ? [] : [words[.markedCount(figures.grouped(marks.count))]]
        let facts =
            [figures.bytes(dataset.bytes)] + marked + [
                words[.unlabelledCount(figures.grouped(dataset.unlabelledCount))],
                words[.setAside(figures.grouped(context.jobs.rejectionCount))],
            ]
        let line = Rect(x: area.x + 1, y: area.y, width: area.width - 1, height: 1)
        grid.writeFacts(facts, in: line, style: context.theme.dim, context.theme)
    }
}
