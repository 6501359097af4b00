// A plane full of points, binned once for the part of it that is shown. Drawing it any number of times is then cheap.

/// Points of a plane on a canvas of braille dots: each cell in the colour of the category most of its points are of.
///
/// Nothing is sampled away, and nothing depends on the order of the points. Where single dots are no longer told apart
/// the cell turns to shades of density; where few points are left each shows its category's mark.
public struct ScatterChart: Sendable {
    /// How a category is shown.
    public struct Emphasis: Hashable, Sendable {
        /// For each category its place in the palette; nil for grey.
        public var slots: [Int?]
        /// Coloured categories win every cell that one of their points is in, however many grey ones are there too.
        public var isFocused: Bool
        /// Colour is for cells whose points the plane represents well; how pure they are is not shown then.
        public var isByQuality = false

        public init(slots: [Int?], isFocused: Bool = false) {
            self.slots = slots
            self.isFocused = isFocused
        }

        /// The place in the palette of a category or of -1.
        func slot(of category: Int) -> Int? { slots.indices.contains(category) ? slots[category] : nil }
    }

    /// How single cells stand for points.
    enum Detail: Hashable { case marks, dots }

    public let points: ScatterPoints
    public let viewport: Viewport
    public let emphasis: Emphasis
    /// Both axes and the cells between them.
    public let frame: AxisFrame
    let canvas: BrailleCanvas
    /// The mean quality of the points in each cell, row by row; empty unless the emphasis is by it.
    private let quality: [Double]
    let detail: Detail
    /// The most points in a cell.
    let densest: Int
    /// Whether so many cells have all their dots set that dots alone would show flat ground.
    let isSaturated: Bool
    /// Points inside the viewport.
    public let seenCount: Int
    /// Of the points seen whose category has a colour, the share that lies in cells of that colour: what this picture
    /// does not hide. nil where there are none.
    public let ownColorShare: Double?

    /// Bins the points for an area of cells.
    public init(
        _ points: ScatterPoints, in viewport: Viewport, emphasis: Emphasis, area: Rect, xTitle: String = "",
        yTitle: String = ""
    ) {
        self.points = points
        self.viewport = viewport
        self.emphasis = emphasis
        frame = Self.frame(of: viewport, in: area, xTitle: xTitle, yTitle: yTitle)
        let binning = Binning(
            points, viewport, columns: frame.canvas.width, rows: frame.canvas.height,
            withQuality: emphasis.isByQuality)
        (canvas, quality) = (binning.canvas, binning.quality)
        let census = Census(canvas, emphasis)
        seenCount = census.seen
        densest = census.densest
        isSaturated = census.full * 20 > census.occupied
        ownColorShare = census.colored > 0 ? Double(census.own) / Double(census.colored) : nil
        let isSparse = census.seen * 12 <= canvas.columns * canvas.rows
        detail = isSparse && census.seen <= census.occupied * 5 / 4 ? .marks : .dots
    }

    /// Where the cells of a viewport lie in an area: what a pointer needs, without binning any point.
    public static func frame(
        of viewport: Viewport, in area: Rect, xTitle: String = "", yTitle: String = ""
    ) -> AxisFrame {
        AxisFrame(
            x: Axis(Scale(viewport.x), title: xTitle), y: Axis(Scale(viewport.y), title: yTitle), in: area)
    }

    /// How well the plane represents the points of a cell; nil where that is not asked or not known.
    func quality(column: Int, row: Int) -> Double? {
        let cell = row * canvas.columns + column
        return quality.indices.contains(cell) ? quality[cell] : nil
    }

    /// The category that a cell is drawn in, and the share of the cell's points that are of it.
    func winner(column: Int, row: Int) -> (series: Int, purity: Double)? {
        Self.winner(of: canvas, emphasis, column: column, row: row)
    }

    private static func winner(
        of canvas: BrailleCanvas, _ emphasis: Emphasis, column: Int, row: Int
    ) -> (series: Int, purity: Double)? {
        if emphasis.isFocused,
            let colored = canvas.majority(
                column: column, row: row, among: { emphasis.slot(of: $0) != nil })
        {
            return colored
        }
        return canvas.majority(column: column, row: row)
    }

    /// What is counted cell by cell.
    private struct Census {
        var seen = 0
        var occupied = 0
        /// Cells with all dots set.
        var full = 0
        var densest = 0
        /// Points seen of categories with a colour.
        var colored = 0
        /// Those of them in cells of their own category.
        var own = 0

        init(_ canvas: BrailleCanvas, _ emphasis: Emphasis) {
            for row in 0..<canvas.rows {
                for column in 0..<canvas.columns where canvas.pattern(column: column, row: row) != 0 {
                    let count = canvas.count(column: column, row: row)
                    seen += count
                    occupied += 1
                    full += canvas.pattern(column: column, row: row) == 0xFF ? 1 : 0
                    densest = max(densest, count)
                    guard let winner = winner(of: canvas, emphasis, column: column, row: row),
                        emphasis.slot(of: winner.series) != nil
                    else { continue }
                    own += Int((winner.purity * Double(count)).rounded())
                }
            }
            for (category, slot) in emphasis.slots.enumerated() where slot != nil {
                colored += canvas.count(of: category)
            }
        }
    }
}
