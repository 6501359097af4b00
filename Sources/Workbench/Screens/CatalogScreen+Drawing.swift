import Engine
import Plot

// The panes of screen 1 but for its tree and its table.

extension CatalogScreen {
    func draw(in area: Rect, of grid: inout CellGrid, _ context: ScreenContext) {
        for place in places(in: area) {
            switch place.part {
            case .categories: drawCategories(in: place.area, of: &grid, context)
            case .images: drawImages(in: place.area, of: &grid, context)
            case .image: drawImage(in: place.area, of: &grid, context)
            case .thumbnails: drawThumbnails(in: place.area, of: &grid, context)
            case .table: drawTable(in: place.area, of: &grid, context)
            }
        }
    }

    func style(_ pane: Pane, isChosen: Bool, _ theme: Theme) -> Style {
        guard isChosen else { return theme.plain }
        return focus == pane ? theme.selected : theme.selectedElsewhere
    }

    /// `Categories 2/6  /an_  by size`
    func title(_ pane: Pane, _ name: String, _ context: ScreenContext) -> String {
        var parts = [name]
        if isFiltered(pane) || (isTyping && focus == pane) {
            parts.append("/\(filters[pane]?.field.text ?? "")" + (isTyping && focus == pane ? "_" : ""))
        }
        if showsMarked { parts.append(context.words[.marked]) }
        if order[pane] == .size { parts.append(context.words[.bySize]) }
        return parts.joined(separator: "  ")
    }
}

// MARK: Images

extension CatalogScreen {
    private func imagesTitle(_ context: ScreenContext) -> String {
        let (figures, words) = (context.figures, context.words)
        let split = row?.split.map { " \(context.theme.glyphs.pointer) \(context.dataset.splits[$0])" } ?? ""
        let name = category(context.dataset).map { words[$0.phrase] } ?? words[.imagesTitle]
        let count =
            images.isEmpty ? "" : " \(figures.grouped(imageCursor.row + 1))/\(figures.grouped(images.count))"
        return title(.images, name + split + count, context)
    }

    private func drawImages(in area: Rect, of grid: inout CellGrid, _ context: ScreenContext) {
        let theme = context.theme
        let inner = grid.drawPane(area, title: imagesTitle(context), isFocused: focus == .images, theme)
        drawLackOfImages(in: inner, of: &grid, context)
        let (first, lines) = visibleImages(in: area)
        for line in 0..<lines.height {
            let entry = context.dataset.entries[images[first + line]]
            let isChosen = first + line == imageCursor.row
            let style = style(.images, isChosen: isChosen, theme)
            let y = lines.y + line
            grid.fill(Rect(x: lines.x, y: y, width: lines.width, height: 1), style: style)
            if isChosen { grid.write(theme.glyphs.pointer, x: lines.x, y: y, style: style) }
            let mark = marks.contains(entry.path) ? theme.glyphs.mark : ""
            let x = grid.write(mark, x: lines.x + 1, y: y, style: isChosen ? style : theme.running)
            let size = context.figures.bytes(entry.length)
            grid.write(size, x: lines.maxX - size.count, y: y, style: style)
            grid.writeEnd(
                of: entry.path.printable, x: x, y: y, style: style, limit: lines.maxX - size.count - 1 - x)
        }
    }

    private func drawLackOfImages(in area: Rect, of grid: inout CellGrid, _ context: ScreenContext) {
        guard images.isEmpty, isFiltered(.images) || showsMarked else { return }
        let text = context.words[isFiltered(.images) ? .noImageMatches : .noneMarked]
        grid.writeWrapped(text, in: area.insetBy(dx: 1, dy: 0), style: context.theme.dim)
    }

