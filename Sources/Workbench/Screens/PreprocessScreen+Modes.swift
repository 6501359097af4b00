import Plot

// The modes of screen 2 that show one picture large, or one for each step.

extension PreprocessFrame {
    /// A square for the picture, as high as there is room, and what is left beside it.
    static func split(_ area: Rect) -> (picture: Rect, rest: Rect) {
        let parts = area.splitLeft(min(2 * (area.height - 2) + 2, area.width * 3 / 5))
        return parts.rest.width >= 20 ? parts : (area, Rect(x: area.maxX, y: area.y, width: 0, height: 0))
    }
}

// MARK: Swipe

extension PreprocessFrame {
    func drawSwipe(in area: Rect, of grid: inout CellGrid) {
        let (pane, rest) = Self.split(area)
        let inner = grid.drawPane(
            pane, title: "\(words[.before]) \(theme.glyphs.vertical) \(words[.after])\(coming)", theme)
        drawMeans(under: pane, of: &grid)
        drawSeam(in: inner, of: &grid)
        guard !rest.isEmpty else { return }
        let (before, after) = rest.splitTop(rest.height / 2)
        drawLevels(
            [(before, "\(words[.before]): ", preview.before), (after, "\(words[.after]): ", preview.after)],
            of: &grid)
    }

    private func drawSeam(in area: Rect, of grid: inout CellGrid) {
        guard !area.isEmpty, let before = preview.before.picture.pixmap,
            let after = preview.after.picture.pixmap
        else {
            return draw(preview.after.picture, in: area, of: &grid)
        }
        let seam = view.seam * (area.width - 1) / PreprocessView.seamSteps
        if let graphics = theme.shownGraphics {
            let place = graphics.cells(for: before, in: area)
            let share = (Double(area.x + seam - place.x) + 0.5) / Double(max(1, place.width))
            let joined = before.joined(to: after, at: share, color: Self.seamColor)
            return grid.place(joined ?? after, in: place)
        }
        let (left, right) = (cells(before, in: area), cells(after, in: area))
        for y in 0..<area.height {
            for x in 0..<area.width {
                grid[area.x + x, area.y + y] = x < seam ? left[x, y] : right[x, y]
            }
            grid[area.x + seam, area.y + y] = Cell(theme.glyphs.vertical, theme.accent)
        }
    }

    /// Of pixels: a blue that is seen on a fruit and on paper.
    private static let seamColor: [UInt8] = [0, 95, 215]

    private func cells(_ pixmap: Pixmap, in area: Rect) -> CellGrid {
        PictureMemo.cells(pixmap, stretch: preview.stretch, view.art(theme), in: area)
    }
}

// MARK: Difference

extension PreprocessFrame {
    /// After less before, multiplied by the gain.
    func drawDifference(in area: Rect, of grid: inout CellGrid) {
        let (pane, rest) = Self.split(area)
        let title = "\(words[.difference]) \(theme.glyphs.times)\(view.gain)\(coming)"
        let inner = grid.drawPane(pane, title: title, theme)
        drawMeans(under: pane, of: &grid)
        guard let difference = preview.difference,
            let pixmap = difference.pixmap(gain: view.gain, isColored: theme.isColored)
        else { return draw(preview.after.picture, in: inner, of: &grid) }
        draw(pixmap, ofChangesIn: inner, of: &grid)
        guard !rest.isEmpty else { return }
        let (facts, chart) = rest.splitTop(min(9, rest.height * 3 / 5))
        drawFacts(of: difference, in: facts, of: &grid)
        drawChanges(difference, in: chart, of: &grid)
    }

    private func draw(_ pixmap: Pixmap, ofChangesIn area: Rect, of grid: inout CellGrid) {
        guard theme.shownGraphics == nil else { return draw(.ready(pixmap), in: area, of: &grid) }
        var art = view.art(theme)
        art.polarity = .light
        let stretch = theme.isColored ? PictureDifference.stretch : .identity
        grid.drawPicture(.ready(pixmap), stretch: stretch, as: art, in: area, theme)
    }

    private func drawFacts(of difference: PictureDifference, in area: Rect, of grid: inout CellGrid) {
        let inner = grid.drawPane(area, title: words[.changeOfLuma], theme).insetBy(dx: 1, dy: 0)
        var x = inner.x
        for (name, style) in [(words[.lighter], lighter), (words[.darker], darker)] where theme.isColored {
            x = grid.write("\(theme.glyphs.swatch) ", x: x, y: inner.y, style: style)
            x = grid.write("\(name)  ", x: x, y: inner.y, style: theme.plain, limit: inner.maxX - x)
        }
        if !theme.isColored { grid.write(words[.denserIsLighter], x: x, y: inner.y, limit: inner.width) }
        for (row, fact) in facts(of: difference).prefix(max(0, inner.height - 1)).enumerated() {
            let y = inner.y + 1 + row
            grid.write(fact.name, x: inner.x, y: y, style: theme.dim, limit: inner.width)
            grid.write(
                fact.figure.leftPadded(to: 11), x: inner.x + 10, y: y, style: theme.plain,
                limit: inner.width - 10)
        }
    }

