/// The part of a plane that a chart shows, in the data's own units. Both sides always have a length above 0.
public struct Viewport: Hashable, Sendable {
    public private(set) var x: ClosedRange<Double>
    public private(set) var y: ClosedRange<Double>
    /// The lengths it was made with, which bound how far it can be magnified either way.
    private let fittedWidth: Double
    private let fittedHeight: Double

    /// The part that holds all of `points`, with a margin around them as a share of their extent.
    public init(fitting points: ScatterPoints, margin: Double = 0.04) {
        self.init(x: Self.padded(points.xExtent, margin), y: Self.padded(points.yExtent, margin))
    }

    /// Sides that are no finite lengths above 0 are mended as `Scale` mends its domain.
    public init(x: ClosedRange<Double>, y: ClosedRange<Double>) {
        (self.x, self.y) = (Scale(x).domain, Scale(y).domain)
        fittedWidth = self.x.upperBound - self.x.lowerBound
        fittedHeight = self.y.upperBound - self.y.lowerBound
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
    /// As it is where it would show less than a millionth or more than a thousand times of what it was made with, or
    /// what numbers of this size cannot tell apart.
    public func zoomed(by factor: Double, about point: PlanePoint) -> Viewport {
        let newX = Self.zoomed(x, by: factor, about: point.x, fitted: fittedWidth)
        let newY = Self.zoomed(y, by: factor, about: point.y, fitted: fittedHeight)
        return with(newX, newY)
    }

    /// Moved to the right and up by shares of its own size; as it is where that is too far for numbers.
    public func panned(right: Double = 0, up: Double = 0) -> Viewport {
        let newX = Self.range(x.lowerBound + right * width, x.upperBound + right * width)
        let newY = Self.range(y.lowerBound + up * height, y.upperBound + up * height)
        return with(newX, newY)
    }

    private func with(_ newX: ClosedRange<Double>?, _ newY: ClosedRange<Double>?) -> Viewport {
        guard let newX, let newY else { return self }
        var copy = self
        (copy.x, copy.y) = (newX, newY)
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
        _ range: ClosedRange<Double>, by factor: Double, about point: Double, fitted: Double
    ) -> ClosedRange<Double>? {
        let (low, high) = (
            point + (range.lowerBound - point) / factor, point + (range.upperBound - point) / factor
        )
        let finest = 1e-6 * max(low.magnitude, high.magnitude, fitted)
        let isAllowed = factor < 1 ? high - low <= 1e3 * fitted : high - low > finest
        return isAllowed ? Self.range(low, high) : nil
    }

    /// Nil where the ends are no finite numbers, or have no length between them.
    private static func range(_ low: Double, _ high: Double) -> ClosedRange<Double>? {
        (high - low).isFinite && low < high ? low...high : nil
    }
}
