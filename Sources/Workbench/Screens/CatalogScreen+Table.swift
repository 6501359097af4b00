import Plot

// Screen 1 as Spark would print it: the schema, the first rows, the categories with their counts.

extension CatalogScreen {
    mutating func handleInTable(_ key: Key, _ context: ScreenContext) {
        let (lines, width) = tableSize(context.dataset)
        let page = max(1, context.area.height - 3)
        let mostRows = max(0, lines - (context.area.height - 2))
        let mostColumns = max(0, width - (context.area.width - 4))
        switch key {
        case .character("d"), .escape, .enter: view = .list
        case .left, .character("h"): tableOrigin.x = max(0, tableOrigin.x - 8)
        case .right, .character("l"): tableOrigin.x = min(mostColumns, tableOrigin.x + 8)
        default:
            var cursor = Selection()
            cursor.move(to: tableOrigin.y, of: mostRows + 1)
            if cursor.handle(key, count: mostRows + 1, page: page) { tableOrigin.y = cursor.row }
        }
    }

    private func tableSize(_ dataset: Dataset) -> (lines: Int, width: Int) {
        let lines = tableLines(dataset)
        return (lines.count, lines.map { TextWidth.columns(of: $0.text) }.max() ?? 0)
    }

    private func tableLines(_ dataset: Dataset) -> [(text: String, isCall: Bool)] {
        let answers = dataset.answers.map { answer in
            [(">>> " + answer.call, true)] + answer.lines.map { ($0, false) }
        }
        return Array(answers.joined(separator: [("", false)]))
    }

    func drawTable(in area: Rect, of grid: inout CellGrid, _ context: ScreenContext) {
        let theme = context.theme
        let title = "\(context.words[.tableTitle]) \(context.figures.grouped(context.dataset.entries.count))"
        let inner = grid.drawPane(area, title: title, isFocused: true, theme).insetBy(dx: 1, dy: 0)
        let lines = tableLines(context.dataset)
        let first = max(0, min(tableOrigin.y, lines.count - inner.height))
        for (row, line) in lines.dropFirst(first).prefix(inner.height).enumerated() {
            let style = line.isCall ? theme.accent : theme.plain
            let text = String(line.text.dropFirst(tableOrigin.x))
            grid.write(text, x: inner.x, y: inner.y + row, style: style, limit: inner.width)
        }
    }
}
