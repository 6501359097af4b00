import Engine
import Plot

// Images a second over the time of a stage, as a chart with its axes.

extension EngineScreen {
    /// Whether the stage has gone on long enough for a curve to tell something.
    func hasThroughput(_ stage: JobStatus.Stage) -> Bool { stage.imagesBySecond.count > 2 }

    func drawThroughput(
        of stage: JobStatus.Stage, in area: Rect, of grid: inout CellGrid, _ context: ScreenContext
    ) {
        guard area.width >= 24, area.height >= 5 else { return }
        let (theme, words) = (context.theme, context.words)
        let title = words[.throughput] + rates(of: stage, context)
        let inner = grid.drawPane(area, title: title, theme).insetBy(dx: 1, dy: 0)
        let (plot, times) = inner.splitBottom(1)
        let strip = plot.splitLeft(Self.labelWidth).rest
        let rates = stage.rates(columns: strip.width)
        let top = max(rates.max() ?? 0, 1)
        let label = context.figures.fixed(top, places: 0)
        grid.write(label.leftPadded(to: Self.labelWidth - 1), x: plot.x, y: plot.y, style: theme.dim)
        grid.write("0".leftPadded(to: Self.labelWidth - 1), x: plot.x, y: plot.maxY - 1, style: theme.dim)
        for (column, rate) in rates.enumerated() {
            drawBar(rate / top, x: strip.x + column, in: strip, of: &grid, theme)
        }
        let seconds = Double(stage.countedSeconds)
        drawTimes(
            of: seconds, in: Rect(x: strip.x, y: times.y, width: strip.width, height: 1), of: &grid, context)
    }

    private static let labelWidth = 7

    /// `  44/s now, 51/s on average`
    private func rates(of stage: JobStatus.Stage, _ context: ScreenContext) -> String {
        let text = { (rate: Double) in context.figures.fixed(rate, places: rate < 10 ? 1 : 0) }
        guard let mean = stage.meanRate(at: context.clock) else { return "" }
        return "  "
            + context.words[.rates(now: stage.recentRate(at: context.clock).map(text), mean: text(mean))]
    }

    /// A column as high as its share, 0…1, of the area.
    private func drawBar(_ share: Double, x: Int, in area: Rect, of grid: inout CellGrid, _ theme: Theme) {
        let eighths: [Character] = theme.glyphs.isUnicode ? Array(" ▁▂▃▄▅▆▇█") : Array("  ...:::#")
        var level = Int((share * Double(8 * area.height)).rounded())
        if share > 0 { level = max(level, 1) }
        for row in 0..<area.height where level > 8 * row {
            let glyph = eighths[min(8, level - 8 * row)]
            grid[x, area.maxY - 1 - row] = Cell(glyph, theme.good)
        }
    }

    private func drawTimes(
        of seconds: Double, in area: Rect, of grid: inout CellGrid, _ context: ScreenContext
    ) {
        let last = context.figures.brief(seconds)
        let end = area.maxX - TextWidth.columns(of: last)
        for quarter in 0..<4 {
            let label = context.figures.brief(seconds * Double(quarter) / 4)
            let x = area.x + area.width * quarter / 4
            guard x + TextWidth.columns(of: label) + 1 < end else { continue }
            grid.write(label, x: x, y: area.y, style: context.theme.dim)
        }
        grid.write(last, x: end, y: area.y, style: context.theme.dim)
    }
}

extension JobStatus.Stage {
    /// Of a stage that runs, the last second is still being counted.
    fileprivate var countedSeconds: Int {
        state == .running ? max(1, imagesBySecond.count - 1) : imagesBySecond.count
    }

    /// Images a second, the whole stage spread over so many columns: each the mean of its seconds.
    fileprivate func rates(columns: Int) -> [Double] {
        let seconds = countedSeconds
        guard columns > 0, seconds > 0 else { return [] }
        return (0..<columns).map { column in
            let first = column * seconds / columns
            let end = max(first + 1, (column + 1) * seconds / columns)
            let images = imagesBySecond[first..<min(end, imagesBySecond.count)].reduce(0, &+)
            return Double(images) / Double(end - first)
        }
    }
}
