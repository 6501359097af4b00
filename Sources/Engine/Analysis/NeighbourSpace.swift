/// The held-out images and those they are looked up among, as points: what each task of a trial searches.
struct NeighbourSpace: Sendable {
    let heldOut: HeldOut
    /// The categories of queries and references, by number.
    let queryCategories: [Int32]
    let referenceCategories: [Int32]
    let components: Int
    /// `(queries, components)`.
    let queries: [Float]
    /// `(components, references)`.
    let references: [Float]

    /// - Parameter coordinates: `(queries + references, components)`: the queries first.
    init(_ heldOut: HeldOut, images: [CatalogEntry], coordinates: [Float], components: Int) {
        let numbers = Dictionary(
            Set(images.compactMap(\.category)).sorted().enumerated().map { ($1, Int32($0)) },
            uniquingKeysWith: { first, _ in first })
        func categories(_ rows: [Int]) -> [Int32] {
            rows.map { row in images[row].category.flatMap { numbers[$0] } ?? -1 }
        }
        self.heldOut = heldOut
        self.components = components
        queryCategories = categories(heldOut.queries)
        referenceCategories = categories(heldOut.references)
        let split = heldOut.queries.count * components
        queries = Array(coordinates[..<split])
        references = transposed(coordinates[split...], columns: components)
    }

    /// The category of the nearest reference on the first k components: `(components)`; -1 where there is none.
    func nearestCategories(ofQuery place: Int) -> [Int32] {
        let count = referenceCategories.count
        guard count > 0 else { return Array(repeating: -1, count: components) }
        var distances = [Float](repeating: 0, count: count)
        let nearest = queries.withUnsafeBufferPointer { queries -> [Int] in
            guard let queries = queries.baseAddress else { return [] }
            return nearestByComponent(
                to: queries + place * components, in: references, components: components, count: count,
                distances: &distances)
        }
        return nearest.map { referenceCategories[$0] }
    }

    /// The category of the nearest reference with all features, for queries by their places; -1 where there is none.
    ///
    /// By |x|² + |y|² − 2x·y in double, some references at a time: features are never all in memory.
    ///
    /// - Parameter pause: called between two blocks; what it throws ends the search.
    func nearestCategoriesByFeatures(
        ofQueries places: Range<Int>, _ features: NPYReader, pause: () throws -> Void
    ) throws -> [Int32] {
        let points = Points(try features.values(of: heldOut.queries[places]), depth: features.columns)
        var nearest = [Int32](repeating: -1, count: places.count)
        var least = [Double](repeating: .infinity, count: places.count)
        for block in blocks(of: 0..<heldOut.references.count) {
            try pause()
            let others = Points(
                try features.values(of: heldOut.references[block]), depth: features.columns)
            let products = points.products(with: others)
            for query in 0..<places.count {
                for reference in 0..<block.count {
                    let distance =
                        points.squaredLengths[query] + others.squaredLengths[reference]
                        - 2 * products[query * block.count + reference]
                    guard distance < least[query] else { continue }
                    least[query] = distance
                    nearest[query] = referenceCategories[block.lowerBound + reference]
                }
            }
        }
        return nearest
    }
}

/// Whole feature vectors, `(n, depth)`, with the squares of their lengths.
private struct Points {
    let rows: [Double]
    let depth: Int
    let squaredLengths: [Double]

    init(_ rows: [Double], depth: Int) {
        self.rows = rows
        self.depth = depth
        squaredLengths = stride(from: 0, to: rows.count, by: depth).map { start in
            rows[start..<start + depth].reduce(0) { $0 + $1 * $1 }
        }
    }

    var count: Int { squaredLengths.count }

    /// `(n, m)`.
    func products(with others: Points) -> [Double] {
        var products = [Double](repeating: 0, count: count * others.count)
        let table = Matrix(rows: others.count, columns: depth, values: others.rows)
        multiply(rows, byTransposed: table, depth: depth, into: &products)
        return products
    }
}

/// `(columns, n)` of `(n, columns)`.
private func transposed(_ rows: ArraySlice<Float>, columns: Int) -> [Float] {
    let count = columns > 0 ? rows.count / columns : 0
    var result = [Float](repeating: 0, count: rows.count)
    for row in 0..<count {
        for column in 0..<columns {
            result[column * count + row] = rows[rows.startIndex + row * columns + column]
        }
    }
    return result
}

extension NPYReader {
    /// The numbers of rows that rise, `(rows.count, columns)`: neighbours are read in one go.
    func values<Scalar: NPYScalar>(of rows: ArraySlice<Int>) throws(NPYError) -> [Scalar] {
        var values: [Scalar] = []
        values.reserveCapacity(rows.count * columns)
        var rest = rows
        while let first = rest.first {
            var count = 1
            while rest.count > count, rest[rest.startIndex + count] == first + count { count += 1 }
            values += try self.values(ofRows: first..<first + count)
            rest = rest.dropFirst(count)
        }
        return values
    }
}
