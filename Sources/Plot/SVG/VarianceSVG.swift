// The cumulative explained variance as a picture for a slide: few lines, large type, white ground.

/// A run's explained variance and the components chosen from it, as an SVG chart.
public struct VarianceSVG: Sendable {
    /// The share of variance that the first 1, 2, … components explain together: `(components,)`, rising to 1.
    public var cumulativeRatios: [Double]
    /// How many components are kept, from 1.
    public var chosen: Int
    /// The share that was asked for, where one was.
    public var target: Double?
    /// What the data is: a second line under the title; empty for none.
    public var subtitle: String

    public init(cumulativeRatios: [Double], chosen: Int, target: Double?, subtitle: String = "") {
        self.cumulativeRatios = cumulativeRatios
        self.chosen = chosen
        self.target = target
        self.subtitle = subtitle
    }

    private static let (width, height) = (960.0, 540.0)
    private static let plot = (left: 92.0, right: 916.0, top: 104.0, bottom: 452.0)
    private static let ink = "#1f2933"
    private static let soft = "#52606d"
    private static let grid = "#e4e7eb"
    private static let curve = "#0b69a3"
    private static let targetColor = "#8a4b08"
    private static let chosenColor = "#b5179e"

    private var x: Scale { Scale(1...Double(max(2, cumulativeRatios.count)), .log10) }

    /// The range of percents that shows the first component and the target.
    private var y: Scale { Scale(Self.percentRange(of: cumulativeRatios, showing: target)) }

    /// From a round percent under the first component, at most 90, up to 100.
    public static func percentRange(of ratios: [Double], showing target: Double?) -> ClosedRange<Double> {
        let lowest = min(ratios.first ?? 0, target ?? 1, 0.9)
        return max(0, (lowest * 10).rounded(.down) * 10)...100
    }

    /// The file's text.
    public var text: String {
        let title = "Cumulative explained variance"
        var svg = SVGDocument(width: Self.width, height: Self.height, title: "\(title): \(summary)")
        svg.text(title, x: 40, y: 46, attributes(Self.ink, size: 26, weight: "bold"))
        svg.text(
            [summary, subtitle].filter { !$0.isEmpty }.joined(separator: " · "), x: 40, y: 74,
            attributes(Self.soft, size: 16))
        drawGrid(into: &svg)
        drawTarget(into: &svg)
        drawCurve(into: &svg)
        drawChosen(into: &svg)
        return svg.text
    }

    /// `42 of 2048 components keep 95.04 % of the variance`
    private var summary: String {
        guard let share = chosenShare else { return "no components" }
        return
            "\(chosen) of \(cumulativeRatios.count) components keep \(percent(share, places: 2)) of the variance"
    }

    private var chosenShare: Double? {
        cumulativeRatios.indices.contains(chosen - 1) ? cumulativeRatios[chosen - 1] : nil
    }

    private func percent(_ share: Double, places: Int) -> String {
        ChartNumber.fixed(share * 100, places: places) + " %"
    }

    private func place(_ components: Double, _ share: Double) -> (x: Double, y: Double) {
        let (right, up) = (x.fraction(of: components), y.fraction(of: share * 100))
        return (
            Self.plot.left + right * (Self.plot.right - Self.plot.left),
            Self.plot.bottom - up * (Self.plot.bottom - Self.plot.top)
        )
    }

    private func attributes(
        _ color: String, size: Double, anchor: String = "start", weight: String = "normal"
    ) -> SVGDocument.Attributes {
        [
            "fill": .text(color), "font-size": .number(size), "text-anchor": .text(anchor),
            "font-weight": .text(weight),
        ]
    }

    private func drawGrid(into svg: inout SVGDocument) {
        let (left, right, top, bottom) = Self.plot
        let faint: SVGDocument.Attributes = ["stroke": .text(Self.grid), "stroke-width": 1]
        for tick in y.ticks(limit: 6) {
            let height = place(1, tick.value / 100).y
            svg.line(from: (left, height), to: (right, height), faint)
            svg.text(
                tick.label + " %", x: left - 12, y: height + 6, attributes(Self.soft, size: 16, anchor: "end")
            )
        }
        for tick in x.ticks(limit: 16) {
            let across = place(tick.value, 0).x
            svg.line(from: (across, top), to: (across, bottom), faint)
            svg.text(
                tick.label, x: across, y: bottom + 26, attributes(Self.soft, size: 16, anchor: "middle"))
        }
        svg.line(
            from: (left, bottom), to: (right, bottom), ["stroke": .text(Self.soft), "stroke-width": 1.5])
        svg.text(
            "components kept (logarithmic)", x: (left + right) / 2, y: bottom + 58,
            attributes(Self.soft, size: 16, anchor: "middle"))
    }

    private func drawTarget(into svg: inout SVGDocument) {
        guard let target else { return }
        let height = place(1, target).y
        svg.line(
            from: (Self.plot.left, height), to: (Self.plot.right, height),
            ["stroke": .text(Self.targetColor), "stroke-width": 2, "stroke-dasharray": "3 6"])
        // At the far end, where the curve is above it.
        svg.text(
            "target \(ChartNumber.short(target * 100, places: 2)) %", x: Self.plot.right - 8, y: height + 22,
            attributes(Self.targetColor, size: 16, anchor: "end"))
    }

    private func drawCurve(into svg: inout SVGDocument) {
        let points = cumulativeRatios.enumerated().map { place(Double($0.offset + 1), $0.element) }
        svg.polyline(
            thinned(points),
            [
                "fill": "none", "stroke": .text(Self.curve), "stroke-width": 3.5, "stroke-linejoin": "round",
                "stroke-linecap": "round",
            ])
    }

    /// Without the points that stand within half a pixel of the one before: a slide shows no more.
    private func thinned(_ points: [(x: Double, y: Double)]) -> [(x: Double, y: Double)] {
        var kept: [(x: Double, y: Double)] = []
        for (index, point) in points.enumerated() {
            let isLast = index == points.count - 1
            if let last = kept.last, !isLast, point.x - last.x < 0.5 { continue }
            kept.append(point)
        }
        return kept
    }

    /// The chosen count: a line down from the curve, a point on it, and its figures beside it.
    private func drawChosen(into svg: inout SVGDocument) {
        guard let share = chosenShare else { return }
        let point = place(Double(chosen), share)
        svg.line(
            from: point, to: (point.x, Self.plot.bottom),
            ["stroke": .text(Self.chosenColor), "stroke-width": 2])
        svg.element(
            "circle",
            [
                "cx": .number(point.x), "cy": .number(point.y), "r": 7, "fill": .text(Self.chosenColor),
                "stroke": "#ffffff", "stroke-width": 2,
            ])
        // On the side of the line that has the room.
        let isLeft = point.x > (Self.plot.left + Self.plot.right) / 2 + 120
        let (across, anchor) = isLeft ? (point.x - 14, "end") : (point.x + 14, "start")
        let low = min(Self.plot.bottom - 40, max(point.y + 60, (point.y + Self.plot.bottom) / 2))
        svg.text(
            "k = \(chosen)", x: across, y: low,
            attributes(Self.chosenColor, size: 26, anchor: anchor, weight: "bold"))
        svg.text(
            percent(share, places: 2), x: across, y: low + 24, attributes(Self.ink, size: 18, anchor: anchor))
    }
}
