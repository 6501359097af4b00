/// The images nearest to one of them on all components that a run keeps, which is not where they seem near on a plane.
public struct NearestRows: Sendable, Hashable {
    public struct Neighbour: Sendable, Hashable {
        public let row: Int
        /// In the units of the features.
        public let distance: Double
    }

    /// The image whose neighbours these are.
    public let row: Int
    /// The nearest first; of equally near ones that of the lower row. Not the image itself.
    public let neighbours: [Neighbour]

    /// Goes through all rows once.
    ///
    /// - Parameters:
    ///   - projection: `(n, columns)`, row-major.
    ///   - row: below n.
    public init(to row: Int, in projection: [Float], columns: Int, limit: Int) {
        self.row = row
        let count = columns > 0 ? projection.count / columns : 0
        var found: [(row: Int, distance: Float)] = []
        projection.withUnsafeBufferPointer { projection in
            guard let base = projection.baseAddress, row < count, limit > 0 else { return }
            for other in 0..<count where other != row {
                let bound = found.count < limit ? Float.infinity : found[limit - 1].distance
                let distance = squaredDistance(
                    base + row * columns, base + other * columns, count: columns, limit: bound)
                guard distance < bound else { continue }
                if found.count == limit { found.removeLast() }
                let place = found.firstIndex { distance < $0.distance } ?? found.count
                found.insert((other, distance), at: place)
            }
        }
        neighbours = found.map { Neighbour(row: $0.row, distance: Double($0.distance).squareRoot()) }
    }
}
