import Engine
import Plot

// Where things stand on screen 1: one column of panes on a narrow terminal, two at 80, three from 120 columns on.

extension CatalogScreen {
    func draw(in area: Rect, of grid: inout CellGrid, _ context: ScreenContext) {
        if area.width >= 120 {
            let (left, rest) = area.splitLeft(area.width * 3 / 8)
            let (middle, right) = rest.splitLeft(area.width / 4)
            drawCategories(in: left, of: &grid, context)
            drawImages(in: middle, of: &grid, context)
            drawImage(in: right, of: &grid, context)
        } else {
            let (left, right) = area.splitLeft(area.width * 21 / 40)
            drawLists(in: left, of: &grid, context)
            drawImage(in: right, of: &grid, context)
        }
    }

    /// Both lists below each other, or the focused one alone where the rows are few.
    private func drawLists(in area: Rect, of grid: inout CellGrid, _ context: ScreenContext) {
        guard area.height >= 18 else {
            switch focus {
            case .categories: drawCategories(in: area, of: &grid, context)
            case .images: drawImages(in: area, of: &grid, context)
            }
            return
        }
        let wanted = categories.count + 6
        let (top, bottom) = area.splitTop(min(wanted, area.height * 3 / 5))
        drawCategories(in: top, of: &grid, context)
        drawImages(in: bottom, of: &grid, context)
    }

    private func style(_ pane: Pane, isChosen: Bool, _ theme: Theme) -> Style {
        guard isChosen else { return theme.plain }
        return focus == pane ? theme.selected : theme.selectedElsewhere
    }

    /// `Categories 2/6  filter: an_`
    private func title(_ pane: Pane, _ name: String, _ context: ScreenContext) -> String {
        var title = name
        if isFiltered(pane) || (isTyping && focus == pane) {
            title += "  /\(filters[pane]?.text ?? "")"
            if isTyping, focus == pane { title += "_" }
        }
        if order[pane] == .size { title += "  by size" }
        return title
    }
}

// MARK: Categories

extension CatalogScreen {
    private func drawCategories(in area: Rect, of grid: inout CellGrid, _ context: ScreenContext) {
        let dataset = context.dataset
        let shown = isFiltered(.categories) ? "\(categories.count)/" : ""
        let name = title(.categories, "Categories \(shown)\(dataset.categories.count)", context)
        let inner = grid.drawPane(area, title: name, isFocused: focus == .categories, context.theme)
        guard inner.height >= 3 else { return }
        var (rest, sums) = inner.splitBottom(1)
        drawSums(in: sums, of: &grid, context)
        let hasSchema = rest.height >= categories.count + 3 + Self.schema.count + 1
        if hasSchema {
            let schema: Rect
            (rest, schema) = rest.splitBottom(Self.schema.count + 1)
            drawSchema(in: schema, of: &grid, context)
        }
        drawCategoryTable(in: rest, of: &grid, context)
    }

    /// A longer bar tells nothing more.
    private static let longestBar = 30

    /// Columns of the table, from the visible names and the room.
    private struct Columns {
        let name: Int
        let count: Int
        let bar: Int
    }

    private func drawCategoryTable(in area: Rect, of grid: inout CellGrid, _ context: ScreenContext) {
        let dataset = context.dataset
        let hasTotals = area.height >= 8
        let rows = categoryCursor.visible(of: categories.count, height: area.height - (hasTotals ? 2 : 1))
        let shown = rows.map { dataset.categories[categories[$0]] }
        let columns = columns(for: shown, splits: dataset.splits, width: area.width)
        drawHeader(at: area.y, in: area, columns, of: &grid, context)
        let largest = max(1, dataset.categories.lazy.map(\.members.count).max() ?? 1)
        for (line, row) in rows.enumerated() {
            let lineArea = Rect(x: area.x, y: area.y + 1 + line, width: area.width, height: 1)
            let isChosen = row == categoryCursor.row
            drawCategory(shown[line], isChosen: isChosen, largest, in: lineArea, columns, of: &grid, context)
        }
        if hasTotals { drawTotals(at: area.y + 1 + rows.count, in: area, columns, of: &grid, context) }
        if categories.isEmpty { drawNothing(in: area, of: &grid, context) }
    }

