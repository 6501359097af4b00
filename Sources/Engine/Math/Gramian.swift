// What PCA needs to know of a set of rows, in a form that merges: the partial Gramian of a partition.
//
// A plain value. Partials are computed in tasks, on any thread, and merged in partition order by one.

/// The number of rows, their sum, and their scatter about their own mean, in double.
///
/// This is the classic triple (n, Σx, Σxxᵀ) with the last part kept as `S = Σ(x − m)(x − m)ᵀ`, m = Σx/n, from which
/// it comes back as `Σxxᵀ = S + n·m·mᵀ`. The difference matters: where a feature's mean is large beside its
/// deviation, `Σxxᵀ − n·m·mᵀ` cancels its digits away, S does not.
///
/// Only one triangle of S is computed, kept and merged: 16.8 MB at 2048 features.
public struct Gramian: Sendable, Equatable {
    /// Features a row.
    public let dimension: Int
    /// Rows seen.
    public private(set) var count = 0
    /// Σx, `(dimension)`.
    public private(set) var sum: [Double]
    /// The upper triangle of S, packed row by row (see `GramianKernels.swift`). Empty while there are no rows: a plan
    /// holds what sums begin with, and is made before anything is shown.
    private var triangle: [Double] = []

    /// The Gramian of no rows.
    ///
    /// - Precondition: `dimension` is at least 1.
    public init(dimension: Int) {
        precondition(dimension > 0)
        self.dimension = dimension
        sum = [Double](repeating: 0, count: dimension)
    }

    /// The Gramian of `rows`, `(n, dimension)` row-major.
    ///
    /// - Precondition: `rows` holds a whole number of rows.
    public init(of rows: [Float], dimension: Int) {
        self = rows.withUnsafeBufferPointer { Gramian(of: $0, dimension: dimension) }
    }

    /// The Gramian of `rows`, `(n, dimension)` row-major, anywhere in memory.
    ///
    /// Two passes, the mean and then the scatter about it; beside the result it takes 6 MB of scratch at 2048
    /// features, however many rows there are.
    ///
    /// - Precondition: `rows` holds a whole number of rows.
    public init(of rows: UnsafeBufferPointer<Float>, dimension: Int) {
        self.init(dimension: dimension)
        add(rows)
    }

    /// Adds rows, `(n, dimension)` row-major, in place: what `merge` of their Gramian would come to, without a second
    /// triangle. Which rows come together decides the last bits.
    ///
    /// - Precondition: `rows` holds a whole number of rows.
    public mutating func add(_ rows: [Float]) { rows.withUnsafeBufferPointer { add($0) } }

    private mutating func add(_ rows: UnsafeBufferPointer<Float>) {
        precondition(rows.count % dimension == 0, "rows of \(dimension) features")
        guard let base = rows.baseAddress, !rows.isEmpty else { return }
        if triangle.isEmpty { triangle = [Double](repeating: 0, count: dimension * (dimension + 1) / 2) }
        let added = rows.count / dimension
        var addedSum = [Double](repeating: 0, count: dimension)
        addColumnSums(of: base, count: added, dimension: dimension, to: &addedSum)
        let addedMean = addedSum.map { $0 / Double(added) }
        var centred = [Double](repeating: 0, count: min(added, Self.chunkRows) * dimension)
        for first in stride(from: 0, to: added, by: Self.chunkRows) {
            let chunk = min(Self.chunkRows, added - first)
            centre(
                base + first * dimension, count: chunk, mean: addedMean, dimension: dimension, into: &centred)
            addScatter(of: centred, rows: chunk)
        }
        if count > 0 {
            let shift = zip(mean, addedMean).map { $1 - $0 }
            addOuterProduct(of: shift, weight: weight(of: added), dimension: dimension, to: &triangle)
        }
        for column in 0..<dimension { sum[column] += addedSum[column] }
        count += added
    }

    /// `n₁n₂/(n₁ + n₂)` of the rows there are and those that come.
    private func weight(of added: Int) -> Double {
        let (here, there) = (Double(count), Double(added))
        return here * there / (here + there)
    }

    /// Bytes of a Gramian, and of what `add` needs beside it.
    static func byteCount(dimension: Int) -> Int {
        let scratch = chunkRows * dimension + panelRows * dimension
        return (dimension * (dimension + 1) / 2 + scratch) * MemoryLayout<Double>.size
    }

    /// Rows centred and multiplied at a time: enough for the product to run at full speed, little enough to stay in
    /// the caches.
    private static let chunkRows = 256
    /// Rows of S computed at a time. The product of a panel reaches a little below the diagonal, which is thrown
    /// away; narrow panels waste less, wide ones multiply faster.
    private static let panelRows = 128

    /// `S += centredᵀ · centred`, panel after panel of the upper triangle.
    private mutating func addScatter(of centred: UnsafePointer<Double>, rows: Int) {
        let dimension = dimension
        var panel = [Double](repeating: 0, count: min(dimension, Self.panelRows) * dimension)
        var start = 0
        for first in stride(from: 0, to: dimension, by: Self.panelRows) {
            let (height, width) = (min(Self.panelRows, dimension - first), dimension - first)
            multiplyWithItself(
                centred + first, stride: dimension, depth: rows, rows: height, columns: width, into: &panel)
            triangle.withUnsafeMutableBufferPointer { triangle in
                guard let base = triangle.baseAddress else { return }
                addPanel(panel, height: height, width: width, to: base + start)
            }
            start += height * width - height * (height - 1) / 2
        }
    }

    /// Adds the rows behind `other`, in place.
    ///
    /// The pairwise update of Chan, Golub & LeVeque (1983), with δ the difference of the means:
    /// `S = S₁ + S₂ + δδᵀ · n₁n₂/(n₁ + n₂)`. Addition of doubles is not associative, so who wants the same bits each
    /// time merges in the same order each time: `TreeFold`.
    ///
    /// - Precondition: both have the same `dimension`.
    public mutating func merge(_ other: Gramian) {
        precondition(dimension == other.dimension)
        guard other.count > 0 else { return }
        guard count > 0 else {
            self = other
            return
        }
        let shift = zip(mean, other.mean).map { $1 - $0 }
        addTriangle(
            other.triangle, shift: shift, weight: weight(of: other.count), dimension: dimension,
            to: &triangle)
        for column in 0..<dimension { sum[column] += other.sum[column] }
        count += other.count
    }

    /// Σx / n, `(dimension)`; zeros where there are no rows.
    public var mean: [Double] {
        let divisor = Double(max(1, count))
        return sum.map { $0 / divisor }
    }

    /// Entry (i, j) of the scatter S about the mean.
    public func scatter(_ i: Int, _ j: Int) -> Double {
        let (row, column) = (min(i, j), max(i, j))
        return triangle.isEmpty ? 0 : triangle[row * (2 * dimension - row + 1) / 2 + column - row]
    }

    /// The covariance `S / (n − 1)` as the upper triangle of a `(dimension, dimension)` row-major matrix, zeros below.
    ///
    /// Consumes the Gramian, whose memory is free again before the caller goes on.
    ///
    /// - Precondition: there are at least two rows.
    consuming func covariance() -> [Double] {
        precondition(count > 1)
        var matrix = [Double](repeating: 0, count: dimension * dimension)
        unpack(triangle, scale: 1 / Double(count - 1), dimension: dimension, into: &matrix)
        return matrix
    }
}
