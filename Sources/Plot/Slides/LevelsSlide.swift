/// How many pixels have each level before and after a chain of steps, as a picture for a slide.
public struct LevelsSlide: Sendable {
    /// One picture's levels, in a plot of their own.
    public struct Panel: Hashable, Sendable {
        public var title: String
        public var levels: Levels

        public init(_ title: String, _ levels: Levels) { (self.title, self.levels) = (title, levels) }
    }

    public var title: String
    public var subtitle: String
    /// What is counted along both axes.
    public var axisTitles: (x: String, y: String)
    /// Side by side under one scale: a step that moves levels must not seem to make or lose any.
    public var panels: [Panel]

    public init(
        title: String, subtitle: String, axisTitles: (x: String, y: String), panels: [Panel]
    ) {
        (self.title, self.subtitle, self.axisTitles, self.panels) = (title, subtitle, axisTitles, panels)
    }

    public var drawing: Drawing {
        let x = Scale(0...255)
        let y = Scale(0...ceiling)
        let width = (Slide.width - 104 - 44) / Double(max(1, panels.count))
        var slide = Slide(
            title: title, subtitle: subtitle, plot: .init(x: 0, y: 0, width: 0, height: 0), x: x, y: y)
        for (index, panel) in panels.enumerated() {
            let left = 104 + Double(index) * width
            slide = Slide(
                on: slide, plot: .init(x: left, y: 128, width: width - 24, height: 324), x: x, y: y)
            draw(panel, isFirst: index == 0, on: &slide)
        }
        return slide.drawing
    }

    private func draw(_ panel: Panel, isFirst: Bool, on slide: inout Slide) {
        slide.drawAxes(
            ticks: (6, isFirst ? 6 : 0), titles: (axisTitles.x, isFirst ? axisTitles.y : ""))
        slide.write(panel.title, at: (slide.plot.x, slide.plot.y - 12), size: 18, Slide.ink, isBold: true)
        let ground = [slide.place(0, 0)] + places(panel.levels.luma, on: slide) + [slide.place(255, 0)]
        slide.add(.polygon(ground, Slide.faint))
        let channels = [
            (panel.levels.red, Slide.red), (panel.levels.green, Slide.green), (panel.levels.blue, Slide.blue),
        ]
        for (counts, ink) in channels {
            slide.add(.line(places(counts, on: slide), Drawing.Stroke(ink, width: 2)))
        }
    }

    /// One for each level, cut at the top of the plot.
    private func places(_ counts: [Int], on slide: Slide) -> [Drawing.Place] {
        counts.enumerated().map { level, count in slide.place(Double(level), min(ceiling, Double(count))) }
    }

    /// The white background of a photograph is one level with half of all pixels: the scale ends where nearly all fit.
    private var ceiling: Double {
        let charts = panels.map {
            HistogramChart(red: $0.levels.red, green: $0.levels.green, blue: $0.levels.blue)
        }
        return max(1, HistogramChart.ceiling(of: charts, width: 128) ?? 1)
    }
}
