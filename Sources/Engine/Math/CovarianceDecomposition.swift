// The eigensolve of PCA. It uses as many threads as `setMathThreads` allows, and another number of threads may change
// the last bits: who wants the same bytes each time sets the same number, whatever the number of workers.

/// The eigenvalues of a covariance, with all that is needed to get eigenvectors for any number of components later.
///
/// How many components are wanted is known only once the whole spectrum is, so the work is in two parts: this one,
/// nearly all of it, then `principalComponents(keeping:)`, which may be called again for another number.
/// Holds 33.5 MB at 2048 features.
public struct CovarianceDecomposition: Sendable {
    /// Images behind the covariance.
    public let count: Int
    /// The mean of each feature, `(d)`.
    public let mean: [Double]
    /// Variances along the axes, `min(count, d)` of them.
    public let spectrum: VarianceSpectrum
    private let form: TridiagonalForm

    /// Decomposes the covariance `S / (n − 1)`.
    ///
    /// As scikit-learn's `covariance_eigh`: eigenvalues from the largest down, at most as many as images or features,
    /// and those that rounding alone keeps from zero (below `d·ε` of the largest) set to zero.
    public init(of gramian: consuming Gramian) throws(PCAError) {
        count = gramian.count
        mean = gramian.mean
        guard count > 1 else { throw .tooFewImages(count) }
        // A Float cannot overflow a sum of doubles: a mean is finite exactly where all its values are.
        if let feature = mean.firstIndex(where: { !$0.isFinite }) { throw .notFinite(feature: feature) }
        let order = gramian.dimension
        do {
            form = try TridiagonalForm(reducing: gramian.covariance(), order: order)
            let eigenvalues = try form.eigenvalues()
            let noise = eigenvalues[0] * Double(order) * Double.ulpOfOne
            let variances = eigenvalues.prefix(count).map { $0 > noise ? $0 : 0 }
            spectrum = VarianceSpectrum(variances)
        } catch {
            throw .solver(error)
        }
        guard spectrum.total > 0 else { throw .noVariance(images: count) }
    }

    /// The first components, as many as `wanted` says.
    public func principalComponents(keeping wanted: ComponentCount) throws(PCAError) -> PrincipalComponents {
        let kept = try number(of: wanted)
        do {
            let axes = try form.eigenvectors(largest: kept)
            var components = Matrix(rows: kept, columns: mean.count, values: axes)
            components.fixSigns()
            return PrincipalComponents(mean: mean, components: components, spectrum: spectrum)
        } catch {
            throw .solver(error)
        }
    }

    private func number(of wanted: ComponentCount) throws(PCAError) -> Int {
        switch wanted {
        case .variance(let target):
            guard target > 0, target <= 1 else { throw .noSuchVariance(target) }
            return spectrum.componentsNeeded(for: target)
        case .fixed(let kept):
            guard kept > 0, kept <= spectrum.variances.count else {
                throw .tooManyComponents(kept, images: count, features: mean.count)
            }
            return kept
        case .all: return spectrum.variances.count
        }
    }
}

extension Matrix<Double> {
    /// Turns each row so that its entry of largest magnitude, the first of equals, is positive: scikit-learn's
    /// `svd_flip(u_based_decision=False)`. An axis has no sign of its own; this makes it the same everywhere.
    fileprivate mutating func fixSigns() {
        for row in 0..<rows {
            let range = row * columns..<(row + 1) * columns
            let largest = values[range].reduce(0) { abs($1) > abs($0) ? $1 : $0 }
            guard largest < 0 else { continue }
            for index in range { values[index] = -values[index] }
        }
    }
}
