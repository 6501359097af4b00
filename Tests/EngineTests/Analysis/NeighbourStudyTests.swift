// What scikit-learn says of the same features comes from Tests/Oracles/neighbours.py.

import Foundation
import TestSupport
import Testing

@testable import Engine

@Suite("Neighbours, axes and cos² are scikit-learn's")
struct NeighbourStudyTests {
    private static let kept = 8
    private static let tried = 20
    private let folder: TemporaryFolder
    private let run: RunFolder
    private let analysis: ComponentAnalysis
    private let session = Session(workers: 2)

    init() throws {
        folder = try TemporaryFolder()
        run = RunFolder(path: folder.path)
        try NPY.write(Self.features(), shape: [90, 2048], to: run.features)
        try FeatureRows(images: Self.images(), rejections: []).write(to: run)
        let planned = ComponentPipeline(count: .fixed(Self.kept), folder: run).job()
        let handle = session.submit(planned.job)
        if case .failed(let failure) = handle.wait() { throw failure }
        analysis = try handle.output(of: planned.analysis)
    }

    @Test("The nearest of the held-out images' neighbours for each k, and with all features")
    func trials() throws {
        defer { session.close() }
        let study = NeighbourStudy(run)
        let onKept = try session.run(study.trialOnKept())
        let expected = try Golden.table("nearest")
        #expect(onKept.components == Self.kept)
        #expect(onKept.nearest.map(Double.init) == Array(expected.values.prefix(Self.kept * onKept.count)))
        #expect(try onKept.nearestByFeatures.map(Double.init) == Golden.list("nearest_by_features"))
        for decomposition in [nil, analysis.decomposition] {
            let more = try session.run(study.trial(on: Self.tried, of: decomposition, after: onKept))
            #expect(more.nearest.map(Double.init) == expected.values)
            #expect(more.nearestByFeatures == onKept.nearestByFeatures)
            #expect(more.accuracies.prefix(Self.kept) == onKept.accuracies[...])
        }
        let most = try session.run(
            study.trial(on: 5_000, of: analysis.decomposition, after: onKept))
        #expect(most.components == 90)
    }

    @Test("A run whose features are gone fails with what is missing")
    func missing() throws {
        defer { session.close() }
        #expect(unlink(run.features) == 0)
        let failure = #expect(throws: JobFailure.self) { try session.run(NeighbourStudy(run).trialOnKept()) }
        #expect("\(try #require(failure?.underlying))".contains("features.npy"))
    }

    @Test("The nearest rows of an image on all kept components")
    func nearestRows() throws {
        defer { session.close() }
        let found = NearestRows(to: 7, in: try analysis.projection(), columns: Self.kept, limit: 5)
        #expect(try found.neighbours.map { Double($0.row) } == Golden.list("neighbour_rows"))
        for (ours, theirs) in zip(found.neighbours, try Golden.list("neighbour_distances")) {
            #expect(abs(ours.distance - theirs) < 1e-4 * theirs)
        }
    }

    @Test("The axes that separate two categories best, and how far")
    func advice() throws {
        defer { session.close() }
        let rows = Array(0..<30)
        let advice = try #require(
            AxisAdvice(
                separating: rows, from: rows.map { $0 + 30 }, in: try analysis.projection(),
                columns: Self.kept))
        let expected = try Golden.list("advice")
        #expect([Double(advice.first), Double(advice.second)] == Array(expected.prefix(2)))
        #expect(abs(advice.separation - expected[2]) < 1e-4)
    }

    @Test("cos² of every image on a plane")
    func cosines() throws {
        defer { session.close() }
        let projection = try analysis.projection()
        func column(_ component: Int) -> [Float] { (0..<90).map { projection[$0 * Self.kept + component] } }
        let ours = squaredCosines(
            x: column(0), y: column(2), squaredLengths: squaredLengths(ofRows: projection, columns: Self.kept)
        )
        let theirs = try Golden.list("cosines")
        #expect(ours.count == theirs.count)
        #expect(zip(ours, theirs).allSatisfy { abs(Double($0) - $1) < 1e-4 })
    }

    private enum Golden {
        static func table(_ name: String) throws -> Matrix<Double> { try NPY.readMatrix(path(name)) }
        static func list(_ name: String) throws -> [Double] { try NPY.readVector(path(name)) }

        private static func path(_ name: String) throws -> String {
            try #require(
                Bundle.module.url(
                    forResource: name, withExtension: "npy", subdirectory: "Golden/neighbours")
            ).path
        }
    }

    /// `(90, 2048)`: around a middle for each of three categories; four features in a row move together.
    private static func features() -> [Float] {
        var dice = SplitMix(seed: 11)
        let middles = (0..<3).map { _ in (0..<512).map { _ in dice.upTo(60) } }
        return middles.flatMap { middle in
            (0..<30).flatMap { _ in
                middle.flatMap { value in (0..<4).map { _ in Float(value + dice.upTo(600)) } }
            }
        }
    }

    private static func images() -> [CatalogEntry] {
        ["Apple", "Banana", "Cherry"].flatMap { (category: String) in
            (0..<30).map { number in
                CatalogEntry(
                    path: ImagePath("\(category)/\(number).jpg"), modificationTime: 0, length: 1,
                    category: category, split: nil)
            }
        }
    }
}
