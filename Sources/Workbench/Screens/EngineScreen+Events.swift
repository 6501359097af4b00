import Engine
import Plot

// What happened last, and what is kept of persisted datasets.

extension EngineScreen {
    /// Newest first.
    func drawEvents(in area: Rect, of grid: inout CellGrid, _ context: ScreenContext) {
        let theme = context.theme
        let notes = context.jobs.notes
        let aside = context.jobs.rejectionCount
        let title = aside > 0 ? "Events  images set aside: \(Figures.english.grouped(aside))" : "Events"
        guard area.height > 2 else { return }
        let inner = grid.drawPane(area, title: title, isFocused: focus == .events, theme)
        for (row, note) in notes.reversed().dropFirst(skippedEvents).prefix(inner.height).enumerated() {
            draw(note, at: inner.y + row, in: inner, of: &grid, theme)
        }
    }

    func draw(_ note: JobStatus.Note, at y: Int, in area: Rect, of grid: inout CellGrid, _ theme: Theme) {
        let time = Figures.english.fixed(note.time, places: 2).leftPadded(to: 7)
        let x = grid.write(time, x: area.x, y: y, style: theme.dim, limit: area.width) + 2
        grid.write(
            note.text.escapingUnprintable, x: x, y: y, style: style(of: note.weight, theme),
            limit: area.maxX - x)
    }

    private func style(of weight: JobStatus.Note.Weight, _ theme: Theme) -> Style {
        switch weight {
        case .plain: theme.plain
        case .success: theme.good
        case .warning: theme.running
        case .failure: theme.failed
        }
    }
}

// MARK: Storage

extension EngineScreen {
    /// Rows of the pane with every dataset in it; 0 where nothing is kept.
    func storageHeight(_ context: ScreenContext) -> Int {
        let count = context.jobs.persisted.count
        return count > 0 ? count + 3 : 0
    }

    /// `pictures  memory and disk  7/16  34.2 MB  1.2 MB`
    func drawStorage(in area: Rect, of grid: inout CellGrid, _ context: ScreenContext) {
        guard area.height > 2 else { return }
        let theme = context.theme
        let inner = grid.drawPane(area, title: "Persisted datasets", theme).insetBy(dx: 1, dy: 0)
        let isWide = inner.width >= 62
        let fixed = isWide ? 44 : 18
        let level: [Table.Column] = isWide ? [.text("level", 16)] : []
        let sizes: [Table.Column] =
            isWide ? [.figure("memory", 10), .figure("disk", 10)] : [.figure("kept", 10)]
        let table = Table(
            [.text("dataset", max(8, inner.width - fixed))] + level + [.figure("parts", 8)] + sizes)
        let (header, rows) = inner.splitTop(1)
        table.writeTitles(in: header, of: &grid, theme)
        for (row, dataset) in context.jobs.persisted.prefix(rows.height).enumerated() {
            let line = Rect(x: rows.x, y: rows.y + row, width: rows.width, height: 1)
            let parts = "\(dataset.stored)/\(dataset.partitions)"
            let bytes = [dataset.memoryBytes, dataset.diskBytes]
            let name = dataset.name.escapingUnprintable
            let texts =
                isWide
                ? [name, dataset.level, parts] + bytes.map(Figures.english.bytes)
                : [name, parts, Figures.english.bytes(bytes[0] + bytes[1])]
            table.write(texts, in: line, of: &grid, style: theme.plain)
        }
    }
}
