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

        @Test("From features.npy they are those of the run, to the last bit")
        func fromFeatures() throws {
            let before = PerformedRun.componentFiles.map { run[$0] }
            _ = try perform(ComponentPipeline(count: .fixed(9), folder: run.folder).job())
            #expect(PerformedRun.componentFiles.map { run[$0] } != before)
            _ = try perform(ComponentPipeline(count: .fixed(4), folder: run.folder).job())
            #expect(PerformedRun.componentFiles.map { run[$0] } == before)
        }

        @Test("From what is in memory they are those of the run, to the last bit")
        func fromAnalysis() throws {
            let before = PerformedRun.componentFiles.map { run[$0] }
            #expect(unlink(run.folder.projection) == 0)
            _ = try perform(ComponentPipeline(count: .fixed(4), folder: run.folder).job(from: analysis))
            #expect(PerformedRun.componentFiles.map { run[$0] } == before)
        }

        @Test("While they are written anew the record claims none, so a kill leaves a run without components")
        func withdrawn() throws {
            #expect(try RunRecord(readingFrom: run.folder).components?.k == 4)
            _ = try perform(ComponentPipeline(count: .fixed(9), folder: run.folder).job())
            #expect(try RunRecord(readingFrom: run.folder).components == nil)
            #expect(try SavedRun(readingFrom: run.folder).findings == nil)
        }

        @Test("An analysis tells when the folder's projection is no longer its own")
        func otherProjection() throws {
            _ = try perform(ComponentPipeline(count: .fixed(9), folder: run.folder).job())
            #expect(throws: RunFolderError.damaged(run.folder.projection)) { try analysis.projection() }
        }

        @Test("For another count the first ones stay, and the files follow")
        func anotherCount() throws {
            let four = try analysis.projection()
            let more = try perform(
                ComponentPipeline(count: .fixed(9), folder: run.folder).job(from: analysis))
            #expect(more.components.components.rows == 9)
            for column in 0..<4 {
                let coordinates = try more.projection(on: column)
                #expect(coordinates.count == PipelineTrial.imageCount)
                for row in coordinates.indices { #expect(close(coordinates[row], four[row * 4 + column])) }
            }
            try RunRecord.update(run.folder, with: more, asked: .fixed(9))
            let saved = try #require(try SavedRun(readingFrom: run.folder).findings)
            #expect(saved.record.components?.k == 9)
            #expect(saved.record.options.components == 9)
            #expect(saved.projection.columns == 9)
        }

        @Test("More components than there are images are refused, and the run's files stay")
        func tooMany() throws {
            let before = run["projection.npy"]
            let pipeline = ComponentPipeline(count: .fixed(19), folder: run.folder)
            let error = #expect(throws: (any Error).self) { try perform(pipeline.job()) }
            #expect(
                "\(try #require(error))"
                    == "18 images with 2048 features have from 1 to 18 components, not 19")
            #expect(run["projection.npy"] == before)
        }

        @Test("Features that do not belong to the list of images are refused")
        func otherFeatures() throws {
            try NPY.write([Float](repeating: 1, count: 2048 * 3), shape: [3, 2048], to: run.folder.features)
            let pipeline = ComponentPipeline(count: .fixed(2), folder: run.folder)
            let error = #expect(throws: (any Error).self) { try perform(pipeline.job()) }
            #expect("\(try #require(error))".hasPrefix(run.folder.features + " cannot be understood"))
        }

        private func perform(
            _ planned: (job: Job, analysis: Stage<ComponentAnalysis>)
        ) throws -> ComponentAnalysis {
            let session = Session(workers: 2)
            defer { session.close() }
            let handle = session.executor.submit(planned.job)
            if case .failed(let failure) = handle.wait() { throw failure.underlying ?? failure }
            return try handle.output(of: planned.analysis)
        }

        private func close(_ one: Float, _ other: Float) -> Bool {
            abs(one - other) <= 1e-4 * max(1, abs(other))
        }
    }
}