    /// As many as there is room for, the chosen one's facts below them.
    private func drawThumbnails(in area: Rect, of grid: inout CellGrid, _ context: ScreenContext) {
        let theme = context.theme
        let inner = grid.drawPane(area, title: imagesTitle(context), isFocused: focus == .images, theme)
        drawLackOfImages(in: inner, of: &grid, context)
        let thumbnails = thumbnails(in: area)
        for image in thumbnails.shown {
            let entry = context.dataset.entries[images[image]]
            let (picture, name) = thumbnails.tile(of: image)
            grid.drawPicture(context.pictures[entry.path], in: picture, context.theme, context.words)
            let style = style(.images, isChosen: image == imageCursor.row, theme)
            let mark = marks.contains(entry.path) ? theme.glyphs.mark : ""
            let pointer = image == imageCursor.row ? theme.glyphs.pointer : ""
            if image == imageCursor.row { grid.fill(name, style: style) }
            let x = grid.write(pointer + mark, x: name.x, y: name.y, style: style)
            grid.writeEnd(of: entry.path.fileName, x: x, y: name.y, style: style, limit: name.maxX - x)
        }
        drawFacts(in: inner.splitTop(thumbnails.area.height).rest, of: &grid, context)
    }

    /// The chosen image's path, and below it what is known of it.
    private func drawFacts(in area: Rect, of grid: inout CellGrid, _ context: ScreenContext) {
        guard let entry = selected(context.dataset) else { return }
        let lines = area.insetBy(dx: 1, dy: 0)
        let style = context.theme.title
        grid.writeEnd(of: entry.path.printable, x: lines.x, y: lines.y, style: style, limit: lines.width)
        for (row, facts) in [facts(about: entry, context), place(of: entry, context)].enumerated() {
            guard row + 1 < area.height else { break }
            let line = Rect(x: lines.x, y: lines.y + row + 1, width: lines.width, height: 1)
            grid.writeFacts(facts, in: line, style: context.theme.dim, context.theme)
        }
    }
}

// MARK: The chosen image

extension CatalogScreen {
    private func drawImage(in area: Rect, of grid: inout CellGrid, _ context: ScreenContext) {
        let entry = selected(context.dataset)
        let mark = entry.map { marks.contains($0.path) ? context.theme.glyphs.mark + " " : "" } ?? ""
        let name = mark + (entry?.path.fileName ?? context.words[.image])
        let inner = grid.drawPane(area, title: name, context.theme)
        guard let entry else { return }
        let (picture, below) = inner.splitBottom(inner.height >= 8 ? 3 : 1)
        grid.drawPicture(context.pictures[entry.path], in: picture, context.theme, context.words)
        drawFacts(in: below, of: &grid, context)
    }

    private func facts(about entry: CatalogEntry, _ context: ScreenContext) -> [String] {
        var facts: [String] = []
        if case .ready(let pixmap)? = context.pictures[entry.path] {
            facts.append("\(pixmap.width)\(context.theme.glyphs.times)\(pixmap.height)")
        }
        facts.append(context.figures.bytes(entry.length))
        // A run folder remembers no times.
        if entry.modificationTime > 0 { facts.append(context.figures.day(entry.modificationTime)) }
        return facts
    }

    /// Row, partition and the state of the partition's task, as far as a run has planned them.
    private func place(of entry: CatalogEntry, _ context: ScreenContext) -> [String] {
        guard let row = context.row(of: entry.path) else { return [] }
        let words = context.words
        let place = words[.rowNumber(context.figures.grouped(row))]
        guard let partition = context.partition(ofRow: row) else { return [place] }
        let stage = context.jobs.current?.stages.first {
            $0.tasks.count == context.partitionFirstRows.count
        }
        let state = stage.map { words[$0.tasks[partition].state.word] }
        return [place, words[.partition(partition)]] + [state].compactMap { $0 }
    }
}

extension Glyphs {
    /// Stands before what the person has marked.
    fileprivate var mark: String { isUnicode ? "◆" : "*" }
}

extension Dataset.Category {
    /// Its name, or that it has none.
    var phrase: Phrase { name.map { Phrase(same: $0) } ?? .unlabelled }
}
