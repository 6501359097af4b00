// The outcome of PCA, and rows seen along its axes. A plain value, for any thread.

/// Principal components: where the features' centre lies, the axes kept, and the variance along all of them.
public struct PrincipalComponents: Sendable, Equatable {
    /// The mean of each feature, `(d)`.
    public let mean: [Double]
    /// One axis a row, `(k, d)`: orthonormal, variance falling, the entry of largest magnitude in each row positive.
    public let components: Matrix<Double>
    /// The whole spectrum, of `min(n, d)` axes, not only the `k` kept.
    public let spectrum: VarianceSpectrum

    public init(mean: [Double], components: Matrix<Double>, spectrum: VarianceSpectrum) {
        precondition(mean.count == components.columns && components.rows <= spectrum.variances.count)
        self.mean = mean
        self.components = components
        self.spectrum = spectrum
    }

    /// Decomposes the covariance of `gramian` and keeps as many components as `wanted` says.
    public init(of gramian: consuming Gramian, keeping wanted: ComponentCount) throws(PCAError) {
        self = try CovarianceDecomposition(of: gramian).principalComponents(keeping: wanted)
    }

    /// Variance along each axis, `min(n, d)` of them, largest first.
    public var explainedVariance: [Double] { spectrum.variances }
    /// `explainedVariance` as shares of its sum.
    public var explainedVarianceRatio: [Double] { spectrum.ratios }

    /// The smallest number of components whose cumulative ratio is at least `target`.
    public func componentsNeeded(for target: Double) -> Int { spectrum.componentsNeeded(for: target) }

    /// The coordinates of `rows` along the axes: `(x − mean) · componentsᵀ`, `(n, d)` in, `(n, k)` out, row-major.
    ///
    /// - Precondition: `rows` holds a whole number of rows.
    public func project(_ rows: [Float]) -> [Float] {
        let dimension = mean.count
        precondition(rows.count % dimension == 0, "rows of \(dimension) features")
        let count = rows.count / dimension
        var projection: [Float] = []
        projection.reserveCapacity(count * components.rows)
        for first in stride(from: 0, to: count, by: Self.chunkRows) {
            let chunk = min(Self.chunkRows, count - first)
            projection += project(rows[first * dimension..<(first + chunk) * dimension])
        }
        return projection
    }

    /// Rows projected at a time, which bounds the scratch in double.
    private static let chunkRows = 256

    private func project(_ chunk: ArraySlice<Float>) -> [Float] {
        let dimension = mean.count
        let rows = chunk.count / dimension
        let centred = [Double](unsafeUninitializedCapacity: chunk.count) { target, count in
            chunk.withUnsafeBufferPointer { source in
                guard let source = source.baseAddress, let target = target.baseAddress else { return }
                centre(source, count: rows, mean: mean, dimension: dimension, into: target)
                count = chunk.count
            }
        }
        var coordinates = [Double](repeating: 0, count: rows * components.rows)
        multiply(centred, byTransposed: components, depth: dimension, into: &coordinates)
        return coordinates.map { Float($0) }
    }
}
