// A plane of components as a picture for a slide: one path a category, so that 90,000 points stay a small file.

/// Points by category, with a legend of counts and titled axes, as an SVG chart.
public struct ScatterSVG: Sendable {
    public var points: ScatterPoints
    public var viewport: Viewport
    /// Which categories have a colour, as on the screen.
    public var emphasis: ScatterChart.Emphasis
    /// Names of the categories.
    public var names: [String]
    /// Such as `PC1 62.2 %`.
    public var xTitle: String
    public var yTitle: String
    /// What the data is: a second line under the title; empty for none.
    public var subtitle: String

    public init(
        _ points: ScatterPoints, in viewport: Viewport, emphasis: ScatterChart.Emphasis, names: [String],
        xTitle: String, yTitle: String, subtitle: String = ""
    ) {
        self.points = points
        self.viewport = viewport
        self.emphasis = emphasis
        self.names = names
        self.xTitle = xTitle
        self.yTitle = yTitle
        self.subtitle = subtitle
    }

    private static let (width, height) = (960.0, 540.0)
    private static let plot = (left: 84.0, right: 708.0, top: 96.0, bottom: 468.0)
    private static let legend = (x: 742.0, lineHeight: 30.0)
    private static let ink = "#1f2933"
    private static let soft = "#52606d"
    private static let faint = "#e4e7eb"

    /// The file's text.
    public var text: String {
        let title = "\(xTitle) × \(yTitle)"
        var svg = SVGDocument(width: Self.width, height: Self.height, title: title)
        svg.text(title, x: 40, y: 44, attributes(Self.ink, size: 26, weight: "bold"))
        svg.text(
            [countLine, subtitle].filter { !$0.isEmpty }.joined(separator: " · "), x: 40, y: 72,
            attributes(Self.soft, size: 16))
        drawAxes(into: &svg)
        drawPoints(into: &svg)
        drawLegend(into: &svg)
        return svg.text
    }

    private var countLine: String {
        "\(Self.grouped(points.count)) points in \(points.counts.count { $0 > 0 }) categories"
    }

    private func attributes(
        _ color: String, size: Double, anchor: String = "start", weight: String = "normal"
    ) -> SVGDocument.Attributes {
        [
            "fill": .text(color), "font-size": .number(size), "text-anchor": .text(anchor),
            "font-weight": .text(weight),
        ]
    }

    private func place(_ point: PlanePoint) -> (x: Double, y: Double) {
        let share = viewport.share(of: point)
        return (
            Self.plot.left + share.x * (Self.plot.right - Self.plot.left),
            Self.plot.bottom - share.y * (Self.plot.bottom - Self.plot.top)
        )
    }

    private func drawAxes(into svg: inout SVGDocument) {
        let (left, right, top, bottom) = Self.plot
        for tick in Scale(viewport.x).ticks(limit: 9) {
            let x = place(PlanePoint(x: tick.value, y: 0)).x
            svg.line(from: (x, top), to: (x, bottom), grid(isZero: tick.value == 0))
            svg.text(tick.label, x: x, y: bottom + 24, attributes(Self.soft, size: 15, anchor: "middle"))
        }
        for tick in Scale(viewport.y).ticks(limit: 7) {
            let y = place(PlanePoint(x: 0, y: tick.value)).y
            svg.line(from: (left, y), to: (right, y), grid(isZero: tick.value == 0))
            svg.text(tick.label, x: left - 10, y: y + 5, attributes(Self.soft, size: 15, anchor: "end"))
        }
        let middle = (x: (left + right) / 2, y: (top + bottom) / 2)
        svg.text(xTitle, x: middle.x, y: bottom + 54, attributes(Self.ink, size: 17, anchor: "middle"))
        svg.group(["transform": "rotate(-90 26 \(SVGDocument.number(middle.y)))"]) { svg in
            svg.text(yTitle, x: 26, y: middle.y, attributes(Self.ink, size: 17, anchor: "middle"))
        }
    }

