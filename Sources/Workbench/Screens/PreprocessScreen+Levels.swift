import Plot

// The levels of pictures that are compared, each in a pane.

extension PreprocessFrame {
    /// All under one ceiling: a step that moves levels must not seem to make or lose any. A wide pane shows counts and
    /// the cumulative curve beside each other, a narrow one those that are chosen.
    ///
    /// - Parameter panes: `name` stands before the title where the picture is not above the pane.
    func drawLevels(_ panes: [(area: Rect, name: String, stage: Preview.Stage)], of grid: inout CellGrid) {
        let isWide = panes.allSatisfy { $0.area.width >= 70 }
        for isCumulative in isWide ? [false, true] : [view.isCumulative] {
            let areas = panes.map { pane -> Rect in
                let (left, right) = pane.area.splitLeft(pane.area.width / 2)
                return isWide ? (isCumulative ? right : left) : pane.area
            }
            let charts = panes.map { chart(of: $0.stage, isCumulative: isCumulative) }
            let ceiling = HistogramChart.ceiling(of: charts, width: max(0, (areas.first?.width ?? 0) - 4))
            for (index, area) in areas.enumerated() {
                var chart = charts[index]
                chart.ceiling = ceiling
                let title = title(
                    panes[index].name, panes[index].stage, isCumulative, width: area.width - 6)
                let inner = grid.drawPane(area, title: title, theme).insetBy(dx: 1, dy: 0)
                chart.draw(in: inner, of: &grid, glyphs: theme.glyphs.kind)
            }
        }
    }

    /// Red, green and blue on top of each other; luma alone where there are no colours.
    func chart(of stage: Preview.Stage, isCumulative: Bool) -> HistogramChart {
        guard let levels = stage.levels else { return HistogramChart(channels: [], styles: []) }
        var chart =
            theme.isColored
            ? HistogramChart(
                red: levels.red, green: levels.green, blue: levels.blue,
                background: theme.background == .dark ? .dark : .light)
            : HistogramChart(luma: levels.luma, style: theme.ink)
        chart.isCumulative = isCumulative
        return chart
    }

    /// `before: levels 0…255 · luma 141 ± 62 · 6.8 bit`, as much of it as fits whole.
    private func title(_ name: String, _ stage: Preview.Stage, _ isCumulative: Bool, width: Int) -> String {
        let name = "\(name)\(words[isCumulative ? .upToLevel : .levels]) 0\(theme.glyphs.ellipsis)255"
        guard let levels = stage.levels else { return name }
        let mean = figures.fixed(levels.mean, places: 0)
        let deviation = figures.fixed(levels.deviation, places: 0)
        let facts = [
            "\(words[.luma]) \(mean) \(theme.glyphs.plusMinus) \(deviation)",
            "\(figures.fixed(levels.entropy, places: 2)) bit",
        ]
        return facts.reduce(name) { title, fact in
            let longer = "\(title) \(theme.glyphs.dot) \(fact)"
            return TextWidth.columns(of: longer) <= width ? longer : title
        }
    }
}
