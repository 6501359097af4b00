import Engine
import Plot

// The three curves over the components. In each, what is kept is bright and what is left out is not; the run's k stays
// marked while the cursor is elsewhere.

extension VarianceScreen {
    func chart(of curve: VarianceCurve, _ context: ScreenContext) -> LineChart {
        let span = zoom.visible(of: wholeAxis(curve))
        var chart = LineChart(
            x: Axis(span, title: context.words[isLogarithmic ? .componentsLog : .components]),
            y: Axis(Scale(0...100)))
        switch view {
        case .cumulative: fillCumulative(&chart, curve, context)
        case .scree: fillScree(&chart, curve, context)
        case .neighbours: fillNeighbours(&chart, curve, context)
        }
        chart.cursors = cursors(on: curve, context.theme)
        return chart
    }

    private func fillCumulative(_ chart: inout LineChart, _ curve: VarianceCurve, _ context: ScreenContext) {
        let theme = context.theme
        chart.y = Axis(Scale(shownShares(of: curve, chart.x.scale)), suffix: " %")
        chart.lines = lines(curve.points, theme)
        let isWhole = (target * 100).rounded() == (target * 10_000).rounded() / 100
        let label = "\(context.words[.target]) \(percent(target, places: isWhole ? 0 : 2, context))"
        chart.rules = [.init(at: target * 100, label: label, style: theme.running)]
        if curve.count > 2 { chart.marks = curve.landmarks.map { landmark(at: $0, of: curve, context) } }
    }

    /// `● 99 % 220`
    private func landmark(
        at landmark: (share: Double, components: Int), of curve: VarianceCurve, _ context: ScreenContext
    ) -> LineChart.Mark {
        let theme = context.theme
        let share = percent(landmark.share, places: 0, context)
        let name = "\(share) \(theme.glyphs.then) \(landmark.components)"
        // The target's share alone is what its rule says already.
        return LineChart.Mark(
            at: curve.points[landmark.components - 1], glyph: theme.glyphs.isUnicode ? "●" : "o",
            labels: landmark.share == target ? [name] : [name, share],
            style: landmark.components <= cursor ? theme.title : theme.dim)
    }

    /// All of it down to a round percent; of a part what is to be seen there.
    private func shownShares(of curve: VarianceCurve, _ span: Scale) -> ClosedRange<Double> {
        guard zoom.magnification > 1 else {
            return CurveSlide.percentRange(of: curve.cumulative, showing: target)
        }
        let visible = visibleComponents(of: curve.count, span)
        let (low, high) = (curve.share(visible.lowerBound) * 100, curve.share(visible.upperBound) * 100)
        let room = max(0.2, (high - low) * 0.05)
        let least = max(0, min(low, high) - room)
        return least...max(least + room, min(100, max(low, high) + room))
    }

    private func visibleComponents(of count: Int, _ span: Scale) -> ClosedRange<Int> {
        let first = max(1, min(count, Int(span.domain.lowerBound.rounded(.up))))
        return first...max(first, min(count, Int(span.domain.upperBound.rounded(.down))))
    }

    private func fillScree(_ chart: inout LineChart, _ curve: VarianceCurve, _ context: ScreenContext) {
        let visible = visibleComponents(of: curve.count, chart.x.scale)
        let shown = curve.shares[(visible.lowerBound - 1)..<visible.upperBound].map(\.y)
        // They fall, but a file from elsewhere may say otherwise.
        let most = max(shown.max() ?? 1, .leastNormalMagnitude)
        // What is no variance at all has no logarithm; rounding leaves dust where there should be none.
        let least = max(shown.filter { $0 > 0 }.min() ?? most, most * 1e-6)
        let scale = hasLogarithmicShares ? Scale(least...most, .log10) : Scale(0...most)
        chart.y = Axis(scale, suffix: " %")
        chart.lines = lines(curve.shares, context.theme)
    }

    private func fillNeighbours(_ chart: inout LineChart, _ curve: VarianceCurve, _ context: ScreenContext) {
        guard let trial = context.insight.found, trial.components > 0 else { return }
        let points = trial.accuracies.enumerated().map {
            LineChart.DataPoint(x: Double($0.offset + 1), y: $0.element * 100)
        }
        let visible = visibleComponents(of: trial.components, chart.x.scale)
        let lowest = trial.accuracies[(visible.lowerBound - 1)..<visible.upperBound].min() ?? 0
        let floor = min((lowest * 20).rounded(.down) * 5, 95)
        chart.y = Axis(Scale(floor...100), suffix: " %")
        chart.lines = lines(points, context.theme)
        guard let all = trial.accuracyByFeatures else { return }
        let label = context.words[
            .allFeatures(context.figures.grouped(curve.features), percent(all, places: 1, context))]
        chart.rules = [.init(at: all * 100, label: label, style: context.theme.running)]
    }

    private func lines(_ points: [LineChart.DataPoint], _ theme: Theme) -> [LineChart.Line] {
        guard cursor <= points.count else { return [.init(points, style: theme.accent)] }
        return [
            .init(Array(points[(cursor - 1)...]), style: theme.dim),
            .init(Array(points[..<cursor]), style: theme.accent),
        ]
    }

    private func cursors(on curve: VarianceCurve, _ theme: Theme) -> [LineChart.Cursor] {
        let (own, run): (Character, Character) = theme.glyphs.isUnicode ? ("▲", "◆") : ("^", "*")
        let marker = AxisMarker(at: Double(cursor), glyph: own, label: "\(cursor)", style: theme.title)
        guard differs else { return [.init(marker)] }
        let chosen = AxisMarker(
            at: Double(curve.chosen), glyph: run, label: "\(curve.chosen)", style: theme.good)
        return [.init(marker), .init(chosen, isDotted: true)]
    }
}
