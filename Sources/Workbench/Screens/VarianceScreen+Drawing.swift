import Engine
import Plot

// The panes of screen 4, and the field in which a number is typed.

extension VarianceScreen {
    func draw(in area: Rect, of grid: inout CellGrid, _ context: ScreenContext) {
        guard let curve else { return drawWaiting(in: area, of: &grid, context) }
        guard curve.hasVariance else { return drawNothingVaries(curve, in: area, of: &grid, context) }
        let layout = VarianceScreenLayout(area)
        if !layout.summary.isEmpty { drawSummary(of: curve, in: layout.summary, of: &grid, context) }
        drawCurve(curve, layout, of: &grid, context)
        guard !layout.figures.isEmpty else { return }
        drawFigures(of: curve, in: layout.figures, of: &grid, context)
        drawSpectrum(of: curve, in: layout.spectrum, of: &grid, context)
    }

    private func drawNothingVaries(
        _ curve: VarianceCurve, in area: Rect, of grid: inout CellGrid, _ context: ScreenContext
    ) {
        let words = context.words
        let inner = grid.drawPane(area, title: words[.cumulativeVariance], context.theme)
        let text =
            curve.images < 2
            ? words[.varianceBetweenImages(curve.images)]
            : words[.nothingVaries(context.figures.grouped(curve.images))]
        grid.writeWrapped(text, in: inner.insetBy(dx: 1, dy: 0), style: context.theme.dim)
    }

    /// `95.04 %`
    func percent(_ share: Double, places: Int = 2, _ context: ScreenContext) -> String {
        "\(context.figures.fixed(share * 100, places: places)) %"
    }

    private func drawCurve(
        _ curve: VarianceCurve, _ layout: VarianceScreenLayout, of grid: inout CellGrid,
        _ context: ScreenContext
    ) {
        let theme = context.theme
        let inner = grid.drawPane(layout.curve, title: context.words[view.title], theme)
        if view == .neighbours, context.insight.found?.components ?? 0 == 0 {
            let text = neighboursSentence(context)
            grid.writeWrapped(text, in: inner.insetBy(dx: 1, dy: 0), style: theme.dim)
        } else {
            let style = AxisStyle(line: theme.border, label: theme.dim, glyphs: theme.glyphs.kind)
            chart(of: curve, context).draw(into: &grid, in: layout.chart, style)
        }
        if let entry { drawEntry(entry, curve, in: inner, of: &grid, context) }
    }

    /// A box over the lower right of the curve, where there is nothing but the cursor.
    private func drawEntry(
        _ entry: VarianceEntry, _ curve: VarianceCurve, in area: Rect, of grid: inout CellGrid,
        _ context: ScreenContext
    ) {
        let theme = context.theme
        let width = min(area.width, 34)
        let box = Rect(
            x: area.maxX - width - (area.width > 44 ? 2 : 0), y: area.y + max(0, area.height / 2 - 1),
            width: width, height: min(3, area.height))
        grid.fill(box)
        let title = context.words[entry.kind == .target ? .targetInPercent : .components]
        let inner = grid.drawPane(box, title: title, isFocused: true, theme)
        guard !inner.isEmpty else { return }
        var x = grid.write(" \(entry.text)", x: inner.x, y: inner.y, style: theme.title)
        x = grid.write(" ", x: x, y: inner.y, style: theme.selected) + 2
        let (text, style) = answer(to: entry, curve, context)
        grid.write(text, x: x, y: inner.y, style: style, limit: inner.maxX - x)
    }

    private func answer(
        to entry: VarianceEntry, _ curve: VarianceCurve, _ context: ScreenContext
    ) -> (String, Style) {
        let theme = context.theme
        switch entry.meaning(on: curve) {
        case .nothingYet: return (context.words[entry.kind == .target ? .asTarget : .asCount], theme.dim)
        case .components(let count):
            return ("\(theme.glyphs.then) k \(count), \(percent(curve.share(count), context))", theme.plain)
        case .wrong:
            let reason: Phrase =
                entry.kind == .target ? .aboveZero : .oneUpTo(context.figures.grouped(curve.count))
            return (context.words[reason], theme.failed)
        }
    }
}
