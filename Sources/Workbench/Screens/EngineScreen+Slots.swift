import Engine
import Plot

// The lanes of screen 3: what each slot does and has done. Time runs from left to right; when the lanes are full they
// move on by a quarter, so that most frames change one column of each and not all.

/// The stretch of time that the lanes show.
struct LaneWindow: Hashable, Sendable {
    let start: Double
    /// Seconds.
    let span: Double

    /// The last seconds.
    ///
    /// - Parameters:
    ///   - started: when the job began.
    ///   - now: the right end of what has happened.
    init(started: Double, now: Double, span: Double) {
        let quarter = span / 4
        let excess = max(0, now - started - span)
        start = started + (excess / quarter).rounded(.up) * quarter
        self.span = span
    }

    /// The whole job so far, in a span that doubles when it is full; of a job that is over exactly what it took.
    init(wholeFrom started: Double, to now: Double, isOver: Bool, least: Double) {
        start = started
        guard !isOver else {
            span = max(now - started, 0.001)
            return
        }
        var span = least
        while span < now - started { span *= 2 }
        self.span = span
    }

    /// The time in the middle of a column.
    func time(ofColumn column: Int, of columns: Int) -> Double {
        start + (Double(column) + 0.5) * span / Double(max(1, columns))
    }
}

extension EngineScreen {
    func drawSlots(
        of job: JobStatus.Job, in area: Rect, of grid: inout CellGrid,
        _ context: ScreenContext
    ) {
        let theme = context.theme
        let slots = context.jobs.slots
        let title = "\(context.words[.slotsTitle]) \(context.jobs.slotCount ?? slots.count)"
        let inner = grid.drawPane(area, title: title, theme)
        drawLegend(in: area, of: &grid, context)
        guard !inner.isEmpty else { return }
        let hasSummary = hasSlotSummary(inner, context)
        let (lanes, summary) = (self.lanes(in: area, context), inner.splitBottom(2).bottom)
        let hidden = slots.count - lanes.height
        let shown = slots.prefix(hidden > 0 ? lanes.height - 1 : lanes.height)
        let window = window(of: job, width: lanes.width, context)
        // Of a job that is over no slot has anything to say.
        let words = job.state.isOver ? 1 : min(31, lanes.width / 2)
        let strip = lanes.splitRight(words).rest.splitLeft(4).rest
        for (row, slot) in shown.enumerated() {
            drawLane(slot, at: lanes.y + row, in: lanes, strip, window, of: &grid, context)
        }
        if hidden > 0 {
            grid.write(
                "\(theme.glyphs.ellipsis) \(context.words[.moreSlots(hidden + 1)])", x: lanes.x + 1,
                y: lanes.maxY - 1, style: theme.dim, limit: lanes.width - 1)
        }
        guard hasSummary else { return }
        drawTimes(at: summary.y, strip, window, from: job.started, of: &grid, context)
        drawSummary(of: job, at: summary.y + 1, in: summary, of: &grid, context)
    }

    /// Whether the lanes show the whole job: what the person chose, or else only once it is over.
    func showsWhole(_ context: ScreenContext) -> Bool {
        showsWholeJob ?? (job(context)?.state.isOver ?? false)
    }

    private func window(of job: JobStatus.Job, width: Int, _ context: ScreenContext) -> LaneWindow {
        let now = job.ended ?? context.clock
        let span = width >= 100 ? 30.0 : 15.0
        return showsWhole(context)
            ? LaneWindow(wholeFrom: job.started, to: now, isOver: job.state.isOver, least: span)
            : LaneWindow(started: job.started, now: now, span: span)
    }

    /// In the frame's upper border, on the right.
    private func drawLegend(in area: Rect, of grid: inout CellGrid, _ context: ScreenContext) {
        let theme = context.theme
        let activities = [TaskActivity.read, .decode, .preprocess, .network, .pca]
        let width = activities.reduce(1) { $0 + TextWidth.columns(of: context.words[$1.name]) + 3 }
        guard area.width >= width + 16, area.height > 0 else { return }
        var x = grid.write(" ", x: area.maxX - 2 - width, y: area.y)
        for activity in activities {
            grid[x, area.y] = activity.cell(isFailed: false, theme)
            x = grid.write(" \(context.words[activity.name]) ", x: x + 1, y: area.y, style: theme.dim)
        }
    }

    /// `0  ▒▇▇▇▇▇▇▇▇▒▇▇▇▇▇▇▇   features 8  71/162`
    private func drawLane(
        _ slot: JobStatus.Slot, at y: Int, in area: Rect, _ strip: Rect, _ window: LaneWindow,
        of grid: inout CellGrid, _ context: ScreenContext
    ) {
        let theme = context.theme
        grid.write("\(slot.slot)".leftPadded(to: 3), x: area.x, y: y, style: theme.dim)
        for (column, cell) in cells(of: slot, columns: strip.width, window, context).enumerated() {
            grid[strip.x + column, y] = cell
        }
        guard area.maxX > strip.maxX + 2 else { return }
        let isBusy = slot.current != nil
        grid.write(
            work(of: slot, context), x: strip.maxX + 2, y: y, style: isBusy ? theme.plain : theme.dim,
            limit: area.maxX - strip.maxX - 2)
    }

    /// What the slot did at each column's time, told by glyph and colour; a failed attempt is red.
    private func cells(
        of slot: JobStatus.Slot, columns: Int, _ window: LaneWindow, _ context: ScreenContext
    ) -> [Cell] {
        var cells = Array(repeating: Cell(), count: max(0, columns))
        let seconds = window.span / Double(max(1, columns))
        for segment in slot.segments.reversed() {
            let end = segment.end ?? context.clock
            guard end >= window.start else { break }
            for piece in segment.stretches(until: end) {
                let first = max(0, Int(((piece.start - window.start) / seconds).rounded()))
                let last = min(columns, Int(((piece.end - window.start) / seconds).rounded()))
                for column in first..<max(first, last) {
                    cells[column] = piece.activity.cell(isFailed: segment.state == .failed, context.theme)
                }
            }
        }
        return cells
    }

