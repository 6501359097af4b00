// The golden tables and what scikit-learn made of them come from Tests/Oracles/pca.py.

import Foundation
import Testing

@testable import Engine

@Suite struct PCAOracleTests {
    static let cases = ["tall", "wide", "offset", "duplicates", "constant", "pair", "single", "large"]

    /// A golden file's path.
    private static func path(_ name: String, _ file: String) throws -> String {
        try #require(
            Bundle.module.url(forResource: file, withExtension: "npy", subdirectory: "Golden/pca/\(name)")
        ).path
    }

    @Test("Mean, variances, ratios and components are scikit-learn's, signs included", arguments: cases)
    func agreement(name: String) throws {
        let features: Matrix<Float> = try NPY.readMatrix(Self.path(name, "features"))
        let components: Matrix<Double> = try NPY.readMatrix(Self.path(name, "components"))
        let ours = try PrincipalComponents(
            of: Gramian(of: features.values, dimension: features.columns), keeping: .fixed(components.rows))

        try expectEqual(ours.mean, NPY.readVector(Self.path(name, "mean")))
        try expectEqual(ours.explainedVariance, NPY.readVector(Self.path(name, "explained_variance")))
        try expectEqual(
            ours.explainedVarianceRatio, NPY.readVector(Self.path(name, "explained_variance_ratio")))
        #expect(ours.components.columns == components.columns)
        expectEqual(ours.components.values, components.values)
    }

    /// Equal within 1e-9 of the largest value.
    private func expectEqual(_ ours: [Double], _ theirs: [Double]) {
        #expect(ours.count == theirs.count)
        let scale = theirs.map(abs).max() ?? 0
        let difference = zip(ours, theirs).map { abs($0 - $1) }.max() ?? 0
        #expect(difference <= 1e-9 * scale)
    }

    @Test("What NumPy saved is written again byte for byte", arguments: cases)
    func numpyBytes(name: String) throws {
        let folder = try TemporaryFolder()
        let features: Matrix<Float> = try NPY.readMatrix(Self.path(name, "features"))
        let mean: [Double] = try NPY.readVector(Self.path(name, "mean"))
        try NPY.write(features, to: folder.path("features.npy"))
        try NPY.write(mean, to: folder.path("mean.npy"))
        #expect(try contents(folder.path("features.npy")) == contents(Self.path(name, "features")))
        #expect(try contents(folder.path("mean.npy")) == contents(Self.path(name, "mean")))
    }
}