    private func columns(for shown: [Dataset.Category], splits: [String], width: Int) -> Columns {
        let longest = shown.map { TextWidth.columns(of: $0.title) }.max() ?? 8
        let count = max(7, min(9, (splits.map { TextWidth.columns(of: $0) }.max() ?? 0) + 1))
        let name = max(8, min(longest, width - 1 - count * splits.count - 5, 30))
        let bar = width - 2 - name - count * splits.count - 1
        return Columns(name: name, count: count, bar: min(bar, Self.longestBar))
    }

    private func drawHeader(
        at y: Int, in area: Rect, _ columns: Columns, of grid: inout CellGrid, _ context: ScreenContext
    ) {
        let theme = context.theme
        grid.write("category", x: area.x + 1, y: y, style: theme.dim, limit: columns.name)
        for (index, split) in context.dataset.splits.enumerated() {
            let x = area.x + 1 + columns.name + index * columns.count
            let text = TextWidth.truncated(split, to: columns.count - 1)
            grid.write(text.leftPadded(to: columns.count), x: x, y: y, style: splitStyle(index, theme))
        }
    }

    private func drawCategory(
        _ category: Dataset.Category, isChosen: Bool, _ largest: Int, in area: Rect, _ columns: Columns,
        of grid: inout CellGrid, _ context: ScreenContext
    ) {
        let theme = context.theme
        let style = style(.categories, isChosen: isChosen, theme)
        let splits = context.dataset.splits.indices
        let textEnd = area.x + 1 + columns.name + splits.count * columns.count
        grid.fill(Rect(x: area.x, y: area.y, width: textEnd - area.x, height: 1), style: style)
        if isChosen { grid.write(theme.glyphs.pointer, x: area.x, y: area.y, style: style) }
        grid.write(category.title, x: area.x + 1, y: area.y, style: style, limit: columns.name)
        for split in splits {
            let text = context.figures.grouped(category.count(ofSplit: split)).leftPadded(to: columns.count)
            grid.write(text, x: area.x + 1 + columns.name + split * columns.count, y: area.y, style: style)
        }
        let bar = Rect(x: textEnd + 1, y: area.y, width: columns.bar, height: 1)
        let parts = splits.map {
            (share: Double(category.count(ofSplit: $0)) / Double(largest), style: splitStyle($0, theme))
        }
        Bar.drawStacked(parts, in: bar, of: &grid, glyphs: theme.glyphs.kind, isColored: theme.isColored)
    }

    /// The splits differ by brightness, and in the bar by glyph.
    private func splitStyle(_ split: Int, _ theme: Theme) -> Style {
        split == 0 ? Style(theme.accent.foreground) : theme.dim
    }

    private func drawTotals(
        at y: Int, in area: Rect, _ columns: Columns, of grid: inout CellGrid, _ context: ScreenContext
    ) {
        let theme = context.theme
        grid.write("all", x: area.x + 1, y: y, style: theme.title)
        for split in context.dataset.splits.indices {
            let text = context.figures.grouped(context.dataset.count(ofSplit: split)).leftPadded(
                to: columns.count)
            grid.write(text, x: area.x + 1 + columns.name + split * columns.count, y: y, style: theme.title)
        }
    }

    private func drawNothing(in area: Rect, of grid: inout CellGrid, _ context: ScreenContext) {
        let dataset = context.dataset
        let text =
            dataset.failure
            ?? (isFiltered(.categories)
                ? "No category matches." : dataset.isListing ? "Listing" : "No images.")
        grid.writeWrapped(text, in: area.insetBy(dx: 1, dy: 1), style: context.theme.dim)
    }

    private func drawSums(in area: Rect, of grid: inout CellGrid, _ context: ScreenContext) {
        let dataset = context.dataset
        let facts = [
            context.figures.bytes(dataset.bytes),
            "\(context.figures.grouped(dataset.unlabelledCount)) unlabelled",
            "\(context.figures.grouped(context.jobs.rejectionCount)) set aside",
        ]
        let line = Rect(x: area.x + 1, y: area.y, width: area.width - 1, height: 1)
        grid.writeFacts(facts, in: line, style: context.theme.dim, context.theme)
    }

