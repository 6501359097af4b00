import Engine
import Plot

// Beside the curve: what the cursor's k keeps, saves and costs, and the spectrum's first values.

extension VarianceScreen {
    /// What matters most of the pane of figures, in one line: `k 42  95.04 %  1-NN 99.7 %  8,192 B → 168 B`.
    func drawSummary(
        of curve: VarianceCurve, in area: Rect, of grid: inout CellGrid, _ context: ScreenContext
    ) {
        let (theme, figures, then) = (context.theme, context.figures, context.theme.glyphs.then)
        var x = grid.write(
            " k \(cursor)  \(percent(curve.share(cursor), context))", x: area.x, y: area.y,
            style: theme.title)
        if differs {
            let text = "  \(context.words[.runsK]) \(curve.chosen)"
            x = grid.write(text, x: x, y: area.y, style: theme.good)
        }
        var facts: [String] = []
        if let accuracy = context.insight.found?.accuracy(cursor) {
            facts.append("\(context.words[.neighboursShort]) \(percent(accuracy, places: 1, context))")
        }
        facts += [
            "\(figures.bytes(curve.vectorBytes(curve.features))) \(then) \(figures.bytes(curve.vectorBytes(cursor)))",
            "\(figures.bytes(curve.setBytes(curve.features))) \(then) \(figures.bytes(curve.setBytes(cursor)))",
        ]
        for fact in facts where x + 2 + TextWidth.columns(of: fact) <= area.maxX {
            x = grid.write("  \(fact)", x: x, y: area.y, style: theme.dim)
        }
    }

    /// The cursor's k: its variance, whether it is the run's, what it saves, what it does to nearest neighbours, and
    /// the counts that people ask for.
    func drawFigures(
        of curve: VarianceCurve, in area: Rect, of grid: inout CellGrid, _ context: ScreenContext
    ) {
        let (theme, words) = (context.theme, context.words)
        let inner = grid.drawPane(area, title: "k = \(cursor)", isFocused: differs, theme).insetBy(
            dx: 1, dy: 0)
        let share = curve.share(cursor)
        var rows = Rows(area: inner)
        rows.write([(words[.varianceKept], theme.dim), (percent(share, context), theme.accent)], into: &grid)
        rows.write([(words[.leftOut], theme.dim), (percent(1 - share, context), theme.plain)], into: &grid)
        drawRun(of: curve, &rows, into: &grid, context)
        rows.write([("", theme.dim), (words[.all], theme.dim), ("k", theme.dim)], into: &grid)
        for (name, all, kept) in sizes(of: curve, context) {
            rows.write([(name, theme.dim), (all, theme.plain), (kept, theme.title)], into: &grid)
        }
        drawNeighbours(curve, &rows, into: &grid, context)
        if rows.left >= 3 { rows.skip() }
        drawLandmarks(of: curve, &rows, into: &grid, context)
        guard rows.left >= 5, let trial = context.insight.found, trial.count > 0 else { return }
        rows.skip()
        let counts = [trial.count, trial.heldOut.heldOutCount, trial.heldOut.references.count].map {
            context.figures.grouped($0)
        }
        let text = words[.neighboursExplained(counts[0], of: counts[1], among: counts[2])]
        grid.writeWrapped(text, in: rows.rest, style: theme.dim)
    }

    private func sizes(
        of curve: VarianceCurve, _ context: ScreenContext
    ) -> [(name: String, all: String, kept: String)] {
        let (words, figures) = (context.words, context.figures)
        let sizes: [(Phrase, (Int) -> String)] = [
            (.features, { figures.grouped($0) }), (.vector, { figures.bytes(curve.vectorBytes($0)) }),
            (.wholeSet, { figures.bytes(curve.setBytes($0)) }),
        ]
        return sizes.map { (words[$0], $1(curve.features), $1(cursor)) }
    }

    private func drawRun(
        of curve: VarianceCurve, _ rows: inout Rows, into grid: inout CellGrid, _ context: ScreenContext
    ) {
        let (theme, words) = (context.theme, context.words)
        if differs {
            let run = "\(curve.chosen)  \(percent(curve.share(curve.chosen), context))"
            rows.write([(words[.theRunsK], theme.dim), (run, theme.good)], into: &grid)
        } else {
            rows.write([("\(theme.glyphs.done) \(words[.theRunsK])", theme.good)], into: &grid)
        }
    }

    /// The shares, and under each its count; the one that the cursor stands on is bright.
    private func drawLandmarks(
        of curve: VarianceCurve, _ rows: inout Rows, into grid: inout CellGrid, _ context: ScreenContext
    ) {
        let theme = context.theme
        let shares = curve.landmarks.map { (percent($0.share, places: 0, context), theme.dim) }
        let counts = curve.landmarks.map {
            (context.figures.grouped($0.components), $0.components == cursor ? theme.accent : theme.plain)
        }
        rows.write([(context.words[.toReach], theme.dim)] + shares, into: &grid)
        rows.write([(context.words[.takes], theme.dim)] + counts, into: &grid)
    }

