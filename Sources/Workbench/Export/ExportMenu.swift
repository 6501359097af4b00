import Plot

/// The menu of forms in which the screen in front can leave it.
struct ExportMenu: Hashable, Sendable {
    private(set) var selection = Selection()

    /// The form that a key chooses; nil while nothing is chosen, and `isOver` where the menu is left.
    mutating func handle(_ key: Key, _ forms: [Export.Form]) -> (chosen: Export.Form?, isOver: Bool) {
        if key == .enter, forms.indices.contains(selection.row) { return (forms[selection.row], true) }
        if let form = forms.first(where: { key == .character($0.letter) }) { return (form, true) }
        return (nil, !selection.handle(key, count: forms.count))
    }
}

extension Export.Form {
    /// Chooses it in the menu; charts in capitals.
    var letter: Character {
        switch self {
        case .screenSVG: "s"
        case .screenPNG: "p"
        case .chartSVG: "S"
        case .chartPNG: "P"
        case .ansi: "a"
        case .csv: "c"
        }
    }

    /// By which the palette finds it.
    var name: Phrase {
        switch self {
        case .screenSVG: .exportScreenSVG
        case .screenPNG: .exportScreenPNG
        case .chartSVG: .exportChartSVG
        case .chartPNG: .exportChartPNG
        case .ansi: .exportANSI
        case .csv: .exportCSV
        }
    }
}

extension Model {
    /// On screen 2 a small e equalizes.
    var exportHint: KeyHint { KeyHint(shown == .preprocess ? "E" : "e E", .exportScreen) }

    mutating func takeForExport(_ key: Key) -> [Command] {
        guard var menu = exportMenu else { return [] }
        let (chosen, isOver) = menu.handle(key, exportForms)
        exportMenu = isOver ? nil : menu
        return chosen.map { export($0) } ?? []
    }

    mutating func export(_ form: Export.Form) -> [Command] {
        exportCount += 1
        return [.export(Export(form, of: self, number: exportCount))]
    }

    func draw(_ menu: ExportMenu, in area: Rect, of grid: inout CellGrid) {
        let (theme, words) = (context.theme, context.words)
        let forms = exportForms
        let names = forms.map { words[$0.name] }
        let title = words[.exportTitle]
        let widest = (names + [title]).map { TextWidth.columns(of: $0) }.max() ?? 0
        let width = min(area.width, widest + 8)
        let height = min(area.height, forms.count + 2)
        let box = Rect(
            x: area.x + (area.width - width) / 2, y: area.y + (area.height - height) / 2, width: width,
            height: height)
        grid.fill(box)
        let inner = grid.drawPane(box, title: title, isFocused: true, theme)
        for (line, row) in menu.selection.visible(of: forms.count, height: inner.height).enumerated() {
            let isChosen = row == menu.selection.row
            let y = inner.y + line
            if isChosen {
                grid.fill(Rect(x: inner.x, y: y, width: inner.width, height: 1), style: theme.selected)
            }
            grid.write(
                String(forms[row].letter), x: inner.x + 1, y: y, style: isChosen ? theme.selected : theme.key)
            grid.write(
                names[row], x: inner.x + 4, y: y, style: isChosen ? theme.selected : theme.plain,
                limit: inner.width - 5)
        }
    }
}
