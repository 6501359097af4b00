import TestSupport
import Testing

@testable import Engine

@Suite struct PrincipalComponentsTests {
    private func components(
        _ rows: [Float], _ dimension: Int, keeping wanted: ComponentCount = .all
    ) throws -> PrincipalComponents {
        try PrincipalComponents(of: Gramian(of: rows, dimension: dimension), keeping: wanted)
    }

    @Test(
        "Components are orthonormal eigenvectors of the covariance, whatever its rank",
        arguments: [(50, 20), (20, 20), (21, 20), (5, 30), (3, 80), (400, 1), (60, 70)])
    func eigenvectors(rows: Int, dimension: Int) throws {
        var random = SplitMix(seed: 6)
        let values = random.rows(rows, dimension)
        let pca = try components(values, dimension)
        let axes = (0..<pca.components.rows).map { Array(pca.components.row($0)) }
        #expect(axes.count == min(rows, dimension))
        #expect(pca.explainedVariance.count == axes.count)
        for (i, axis) in axes.enumerated() {
            for j in 0...i { #expect(abs(dot(axis, axes[j]) - (i == j ? 1 : 0)) < 1e-12) }
        }
        let scatter = naiveScatter(of: values, dimension: dimension)
        for (axis, variance) in zip(axes, pca.explainedVariance) {
            let image = (0..<dimension).map { dot(Array(scatter.row($0)), axis) / Double(rows - 1) }
            let residual = zip(image, axis).map { abs($0 - variance * $1) }.max() ?? 0
            #expect(residual < 1e-12 * pca.explainedVariance[0] * Double(dimension))
        }
    }

    private func dot(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }

    @Test("Variances fall, none is negative, and together they are the variance of the features")
    func variances() throws {
        var random = SplitMix(seed: 7)
        let rows = random.rows(90, 50)
        let gramian = Gramian(of: rows, dimension: 50)
        let pca = try PrincipalComponents(of: gramian, keeping: .fixed(3))
        let trace = (0..<50).reduce(0) { $0 + gramian.scatter($1, $1) } / 89
        #expect(pca.explainedVariance.last ?? -1 >= 0)
        #expect(zip(pca.explainedVariance, pca.explainedVariance.dropFirst()).allSatisfy { $0 >= $1 })
        #expect(abs(pca.spectrum.total / trace - 1) < 1e-13)
        #expect(abs(pca.explainedVarianceRatio.reduce(0, +) - 1) < 1e-13)
        #expect(pca.components.rows == 3)
    }

    @Test("The entry of largest magnitude in each component is positive")
    func signs() throws {
        var random = SplitMix(seed: 8)
        let pca = try components(random.rows(40, 12), 12)
        for row in 0..<pca.components.rows {
            let axis = pca.components.row(row)
            #expect(axis.max() ?? 0 >= -(axis.min() ?? 0))
        }
    }

    @Test("Two images have one component with variance, the line through both")
    func twoImages() throws {
        let pca = try components([1, 1, 1, 4, 5, 1], 3)
        #expect(pca.explainedVariance.count == 2)
        #expect(abs(pca.explainedVariance[0] - 12.5) < 1e-12)
        #expect(pca.explainedVariance[1] == 0)
        #expect(pca.componentsNeeded(for: 1) == 1)
        #expect(zip(pca.components.row(0), [0.6, 0.8, 0]).allSatisfy { abs($0 - $1) < 1e-12 })
        let projection = Matrix(rows: 2, columns: 2, values: pca.project([1, 1, 1, 4, 5, 1]))
        #expect(projection.row(0) == [-2.5, 0])
        #expect(projection.row(1) == [2.5, 0])
    }

    @Test("Constant features take no part in a component with variance")
    func constantFeatures() throws {
        var random = SplitMix(seed: 9)
        var rows = random.rows(30, 6)
        for row in 0..<30 {
            rows[row * 6 + 1] = 0
            rows[row * 6 + 4] = 1e6
        }
        let pca = try components(rows, 6)
        #expect(pca.explainedVariance[4...] == [0, 0])
        for row in 0..<4 {
            #expect(abs(pca.components[row, 1]) < 1e-12)
            #expect(abs(pca.components[row, 4]) < 1e-12)
        }
    }

    @Test("One image, none, equal images and values that are no numbers are told in a sentence")
    func refusals() {
        #expect(throws: PCAError.tooFewImages(0)) { try components([], 4) }
        #expect(throws: PCAError.tooFewImages(1)) { try components([1, 2, 3], 3) }
        #expect(throws: PCAError.noVariance(images: 3)) { try components([0.1, 7, 0.1, 7, 0.1, 7], 2) }
        #expect(throws: PCAError.notFinite(feature: 1)) { try components([1, .nan, 2, 3], 2) }
        #expect(throws: PCAError.notFinite(feature: 0)) { try components([.infinity, 1, -.infinity, 3], 2) }
        #expect("\(PCAError.tooFewImages(1))" == "PCA needs at least two images, and there is 1")
    }

    @Test(
        "Features of any magnitude that a Float has are decomposed",
        arguments: [1e-30, 1e-18, 1, 1e18, 1e37])
    func magnitudes(scale: Float) throws {
        var random = SplitMix(seed: 10)
        let rows = random.rows(30, 10)
        let plain = try components(rows, 10).explainedVarianceRatio
        let scaled = try components(rows.map { $0 * scale }, 10).explainedVarianceRatio
        #expect(zip(plain, scaled).allSatisfy { abs($0 - $1) < 1e-5 })
    }

    @Test("As many components are kept as were asked for")
    func counts() throws {
        let decomposition = try CovarianceDecomposition(of: Gramian(of: Self.knownVariances, dimension: 4))
        func kept(_ wanted: ComponentCount) throws -> Int {
            try decomposition.principalComponents(keeping: wanted).components.rows
        }
        #expect(try kept(.all) == 4)
        #expect(try kept(.fixed(1)) == 1)
        #expect(try kept(.fixed(4)) == 4)
        #expect(try kept(.variance(0.01)) == 1)
        #expect(try kept(.variance(0.6)) == 2)
        #expect(try kept(.variance(1)) == 4)
        #expect(throws: PCAError.tooManyComponents(0, images: 8, features: 4)) { try kept(.fixed(0)) }
        #expect(throws: PCAError.tooManyComponents(5, images: 8, features: 4)) { try kept(.fixed(5)) }
        for target in [0, -1, 1.01, .infinity] {
            #expect(throws: PCAError.noSuchVariance(target)) { try kept(.variance(target)) }
        }
        #expect(throws: PCAError.self) { try kept(.variance(.nan)) }
    }

    /// Images on four axes at ±2, ±2, ±1 and ±1: shares of 0.4, 0.4, 0.1 and 0.1.
    private static let knownVariances: [Float] = [
        2, 0, 0, 0, -2, 0, 0, 0, 0, 2, 0, 0, 0, -2, 0, 0, 0, 0, 1, 0, 0, 0, -1, 0, 0, 0, 0, 1, 0, 0, 0, -1,
    ]

    @Test("Fewer components later are the first of those before, to 12 digits")
    func furtherCounts() throws {
        var random = SplitMix(seed: 11)
        let decomposition = try CovarianceDecomposition(of: Gramian(of: random.rows(80, 30), dimension: 30))
        let many = try decomposition.principalComponents(keeping: .all).components
        let few = try decomposition.principalComponents(keeping: .fixed(5)).components
        #expect(zip(few.values, many.values).allSatisfy { abs($0 - $1) < 1e-12 })
    }
}

@Suite struct VarianceSpectrumTests {
    @Test(
        "The component count is the smallest whose cumulative ratio reaches the target",
        arguments: [(0.5, 1), (0.95, 1), (0.9500001, 2), (0.99, 2), (0.999, 3), (1.0, 3)])
    func target(target: Double, needed: Int) {
        let spectrum = VarianceSpectrum([19, 0.8, 0.2, 0, 0])
        #expect(spectrum.componentsNeeded(for: target) == needed)
    }

    @Test("A target of 1 is reached by rounded sums too, at the last axis with variance")
    func wholeVariance() {
        let spectrum = VarianceSpectrum([Double](repeating: 0.1, count: 2000) + [0, 0])
        #expect(spectrum.cumulativeRatios.last == 1)
        #expect(spectrum.componentsNeeded(for: 1) == 2000)
    }

    @Test("A target that none reaches takes all, and nothing takes nothing")
    func extremes() {
        #expect(VarianceSpectrum([2, 1]).componentsNeeded(for: 1.5) == 2)
        #expect(VarianceSpectrum([2, 1]).componentsNeeded(for: .nan) == 2)
        #expect(VarianceSpectrum([]).componentsNeeded(for: 0.9) == 0)
        #expect(VarianceSpectrum([0, 0]).ratios == [0, 0])
    }
}
