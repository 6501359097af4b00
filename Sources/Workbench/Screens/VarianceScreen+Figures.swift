import Engine
import Plot

// Beside the curve: what the cursor's k keeps and saves, and the spectrum's first values.

extension VarianceScreen {
    /// All that the pane of figures says, in one line: `k 42  95.04 %  8,192 B → 168 B  21.2 MB → 435.1 kB`.
    func drawSummary(of curve: VarianceCurve, in area: Rect, of grid: inout CellGrid, _ theme: Theme) {
        let then = theme.glyphs.then
        var x = grid.write(
            " k \(cursor)  \(percent(curve.share(cursor)))", x: area.x, y: area.y, style: theme.title)
        let sizes = [
            "\(Figures.english.bytes(curve.vectorBytes(curve.features))) \(then) \(Figures.english.bytes(curve.vectorBytes(cursor)))",
            "\(Figures.english.bytes(curve.setBytes(curve.features))) \(then) \(Figures.english.bytes(curve.setBytes(cursor)))",
        ]
        if differs { x = grid.write("  run's k \(curve.chosen)", x: x, y: area.y, style: theme.good) }
        for size in sizes where x + 2 + TextWidth.columns(of: size) <= area.maxX {
            x = grid.write("  \(size)", x: x, y: area.y, style: theme.dim)
        }
    }

    /// The cursor's k: its variance, whether it is the run's, what it saves, and the counts that people ask for.
    func drawFigures(of curve: VarianceCurve, in area: Rect, of grid: inout CellGrid, _ theme: Theme) {
        let inner = grid.drawPane(area, title: "k = \(cursor)", isFocused: differs, theme).insetBy(
            dx: 1, dy: 0)
        let share = curve.share(cursor)
        var rows = Rows(area: inner, theme: theme)
        rows.write([("variance", theme.dim), (percent(share), theme.accent)], into: &grid)
        rows.write([("left out", theme.dim), (percent(1 - share), theme.plain)], into: &grid)
        drawRun(of: curve, &rows, into: &grid)
        rows.write([("", theme.dim), ("all", theme.dim), ("k", theme.dim)], into: &grid)
        let sizes: [(String, (Int) -> String)] = [
            ("features", { Figures.english.grouped($0) }),
            ("vector", { Figures.english.bytes(curve.vectorBytes($0)) }),
            ("set", { Figures.english.bytes(curve.setBytes($0)) }),
        ]
        for (name, size) in sizes {
            let (all, kept) = (size(curve.features), size(cursor))
            rows.write([(name, theme.dim), (all, theme.plain), (kept, theme.title)], into: &grid)
        }
        if rows.left >= 3 { rows.skip() }
        drawLandmarks(of: curve, &rows, into: &grid)
    }

    private func drawRun(of curve: VarianceCurve, _ rows: inout Rows, into grid: inout CellGrid) {
        let theme = rows.theme
        if differs {
            let run = "\(curve.chosen)  \(percent(curve.share(curve.chosen)))"
            rows.write([("the run's k", theme.dim), (run, theme.good)], into: &grid)
        } else {
            rows.write([("\(theme.glyphs.done) the run's k", theme.good)], into: &grid)
        }
    }

    /// The shares, and under each its count; the one that the cursor stands on is bright.
    private func drawLandmarks(of curve: VarianceCurve, _ rows: inout Rows, into grid: inout CellGrid) {
        let theme = rows.theme
        let shares = curve.landmarks.map { (percent($0.share, places: 0), theme.dim) }
        let counts = curve.landmarks.map {
            (Figures.english.grouped($0.components), $0.components == cursor ? theme.accent : theme.plain)
        }
        rows.write([("reach", theme.dim)] + shares, into: &grid)
        rows.write([("takes", theme.dim)] + counts, into: &grid)
    }

    /// Each component's own share as a bar; those that are left out are dim.
    func drawSpectrum(of curve: VarianceCurve, in area: Rect, of grid: inout CellGrid, _ theme: Theme) {
        guard area.height >= 3 else { return }
        let sumWidth = area.width >= 42 ? 9 : 0
        let title = sumWidth > 0 ? "spectrum, and its sum so far" : "spectrum"
        let inner = grid.drawPane(area, title: title, theme).insetBy(dx: 1, dy: 0)
        let numberWidth = max(2, "\(min(curve.count, inner.height))".count)
        let largest = curve.ratios.first ?? 0
        for (row, ratio) in curve.ratios.prefix(inner.height).enumerated() {
            let y = inner.y + row
            let isKept = row < cursor
            grid.write("\(row + 1)".leftPadded(to: numberWidth), x: inner.x, y: y, style: theme.dim)
            var x = inner.x + numberWidth
            grid.write(
                percent(ratio, places: sumWidth > 0 ? 2 : 1).leftPadded(to: 8), x: x, y: y,
                style: isKept ? theme.plain : theme.dim)
            x += 9
            let bar = Rect(x: x, y: y, width: inner.maxX - x - sumWidth, height: 1)
            let style = isKept ? theme.accent : theme.dim
            Bar.draw(
                largest > 0 ? ratio / largest : 0, in: bar, of: &grid, style: style, glyphs: theme.glyphs.kind
            )
            guard sumWidth > 0 else { continue }
            let sum = percent(curve.share(row + 1), places: 1).leftPadded(to: sumWidth)
            grid.write(sum, x: inner.maxX - sumWidth, y: y, style: theme.dim)
        }
    }
}

/// Lines of a pane one under the other, each in columns that end flush: the first starts left, the last ends right.
private struct Rows {
    private var area: Rect
    let theme: Theme

    init(area: Rect, theme: Theme) {
        self.area = area
        self.theme = theme
    }

    var left: Int { area.height }

    mutating func skip() { area = area.splitTop(1).rest }

    mutating func write(_ columns: [(text: String, style: Style)], into grid: inout CellGrid) {
        guard !area.isEmpty else { return }
        for (index, column) in columns.enumerated() {
            let width = TextWidth.columns(of: column.text)
            // The first column keeps to the left, the others end at equal distances.
            let end = area.x + area.width * (index + 1) / columns.count
            let x = index == 0 ? area.x : max(area.x, end - width)
            grid.write(column.text, x: x, y: area.y, style: column.style, limit: area.maxX - x)
        }
        skip()
    }
}
