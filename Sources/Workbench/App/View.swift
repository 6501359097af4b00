import Plot

// The model as cells: tabs above, the screen, the footer below. A pure function, the same model gives the same grid.

extension Model {
    func draw() -> CellGrid {
        var grid = CellGrid(width: width, height: height)
        let layout = layout
        drawTabs(in: layout.tabs, of: &grid)
        screen.draw(in: layout.screen, of: &grid, context)
        drawFooter(in: layout.footer, of: &grid)
        if let helpPage { drawHelp(page: helpPage, in: layout.screen, of: &grid) }
        if let palette { draw(palette, in: layout.screen, of: &grid) }
        if let exportMenu { draw(exportMenu, in: layout.screen, of: &grid) }
        if let demo { draw(demo, in: layout.footer, of: &grid) }
        return context.theme.glyphs.isUnicode ? grid : grid.inASCII
    }

    /// Where the parts of the UI stand.
    var layout: (tabs: Rect, screen: Rect, footer: Rect) {
        let (tabs, rest) = Rect(x: 0, y: 0, width: width, height: height).splitTop(1)
        // A rule above the footer only where rows are many, or where it carries the line of a recorded run.
        let (screen, footer) = rest.splitBottom(height >= 20 || playback != nil ? 2 : 1)
        return (tabs, screen, footer)
    }

    /// The rows that a screen has.
    var screenHeight: Int { layout.screen.height }
}

// MARK: Tabs

extension Model {
    /// A screen's tab: its text and the columns that it takes.
    struct Tab: Hashable, Sendable {
        let name: ScreenName
        let text: String
        let columns: Range<Int>
    }

    private static let programName = " Fruits!"

    /// Titles where they have room, and numbers alone, but for the screen in front, where they have not.
    var tabs: [Tab] {
        let titles = ScreenName.allCases.map { "\($0.rawValue) \(context.words[$0.title])" }
        let start = Self.programName.count + 1
        let isNarrow = titles.reduce(start) { $0 + TextWidth.columns(of: $1) + 2 } + Self.leastStatus > width
        var x = start
        return zip(ScreenName.allCases, titles).map { name, title in
            let text = isNarrow && name != shown ? "\(name.rawValue)" : title
            let framed = name == shown ? "[\(text)]" : " \(text) "
            defer { x += TextWidth.columns(of: framed) }
            return Tab(name: name, text: framed, columns: x..<(x + TextWidth.columns(of: framed)))
        }
    }

    /// Columns that what runs takes at least: `▸ 45 %`.
    private static let leastStatus = 8

    private func drawTabs(in area: Rect, of grid: inout CellGrid) {
        let theme = context.theme
        grid.write(Self.programName, x: area.x, y: area.y, style: theme.accent)
        let tabs = tabs
        for tab in tabs {
            grid.write(
                tab.text, x: tab.columns.lowerBound, y: area.y,
                style: tab.name == shown ? theme.accent : theme.dim)
        }
        drawStatus(from: (tabs.last?.columns.upperBound ?? 0) + 1, in: area, of: &grid)
    }

    /// What runs, whatever screen is in front: the longest of its wordings that has room.
    private func drawStatus(from x: Int, in area: Rect, of grid: inout CellGrid) {
        let status = runStatus
        guard let text = status.wordings.first(where: { TextWidth.columns(of: $0) <= area.maxX - 1 - x })
        else {
            return
        }
        grid.write(text, x: area.maxX - 1 - TextWidth.columns(of: text), y: area.y, style: status.style)
    }
}

// MARK: Footer

extension Model {
    /// A hint of the footer and the columns that it takes.
    struct PlacedHint: Hashable, Sendable {
        let hint: KeyHint
        let columns: Range<Int>
    }

    /// What stands at the right of the footer: a notice, or the screen's figure.
    private var footerFigure: String {
        let text = notice.map { context.words[$0.text] } ?? screen.figure(context)
        return TextWidth.truncated(text, to: max(0, width - 2))
    }

    /// The hints that have room beside the figure, from the left; those at the end give way.
    var footerHints: [PlacedHint] {
        let end = width - 1 - TextWidth.columns(of: footerFigure) - 1
        var x = 1
        var placed: [PlacedHint] = []
        let back = isFollowing && !screen.takesText ? [KeyHint("Esc", .backToPoint)] : []
        for hint in [KeyHint("?", .help)] + back + screenHints {
            let columns = [context.words.keys(hint.key), context.words[hint.action]].map {
                TextWidth.columns(of: $0)
            }
            let next = x + columns[0] + 1 + columns[1]
            guard next < end else { break }
            placed.append(PlacedHint(hint: hint, columns: x..<next))
            x = next + 2
        }
        return placed
    }

    /// While a point is followed, o goes back to it.
    private var screenHints: [KeyHint] {
        screen.hints(context).filter { !isFollowing || $0.key != "o" }
    }

    private func drawFooter(in area: Rect, of grid: inout CellGrid) {
        let (theme, words) = (context.theme, context.words)
        if area.height > 1 {
            let rule = area.splitTop(1).top
            grid.fill(rule, with: theme.glyphs.horizontal, style: theme.border)
            playback?.draw(in: rule, of: &grid, context)
        }
        let y = area.maxY - 1
        let figure = footerFigure
        let style = notice.map { $0.isError ? theme.failed : theme.running } ?? theme.title
        grid.write(figure, x: area.maxX - 1 - TextWidth.columns(of: figure), y: y, style: style)
        for placed in footerHints {
            let x = grid.write(
                words.keys(placed.hint.key), x: placed.columns.lowerBound, y: y, style: theme.key)
            grid.write(words[placed.hint.action], x: x + 1, y: y, style: theme.dim)
        }
    }
}

extension CellGrid {
    private static let substitutes: [Character: Character] = [
        "…": "~", "\u{A0}": " ", "²": "2", "’": "'", "à": "a", "â": "a", "ç": "c", "é": "e", "è": "e",
        "ê": "e",
        "ë": "e",
        "É": "E", "î": "i", "ï": "i", "ô": "o", "œ": "o", "ù": "u", "û": "u",
    ]

    /// The grid for a terminal without UTF-8: letters of words lose their accents, what else ASCII lacks becomes `?`.
    fileprivate var inASCII: CellGrid {
        var grid = self
        for y in 0..<height {
            for x in 0..<width where !self[x, y].character.isASCII {
                grid[x, y].character = Self.substitutes[self[x, y].character] ?? "?"
            }
        }
        return grid
    }
}
