import Engine
import Plot

// One stage on screen 3: how its tasks' figures spread, how far it is, which tasks hold it up.

extension EngineScreen {
    /// Rows that the summary of the stage in view would fill.
    func figuresHeight(of job: JobStatus.Job) -> Int {
        max(6, (stage(of: job)?.metrics.count ?? 0) + 3)
    }

    /// The summary on the left, and what stands out beside it.
    func drawFigures(
        of stage: JobStatus.Stage, in area: Rect, of grid: inout CellGrid, _ context: ScreenContext
    ) {
        let (summary, rest) = area.splitLeft(area.width >= 76 ? Self.summaryWidth : area.width)
        let hasThroughput = rest.width >= Self.factsWidth + 30 && hasThroughput(stage)
        let (facts, throughput) = rest.splitLeft(hasThroughput ? Self.factsWidth : rest.width)
        drawSummary(of: stage, in: summary, of: &grid, context)
        drawFacts(of: stage, in: facts, of: &grid, context)
        drawThroughput(of: stage, in: throughput, of: &grid, context)
    }

    private static let summaryWidth = 56
    private static let factsWidth = 44

    /// Least, quartiles and most of every figure; the quartiles give way on a narrow terminal.
    private func drawSummary(
        of stage: JobStatus.Stage, in area: Rect, of grid: inout CellGrid, _ context: ScreenContext
    ) {
        guard area.height > 2 else { return }
        let theme = context.theme
        let done = stage.count(.succeeded)
        let title = context.words[.summary(of: done, context.figures.grouped(done))]
        let inner = grid.drawPane(area, title: title, theme).insetBy(dx: 1, dy: 0)
        let table = Table(
            [.text(stage.description.name, inner.width - 40)]
                + [context.words[.least], "25%", context.words[.median], "75%", context.words[.greatest]].map
            { .figure($0, 8) })
        let (header, rows) = inner.splitTop(1)
        table.writeTitles(in: header, of: &grid, theme)
        let metrics = TaskMetric.weightiest(of: stage.metrics, upTo: rows.height)
        for (row, metric) in metrics.enumerated() {
            let line = Rect(x: rows.x, y: rows.y + row, width: rows.width, height: 1)
            let values = stage.quantiles(metric)?.all.map { metric.text($0, context.figures) } ?? []
            let name = context.words[metric.name]
            table.write([name] + values, in: line, of: &grid, style: theme.plain)
            grid.write(name, x: line.x, y: line.y, style: theme.title, limit: inner.width - 41)
        }
    }

    private func drawFacts(
        of stage: JobStatus.Stage, in area: Rect, of grid: inout CellGrid, _ context: ScreenContext
    ) {
        guard area.width > 12, area.height > 2 else { return }
        let theme = context.theme
        let stragglers = stage.stragglers(at: context.clock)
        // Whether the stage runs is told by the first fact too, and there is no room for both.
        let title = context.words[stragglers.isEmpty ? stage.word : .stragglers(stragglers.count)]
        let inner = grid.drawPane(area, title: title, theme).insetBy(dx: 1, dy: 0)
        var y = inner.y
        for fact in facts(of: stage, hasStragglers: !stragglers.isEmpty, context).prefix(inner.height) {
            grid.write(fact, x: inner.x, y: y, style: theme.plain, limit: inner.width)
            y += 1
        }
        if stage.state == .failed, let reason = stage.reason?.escapingUnprintable, y < inner.maxY {
            y = grid.writeParagraph(reason, in: inner.below(y), style: theme.failed)
        }
        for straggler in stragglers where y < inner.maxY {
            y = grid.writeParagraph(
                straggler.text(context.words, theme.glyphs), in: inner.below(y), style: theme.running)
        }
    }

    /// Short lines, the most telling first.
    private func facts(
        of stage: JobStatus.Stage, hasStragglers: Bool, _ context: ScreenContext
    ) -> [String] {
        let (now, words, figures) = (context.clock, context.words, context.figures)
        let done = Phrase.tasksDone(
            stage.count(.succeeded), of: stage.tasks.count, running: stage.count(.running))
        var facts = [words[done]]
        if let duration = stage.duration(at: now) {
            let left = stage.timeLeft(at: now).map {
                ", \(words[.left]) \(figures.range($0, context.theme.glyphs))"
            }
            facts.append(figures.duration(duration) + (left ?? ""))
        }
        if stage.images > 0 {
            let rate = stage.meanRate(at: now).map { ", \(figures.fixed($0, places: $0 < 10 ? 1 : 0))/s" }
            facts.append("\(figures.grouped(stage.images)) \(words[.images])\(rate ?? "")")
        }
        if stage.bytes > 0 { facts.append(words[.bytesRead(figures.bytes(stage.bytes))]) }
        if stage.rejected > 0 { facts.append(words[.setAside(figures.grouped(stage.rejected))]) }
        if stage.failedAttempts > 0 { facts.append(words[.attemptsFailed(stage.failedAttempts)]) }
        if stage.count(.succeeded) > 1, !hasStragglers { facts.append(words[.noStragglers]) }
        return facts
    }
}

extension Rect {
    /// The rows from `y` on.
    fileprivate func below(_ y: Int) -> Rect { Rect(x: x, y: y, width: width, height: maxY - y) }
}

// MARK: Figures

extension TaskMetric {
    /// What tells most of a task first.
    static let byWeight: [TaskMetric] =
        [
            .duration, .seconds(.network), .seconds(.decode), .seconds(.preprocess), .seconds(.read), .images,
            .bytes,
            .rejected, .attempts, .wait, .delay, .seconds(.write),
        ]
        + TaskActivity.allCases.filter { ![.network, .decode, .preprocess, .read, .write].contains($0) }.map {
            .seconds($0)
        }

    /// Those of the metrics that tell most, in the order in which people read them.
    static func weightiest(of metrics: [TaskMetric], upTo count: Int) -> [TaskMetric] {
        let kept = Set(byWeight.filter(metrics.contains).prefix(max(0, count)))
        return metrics.filter(kept.contains)
    }

    func text(_ value: Double, _ figures: Figures) -> String {
        switch unit {
        case .seconds: figures.brief(value)
        case .bytes: figures.briefBytes(value)
        case .count: figures.fixed(value, places: 0)
        }
    }
}