    private static let schema = [
        ("path", "string"), ("modificationTime", "timestamp"), ("length", "long"), ("category", "string"),
        ("split", "string"),
    ]

    private func drawSchema(in area: Rect, of grid: inout CellGrid, _ context: ScreenContext) {
        for (row, field) in Self.schema.enumerated() {
            grid.write(field.0, x: area.x + 1, y: area.y + row, style: context.theme.plain, limit: 26)
            grid.write(
                field.1, x: area.x + 28, y: area.y + row, style: context.theme.dim, limit: area.width - 28)
        }
    }
}

// MARK: Images

extension CatalogScreen {
    private func drawImages(in area: Rect, of grid: inout CellGrid, _ context: ScreenContext) {
        let theme = context.theme
        let dataset = context.dataset
        let count =
            images.isEmpty
            ? "" : " \(context.figures.grouped(imageCursor.row + 1))/\(context.figures.grouped(images.count))"
        let name = title(.images, (category(dataset)?.title ?? "Images") + count, context)
        let inner = grid.drawPane(area, title: name, isFocused: focus == .images, theme)
        if images.isEmpty, isFiltered(.images) {
            grid.writeWrapped("No image matches.", in: inner.insetBy(dx: 1, dy: 0), style: theme.dim)
        }
        for (line, row) in imageCursor.visible(of: images.count, height: inner.height).enumerated() {
            let entry = dataset.entries[images[row]]
            let isChosen = row == imageCursor.row
            let style = style(.images, isChosen: isChosen, theme)
            let y = inner.y + line
            grid.fill(Rect(x: inner.x, y: y, width: inner.width, height: 1), style: style)
            if isChosen { grid.write(theme.glyphs.pointer, x: inner.x, y: y, style: style) }
            let size = context.figures.bytes(entry.length)
            grid.write(size, x: inner.maxX - size.count, y: y, style: style)
            grid.writeEnd(
                of: entry.path.printable, x: inner.x + 1, y: y, style: style,
                limit: inner.width - 2 - size.count)
        }
    }
}

// MARK: The chosen image

extension CatalogScreen {
    private func drawImage(in area: Rect, of grid: inout CellGrid, _ context: ScreenContext) {
        let entry = selected(context.dataset)
        let name = entry.map { $0.path.fileName } ?? "image"
        let inner = grid.drawPane(area, title: name, context.theme)
        guard let entry else { return }
        let (picture, below) = inner.splitBottom(inner.height >= 8 ? 3 : 1)
        grid.drawPicture(context.pictures[entry.path], in: picture, context.theme)
        let path = entry.path.printable
        grid.writeEnd(
            of: path, x: below.x + 1, y: below.y, style: context.theme.title, limit: below.width - 2)
        for (row, facts) in [facts(about: entry, context), place(of: entry, context)].enumerated() {
            guard row + 1 < below.height else { break }
            let line = Rect(x: below.x + 1, y: below.y + row + 1, width: below.width - 2, height: 1)
            grid.writeFacts(facts, in: line, style: context.theme.dim, context.theme)
        }
    }

    private func facts(about entry: CatalogEntry, _ context: ScreenContext) -> [String] {
        var facts: [String] = []
        if case .ready(let pixmap)? = context.pictures[entry.path] {
            facts.append("\(pixmap.width)\(context.theme.glyphs.times)\(pixmap.height) RGB")
        }
        facts.append(context.figures.bytes(entry.length))
        // A run folder remembers no times.
        if entry.modificationTime > 0 { facts.append(context.figures.day(entry.modificationTime)) }
        return facts
    }

    /// Row, partition and the state of the partition's task, as far as a run has planned them.
    private func place(of entry: CatalogEntry, _ context: ScreenContext) -> [String] {
        guard let row = context.row(of: entry.path) else { return [] }
        guard let partition = context.partition(ofRow: row) else {
            return ["row \(context.figures.grouped(row))"]
        }
        let state = context.jobs.current?.stages.first { $0.tasks.count == context.partitionFirstRows.count }
            .map { $0.tasks[partition].state.word }
        return ["row \(context.figures.grouped(row))", "partition \(partition)"] + [state].compactMap { $0 }
    }
}