    /// Each component's own share as a bar; those that are left out are dim.
    func drawSpectrum(
        of curve: VarianceCurve, in area: Rect, of grid: inout CellGrid, _ context: ScreenContext
    ) {
        guard area.height >= 3 else { return }
        let theme = context.theme
        let sumWidth = area.width >= 42 ? 9 : 0
        let title: Phrase = sumWidth > 0 ? .spectrumAndSum : .spectrum
        let inner = grid.drawPane(area, title: context.words[title], theme).insetBy(dx: 1, dy: 0)
        let numberWidth = max(2, "\(min(curve.count, inner.height))".count)
        let largest = curve.ratios.first ?? 0
        for (row, ratio) in curve.ratios.prefix(inner.height).enumerated() {
            let y = inner.y + row
            let isKept = row < cursor
            grid.write("\(row + 1)".leftPadded(to: numberWidth), x: inner.x, y: y, style: theme.dim)
            let share = percent(ratio, places: sumWidth > 0 ? 2 : 1, context).leftPadded(to: 8)
            grid.write(share, x: inner.x + numberWidth, y: y, style: isKept ? theme.plain : theme.dim)
            let start = inner.x + numberWidth + 9
            let bar = Rect(x: start, y: y, width: inner.maxX - start - sumWidth, height: 1)
            Bar.draw(
                largest > 0 ? ratio / largest : 0, in: bar, of: &grid,
                style: isKept ? theme.accent : theme.dim, glyphs: theme.glyphs.kind)
            guard sumWidth > 0 else { continue }
            let sum = percent(curve.share(row + 1), places: 1, context).leftPadded(to: sumWidth)
            grid.write(sum, x: inner.maxX - sumWidth, y: y, style: theme.dim)
        }
    }
}

// MARK: Nearest neighbours

extension VarianceScreen {
    /// How many held-out images have a neighbour of their category, and how many have another one on k components.
    private func drawNeighbours(
        _ curve: VarianceCurve, _ rows: inout Rows, into grid: inout CellGrid, _ context: ScreenContext
    ) {
        let (theme, words, figures) = (context.theme, context.words, context.figures)
        guard let trial = context.insight.found, let all = trial.accuracyByFeatures else {
            rows.write([(words[.neighbour1], theme.dim), (neighboursNote(context), theme.dim)], into: &grid)
            return
        }
        let accuracy = trial.accuracy(cursor).map { percent($0, places: 1, context) }
        rows.write(
            [
                (words[.neighbour1], theme.dim), (percent(all, places: 1, context), theme.plain),
                (accuracy ?? "?", theme.accent),
            ], into: &grid)
        guard let changed = trial.changed(at: cursor) else {
            let text = words[.triedUpTo(figures.grouped(trial.components))]
            return rows.write([("", theme.dim), (text, theme.dim)], into: &grid)
        }
        let share = words[.someOf(figures.grouped(changed), figures.grouped(trial.count))]
        rows.write([(words[.otherCategory], theme.dim), (share, theme.plain)], into: &grid)
        if differs, let moved = trial.changed(at: cursor, from: curve.chosen) {
            let text = words[.someOf(figures.grouped(moved), figures.grouped(trial.count))]
            rows.write([(words[.otherThanRun(curve.chosen)], theme.dim), (text, theme.plain)], into: &grid)
        } else {
            rows.write([(words[.heldOutRule(trial.heldOut.rule)], theme.dim)], into: &grid)
        }
    }

    /// Why there is no accuracy, in a word.
    private func neighboursNote(_ context: ScreenContext) -> String {
        switch context.insight.trial {
        case .unknown: context.words[.beingTried]
        case .found: context.words[.tooFewHeldOut]
        case .failed: context.words[.notTried]
        }
    }

    /// The same as a sentence.
    func neighboursSentence(_ context: ScreenContext) -> String {
        switch context.insight.trial {
        case .unknown: context.words[.neighboursBeingTried]
        case .found: context.words[.neighboursTooFew]
        case .failed(let reason): context.words[.neighboursNotTried(reason)]
        }
    }
}

/// Lines of a pane one under the other, each in columns that end flush: the first starts left, the last ends right.
private struct Rows {
    /// What is not written yet.
    private(set) var rest: Rect

    init(area: Rect) { rest = area }

    var left: Int { rest.height }

    mutating func skip() { rest = rest.splitTop(1).rest }

    mutating func write(_ columns: [(text: String, style: Style)], into grid: inout CellGrid) {
        guard !rest.isEmpty else { return }
        for (index, column) in columns.enumerated() {
            let width = TextWidth.columns(of: column.text)
            // The first column keeps to the left, the others end at equal distances.
            let end = rest.x + rest.width * (index + 1) / columns.count
            let x = index == 0 ? rest.x : max(rest.x, end - width)
            grid.write(column.text, x: x, y: rest.y, style: column.style, limit: rest.maxX - x)
        }
        skip()
    }
}
