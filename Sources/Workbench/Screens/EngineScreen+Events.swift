import Engine
import Plot

// What happened last, and what is kept of persisted datasets.

extension EngineScreen {
    /// Newest first.
    func drawEvents(in area: Rect, of grid: inout CellGrid, _ context: ScreenContext) {
        guard area.height > 2 else { return }
        let (theme, isFocused) = (context.theme, focus == .events)
        let inner = grid.drawPane(area, title: eventsTitle(context), isFocused: isFocused, theme)
        let events = eventList.shown(context)
        let rows = eventRows(events, in: area)
        for row in rows.shown {
            let isChosen = isFocused && row == eventList.cursor.row
            draw(events[row], isChosen: isChosen, in: rows.line(row), of: &grid, context)
        }
        if events.isEmpty, !eventList.filter.isEmpty {
            grid.write(
                context.words[.noEventMatches], x: inner.x + 1, y: inner.y, style: theme.dim,
                limit: inner.width - 1)
        }
    }

    /// `Events  problems  /!lemon_  images set aside: 1`
    private func eventsTitle(_ context: ScreenContext) -> String {
        let words = context.words
        var parts = [words[.eventsTitle]]
        if let task = eventList.task, let stages = context.jobs.job(task.job)?.stages,
            stages.indices.contains(task.stage)
        {
            parts.append("\(stages[task.stage].description.name) \(task.partition)")
        }
        if eventList.kinds != .all { parts.append(words[eventList.kinds.name]) }
        if eventList.isTyping || !eventList.field.text.isEmpty {
            parts.append("/\(eventList.field.text)\(eventList.isTyping ? "_" : "")")
        }
        let aside = context.jobs.rejectionCount
        if aside > 0 { parts.append(words[.imagesSetAside(context.figures.grouped(aside))]) }
        return parts.joined(separator: "  ")
    }

    private func draw(
        _ event: JobEvent, isChosen: Bool, in line: Rect, of grid: inout CellGrid, _ context: ScreenContext
    ) {
        guard let note = EventNote(event, of: context.jobs) else { return }
        let theme = context.theme
        if isChosen { grid.fill(line, style: theme.selected) }
        let time = context.figures.fixed(event.time, places: 2).leftPadded(to: 7)
        let timeStyle = isChosen ? theme.selected : theme.dim
        let x = grid.write(time, x: line.x, y: line.y, style: timeStyle, limit: line.width) + 2
        var style = isChosen ? theme.selected : note.weight.style(theme)
        if eventList.isMatch(event, context) { style = style.with(.underline) }
        let text = context.words[note.phrase].escapingUnprintable
        grid.write(text, x: x, y: line.y, style: style, limit: line.maxX - x)
    }

    /// What happened to the chosen task, newest first, as far as it is remembered.
    func drawTaskEvents(
        of job: JobStatus.Job, in area: Rect, of grid: inout CellGrid, _ context: ScreenContext
    ) {
        guard area.height > 2, let stage = stage(of: job), let task = task(context) else { return }
        let inner = grid.drawPane(area, title: context.words[.taskEvents], context.theme)
        let place = EventList.Place(
            job: job.job, stage: stage.description.stage, partition: task.partition)
        let events = context.jobs.remembered.reversed().lazy.filter(place.made)
        for (row, event) in events.prefix(inner.height).enumerated() {
            let line = Rect(x: inner.x, y: inner.y + row, width: inner.width, height: 1)
            draw(event, isChosen: false, in: line, of: &grid, context)
        }
    }
}

extension EventNote.Weight {
    fileprivate func style(_ theme: Theme) -> Style {
        switch self {
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
        let (theme, words) = (context.theme, context.words)
        let all = context.jobs.persisted
        let count = all.count > area.height - 3 ? " \(all.count)" : ""
        let title = words[.persistedDatasets] + count
        let inner = grid.drawPane(area, title: title, theme).insetBy(dx: 1, dy: 0)
        let isWide = inner.width >= 62
        let level: [Table.Column] = isWide ? [.text(words[.columnLevel], 17)] : []
        let sizes: [Table.Column] =
            isWide
            ? [.figure(words[.columnMemory], 10), .figure(words[.columnDisk], 10)]
            : [.figure(words[.columnKept], 10)]
        let name = max(8, inner.width - (isWide ? 45 : 18))
        let table = Table(
            [.text(words[.columnDataset], name)] + level + [.figure(words[.columnParts], 8)] + sizes)
        let (header, rows) = inner.splitTop(1)
        table.writeTitles(in: header, of: &grid, theme)
        for (row, dataset) in all.prefix(rows.height).enumerated() {
            let line = Rect(x: rows.x, y: rows.y + row, width: rows.width, height: 1)
            table.write(
                texts(of: dataset, isWide: isWide, context), in: line, of: &grid, style: theme.plain)
        }
    }

    private func texts(of dataset: PersistedDataset, isWide: Bool, _ context: ScreenContext) -> [String] {
        let (name, parts) = (dataset.name.escapingUnprintable, "\(dataset.stored)/\(dataset.partitions)")
        let (memory, disk) = (dataset.memoryBytes, dataset.diskBytes)
        guard isWide else { return [name, parts, context.figures.bytes(memory &+ disk)] }
        return [name, context.words[dataset.place], parts] + [memory, disk].map(context.figures.bytes)
    }
}
