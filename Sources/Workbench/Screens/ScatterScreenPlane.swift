import Engine
import Plot

/// The pair of components on the axes, the part of their plane that is shown, and the point picked in it.
struct ScatterScreenPlane: Sendable {
    /// Components from 0. The y axis is nil where a run keeps only one: the order of the images takes its place.
    let xAxis: Int
    let yAxis: Int?
    /// Those left out by isolating others are nowhere.
    let points: ScatterPoints
    /// The rows that alone are drawn; nil for all.
    let isolated: [Int]?
    /// The share of the points drawn that the plane represents well.
    let wellRepresented: Double
    private(set) var viewport: Viewport
    /// Row of the picked image.
    private(set) var pick: Int?
    /// Steps to the picked image from the one whose neighbours are visited; 0 for that one itself.
    private(set) var neighbourRank = 0
    /// That image and its neighbours, the nearest first; empty until they are visited.
    private var visited: [Int] = []

    /// One cell of a plane at 80×24, as shares of its sides: a step of the pick that is seen.
    static let step = PlanePoint(x: 1.0 / 54, y: 1.0 / 18)

    /// Takes the columns of two components out of the projection: walks all images, so not for every frame.
    init(_ analysis: Analysis, xAxis: Int, yAxis: Int?, isolated: [Int]? = nil) {
        let count = analysis.images.count
        let (x, y) = Self.columns(xAxis, yAxis ?? xAxis, of: analysis)
        let all = ScatterPoints(
            x: x, y: yAxis == nil ? (0..<count).map { -Float($0) } : y, categories: analysis.categoryOfRow,
            categoryCount: analysis.categories.count,
            quality: squaredCosines(
                x: x, y: yAxis == nil ? Array(repeating: 0, count: count) : y,
                squaredLengths: analysis.squaredLengths))
        self.init(all, xAxis: xAxis, yAxis: yAxis, isolated: isolated)
    }

    private init(_ all: ScatterPoints, xAxis: Int, yAxis: Int?, isolated: [Int]?) {
        self.xAxis = xAxis
        self.yAxis = yAxis
        self.isolated = isolated
        points = isolated.map { all.isolating($0) } ?? all
        wellRepresented = Self.wellRepresented(of: points, isolated)
        viewport = Viewport(fitting: points)
    }

    private static func wellRepresented(of points: ScatterPoints, _ isolated: [Int]?) -> Double {
        guard !points.quality.isEmpty else { return 0 }
        let least = Float(ScatterChart.goodQuality)
        let rows = isolated ?? Array(0..<points.count)
        let well = rows.count { points.quality.indices.contains($0) && points.quality[$0] >= least }
        return rows.isEmpty ? 0 : Double(well) / Double(rows.count)
    }

    /// Both in one walk: what takes its time is to fetch each row.
    private static func columns(_ one: Int, _ other: Int, of analysis: Analysis) -> ([Float], [Float]) {
        let (rows, width) = (analysis.images.count, analysis.chosen)
        var columns = ([Float](repeating: .nan, count: rows), [Float](repeating: .nan, count: rows))
        guard max(one, other) < width, analysis.projection.count >= rows * width else { return columns }
        analysis.projection.withUnsafeBufferPointer { values in
            for row in 0..<rows {
                columns.0[row] = values[row * width + one]
                columns.1[row] = values[row * width + other]
            }
        }
        return columns
    }

    var pickedPoint: PlanePoint? { pick.map { points[$0] } }

    /// Whether a row has a place on the plane as it is drawn.
    func isDrawn(_ row: Int) -> Bool {
        (0..<points.count).contains(row) && points.x[row].isFinite && points.y[row].isFinite
    }

    /// Picks an image that is drawn, and shows it.
    mutating func pick(_ row: Int?) {
        pick = row.flatMap { isDrawn($0) ? $0 : nil }
        (visited, neighbourRank) = ([], 0)
        showPick()
    }

    /// Picks the image that stands for the largest category.
    mutating func pickTypical() {
        let largest = points.counts.indices.max { (points.counts[$0], $1) < (points.counts[$1], $0) }
        let middle = largest.flatMap { points.typical[$0] } ?? viewport.centre
        pick(points.nearest(to: middle, in: viewport))
    }

    mutating func movePick(_ direction: Direction) {
        guard let pick else { return pickTypical() }
        if let next = points.next(from: pick, direction, in: viewport, step: Self.step) { self.pick(next) }
    }

    /// Goes on to the next neighbour of the image that was picked otherwise, or back.
    ///
    /// - Parameter neighbours: of that image, the nearest first; nil while they are not known.
    mutating func visitNeighbour(by steps: Int, of neighbours: [Int]?) {
        guard let pick else { return pickTypical() }
        if visited.isEmpty {
            guard let neighbours else { return }
            visited = [pick] + neighbours.filter(isDrawn)
        }
        neighbourRank = max(0, min(neighbourRank + steps, visited.count - 1))
        self.pick = visited[neighbourRank]
        showPick()
    }

    /// The image whose neighbours are visited, while the picked one is another.
    var origin: Int? { neighbourRank > 0 ? visited.first : nil }

    private mutating func showPick() {
        if let point = pickedPoint { viewport = viewport.showing(point) }
    }

    /// About a point, or else the picked one where it is in sight.
    mutating func zoom(by factor: Double, about point: PlanePoint? = nil) {
        let sighted = pickedPoint.flatMap { viewport.contains($0) ? $0 : nil }
        viewport = viewport.zoomed(by: factor, about: point ?? sighted ?? viewport.centre)
    }

    mutating func pan(right: Double = 0, up: Double = 0) { viewport = viewport.panned(right: right, up: up) }

    mutating func fit() { viewport = Viewport(fitting: points) }
}
