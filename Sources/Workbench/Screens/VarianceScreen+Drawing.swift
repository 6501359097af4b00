import Engine
import Plot

// Where things stand on screen 4: the curve on the left, the cursor's figures on the right, the spectrum below them. A
// narrow terminal keeps the curve, and the figures as one line above it.

extension VarianceScreen {
    func draw(in area: Rect, of grid: inout CellGrid, _ context: ScreenContext) {
        guard let curve else { return drawWaiting(in: area, of: &grid, context) }
        guard curve.hasVariance else { return drawNothingVaries(curve, in: area, of: &grid, context.theme) }
        guard area.width >= 76, area.height >= 12 else {
            let (line, rest) = area.splitTop(area.height >= 8 ? 1 : 0)
            if !line.isEmpty { drawSummary(of: curve, in: line, of: &grid, context.theme) }
            return drawCurve(curve, in: rest, of: &grid, context.theme)
        }
        let (left, right) = area.splitRight(max(30, min(46, area.width * 3 / 10)))
        drawCurve(curve, in: left, of: &grid, context.theme)
        let (figures, spectrum) = right.splitTop(right.height < 16 ? right.height : 12)
        drawFigures(of: curve, in: figures, of: &grid, context.theme)
        drawSpectrum(of: curve, in: spectrum, of: &grid, context.theme)
    }

    private func drawNothingVaries(
        _ curve: VarianceCurve, in area: Rect, of grid: inout CellGrid, _ theme: Theme
    ) {
        let inner = grid.drawPane(area, title: "cumulative explained variance", theme)
        let text =
            curve.images < 2
            ? "Variance is between images, and this run has \(curve.images)."
            : "The features of all \(Figures.english.grouped(curve.images)) images are alike: nothing varies."
        grid.writeWrapped(text, in: inner.insetBy(dx: 1, dy: 0), style: theme.dim)
    }

    func percent(_ share: Double, places: Int = 2) -> String {
        "\(Figures.english.fixed(share * 100, places: places)) %"
    }
}

// MARK: The curve

extension VarianceScreen {
    private func drawCurve(
        _ curve: VarianceCurve, in area: Rect, of grid: inout CellGrid, _ theme: Theme
    ) {
        let inner = grid.drawPane(area, title: "cumulative explained variance", theme)
        let style = AxisStyle(
            line: theme.border, label: theme.dim, glyphs: theme.glyphs.isUnicode ? .unicode : .ascii)
        chart(of: curve, theme).draw(into: &grid, in: inner.splitRight(1).rest, style)
        if let entry { drawEntry(entry, curve, in: inner, of: &grid, theme) }
    }

    /// What is kept is bright and what is left out is not; the run's k stays marked while the cursor is elsewhere.
    private func chart(of curve: VarianceCurve, _ theme: Theme) -> LineChart {
        let span = Scale(1...Double(max(2, curve.count)), isLogarithmic ? .log10 : .linear)
        let range = VarianceSVG.percentRange(of: curve.cumulative, showing: target)
        var chart = LineChart(
            x: Axis(span, title: isLogarithmic ? "components (log)" : "components"),
            y: Axis(Scale(range), suffix: " %"))
        chart.lines = [
            .init(Array(curve.points[(cursor - 1)...]), style: theme.dim),
            .init(Array(curve.points[..<cursor]), style: theme.accent),
        ]
        let label = "target \(ChartNumber.short(target * 100, places: 2)) %"
        chart.rules = [.init(at: target * 100, label: label, style: theme.running)]
        chart.cursors = [marker(at: cursor, "\(cursor)", theme.markers.cursor, theme.title, isDotted: false)]
        if differs {
            let run = marker(
                at: curve.chosen, "\(curve.chosen)", theme.markers.run, theme.good, isDotted: true)
            chart.cursors.append(run)
        }
        return chart
    }

    private func marker(
        at components: Int, _ label: String, _ glyph: Character, _ style: Style, isDotted: Bool
    ) -> LineChart.Cursor {
        let marker = AxisMarker(at: Double(components), glyph: glyph, label: label, style: style)
        return LineChart.Cursor(marker, isDotted: isDotted)
    }

    /// A box over the lower right of the curve, where there is nothing but the cursor.
    private func drawEntry(
        _ entry: VarianceEntry, _ curve: VarianceCurve, in area: Rect, of grid: inout CellGrid, _ theme: Theme
    ) {
        let width = min(area.width, 32)
        let box = Rect(
            x: area.maxX - width - (area.width > 44 ? 2 : 0), y: area.y + max(0, area.height / 2 - 1),
            width: width,
            height: min(3, area.height))
        grid.fill(box)
        let title = entry.kind == .target ? "target in percent" : "components"
        let inner = grid.drawPane(box, title: title, isFocused: true, theme)
        guard !inner.isEmpty else { return }
        var x = grid.write(" \(entry.text)", x: inner.x, y: inner.y, style: theme.title)
        x = grid.write(" ", x: x, y: inner.y, style: theme.selected) + 2
        let (text, style) = answer(to: entry, curve, theme)
        grid.write(text, x: x, y: inner.y, style: style, limit: inner.maxX - x)
    }

    private func answer(
        to entry: VarianceEntry, _ curve: VarianceCurve, _ theme: Theme
    ) -> (String, Style) {
        switch entry.meaning(on: curve) {
        case .nothingYet: (entry.kind == .target ? "as 90 or 99.5" : "as 96", theme.dim)
        case .components(let count):
            ("\(theme.glyphs.then) k \(count), \(percent(curve.share(count)))", theme.plain)
        case .wrong(let why): (why, theme.failed)
        }
    }
}

extension Theme {
    /// The cursor's and the run's k on an axis.
    fileprivate var markers: (cursor: Character, run: Character) {
        glyphs.isUnicode ? ("▲", "◆") : ("^", "*")
    }
}