    /// By weight: a small pane leaves out the last.
    private func facts(of difference: PictureDifference) -> [(name: String, figure: String)] {
        let range = difference.range
        let mean = figures.fixed(difference.mean, places: 1)
        return [
            (words[.mean], difference.mean > 0 && mean != figures.fixed(0, places: 1) ? "+\(mean)" : mean),
            (words[.magnitude], figures.fixed(difference.meanMagnitude, places: 1)),
            (words[.most], "\(range.lowerBound)\(theme.glyphs.ellipsis)+\(range.upperBound)"),
            (words[.unchanged], "\(figures.fixed(100 * difference.unchanged, places: 1)) %"),
            (
                "PSNR",
                difference.signalToNoise.map { "\(figures.fixed($0, places: 1)) dB" } ?? words[.theSame]
            ),
        ]
    }

    /// How many pixels have changed by how much, from darker to lighter. Those that have not are left out.
    private func drawChanges(_ difference: PictureDifference, in area: Rect, of grid: inout CellGrid) {
        let reach = max(difference.range.upperBound, -difference.range.lowerBound, 1)
        let counts = difference.counts[(255 - reach)...(255 + reach)]
        let title = "\(words[.pixelsByChange]), -\(reach)\(theme.glyphs.ellipsis)+\(reach)"
        let inner = grid.drawPane(area, title: title, theme).insetBy(dx: 1, dy: 0)
        let chart = HistogramChart(
            channels: [
                counts.enumerated().map { $0 < reach ? $1 : 0 },
                counts.enumerated().map { $0 > reach ? $1 : 0 },
            ],
            styles: [.plain, darker, lighter, theme.ink])
        chart.draw(in: inner, of: &grid, glyphs: theme.glyphs.kind)
    }

    /// As `PictureDifference` colours them.
    private var lighter: Style { Style(.palette(theme.background == .dark ? 208 : 166)) }
    private var darker: Style { Style(.palette(theme.background == .dark ? 75 : 26)) }
}

// MARK: Strip

extension PreprocessFrame {
    func drawStrip(in area: Rect, of grid: inout CellGrid) {
        let stages = preview.stages
        let columns = Self.columns(for: stages.count, in: area)
        let rows = (stages.count + columns - 1) / columns
        let charts = stages.map { chart(of: $0, isCumulative: false) }
        let ceiling = HistogramChart.ceiling(of: charts, width: max(0, area.width / columns - 4))
        for (place, stage) in stages.enumerated() {
            let (column, row) = (place % columns, place / columns)
            let (left, top) = (column * area.width / columns, row * area.height / rows)
            let pane = Rect(
                x: area.x + left, y: area.y + top, width: (column + 1) * area.width / columns - left,
                height: (row + 1) * area.height / rows - top)
            let title = stage.step.map { "\(place) \($0)\(coming)" } ?? words[.before]
            draw(stage, title: title, ceiling: ceiling, in: pane, of: &grid)
            if place == stages.count - 1 { drawMeans(under: pane, of: &grid) }
        }
    }

    private func draw(
        _ stage: Preview.Stage, title: String, ceiling: Double?, in pane: Rect, of grid: inout CellGrid
    ) {
        let inner = grid.drawPane(pane, title: title, theme)
        let (picture, levels) = inner.splitBottom(Self.levelRows(in: pane))
        draw(stage.picture, in: picture, of: &grid)
        let (upper, lower) = levels.insetBy(dx: 1, dy: 0).splitTop(levels.height / 2)
        let isHigh = levels.height >= 12
        for isCumulative in isHigh ? [false, true] : [view.isCumulative] {
            var chart = chart(of: stage, isCumulative: isCumulative)
            chart.ceiling = ceiling
            let area = isHigh ? (isCumulative ? lower : upper) : levels.insetBy(dx: 1, dy: 0)
            chart.draw(in: area, of: &grid, glyphs: theme.glyphs.kind)
        }
    }

    /// A quarter of a pane, and what a square picture leaves free of it.
    private static func levelRows(in pane: Rect) -> Int {
        guard pane.height >= 12 else { return 0 }
        return max(pane.height / 4, pane.height - 2 - (pane.width - 1) / 2)
    }

    /// How many stand beside each other so that they are largest.
    private static func columns(for count: Int, in area: Rect) -> Int {
        func side(_ columns: Int) -> Int {
            let pane = Rect(
                x: 0, y: 0, width: area.width / columns,
                height: area.height / ((count + columns - 1) / columns))
            return min(pane.width - 2, 2 * (pane.height - 2 - levelRows(in: pane)))
        }
        return (1...max(1, count)).max { side($0) < side($1) } ?? 1
    }
}
