import Plot

// The model as cells: tabs above, the screen, the footer below. A pure function, the same model gives the same grid.

extension Model {
    func draw() -> CellGrid {
        var grid = CellGrid(width: width, height: height)
        let (tabs, belowTabs) = grid.bounds.splitTop(1)
        let (area, footer) = belowTabs.splitBottom(footerHeight)
        drawTabs(in: tabs, of: &grid)
        screen.draw(in: area, of: &grid, context)
        drawFooter(in: footer, of: &grid)
        if let helpPage { drawHelp(page: helpPage, in: area, of: &grid) }
        return context.theme.glyphs.isUnicode ? grid : grid.inASCII
    }

    /// A rule above the footer only where rows are many, or where it carries the line of a recorded run.
    private var footerHeight: Int { height >= 20 || playback != nil ? 2 : 1 }

    /// The rows that a screen has.
    var screenHeight: Int { max(0, height - 1 - footerHeight) }

    private func drawTabs(in area: Rect, of grid: inout CellGrid) {
        let theme = context.theme
        var x = grid.write(" Fruits!", x: area.x, y: area.y, style: theme.accent) + 2
        let isNarrow = area.width < 72
        for name in ScreenName.allCases {
            let isShown = name == shown
            let title = isNarrow && !isShown ? "\(name.rawValue)" : "\(name.rawValue) \(name.title)"
            x = grid.write(
                isShown ? "[\(title)]" : " \(title) ", x: x, y: area.y,
                style: isShown ? theme.accent : theme.dim)
            x += isNarrow ? 0 : 1
        }
    }

    /// Hints on the left, the figure or a notice on the right; hints give way from their end.
    private func drawFooter(in area: Rect, of grid: inout CellGrid) {
        let theme = context.theme
        if area.height > 1 {
            let rule = area.splitTop(1).top
            grid.fill(rule, with: theme.glyphs.horizontal, style: theme.border)
            playback?.draw(in: rule, of: &grid, theme)
        }
        let y = area.maxY - 1
        let right = notice?.text ?? screen.figure(context)
        let rightStyle = notice.map { $0.isError ? theme.failed : theme.running } ?? theme.title
        let room = area.width - 2
        let shownRight = TextWidth.truncated(right, to: max(0, room))
        let rightX = area.maxX - 1 - TextWidth.columns(of: shownRight)
        grid.write(shownRight, x: rightX, y: y, style: rightStyle)
        var x = area.x + 1
        for hint in [KeyHint("?", "help")] + screen.hints(context) {
            let width = TextWidth.columns(of: hint.key) + 1 + TextWidth.columns(of: hint.action)
            guard x + width < rightX - 1 else { break }
            x = grid.write(hint.key, x: x, y: y, style: theme.key)
            x = grid.write(hint.action, x: x + 1, y: y, style: theme.dim) + 2
        }
    }
}

extension CellGrid {
    /// The grid for a terminal without UTF-8: what ASCII lacks in names of files becomes `?`.
    fileprivate var inASCII: CellGrid {
        var grid = self
        for y in 0..<height {
            for x in 0..<width where !self[x, y].character.isASCII {
                let substitute: Character = self[x, y].character == "…" ? "~" : "?"
                grid[x, y].character = substitute
            }
        }
        return grid
    }
}
