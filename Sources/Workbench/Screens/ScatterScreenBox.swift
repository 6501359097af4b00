import Plot

/// A part of the plane that is being chosen: one corner stands, the other moves.
struct ScatterScreenBox: Sendable {
    let corner: PlanePoint
    private(set) var other: PlanePoint
    /// The rows inside.
    private(set) var rows: [Int]
    /// How many of each category are inside.
    private(set) var counts: [Int]

    init(from corner: PlanePoint, to other: PlanePoint, in points: ScatterPoints) {
        self.corner = corner
        self.other = other
        rows = points.rows(from: corner, to: other)
        counts = Array(repeating: 0, count: points.counts.count)
        for row in rows where points.categories[row] >= 0 { counts[points.categories[row]] += 1 }
    }

    /// The free corner one step further, within what is shown.
    func moved(_ direction: Direction, in plane: ScatterScreenPlane) -> ScatterScreenBox {
        let (viewport, step) = (plane.viewport, ScatterScreenPlane.step)
        var other = other
        switch direction {
        case .left: other.x = max(viewport.x.lowerBound, other.x - step.x * viewport.width)
        case .right: other.x = min(viewport.x.upperBound, other.x + step.x * viewport.width)
        case .up: other.y = min(viewport.y.upperBound, other.y + step.y * viewport.height)
        case .down: other.y = max(viewport.y.lowerBound, other.y - step.y * viewport.height)
        }
        return ScatterScreenBox(from: corner, to: other, in: plane.points)
    }
}
