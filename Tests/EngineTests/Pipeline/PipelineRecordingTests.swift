import Foundation
import Testing

@testable import Engine

extension PipelineTests {
    @Suite("What a run's log alone tells") struct Recorded {
        private let trial: PipelineTrial

        init() throws { trial = try PipelineTrial() }

        private func recording(_ name: String) throws -> Recording {
            Recording(try SavedRun(readingFrom: trial.runFolder(name)).events)
        }

        @Test("The catalog, every stage and every figure of a run that nobody watched")
        func whole() throws {
            try trial.folder.write([], to: "fruit/Test/Banana/!.jpg")
            let run = try trial.perform(.components, as: "run")
            let recording = try recording("run")
            #expect(recording.images == run.result.catalog.entries)
            let status = recording.status(after: recording.events.count)
            let job = try #require(status.jobs.first)
            #expect(status.jobs.count == 1 && job.state == .succeeded)
            #expect(job.stages.allSatisfy { $0.state == .succeeded && $0.quantiles(.duration) != nil })
            #expect(status.slotCount == trial.options.workers)
            #expect(status.rejections == run.result.rows.rejections)
            let features = try #require(job.stages.first { $0.description.name == "features" })
            for metric in [
                TaskMetric.delay, .seconds(.read), .seconds(.decode), .seconds(.network), .bytes, .images,
            ] {
                #expect((features.quantiles(metric)?.maximum ?? 0) > 0, "\(metric)")
            }
            #expect(features.metrics.contains(.rejected))
        }

        @Test("A run that was interrupted and resumed is one recording of two sessions")
        func resumed() throws {
            let kept = try trial.interrupt(.components, as: "run", afterReading: 8)
            let interrupted = try recording("run")
            #expect(
                interrupted.images.count == PipelineTrial.imageCount,
                "the catalog is known without the photographs")
            try trial.perform(.components, as: "run", resuming: true)
            let recording = try recording("run")
            #expect(recording.events.count > interrupted.events.count)
            let status = recording.status(after: recording.events.count)
            #expect(status.jobs.map(\.state) == [.cancelled, .succeeded])
            #expect(status.jobs.map(\.job) == [0, 1])
            let bytes = status.jobs.map { job in job.stages.reduce(0) { $0 + $1.bytes } }
            #expect(kept > 0 && bytes.allSatisfy { $0 > 0 })
            #expect(recording.images == interrupted.images)
        }
    }
}
