/// What the nearest neighbours of held-out images are, for each number of components: how well a space of k components
/// keeps categories apart, and what choosing another k would change. Looking something up is cheap.
public struct NeighbourTrial: Sendable {
    public let heldOut: HeldOut
    /// How many components were tried: every k from 1 to this.
    public let components: Int
    /// The held-out images' own categories: `(queries)`. Categories are numbers that mean nothing outside of the trial.
    let categories: [Int32]
    /// The category of the nearest reference on the first k components: `(components, queries)`, k from 1.
    let nearest: [Int32]
    /// The same with all features: `(queries)`.
    let nearestByFeatures: [Int32]
    /// The share of held-out images whose nearest neighbour is of their category, for k from 1; empty where none is
    /// held out.
    public let accuracies: [Double]
    /// The same with all features, 2,048 of them; nil where none is held out.
    public let accuracyByFeatures: Double?

    init(heldOut: HeldOut, categories: [Int32], nearest: [Int32], nearestByFeatures: [Int32]) {
        let count = categories.count
        self.heldOut = heldOut
        self.categories = categories
        self.nearest = nearest
        self.nearestByFeatures = nearestByFeatures
        components = count > 0 ? nearest.count / count : 0
        accuracies = (0..<components).map { k in
            let own = (0..<count).count { nearest[k * count + $0] == categories[$0] }
            return Double(own) / Double(count)
        }
        let own = zip(nearestByFeatures, categories).count { $0 == $1 }
        accuracyByFeatures = count > 0 ? Double(own) / Double(count) : nil
    }

    /// - Parameter nearest: of the queries one after the other, for each k.
    init(_ space: NeighbourSpace, nearest: [[Int32]], nearestByFeatures: [Int32]) {
        let byComponent = (0..<space.components).flatMap { k in nearest.map { $0[k] } }
        self.init(
            heldOut: space.heldOut, categories: space.queryCategories, nearest: byComponent,
            nearestByFeatures: nearestByFeatures)
    }

    /// Held-out images that were tried.
    public var count: Int { categories.count }

    /// The accuracy on the first `k` components; nil where that was not tried.
    public func accuracy(_ k: Int) -> Double? { accuracies.indices.contains(k - 1) ? accuracies[k - 1] : nil }

    /// How many held-out images have a nearest neighbour of another category on `k` components than with all features.
    public func changed(at k: Int) -> Int? {
        table(k).map { zip($0, nearestByFeatures).count { $0 != $1 } }
    }

    /// How many have one of another category on `k` components than on `other`.
    public func changed(at k: Int, from other: Int) -> Int? {
        guard let now = table(k), let before = table(other) else { return nil }
        return zip(now, before).count { $0 != $1 }
    }

    private func table(_ k: Int) -> ArraySlice<Int32>? {
        guard k >= 1, k <= components else { return nil }
        return nearest[(k - 1) * count..<k * count]
    }
}
