import Foundation
import Testing

@testable import Engine

extension PipelineTests {
    @Suite("Components once more") struct Components {
        private let trial: PipelineTrial
        private let run: PerformedRun
        private let analysis: ComponentAnalysis

        init() throws {
            trial = try PipelineTrial()
            run = try trial.perform(.components, as: "run") { $0.components = .fixed(4) }
            analysis = try #require(run.result.analysis)
        }

        @Test("From features.npy they are those of the run", arguments: [1, 40])
        func fromFeatures(partitions: Int) throws {
            let pipeline = ComponentPipeline(count: .fixed(4), partitions: partitions, folder: run.folder)
            let (job, stage) = pipeline.job()
            expectClose(try perform(job, stage), analysis)
        }

        @Test("From what is in memory they are those of the run")
        func fromAnalysis() throws {
            let pipeline = ComponentPipeline(count: .fixed(4), partitions: 6, folder: run.folder)
            let (job, stage) = pipeline.job(from: analysis)
            expectClose(try perform(job, stage), analysis)
        }

        @Test("For another count the first ones stay, and the files follow")
        func anotherCount() throws {
            let pipeline = ComponentPipeline(count: .fixed(9), partitions: 6, folder: run.folder)
            let (job, stage) = pipeline.job(from: analysis)
            let more = try perform(job, stage)
            #expect(more.components.components.rows == 9)
            for row in 0..<PipelineTrial.imageCount {
                for column in 0..<4 {
                    #expect(close(more.projection[row * 9 + column], analysis.projection[row * 4 + column]))
                }
            }
            let written: Matrix<Float> = try NPY.readMatrix(run.folder.projection)
            #expect(written.values == more.projection)
            try RunRecord.update(run.folder, with: more, asked: .fixed(9))
            let saved = try #require(try SavedRun(readingFrom: run.folder).findings)
            #expect(saved.record.components?.k == 9)
            #expect(saved.record.options.components == 9)
            #expect(saved.projection.columns == 9)
        }

        @Test("More components than there are images are refused, and the run's files stay")
        func tooMany() throws {
            let before = run["projection.npy"]
            let pipeline = ComponentPipeline(count: .fixed(19), partitions: 6, folder: run.folder)
            let (job, stage) = pipeline.job()
            let error = #expect(throws: (any Error).self) { try perform(job, stage) }
            #expect(
                "\(try #require(error))"
                    == "18 images with 2048 features have from 1 to 18 components, not 19")
            #expect(run["projection.npy"] == before)
        }

        @Test("Features that do not belong to the list of images are refused")
        func otherFeatures() throws {
            try NPY.write([Float](repeating: 1, count: 2048 * 3), shape: [3, 2048], to: run.folder.features)
            let pipeline = ComponentPipeline(count: .fixed(2), partitions: 6, folder: run.folder)
            let (job, stage) = pipeline.job()
            let error = #expect(throws: (any Error).self) { try perform(job, stage) }
            #expect("\(try #require(error))".hasPrefix(run.folder.features + " cannot be understood"))
        }

        private func perform(_ job: Job, _ stage: Stage<ComponentAnalysis>) throws -> ComponentAnalysis {
            let session = Session(workers: 2)
            defer { session.close() }
            let handle = session.executor.submit(job)
            if case .failed(let failure) = handle.wait() { throw failure.underlying ?? failure }
            return try handle.output(of: stage)
        }

        private func expectClose(_ one: ComponentAnalysis, _ other: ComponentAnalysis) {
            #expect(one.components.components.rows == other.components.components.rows)
            #expect(zip(one.projection, other.projection).allSatisfy(close))
            #expect(one.projection.count == other.projection.count)
            let ratios = zip(
                one.components.explainedVarianceRatio, other.components.explainedVarianceRatio)
            #expect(ratios.allSatisfy { abs($0 - $1) < 1e-9 })
        }

        private func close(_ one: Float, _ other: Float) -> Bool {
            abs(one - other) <= 1e-4 * max(1, abs(other))
        }
    }
}
