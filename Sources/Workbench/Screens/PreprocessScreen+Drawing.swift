import Engine
import Plot

// Where things stand on screen 2: the chain in one line, the two pictures side by side, their levels below.

extension PreprocessScreen {
    func draw(in area: Rect, of grid: inout CellGrid, _ context: ScreenContext) {
        let (chain, rest) = area.splitTop(1)
        drawChain(in: chain, of: &grid, context)
        let levelRows = rest.height >= 16 ? max(5, min(10, rest.height / 4)) : 0
        let (pictures, levels) = rest.splitBottom(levelRows)
        let (before, after) = pictures.splitLeft(pictures.width / 2)
        drawPictures(in: before, after, of: &grid, context)
        guard levelRows > 0 else { return }
        let (levelsBefore, levelsAfter) = levels.splitLeft(levels.width / 2)
        drawLevels(context.preview?.levelsBefore, in: levelsBefore, of: &grid, context)
        drawLevels(context.preview?.levelsAfter, in: levelsAfter, of: &grid, context)
    }

    /// `steps  [x] equalize  [ ] equalize-luma  [x] gaussian:1.0     --preprocess equalize,gaussian:1.0`
    private func drawChain(in area: Rect, of grid: inout CellGrid, _ context: ScreenContext) {
        let theme = context.theme
        var x = area.x + 1
        for step in steps.steps {
            let mark = step.isOn ? "[x]" : "[ ]"
            let style = step.isOn ? theme.title : theme.dim
            x = grid.write("\(mark) \(step.text)", x: x, y: area.y, style: style, limit: area.maxX - x) + 2
        }
        let option = "--preprocess \(steps.chain)"
        let start = area.maxX - 1 - TextWidth.columns(of: option)
        if start > x { grid.write(option, x: start, y: area.y, style: theme.dim) }
    }

    private func drawPictures(
        in before: Rect, _ after: Rect, of grid: inout CellGrid, _ context: ScreenContext
    ) {
        let theme = context.theme
        let isComing = !wants(context).isEmpty
        let chain = context.preview?.request.chain ?? steps.chain
        let left = grid.drawPane(before, title: "before", theme)
        let right = grid.drawPane(
            after, title: "after  \(chain)\(isComing ? " \(theme.glyphs.ellipsis)" : "")", theme)
        guard let preview = context.preview else {
            let text = path == nil ? "No image yet." : "Reading"
            return grid.writeWrapped(text, in: left.insetBy(dx: 1, dy: 0), style: theme.dim)
        }
        grid.drawPicture(preview.before, stretch: preview.stretch, in: left, theme)
        grid.drawPicture(preview.after, stretch: preview.stretch, in: right, theme)
    }

    /// Red, green and blue on top of each other; luma alone where there are no colours.
    private func drawLevels(
        _ levels: Levels?, in area: Rect, of grid: inout CellGrid, _ context: ScreenContext
    ) {
        let theme = context.theme
        let inner = grid.drawPane(area, title: "levels 0\(theme.glyphs.ellipsis)255", theme)
        guard let levels else { return }
        let chart =
            theme.isColored
            ? HistogramChart(
                red: levels.red, green: levels.green, blue: levels.blue,
                background: theme.background == .dark ? .dark : .light)
            : HistogramChart(luma: levels.luma, style: theme.ink)
        chart.draw(in: inner.insetBy(dx: 1, dy: 0), of: &grid, glyphs: theme.glyphs.kind)
    }
}
