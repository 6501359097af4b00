/// A place on a plane, in the data's own units.
public struct PlanePoint: Hashable, Sendable {
    public var x: Double
    public var y: Double

    public init(x: Double, y: Double) {
        self.x = x
        self.y = y
    }
}

/// The points of a scatter chart with the category of each: what is worked out once, however often they are drawn.
public struct ScatterPoints: Sendable {
    /// `(n,)` each.
    public let x: [Float]
    public let y: [Float]
    /// `(n,)`: indices of categories; -1 for a point without one.
    public let categories: [Int]
    /// `(n,)`: how well the plane represents each point, from 0 to 1; empty where that is not known.
    public let quality: [Float]
    /// Points of each category.
    public let counts: [Int]
    /// The point of each category that is nearest to its median; nil for a category without points.
    ///
    /// Its mean may lie where none of its points are: between two clusters, or off towards an outlier.
    public let typical: [PlanePoint?]
    public let xExtent: ClosedRange<Double>
    public let yExtent: ClosedRange<Double>

    /// - Parameters:
    ///   - x: `(n,)`; a point with a coordinate that is not finite is never drawn.
    ///   - y: `(n,)`.
    ///   - categories: `(n,)`; what is not in `0..<categoryCount` counts as no category.
    ///   - quality: `(n,)`, or empty.
    public init(x: [Float], y: [Float], categories: [Int], categoryCount: Int, quality: [Float] = []) {
        let count = min(x.count, y.count, categories.count)
        self.quality = quality.count == count ? quality : []
        self.x = x.count == count ? x : Array(x.prefix(count))
        self.y = y.count == count ? y : Array(y.prefix(count))
        self.categories = categories.prefix(count).map { (0..<categoryCount).contains($0) ? $0 : -1 }
        xExtent = Self.extent(of: self.x)
        yExtent = Self.extent(of: self.y)
        let groups = Groups(self.x, self.y, self.categories, categoryCount: categoryCount)
        counts = groups.counts
        typical = groups.typical(xExtent, yExtent)
    }

    public var count: Int { x.count }

    /// The same points, of which all but some are nowhere: never drawn, found or counted.
    public func isolating(_ rows: some Sequence<Int>) -> ScatterPoints {
        var (newX, newY) = ([Float](repeating: .nan, count: count), [Float](repeating: .nan, count: count))
        for row in rows where x.indices.contains(row) { (newX[row], newY[row]) = (x[row], y[row]) }
        return ScatterPoints(
            x: newX, y: newY, categories: categories, categoryCount: counts.count, quality: quality)
    }

    /// The points between two corners, their edges included, in order.
    public func rows(from corner: PlanePoint, to other: PlanePoint) -> [Int] {
        let columns = min(corner.x, other.x)...max(corner.x, other.x)
        let heights = min(corner.y, other.y)...max(corner.y, other.y)
        return (0..<count).filter { columns.contains(Double(x[$0])) && heights.contains(Double(y[$0])) }
    }

    public subscript(index: Int) -> PlanePoint { PlanePoint(x: Double(x[index]), y: Double(y[index])) }

    /// 0…0 where no value is finite.
    private static func extent(of values: [Float]) -> ClosedRange<Double> {
        var (low, high) = (Float.infinity, -Float.infinity)
        for value in values where value.isFinite {
            low = min(low, value)
            high = max(high, value)
        }
        return low <= high ? Double(low)...Double(high) : 0...0
    }
}

/// The points that have a place and a category, category by category.
private struct Groups {
    let counts: [Int]
    /// Where each category begins.
    private let starts: [Int]
    private var x: [Float]
    private var y: [Float]

    init(_ x: [Float], _ y: [Float], _ categories: [Int], categoryCount: Int) {
        func isMember(_ index: Int) -> Bool {
            categories[index] >= 0 && x[index].isFinite && y[index].isFinite
        }
        var counts = [Int](repeating: 0, count: categoryCount)
        for index in categories.indices where isMember(index) { counts[categories[index]] += 1 }
        self.counts = counts
        let ends = counts.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1) }
        starts = Array(ends.dropLast())
        let total = ends[categoryCount]
        var next = starts
        (self.x, self.y) = ([Float](repeating: 0, count: total), [Float](repeating: 0, count: total))
        for index in categories.indices where isMember(index) {
            let place = next[categories[index]]
            (self.x[place], self.y[place]) = (x[index], y[index])
            next[categories[index]] = place + 1
        }
    }

    /// Of each category the point nearest to its median, both directions taken as equally long; among equals the first.
    func typical(_ xExtent: ClosedRange<Double>, _ yExtent: ClosedRange<Double>) -> [PlanePoint?] {
        let width = max(xExtent.upperBound - xExtent.lowerBound, 1e-300)
        let height = max(yExtent.upperBound - yExtent.lowerBound, 1e-300)
        return zip(starts, counts).map { start, count in
            guard count > 0 else { return nil }
            let members = start..<start + count
            let middle = PlanePoint(x: Double(median(of: x[members])), y: Double(median(of: y[members])))
            var nearest = (squared: Double.infinity, index: start)
            for index in members {
                let (dx, dy) = ((Double(x[index]) - middle.x) / width, (Double(y[index]) - middle.y) / height)
                let squared = dx * dx + dy * dy
                if squared < nearest.squared { nearest = (squared, index) }
            }
            return PlanePoint(x: Double(x[nearest.index]), y: Double(y[nearest.index]))
        }
    }
}

// MARK: Neighbours

/// Where to look for the next point.
public enum Direction: Hashable, Sendable, CaseIterable {
    case left, right, up, down
}

extension ScatterPoints {
    /// The point nearest to a place as a person sees it: distances are measured on the screen, not in data units.
    ///
    /// - Parameter aspect: the width of the chart on the screen in units of its height.
    public func nearest(to place: PlanePoint, in viewport: Viewport, aspect: Double = 1.5) -> Int? {
        let (scaleX, scaleY) = (aspect / viewport.width, 1 / viewport.height)
        return closest { index in
            let dx = (Double(x[index]) - place.x) * scaleX
            let dy = (Double(y[index]) - place.y) * scaleY
            return dx * dx + dy * dy
        }
    }

    /// The nearest point at least `step` further in a direction than point `index`; nil where there is none.
    ///
    /// What lies off the straight way counts double, so that the way there is the one that was meant.
    ///
    /// - Parameter step: as a share of the viewport's side: less than this is not seen to move.
    public func next(
        from index: Int, _ direction: Direction, in viewport: Viewport, step: PlanePoint, aspect: Double = 1.5
    ) -> Int? {
        let origin = self[index]
        let isHorizontal = direction == .left || direction == .right
        let sign = direction == .left || direction == .down ? -1.0 : 1.0
        return closest { candidate in
            let dx = (Double(x[candidate]) - origin.x) / viewport.width
            let dy = (Double(y[candidate]) - origin.y) / viewport.height
            guard sign * (isHorizontal ? dx - sign * step.x : dy - sign * step.y) >= 0 else { return nil }
            let (along, across) = isHorizontal ? (dx * aspect, dy) : (dy, dx * aspect)
            return along * along + 4 * across * across
        }
    }

    /// The index with the least finite measure; among equals the first.
    private func closest(_ measure: (Int) -> Double?) -> Int? {
        var best: (measure: Double, index: Int)?
        for index in 0..<count {
            guard let value = measure(index), value.isFinite, value < best?.measure ?? .infinity else {
                continue
            }
            best = (value, index)
        }
        return best?.index
    }
}
