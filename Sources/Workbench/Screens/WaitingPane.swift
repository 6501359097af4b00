import Engine
import Plot

/// A screen before there is anything to show: what it waits on, and how far that is.
struct WaitingPane {
    let title: String
    let sentence: String
    var isFailure = false

    func draw(in area: Rect, of grid: inout CellGrid, _ context: ScreenContext) {
        let theme = context.theme
        let inner = grid.drawPane(area, title: title, theme).insetBy(dx: 1, dy: 0)
        let (text, rest) = inner.splitTop(min(3, inner.height))
        grid.writeWrapped(sentence, in: text, style: isFailure ? theme.failed : theme.plain)
        guard let job = context.jobs.current, !job.state.isOver else { return }
        let longest = job.stages.map { TextWidth.columns(of: $0.description.name) }.max() ?? 0
        for (row, stage) in job.stages.prefix(rest.height).enumerated() {
            let line = Rect(x: rest.x, y: rest.y + row, width: rest.width, height: 1)
            drawStage(stage, nameWidth: min(18, longest), in: line, of: &grid, context)
        }
    }

    /// `features  ━━━━━━╌╌╌╌╌╌  running  7/16  1,214 images`
    private func drawStage(
        _ stage: JobStatus.Stage, nameWidth: Int, in area: Rect, of grid: inout CellGrid,
        _ context: ScreenContext
    ) {
        let theme = context.theme
        let style = stage.state.style(theme)
        grid.write(stage.description.name, x: area.x, y: area.y, style: style, limit: nameWidth)
        let start = nameWidth + 2
        let bar = Rect(x: area.x + start, y: area.y, width: min(40, area.width - start - 32), height: 1)
        grid.drawProgressBar(stage.fraction, in: bar, style: style, theme)
        var text =
            "\(context.words[stage.state.word].padding(to: 10))\(stage.count(.succeeded))/\(stage.tasks.count)"
        if stage.images > 0 {
            text += "  \(context.words[.countOfImages(context.figures.grouped(stage.images))])"
        }
        let x = bar.maxX + 2
        grid.write(text, x: x, y: area.y, style: style, limit: area.maxX - x)
    }
}

extension String {
    fileprivate func padding(to columns: Int) -> String {
        self + String(repeating: " ", count: max(0, columns - count))
    }
}
