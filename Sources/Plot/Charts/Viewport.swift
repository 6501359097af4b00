/// The part of a plane that a chart shows, in the data's own units. Both sides always have a length above 0.
public struct Viewport: Hashable, Sendable {
    public private(set) var x: ClosedRange<Double>
    public private(set) var y: ClosedRange<Double>

    /// The part that holds all of `points`, with a margin around them as a share of their extent.
    public init(fitting points: ScatterPoints, margin: Double = 0.04) {
        x = Self.padded(points.xExtent, margin)
        y = Self.padded(points.yExtent, margin)
    }

    /// Sides that are no finite lengths above 0 are mended as `Scale` mends its domain.
    public init(x: ClosedRange<Double>, y: ClosedRange<Double>) {
        self.x = Scale(x).domain
        self.y = Scale(y).domain
    }

    public var width: Double { x.upperBound - x.lowerBound }
    public var height: Double { y.upperBound - y.lowerBound }
    public var centre: PlanePoint {
        PlanePoint(x: x.lowerBound + width / 2, y: y.lowerBound + height / 2)
    }

    public func contains(_ point: PlanePoint) -> Bool { x.contains(point.x) && y.contains(point.y) }

    /// Where a point lies, as shares of the width from the left and of the height from the bottom.
    public func share(of point: PlanePoint) -> PlanePoint {
        PlanePoint(x: (point.x - x.lowerBound) / width, y: (point.y - y.lowerBound) / height)
    }

    /// Magnified so many times about a point, which stays where it is on the screen.
    ///
    /// A magnification that numbers of this size cannot tell apart any more leaves it as it is.
    public func zoomed(by factor: Double, about point: PlanePoint) -> Viewport {
        let (newX, newY) = (
            Self.zoomed(x, by: factor, about: point.x), Self.zoomed(y, by: factor, about: point.y)
        )
        guard let newX, let newY else { return self }
        var copy = self
        (copy.x, copy.y) = (newX, newY)
        return copy
    }

    /// Moved to the right and up by shares of its own size.
    public func panned(right: Double = 0, up: Double = 0) -> Viewport {
        var copy = self
        copy.x = (x.lowerBound + right * width)...(x.upperBound + right * width)
        copy.y = (y.lowerBound + up * height)...(y.upperBound + up * height)
        return copy
    }

    /// Moved as little as it takes to show a point a little away from the edge.
    public func showing(_ point: PlanePoint) -> Viewport {
        let share = share(of: point)
        guard share.x.isFinite, share.y.isFinite else { return self }
        return panned(right: Self.overhang(share.x), up: Self.overhang(share.y))
    }

    /// How far a share lies outside of the inner 92 %.
    private static func overhang(_ share: Double) -> Double {
        let margin = 0.04
        return share < margin ? share - margin : share > 1 - margin ? share - (1 - margin) : 0
    }

    private static func padded(_ extent: ClosedRange<Double>, _ margin: Double) -> ClosedRange<Double> {
        let domain = Scale(extent).domain
        let extra = (domain.upperBound - domain.lowerBound) * margin
        return (domain.lowerBound - extra)...(domain.upperBound + extra)
    }

    private static func zoomed(
        _ range: ClosedRange<Double>, by factor: Double, about point: Double
    ) -> ClosedRange<Double>? {
        let low = point + (range.lowerBound - point) / factor
        let high = point + (range.upperBound - point) / factor
        guard low.isFinite, high.isFinite, low < high else { return nil }
        let finest = max(low.magnitude, high.magnitude) * 1e-6
        return high - low > finest || factor < 1 ? low...high : nil
    }
}
