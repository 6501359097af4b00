// A plane of components as a picture for a slide: one path a category, so that 90,000 points stay a small file.

/// Points by category, with a legend of counts and titled axes.
public struct ScatterSlide: Sendable {
    /// A category of the legend, or all that have no colour.
    public struct Entry: Hashable, Sendable {
        public var name: String
        /// As written.
        public var count: String

        public init(_ name: String, count: String) { (self.name, self.count) = (name, count) }
    }

    public var points: ScatterPoints
    public var viewport: Viewport
    /// Which categories have a colour, and whether what the plane represents badly has none, as on the screen.
    public var emphasis: ScatterChart.Emphasis
    /// Whether the coloured categories have their names at a typical point.
    public var showsNames = true
    /// For each category.
    public var entries: [Entry]
    /// Of the points without a colour; nil where there are none.
    public var others: Entry?
    public var title: String
    /// What the data is: a line under the title; empty for none.
    public var subtitle = ""
    /// Such as `PC1 62.2 %`.
    public var axisTitles: (x: String, y: String)

    public init(
        _ points: ScatterPoints, in viewport: Viewport, emphasis: ScatterChart.Emphasis, entries: [Entry],
        title: String, axisTitles: (x: String, y: String)
    ) {
        (self.points, self.viewport, self.emphasis) = (points, viewport, emphasis)
        (self.entries, self.title, self.axisTitles) = (entries, title, axisTitles)
    }

    private static let legend = (left: 746.0, right: 930.0, lineHeight: 30.0)

    public var drawing: Drawing {
        var slide = Slide(
            title: title, subtitle: subtitle, plot: .init(x: 92, y: 96, width: 620, height: 372),
            x: Scale(viewport.x), y: Scale(viewport.y))
        slide.drawAxes(ticks: (9, 7), titles: axisTitles)
        drawPoints(on: &slide)
        if showsNames { drawNames(on: &slide) }
        drawLegend(on: &slide)
        return slide.drawing
    }

    /// How many points the viewport shows.
    public var seenCount: Int { (0..<points.count).count { viewport.contains(points[$0]) } }

    /// Grey first, so that nothing coloured lies under it; large categories before small ones for the same reason.
    private func drawPoints(on slide: inout Slide) {
        var grey: [Drawing.Place] = []
        var colored = Array(repeating: [Drawing.Place](), count: points.counts.count)
        for index in 0..<points.count where viewport.contains(points[index]) {
            let place = slide.place(points[index].x, points[index].y)
            let category = points.categories[index]
            if emphasis.slot(of: category) == nil || isDimmed(index) {
                grey.append(place)
            } else {
                colored[category].append(place)
            }
        }
        slide.add(dots(grey, Palette.pageOthers))
        for category in legendOrder { slide.add(dots(colored[category], ink(of: category))) }
    }

    /// Whether the plane says little about a point.
    private func isDimmed(_ index: Int) -> Bool {
        emphasis.isByQuality && points.quality.indices.contains(index)
            && Double(points.quality[index]) < ScatterChart.goodQuality
    }

    private func dots(_ places: [Drawing.Place], _ ink: Ink) -> Drawing.Shape {
        let diameter = points.count > 20_000 ? 1.6 : points.count > 5_000 ? 2.6 : 4.0
        return .dots(places, diameter: diameter, ink, opacity: 0.75)
    }

    /// The coloured categories, the largest first.
    private var legendOrder: [Int] {
        points.counts.indices.filter { emphasis.slot(of: $0) != nil }
            .sorted { (points.counts[$1], $0) < (points.counts[$0], $1) }
    }

    private func ink(of category: Int) -> Ink {
        let slot = emphasis.slot(of: category)
        return slot.map { Palette.pageInks[$0 % Palette.pageInks.count] } ?? Palette.pageOthers
    }

    /// Each name on its colour, the largest category first.
    private func drawNames(on slide: inout Slide) {
        var taken: [Drawing.Box] = []
        for category in legendOrder where category < entries.count {
            let name = TextWidth.truncated(entries[category].name, to: 18)
            guard let point = points.typical[category], viewport.contains(point),
                let box = place(
                    for: name, near: slide.place(point.x, point.y), in: slide.plot, besides: taken)
            else { continue }
            taken.append(box)
            slide.add(.box(box, ink(of: category)))
            slide.write(
                name, at: (box.x + box.width / 2, box.y + 15), size: 14, .white, anchor: .middle, isBold: true
            )
        }
    }

    /// As near above or below as the other names and the edges leave room; nil where they leave none.
    private func place(
        for name: String, near middle: Drawing.Place, in plot: Drawing.Box, besides taken: [Drawing.Box]
    ) -> Drawing.Box? {
        let size = (width: 9.2 * Double(TextWidth.columns(of: name)) + 16, height: 20.0)
        let left = max(plot.x, min(middle.x - size.width / 2, plot.maxX - size.width))
        let boxes = [0.0, -1, 1, -2, 2, -3, 3].map { step in
            Drawing.Box(
                x: left, y: middle.y - size.height / 2 + step * (size.height + 2), width: size.width,
                height: size.height)
        }
        return boxes.first { box in
            box.y >= plot.y && box.maxY <= plot.maxY && !taken.contains { $0.touches(box) }
        }
    }

    private func drawLegend(on slide: inout Slide) {
        var y = slide.plot.y + 14
        for category in legendOrder where category < entries.count {
            draw(entries[category], ink(of: category), at: y, on: &slide)
            y += Self.legend.lineHeight
        }
        if let others { draw(others, Palette.pageOthers, at: y, on: &slide) }
    }

    private func draw(_ entry: Entry, _ ink: Ink, at y: Double, on slide: inout Slide) {
        slide.add(.disc(Drawing.Place(Self.legend.left, y - 5.5), radius: 6, ink))
        slide.write(
            TextWidth.truncated(entry.name, to: 15), at: (Self.legend.left + 16, y), size: 16, Slide.ink)
        slide.write(entry.count, at: (Self.legend.right, y), size: 16, Slide.soft, anchor: .end)
    }
}

extension Drawing.Box {
    fileprivate func touches(_ other: Drawing.Box) -> Bool {
        x < other.maxX && other.x < maxX && y < other.maxY && other.y < maxY
    }
}