    /// `network  features 8  71/162`
    private func work(of slot: JobStatus.Slot, _ context: ScreenContext) -> String {
        guard let attempt = slot.current else {
            return context.words[slot.slot < context.jobs.slotCount ?? .max ? .idle : .letGo]
        }
        let stages = context.jobs.job(attempt.job)?.stages ?? []
        let isKnown = stages.indices.contains(attempt.stage)
        let stage = isKnown ? stages[attempt.stage].description.name : context.words[.stage]
        var text = "\(stage) \(attempt.partition)"
        guard let progress = slot.progress else { return text }
        if progress.total > 0 { text += "  \(progress.images)/\(progress.total)" }
        return text + " \(context.words[progress.activity.name])"
    }

    private func drawTimes(
        at y: Int, _ strip: Rect, _ window: LaneWindow, from started: Double, of grid: inout CellGrid,
        _ context: ScreenContext
    ) {
        for quarter in 0..<4 {
            let seconds = window.start - started + Double(quarter) * window.span / 4
            let label = "\(context.figures.fixed(seconds, places: window.span < 2 ? 2 : seconds < 100 ? 1 : 0)) s"
            guard label.count < strip.width / 4 else { continue }
            grid.write(label, x: strip.x + quarter * strip.width / 4, y: y, style: context.theme.dim)
        }
    }

    /// Quantiles of the finished tasks' times, and the throughput second by second.
    private func drawSummary(
        of job: JobStatus.Job, at y: Int, in area: Rect, of grid: inout CellGrid, _ context: ScreenContext
    ) {
        let (theme, words) = (context.theme, context.words)
        guard let stage = stage(of: job) else { return }
        let isWide = area.width >= 100
        let all = stage.quantiles(.duration)?.all ?? []
        // A narrow line keeps room for the throughput: all quartiles are one level down.
        let quantiles = isWide ? all : all.enumerated().filter { $0.offset.isMultiple(of: 2) }.map(\.element)
        let (least, median, greatest) = (words[.least], words[.median], words[.greatest])
        let names = isWide ? [least, "25%", median, "75%", greatest] : [least, median, greatest]
        var x = grid.write("\(words[.task]) ", x: area.x + 1, y: y, style: theme.dim)
        for (name, value) in zip(stage.tasks.count > 1 ? names : [""], quantiles) {
            x = grid.write("\(name) ", x: x, y: y, style: theme.dim, limit: area.maxX - x)
            x = grid.write(context.figures.brief(value) + "  ", x: x, y: y, limit: area.maxX - x)
        }
        if quantiles.isEmpty { x = grid.write(words[.noneDoneYet] + "  ", x: x, y: y, style: theme.dim) }
        drawSparkline(
            of: stage, in: Rect(x: x, y: y, width: area.maxX - 1 - x, height: 1), of: &grid, context)
    }

    /// `img/s ▁████▁▁ 7 s`: the last seconds, and how many they are.
    private func drawSparkline(
        of stage: JobStatus.Stage, in area: Rect, of grid: inout CellGrid, _ context: ScreenContext
    ) {
        // The last second is still being counted.
        let rates = stage.imagesBySecond.dropLast().map { Double($0) }
        let name = context.words[.perSecond]
        let room = min(30, area.width - name.count - 6)
        guard room >= 6, !rates.isEmpty else { return }
        let line = Sparkline.text(rates, width: room, glyphs: context.theme.glyphs.kind)
        let span = "\(line.count) s"
        let start = area.maxX - line.count - 1 - span.count
        grid.write(name, x: start - name.count - 1, y: area.y, style: context.theme.dim)
        grid.write(line, x: start, y: area.y, style: context.theme.good)
        grid.write(span, x: area.maxX - span.count, y: area.y, style: context.theme.dim)
    }
}

extension JobStatus.Segment {
    /// What was done when, up to `end`: what no report has told yet is taken to be as the last one.
    fileprivate func stretches(until end: Double) -> [(activity: TaskActivity, start: Double, end: Double)] {
        let told = pieces.map { ($0.activity, $0.start, $0.end) }
        let last = told.last ?? (activity, start, start)
        return last.2 < end ? told + [(last.0, last.2, end)] : told
    }
}

extension TaskActivity {
    fileprivate func glyph(_ glyphs: Glyphs) -> Character {
        switch self {
        case .list, .load, .read: glyphs.isUnicode ? "░" : "."
        case .decode: glyphs.isUnicode ? "▒" : ":"
        case .preprocess: glyphs.isUnicode ? "▓" : "o"
        case .network: glyphs.isUnicode ? "▇" : "#"
        case .gramian, .merge, .pca, .project: glyphs.isUnicode ? "▚" : "%"
        case .write: glyphs.isUnicode ? "▪" : "w"
        }
    }

    fileprivate func cell(isFailed: Bool, _ theme: Theme) -> Cell {
        Cell(glyph(theme.glyphs), isFailed ? theme.failed : style(theme))
    }

    func style(_ theme: Theme) -> Style {
        let colors = theme.categories
        switch self {
        case .list, .load, .read: return Style(theme.dim.foreground)
        case .decode: return Style(colors[1])
        case .preprocess: return Style(colors[0])
        case .network: return Style(colors[3])
        case .gramian, .merge, .pca, .project: return Style(colors[4])
        case .write: return Style(colors[5])
        }
    }
}
