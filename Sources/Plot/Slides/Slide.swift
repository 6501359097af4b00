// What the charts that stand in a slide have in common: few lines, large type, white ground.

/// A page of 960×540 units with a title, a line under it, and a plot between axes.
struct Slide {
    static let (width, height) = (960.0, 540.0)
    static let ink = Ink(0x1F2933)
    static let soft = Ink(0x52606D)
    static let faint = Ink(0xE4E7EB)
    static let zero = Ink(0x9AA5B1)
    static let red = Ink(0xC6312B)
    static let green = Ink(0x2E8540)
    static let blue = Ink(0x2566B0)

    /// The area between the axes.
    let plot: Drawing.Box
    let x: Scale
    let y: Scale
    private(set) var drawing: Drawing

    init(title: String, subtitle: String, plot: Drawing.Box, x: Scale, y: Scale) {
        (self.plot, self.x, self.y) = (plot, x, y)
        let spoken = [title, subtitle].filter { !$0.isEmpty }.joined(separator: ": ")
        drawing = Drawing(width: Self.width, height: Self.height, title: spoken, paper: .white)
        write(title, at: (40, 46), size: 26, Self.ink, isBold: true)
        write(subtitle, at: (40, 74), size: 16, Self.soft)
    }

    /// The same page with another plot on it.
    init(on slide: Slide, plot: Drawing.Box, x: Scale, y: Scale) {
        (self.plot, self.x, self.y, drawing) = (plot, x, y, slide.drawing)
    }

    mutating func add(_ shape: Drawing.Shape) { drawing.add(shape) }

    mutating func write(
        _ text: String, at place: (x: Double, y: Double), size: Double, _ ink: Ink,
        anchor: Label.Anchor = .start, isBold: Bool = false, isTurned: Bool = false
    ) {
        guard !text.isEmpty else { return }
        var label = Label(text, at: Drawing.Place(place.x, place.y), size: size, ink)
        (label.anchor, label.isBold, label.isTurned) = (anchor, isBold, isTurned)
        drawing.add(.text(label))
    }

    mutating func line(
        from start: Drawing.Place, to end: Drawing.Place, _ ink: Ink, width: Double, dashes: [Double] = []
    ) {
        drawing.add(.line([start, end], Drawing.Stroke(ink, width: width, dashes: dashes)))
    }

    /// Where a value of x and one of y meet.
    func place(_ xValue: Double, _ yValue: Double) -> Drawing.Place {
        place(shares: (x.fraction(of: xValue), y.fraction(of: yValue)))
    }

    private func place(shares: (x: Double, y: Double)) -> Drawing.Place {
        Drawing.Place(plot.x + shares.x * plot.width, plot.maxY - shares.y * plot.height)
    }

    /// Lines of the grid with their numbers, and titles beside both axes.
    mutating func drawAxes(
        ticks: (x: Int, y: Int), suffix: (x: String, y: String) = ("", ""),
        titles: (x: String, y: String) = ("", "")
    ) {
        for tick in y.ticks(limit: ticks.y) {
            let height = place(shares: (0, y.fraction(of: tick.value))).y
            drawGridLine(from: Drawing.Place(plot.x, height), to: Drawing.Place(plot.maxX, height), tick)
            write(
                tick.label + suffix.y, at: (plot.x - 12, height + 5.5), size: 16, Self.soft, anchor: .end)
        }
        for tick in x.ticks(limit: ticks.x) {
            let across = place(shares: (x.fraction(of: tick.value), 0)).x
            drawGridLine(from: Drawing.Place(across, plot.y), to: Drawing.Place(across, plot.maxY), tick)
            write(
                tick.label + suffix.x, at: (across, plot.maxY + 25), size: 16, Self.soft, anchor: .middle)
        }
        write(
            titles.x, at: (plot.x + plot.width / 2, plot.maxY + 56), size: 17, Self.ink, anchor: .middle)
        write(
            titles.y, at: (28, plot.y + plot.height / 2), size: 17, Self.ink, anchor: .middle, isTurned: true)
    }

    private mutating func drawGridLine(
        from start: Drawing.Place, to end: Drawing.Place, _ tick: Scale.Tick
    ) {
        let isZero = tick.value == 0
        line(from: start, to: end, isZero ? Self.zero : Self.faint, width: isZero ? 1.5 : 1)
    }
}
