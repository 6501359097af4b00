import Engine
import Plot

// One stage on screen 3: how its tasks' figures spread, how far it is, which tasks hold it up.

extension EngineScreen {
    func drawStageLevel(
        _ job: JobStatus.Job, in area: Rect, of grid: inout CellGrid, _ context: ScreenContext
    ) {
        guard let stage = stage(of: job) else { return }
        let rows = max(area.height / 2, area.height - Self.fewestTaskRows)
        let (top, tasks) = area.splitTop(min(figuresHeight(of: job), rows))
        drawFigures(of: stage, in: top, of: &grid, context)
        drawTasks(
            of: stage, title: path(to: stage, of: job, context.theme.glyphs), in: tasks, of: &grid, context)
    }

    /// Rows that the summary of the stage in view would fill.
    func figuresHeight(of job: JobStatus.Job) -> Int {
        max(6, (stage(of: job)?.metrics.count ?? 0) + 3)
    }

    /// The summary on the left, and what stands out beside it.
    func drawFigures(
        of stage: JobStatus.Stage, in area: Rect, of grid: inout CellGrid, _ context: ScreenContext
    ) {
        let (summary, facts) =
            area.width >= 76 ? area.splitLeft(Self.summaryWidth) : area.splitLeft(area.width)
        drawSummary(of: stage, in: summary, of: &grid, context)
        drawFacts(of: stage, in: facts, of: &grid, context)
    }

    private static let summaryWidth = 56
    /// Rows that the table of tasks keeps, its frame and titles included.
    private static let fewestTaskRows = 8

    /// Least, quartiles and most of every figure; the quartiles give way on a narrow terminal.
    private func drawSummary(
        of stage: JobStatus.Stage, in area: Rect, of grid: inout CellGrid, _ context: ScreenContext
    ) {
        guard area.height > 2 else { return }
        let theme = context.theme
        let done = stage.count(.succeeded)
        let title = "Summary of \(Figures.english.grouped(done)) \(done == 1 ? "task" : "tasks") done"
        let inner = grid.drawPane(area, title: title, theme).insetBy(dx: 1, dy: 0)
        let table = Table(
            [.text(stage.description.name, inner.width - 40)]
                + ["min", "25%", "median", "75%", "max"].map { .figure($0, 8) })
        let (header, rows) = inner.splitTop(1)
        table.writeTitles(in: header, of: &grid, theme)
        let metrics = TaskMetric.weightiest(of: stage.metrics, upTo: rows.height)
        for (row, metric) in metrics.enumerated() {
            let line = Rect(x: rows.x, y: rows.y + row, width: rows.width, height: 1)
            let values = stage.quantiles(metric)?.all.map { metric.text($0) } ?? []
            table.write([metric.name] + values, in: line, of: &grid, style: theme.plain)
            grid.write(metric.name, x: line.x, y: line.y, style: theme.title)
        }
    }

    private func drawFacts(
        of stage: JobStatus.Stage, in area: Rect, of grid: inout CellGrid, _ context: ScreenContext
    ) {
        guard area.width > 12, area.height > 2 else { return }
        let theme = context.theme
        let stragglers = stage.stragglers(at: context.clock)
        // Whether the stage runs is told by the first fact too, and there is no room for both.
        let title = stragglers.isEmpty ? stage.word : "stragglers \(stragglers.count)"
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
            y = grid.writeParagraph(straggler.text(theme.glyphs), in: inner.below(y), style: theme.running)
        }
    }

    /// Short lines, the most telling first.
    private func facts(
        of stage: JobStatus.Stage, hasStragglers: Bool, _ context: ScreenContext
    ) -> [String] {
        let now = context.clock
        var facts = ["\(stage.count(.succeeded))/\(stage.tasks.count) tasks"]
        if stage.count(.running) > 0 { facts[0] += ", \(stage.count(.running)) run" }
        if let duration = stage.duration(at: now) {
            let left =
                stage.timeLeft(at: now).map { ", left \(Figures.english.range($0, context.theme.glyphs))" }
                ?? ""
            facts.append("\(Figures.english.duration(duration))\(left)")
        }
        if stage.images > 0 {
            let rate =
                stage.meanRate(at: now).map { ", \(Figures.english.fixed($0, places: $0 < 10 ? 1 : 0))/s" }
                ?? ""
            facts.append("\(Figures.english.grouped(stage.images)) images\(rate)")
        }
        if stage.bytes > 0 { facts.append("\(Figures.english.bytes(stage.bytes)) read") }
        if stage.rejected > 0 { facts.append("\(Figures.english.grouped(stage.rejected)) set aside") }
        if stage.failedAttempts > 0 {
            facts.append(
                "\(stage.failedAttempts) \(stage.failedAttempts == 1 ? "attempt" : "attempts") failed")
        }
        if stage.count(.succeeded) > 1, !hasStragglers { facts.append("no stragglers") }
        return facts
    }
}

extension Rect {
    /// The rows from `y` on.
    fileprivate func below(_ y: Int) -> Rect { Rect(x: x, y: y, width: width, height: maxY - y) }
}

// MARK: In words

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

    /// As titles of rows have it.
    var name: String {
        switch self {
        case .duration: "time"
        case .wait: "slot wait"
        case .delay: "start delay"
        case .seconds(let activity): activity.rawValue
        case .images: "images"
        case .bytes: "bytes read"
        case .rejected: "set aside"
        case .attempts: "attempts"
        }
    }

    /// As titles of narrow columns have it.
    var shortName: String {
        switch self {
        case .wait: "wait"
        case .delay: "delay"
        case .seconds(.preprocess): "prep"
        case .bytes: "bytes"
        case .rejected: "aside"
        case .attempts: "try"
        default: name
        }
    }

    func text(_ value: Double) -> String {
        switch unit {
        case .seconds: Figures.english.brief(value)
        case .bytes: Figures.english.briefBytes(value)
        case .count: Figures.english.fixed(value, places: 0)
        }
    }
}

extension Straggler {
    /// `7: 12.3 s, 2.4× the median. Images of 41.2 kB, usual are 4.9 kB.`
    func text(_ glyphs: Glyphs) -> String {
        let factor =
            median > 0
            ? ", \(Figures.english.fixed(seconds / median, places: 1))\(glyphs.times) the median" : ""
        let causes = causes.map { $0.text.escapingUnprintable }.joined(separator: "; ")
        return "\(partition): \(Figures.english.brief(seconds))\(factor)"
            + (causes.isEmpty ? "." : ": \(causes).")
    }
}

extension Straggler.Cause {
    fileprivate var text: String {
        switch self {
        case .failures(let count, let seconds, let reason):
            "\(count) \(count == 1 ? "attempt" : "attempts") failed in \(Figures.english.brief(seconds)) (\(reason))"
        case .moreImages(let count, let median): "\(count) images, usual are \(median)"
        case .largerImages(let bytes, let median):
            "images of \(Figures.english.bytes(bytes)), usual are \(Figures.english.bytes(median))"
        case .setAside(let count): "\(count) images set aside"
        case .slower(let activity, let seconds, let median):
            "\(activity.rawValue) \(Figures.english.brief(seconds)), usual is \(Figures.english.brief(median))"
        }
    }
}
