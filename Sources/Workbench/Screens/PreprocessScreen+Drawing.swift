import Engine
import Plot

// Where things stand on screen 2: the chain in one line, below it the mode's own panes.

extension PreprocessScreen {
    func draw(in area: Rect, of grid: inout CellGrid, _ context: ScreenContext) {
        let (chain, rest) = area.splitTop(1)
        drawChain(in: chain, of: &grid, context)
        guard let preview = context.preview else { return drawWaiting(in: rest, of: &grid, context) }
        let frame = PreprocessFrame(
            preview: preview, view: view, isComing: !wants(context).isEmpty, theme: context.theme,
            words: context.words)
        switch view.mode {
        case .sideBySide: frame.drawSides(in: rest, of: &grid)
        case .swipe: frame.drawSwipe(in: rest, of: &grid)
        case .difference: frame.drawDifference(in: rest, of: &grid)
        case .strip: frame.drawStrip(in: rest, of: &grid)
        }
    }

    /// `steps  [x] equalize  [ ] equalize-luma  [x] gaussian:1.0     --preprocess equalize,gaussian:1.0`
    private func drawChain(in area: Rect, of grid: inout CellGrid, _ context: ScreenContext) {
        let theme = context.theme
        var x = area.x
        for (step, place) in zip(steps.steps, stepColumns(in: area)) {
            let style = step.isOn ? theme.title : theme.dim
            grid.write(
                Self.text(of: step), x: place.columns.lowerBound, y: area.y, style: style,
                limit: area.maxX - place.columns.lowerBound)
            x = place.columns.upperBound + 1
        }
        let option = "--preprocess \(steps.chain)"
        let start = area.maxX - 1 - TextWidth.columns(of: option)
        if start > x { grid.write(option, x: start, y: area.y, style: theme.dim) }
    }

    private func drawWaiting(in area: Rect, of grid: inout CellGrid, _ context: ScreenContext) {
        let inner = grid.drawPane(area, title: context.words[.before], context.theme)
        let text = context.words[path == nil ? .noImageYet : .reading]
        grid.writeWrapped(text, in: inner.insetBy(dx: 1, dy: 0), style: context.theme.dim)
    }
}

/// All that a mode draws from.
struct PreprocessFrame {
    let preview: Preview
    let view: PreprocessView
    /// Whether pictures of a newer chain or image are on their way.
    let isComing: Bool
    let theme: Theme
    let words: Words

    var figures: Figures { words.figures }

    /// What follows the name of a picture that will be another soon.
    var coming: String { isComing ? " \(theme.glyphs.ellipsis)" : "" }

    /// As pixels where the terminal shows them, with the photograph's own tones: these need no stretch.
    func draw(_ picture: Picture, in area: Rect, of grid: inout CellGrid) {
        if let graphics = theme.shownGraphics, let pixmap = picture.pixmap {
            return grid.place(pixmap, in: graphics.cells(for: pixmap, in: area))
        }
        grid.drawPicture(picture, stretch: preview.stretch, as: view.art(theme), in: area, theme)
    }

    /// `╰───── braille · ordered ─╯`, in the lower border of a pane; of pixels `sixel` or `kitty`.
    func drawMeans(under pane: Rect, of grid: inout CellGrid) {
        let art = view.art(theme)
        let text =
            theme.shownGraphics.map { " \($0.form.rawValue) " }
            ?? " \(words[art.charset.name]) \(theme.glyphs.dot) \(words[art.dither.name]) "
        let room = pane.width - 4
        guard TextWidth.columns(of: text) <= room, pane.height > 2 else { return }
        grid.write(
            text, x: pane.maxX - 2 - TextWidth.columns(of: text), y: pane.maxY - 1, style: theme.dim)
    }
}

// MARK: Side by side

extension PreprocessFrame {
    func drawSides(in area: Rect, of grid: inout CellGrid) {
        let levelRows = area.height >= 16 ? max(5, min(14, area.height / 4)) : 0
        let (pictures, levels) = area.splitBottom(levelRows)
        let (before, after) = pictures.splitLeft(pictures.width / 2)
        let title = "\(words[.after])  \(preview.request.chain)\(coming)"
        draw(preview.before.picture, in: grid.drawPane(before, title: words[.before], theme), of: &grid)
        draw(preview.after.picture, in: grid.drawPane(after, title: title, theme), of: &grid)
        drawMeans(under: after, of: &grid)
        guard levelRows > 0 else { return }
        let (left, right) = levels.splitLeft(levels.width / 2)
        drawLevels([(left, "", preview.before), (right, "", preview.after)], of: &grid)
    }
}
