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
        drawLevels(of: context.preview?.before, in: levelsBefore, of: &grid, context)
        drawLevels(of: context.preview?.after, in: levelsAfter, of: &grid, context)
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
        let shown = context.preview?.request.chain ?? steps.chain
        let chain = shown.split(separator: ",").joined(separator: " \(theme.glyphs.then) ")
        let left = grid.drawPane(before, title: "before", theme)
        let right = grid.drawPane(
            after, title: "after  \(chain)\(isComing ? " \(theme.glyphs.ellipsis)" : "")", theme)
        guard let preview = context.preview else {
            let text = path == nil ? "No image yet." : "Reading"
            return grid.writeWrapped(text, in: left.insetBy(dx: 1, dy: 0), style: theme.dim)
        }
        grid.drawPicture(preview.before, in: left, theme)
        grid.drawPicture(preview.after, in: right, theme)
    }

    private func drawLevels(
        of picture: Picture?, in area: Rect, of grid: inout CellGrid, _ context: ScreenContext
    ) {
        _ = grid.drawPane(area, title: "levels 0\(context.theme.glyphs.ellipsis)255", context.theme)
    }
}
