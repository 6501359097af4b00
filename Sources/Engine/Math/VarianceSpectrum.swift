/// The variances along the principal axes, and how many of them are enough.
public struct VarianceSpectrum: Sendable, Equatable {
    /// Variance along each axis, largest first; none negative.
    public let variances: [Double]
    /// Sums of the first 1, 2, … variances.
    private let sums: [Double]

    /// - Precondition: the variances are finite, not negative and in falling order.
    public init(_ variances: [Double]) {
        self.variances = variances
        var sum = 0.0
        sums = variances.map { variance in
            sum += variance
            return sum
        }
    }

    /// All the variance there is.
    public var total: Double { sums.last ?? 0 }

    /// The share of each axis in the variance; zeros where there is none.
    public var ratios: [Double] { shares(of: variances) }

    /// The share of the first 1, 2, … axes together. Rises to exactly 1, because the last sum is divided by itself.
    public var cumulativeRatios: [Double] { shares(of: sums) }

    private func shares(of values: [Double]) -> [Double] {
        total > 0 ? values.map { $0 / total } : values.map { _ in 0 }
    }

    /// The smallest number of axes whose cumulative ratio is at least `target`; all of them where none reaches it.
    public func componentsNeeded(for target: Double) -> Int {
        cumulativeRatios.firstIndex { $0 >= target }.map { $0 + 1 } ?? variances.count
    }
}

/// How many components to keep.
public enum ComponentCount: Sendable, Hashable {
    /// As few as explain this share of the variance, above 0 and up to 1.
    case variance(Double)
    /// This many, from 1 up to the lesser of images and features.
    case fixed(Int)
    /// All: the lesser of images and features.
    case all
}