    private func grid(isZero: Bool) -> SVGDocument.Attributes {
        ["stroke": .text(isZero ? "#9aa5b1" : Self.faint), "stroke-width": .number(isZero ? 1.5 : 1)]
    }

    /// Grey first, so that nothing coloured lies under it; large categories before small ones for the same reason.
    private func drawPoints(into svg: inout SVGDocument) {
        let paths = paths()
        let size = points.count > 20_000 ? 1.6 : points.count > 5_000 ? 2.6 : 4.0
        for (color, path) in paths where !path.isEmpty {
            svg.element(
                "path",
                [
                    "d": .text(path), "transform": "scale(0.5)", "stroke": .text(color),
                    "stroke-width": .number(2 * size),
                    "stroke-linecap": "round", "stroke-opacity": 0.75, "fill": "none",
                ])
        }
    }

    /// A round dot is a line of no length with round caps. Points on the same half pixel are written once.
    private func paths() -> [(color: String, path: String)] {
        var seen: [Set<Int>] = Array(repeating: [], count: points.counts.count)
        var grey: Set<Int> = []
        for index in 0..<points.count where viewport.contains(points[index]) {
            let (x, y) = place(points[index])
            let dot = Int((y * 2).rounded()) << 16 | Int((x * 2).rounded())
            let category = points.categories[index]
            if emphasis.slot(of: category) == nil { grey.insert(dot) } else { seen[category].insert(dot) }
        }
        return [(Palette.pageOthers, Self.path(grey))]
            + legendOrder.map { (color(of: $0), Self.path(seen[$0])) }
    }

    /// Moves from dot to dot, as whole half pixels, for the path is drawn at half its size.
    private static func path(_ dots: Set<Int>) -> String {
        var path = ""
        var last = (x: 0, y: 0)
        for dot in dots.sorted() {
            let (x, y) = (dot & 0xFFFF, dot >> 16)
            path += path.isEmpty ? "M\(x) \(y)h0" : "m\(x - last.x) \(y - last.y)h0"
            last = (x, y)
        }
        return path
    }

    /// The coloured categories, the largest first.
    private var legendOrder: [Int] {
        points.counts.indices.filter { emphasis.slot(of: $0) != nil }
            .sorted { (points.counts[$1], $0) < (points.counts[$0], $1) }
    }

    private func color(of category: Int) -> String {
        emphasis.slot(of: category).map { Palette.pageColors[$0 % Palette.count] } ?? Palette.pageOthers
    }

    private func drawLegend(into svg: inout SVGDocument) {
        var y = Self.plot.top + 14
        for category in legendOrder where category < names.count {
            drawEntry(names[category], points.counts[category], color(of: category), at: y, into: &svg)
            y += Self.legend.lineHeight
        }
        let others = points.count - legendOrder.reduce(0) { $0 + points.counts[$1] }
        guard others > 0 else { return }
        drawEntry("all others", others, Palette.pageOthers, at: y, into: &svg)
    }

    private func drawEntry(
        _ name: String, _ count: Int, _ color: String, at y: Double, into svg: inout SVGDocument
    ) {
        let shown = TextWidth.truncated(name, to: 16)
        svg.element(
            "circle", ["cx": .number(Self.legend.x), "cy": .number(y - 5), "r": 6, "fill": .text(color)])
        svg.text(shown, x: Self.legend.x + 16, y: y, attributes(Self.ink, size: 16))
        svg.text(Self.grouped(count), x: 930, y: y, attributes(Self.soft, size: 16, anchor: "end"))
    }

    /// `2,590`
    private static func grouped(_ number: Int) -> String {
        var text = ""
        for (position, digit) in String(number).reversed().enumerated() {
            if position > 0, position.isMultiple(of: 3) { text = "," + text }
            text = String(digit) + text
        }
        return text
    }
}
