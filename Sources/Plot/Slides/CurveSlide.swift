/// What components explain, one by one or together, as a picture for a slide.
public struct CurveSlide: Sendable {
    /// A value of y that was asked for.
    public struct Rule: Hashable, Sendable {
        public var y: Double
        public var label: String

        public init(at y: Double, label: String) { (self.y, self.label) = (y, label) }
    }

    /// A point of the curve that is pointed at: a line down from it, and words beside that.
    public struct Mark: Hashable, Sendable {
        public var point: LineChart.DataPoint
        public var label: String
        /// Under the label.
        public var detail: String

        public init(at point: LineChart.DataPoint, label: String, detail: String = "") {
            (self.point, self.label, self.detail) = (point, label, detail)
        }
    }

    public var title: String
    /// What the data is: a line under the title; empty for none.
    public var subtitle: String
    public var x: Axis
    public var y: Axis
    /// From left to right.
    public var points: [LineChart.DataPoint]
    public var rules: [Rule] = []
    /// The first stands out.
    public var marks: [Mark] = []

    public init(title: String, subtitle: String, x: Axis, y: Axis, points: [LineChart.DataPoint]) {
        (self.title, self.subtitle, self.x, self.y, self.points) = (title, subtitle, x, y, points)
    }

    private static let curve = Ink(0x0B69A3)
    private static let rule = Ink(0x8A4B08)
    private static let first = Ink(0xB5179E)
    private static let other = Ink(0x2E8540)

    /// Percents from a round one under the first component, at most 90, up to 100.
    public static func percentRange(of ratios: [Double], showing target: Double?) -> ClosedRange<Double> {
        let lowest = min(ratios.first ?? 0, target ?? 1, 0.9)
        return max(0, (lowest * 10).rounded(.down) * 10)...100
    }

    public var drawing: Drawing {
        var slide = Slide(
            title: title, subtitle: subtitle, plot: .init(x: 104, y: 104, width: 812, height: 348),
            x: x.scale, y: y.scale)
        slide.drawAxes(
            ticks: (x.scale.kind == .log10 ? 16 : 9, 6), suffix: (x.suffix, y.suffix),
            titles: (x.title, y.title))
        for rule in rules { draw(rule, on: &slide) }
        let places = points.map { slide.place($0.x, $0.y) }
        slide.add(.line(Self.thinned(places, in: slide.plot), Drawing.Stroke(Self.curve, width: 3.5)))
        for (index, mark) in marks.enumerated().reversed() {
            draw(mark, index == 0 ? Self.first : Self.other, on: &slide)
        }
        return slide.drawing
    }

    private func draw(_ rule: Rule, on slide: inout Slide) {
        let place = slide.place(x.scale.domain.upperBound, rule.y)
        guard place.isFinite, place.y >= slide.plot.y, place.y <= slide.plot.maxY else { return }
        slide.line(
            from: Drawing.Place(slide.plot.x, place.y), to: place, Self.rule, width: 2, dashes: [3, 6])
        // At the far end, where the curve is above it.
        slide.write(
            rule.label, at: (slide.plot.maxX - 8, place.y + 21), size: 16, Self.rule, anchor: .end)
    }

    /// Inside the plot, without the points that stand within half a unit of the one before: a slide shows no more.
    private static func thinned(_ places: [Drawing.Place], in plot: Drawing.Box) -> [Drawing.Place] {
        let seen = places.filter { $0.isFinite && $0.x >= plot.x - 0.01 && $0.x <= plot.maxX + 0.01 }
        var kept: [Drawing.Place] = []
        for (index, place) in seen.enumerated() {
            let isLast = index == seen.count - 1
            if let last = kept.last, !isLast, place.x - last.x < 0.5 { continue }
            kept.append(Drawing.Place(place.x, max(plot.y, min(place.y, plot.maxY))))
        }
        return kept
    }

    private func draw(_ mark: Mark, _ ink: Ink, on slide: inout Slide) {
        let point = slide.place(mark.point.x, mark.point.y)
        guard point.isFinite, point.x >= slide.plot.x - 0.01, point.x <= slide.plot.maxX + 0.01 else {
            return
        }
        let foot = Drawing.Place(point.x, slide.plot.maxY)
        slide.line(from: point, to: foot, ink, width: 2)
        slide.add(.disc(point, radius: 8, .white))
        slide.add(.disc(point, radius: 6.5, ink))
        // On the side of the line that has the room.
        let isLeft = point.x > slide.plot.x + slide.plot.width / 2 + 120
        let (across, anchor) = isLeft ? (point.x - 14, Label.Anchor.end) : (point.x + 14, .start)
        let low = min(slide.plot.maxY - 40, max(point.y + 60, (point.y + slide.plot.maxY) / 2))
        slide.write(mark.label, at: (across, low), size: 26, ink, anchor: anchor, isBold: true)
        slide.write(mark.detail, at: (across, low + 24), size: 18, Slide.ink, anchor: anchor)
    }
}
