/// The two components whose plane keeps two categories furthest apart.
///
/// Apart is the Mahalanobis distance of their means by the covariance within them, both categories taken together: how
/// many standard deviations lie between the two means along the line that separates them best. It is what Fisher's
/// linear discriminant makes greatest (R. A. Fisher, 1936), so the pair is the one on which such a line does best.
public struct AxisAdvice: Sendable, Hashable {
    /// Components from 0, the first the lower.
    public let first: Int
    public let second: Int
    /// Standard deviations between the means.
    public let separation: Double

    init(first: Int, second: Int, separation: Double) {
        self.first = first
        self.second = second
        self.separation = separation
    }

    /// Compares all pairs; of equals the first. nil where there are fewer than two components or either category has
    /// no image.
    ///
    /// - Parameters:
    ///   - projection: `(n, columns)`, row-major.
    ///   - one: rows of a category.
    ///   - other: rows of another.
    public init?(separating one: [Int], from other: [Int], in projection: [Float], columns: Int) {
        guard columns > 1, !one.isEmpty, !other.isEmpty else { return nil }
        let within = WithinClasses([one, other], projection, columns: columns)
        var best: AxisAdvice?
        for first in 0..<columns {
            for second in first + 1..<columns {
                let separation = within.squaredDistance(first, second).squareRoot()
                guard separation > best?.separation ?? -1 else { continue }
                best = AxisAdvice(first: first, second: second, separation: separation)
            }
        }
        guard let best else { return nil }
        self = best
    }
}

/// Two categories' means, and the covariance about them.
private struct WithinClasses {
    private let columns: Int
    /// Of the first category from the second: `(columns)`.
    private let shift: [Double]
    /// `(columns, columns)`, divided by the number of rows, as scikit-learn's discriminant analysis does.
    private var covariance: [Double]

    init(_ classes: [[Int]], _ projection: [Float], columns: Int) {
        self.columns = columns
        let means = classes.map { Self.mean(of: $0, projection, columns: columns) }
        shift = zip(means[0], means[1]).map { $0 - $1 }
        let centred = zip(classes, means).flatMap { rows, mean in
            rows.flatMap { row in (0..<columns).map { Double(projection[row * columns + $0]) - mean[$0] } }
        }
        let count = centred.count / columns
        var products = [Double](repeating: 0, count: columns * columns)
        multiplyWithItself(
            centred, stride: columns, depth: count, rows: columns, columns: columns, into: &products)
        covariance = products.map { $0 / Double(count) }
        // A component on which neither category varies would divide by zero.
        let ridge = 1e-12 * (0..<columns).reduce(1e-30) { max($0, covariance[$1 * (columns + 1)]) }
        for column in 0..<columns { covariance[column * (columns + 1)] += ridge }
    }

    private static func mean(of rows: [Int], _ projection: [Float], columns: Int) -> [Double] {
        var sum = [Double](repeating: 0, count: columns)
        for row in rows {
            for column in 0..<columns { sum[column] += Double(projection[row * columns + column]) }
        }
        return sum.map { $0 / Double(rows.count) }
    }

    /// `δᵀ W⁻¹ δ` on two components, W a symmetric matrix of two rows.
    func squaredDistance(_ first: Int, _ second: Int) -> Double {
        let (a, b) = (covariance[first * (columns + 1)], covariance[second * (columns + 1)])
        let mixed = covariance[first * columns + second]
        let (x, y) = (shift[first], shift[second])
        let determinant = a * b - mixed * mixed
        guard determinant > 0 else { return 0 }
        return max(0, (b * x * x - 2 * mixed * x * y + a * y * y) / determinant)
    }
}
