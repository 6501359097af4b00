import Plot

/// The pair of components on the axes, the part of their plane that is shown, and the point picked in it.
struct ScatterScreenPlane: Sendable {
    /// Components from 0. The y axis is nil where a run keeps only one: the order of the images takes its place.
    let xAxis: Int
    let yAxis: Int?
    let points: ScatterPoints
    private(set) var viewport: Viewport
    /// Row of the picked image.
    private(set) var pick: Int?
    /// Steps to the picked image from the one whose neighbours are visited; 0 for that one itself.
    private(set) var neighbourRank = 0
    /// That image and its neighbours, the nearest first; empty until they are asked for.
    private var visited: [Int] = []

    /// How many neighbours `n` visits.
    private static let neighbourLimit = 64
    /// One cell of a plane at 80×24, as shares of its sides: a step of the pick that is seen.
    private static let step = PlanePoint(x: 1.0 / 54, y: 1.0 / 18)

    /// Takes the columns of two components out of the projection: walks all images, so not for every frame.
    init(_ analysis: Analysis, xAxis: Int, yAxis: Int?) {
        self.xAxis = xAxis
        self.yAxis = yAxis
        let count = analysis.images.count
        points = ScatterPoints(
            x: Self.column(xAxis, of: analysis),
            y: yAxis.map { Self.column($0, of: analysis) } ?? (0..<count).map { -Float($0) },
            categories: analysis.categoryOfRow, categoryCount: analysis.categories.count)
        viewport = Viewport(fitting: points)
    }

    private static func column(_ component: Int, of analysis: Analysis) -> [Float] {
        let width = analysis.chosen
        return analysis.images.indices.map { row in
            let index = row * width + component
            return analysis.projection.indices.contains(index) ? analysis.projection[index] : .nan
        }
    }

    var pickedPoint: PlanePoint? { pick.map { points[$0] } }

    /// Picks an image, and shows it.
    mutating func pick(_ row: Int?) {
        pick = row.flatMap { (0..<points.count).contains($0) ? $0 : nil }
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
    mutating func visitNeighbour(by steps: Int) {
        guard let pick else { return pickTypical() }
        if visited.isEmpty { visited = [pick] + points.neighbours(of: pick, limit: Self.neighbourLimit) }
        neighbourRank = max(0, min(neighbourRank + steps, visited.count - 1))
        self.pick = visited[neighbourRank]
        showPick()
    }

    /// The image whose neighbours are visited, while the picked one is another.
    var origin: Int? { neighbourRank > 0 ? visited.first : nil }

    private mutating func showPick() {
        if let point = pickedPoint { viewport = viewport.showing(point) }
    }

    /// About the picked point where it is in sight.
    mutating func zoom(by factor: Double) {
        let sighted = pickedPoint.flatMap { viewport.contains($0) ? $0 : nil }
        viewport = viewport.zoomed(by: factor, about: sighted ?? viewport.centre)
    }

    mutating func pan(right: Double = 0, up: Double = 0) { viewport = viewport.panned(right: right, up: up) }

    mutating func fit() { viewport = Viewport(fitting: points) }
}
