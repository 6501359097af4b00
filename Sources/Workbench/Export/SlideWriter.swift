import Engine
import Plot

/// The charts of a run as they stand in a slide, in the words of a language.
struct SlideWriter {
    let words: Words

    private var figures: Figures { words.figures }

    /// A curve over components.
    ///
    /// - Parameters:
    ///   - chart: its axes, lines and rules are taken as they are.
    ///   - chosen: how many components stand out.
    ///   - run: how many the run keeps, where that is another number.
    func curve(_ chart: LineChart, title: String, subtitle: String, chosen: Int, run: Int? = nil)
        -> CurveSlide
    {
        let points = chart.lines.flatMap(\.points).sorted { $0.x < $1.x }
        var slide = CurveSlide(title: title, subtitle: subtitle, x: chart.x, y: chart.y, points: points)
        slide.rules = chart.rules.map { CurveSlide.Rule(at: $0.y, label: $0.label) }
        if let point = points.first(where: { $0.x == Double(chosen) }) {
            slide.marks.append(.init(at: point, label: "k = \(chosen)", detail: percent(point.y / 100)))
        }
        if let run, let point = points.first(where: { $0.x == Double(run) }) {
            slide.marks.append(.init(at: point, label: "k = \(run)", detail: words[.runsK]))
        }
        return slide
    }

    /// What the first components explain together.
    ///
    /// - Parameters:
    ///   - cumulative: `(components,)`, rising to 1.
    ///   - target: a share of variance that was asked for.
    func cumulative(
        _ cumulative: [Double], chosen: Int, target: Double?, images: Int, features: Int
    ) -> CurveSlide {
        var chart = LineChart(
            x: Axis(Scale(1...Double(max(2, cumulative.count)), .log10), title: words[.componentsLog]),
            y: Axis(Scale(CurveSlide.percentRange(of: cumulative, showing: target)), suffix: " %"))
        chart.lines = [.init(cumulative.map { $0 * 100 }, from: 1, style: .plain)]
        if let target {
            chart.rules = [
                .init(at: target * 100, label: "\(words[.target]) \(short(target)) %", style: .plain)
            ]
        }
        return curve(
            chart, title: words[.cumulativeTitle],
            subtitle: summary(of: cumulative, chosen: chosen, images: images, features: features),
            chosen: chosen)
    }

    /// `42 of 2,048 components keep 95.04 % of the variance · 2,590 images, 2,048 features`
    func summary(of cumulative: [Double], chosen: Int, images: Int, features: Int) -> String {
        let data = words[.imagesAndFeatures(figures.grouped(images), figures.grouped(features))]
        guard cumulative.indices.contains(chosen - 1) else { return data }
        let kept = Phrase.componentsKeep(
            figures.grouped(chosen), of: figures.grouped(cumulative.count), percent(cumulative[chosen - 1]))
        return "\(words[kept]) · \(data)"
    }

    /// - Parameter axisTitles: `PC1 62.2 %`, and of the other axis.
    func scatter(
        _ points: ScatterPoints, in viewport: Viewport, emphasis: ScatterChart.Emphasis, names: [String],
        axisTitles: (x: String, y: String)
    ) -> ScatterSlide {
        let entries = zip(names, points.counts).map {
            ScatterSlide.Entry($0, count: figures.grouped($1))
        }
        var slide = ScatterSlide(
            points, in: viewport, emphasis: emphasis, entries: entries,
            title: "\(axisTitles.x) × \(axisTitles.y)", axisTitles: axisTitles)
        let categories = figures.grouped(points.counts.count { $0 > 0 })
        let seen = slide.seenCount
        // What was left out by isolating others has no place.
        let all = (0..<points.count).count { points[$0].x.isFinite && points[$0].y.isFinite }
        let said: Phrase =
            seen == all
            ? .pointsInCategories(figures.grouped(seen), categories)
            : .pointsSeen(figures.grouped(seen), of: figures.grouped(all), categories)
        slide.subtitle = words[said]
        let colored = points.counts.indices.filter {
            emphasis.slots.indices.contains($0) && emphasis.slots[$0] != nil
        }
        let others = all - colored.reduce(0) { $0 + points.counts[$1] }
        slide.others =
            others > 0 ? .init(words[.allOthers], count: figures.grouped(others)) : nil
        return slide
    }

    /// - Parameter image: which it is of.
    func levels(before: Levels, after: Levels, chain: String, image: String) -> LevelsSlide {
        LevelsSlide(
            title: "\(words[.levelsTitle]): \(chain)", subtitle: image,
            axisTitles: (words[.level], words[.pixelsOfLevel]),
            panels: [
                .init(panelTitle(.before, before), before), .init(panelTitle(.after, after), after),
            ])
    }

    /// `before: luma 141 ± 62`
    private func panelTitle(_ name: Phrase, _ levels: Levels) -> String {
        let (mean, deviation) = (
            figures.fixed(levels.mean, places: 0), figures.fixed(levels.deviation, places: 0)
        )
        return "\(words[name]): \(words[.luma]) \(mean) ± \(deviation)"
    }

    private func percent(_ share: Double) -> String { "\(figures.fixed(share * 100, places: 2)) %" }

    /// `95`, `99.5`
    private func short(_ share: Double) -> String {
        let isWhole = (share * 100).rounded() == (share * 10_000).rounded() / 100
        return figures.fixed(share * 100, places: isWhole ? 0 : 2)
    }
}

// MARK: Of the screens

extension Model {
    /// Draws the chart of the screen in front, with its axes, focus and zoom, for a slide; nil where it has none.
    var chart: (@Sendable () -> Drawing)? {
        switch shown {
        case .catalog, .engine: nil
        case .preprocess: levelsChart
        case .variance: varianceChart
        case .scatter: scatterChart
        }
    }

    private var writer: SlideWriter { SlideWriter(words: context.words) }

    private var levelsChart: (@Sendable () -> Drawing)? {
        guard let preview = context.preview, let before = preview.before.levels,
            let after = preview.after.levels
        else { return nil }
        let image = preview.request.path.printable
        return { [writer] in
            writer.levels(before: before, after: after, chain: preview.request.chain, image: image).drawing
        }
    }

    private var varianceChart: (@Sendable () -> Drawing)? {
        guard let curve = variance.curve, curve.hasVariance else { return nil }
        let chart = variance.chart(of: curve, context)
        guard !chart.lines.isEmpty else { return nil }
        let title = context.words[variance.view.title]
        return { [writer, variance] in
            writer.curve(
                chart, title: title.prefix(1).uppercased() + title.dropFirst(),
                subtitle: writer.summary(
                    of: curve.cumulative, chosen: variance.cursor, images: curve.images,
                    features: curve.features),
                chosen: variance.cursor, run: variance.differs ? curve.chosen : nil
            ).drawing
        }
    }

    private var scatterChart: (@Sendable () -> Drawing)? {
        guard let plane = scatter.plane, let analysis = context.analysis else { return nil }
        let emphasis = scatter.emphasis
        let quality = scatter.showsQuality ? scatter.qualityText(plane, context) : nil
        let axisTitles = (
            x: scatter.axisTitle(plane.xAxis, analysis, context),
            y: plane.yAxis.map { scatter.axisTitle($0, analysis, context) } ?? context.words[.image]
        )
        return { [writer, showsNames = scatter.showsNames] in
            var slide = writer.scatter(
                plane.points, in: plane.viewport, emphasis: emphasis, names: analysis.categories,
                axisTitles: axisTitles)
            slide.showsNames = showsNames
            if let quality { slide.subtitle += " · \(quality)" }
            return slide.drawing
        }
    }
}
