import Foundation
import Testing

@testable import Engine

extension PipelineTests {
    @Suite("What a run leaves") struct Results {
        private let trial: PipelineTrial

        init() throws { trial = try PipelineTrial() }

        @Test("One worker and two leave the same bytes")
        func workers() throws {
            let one = try trial.perform(.components, as: "one") { $0.workers = 1 }
            let two = try trial.perform(.components, as: "two") { $0.workers = 2 }
            expectSame(one, two, PerformedRun.featureFiles + PerformedRun.componentFiles)
            #expect(try one.features().rows == PipelineTrial.imageCount)
        }

        @Test("Files have the shapes that the design names, and what an unfinished run needs is gone")
        func shapes() throws {
            let run = try trial.perform(.components, as: "run") { $0.components = .fixed(5) }
            let projection: Matrix<Float> = try NPY.readMatrix(run.folder.projection)
            let axes: Matrix<Double> = try NPY.readMatrix(run.folder.axes)
            let ratios: [Double] = try NPY.readVector(run.folder.explainedVarianceRatio)
            let variance: [Double] = try NPY.readVector(run.folder.explainedVariance)
            let mean: [Double] = try NPY.readVector(run.folder.mean)
            #expect(projection.rows == 18)
            #expect(projection.columns == 5)
            #expect(axes.rows == 5)
            #expect(axes.columns == 2048)
            #expect(ratios.count == 18)
            #expect(variance.count == 18)
            #expect(mean.count == 2048)
            #expect(abs(ratios.reduce(0, +) - 1) < 1e-9)
            let names = try FileManager.default.contentsOfDirectory(atPath: run.folder.path)
            #expect(
                names.sorted() == [
                    "events.jsonl", "features.npy", "images.csv", "pca", "projection.npy", "rejected.csv",
                    "run.json",
                ])
        }

        @Test("run.json tells what was asked, found and done")
        func record() throws {
            try trial.folder.write([], to: "fruit/Training/Banana/broken.jpg")
            let run = try trial.perform(.components, as: "run") {
                $0.components = .fixed(3)
                $0.limit = 19
                $0.weights = .random(seed: 7)
            }
            let record = try RunRecord(readingFrom: run.folder)
            #expect(record.version == RunRecord.currentVersion)
            #expect(record.dataset.uri == trial.options.dataset)
            #expect(record.dataset.images == 19)
            #expect(record.dataset.categories["Banana"] == 4)
            #expect(record.dataset.categories.count == 6)
            #expect(record.dataset.bytes == run.result.catalog.length)
            #expect(record.options.preprocess == "equalize,gaussian")
            #expect(record.options.inputSize == 32)
            #expect(record.options.components == 3)
            #expect(record.options.variance == nil)
            #expect(record.model.weights == "random")
            #expect(record.model.seed == 7)
            #expect(record.model.digest == Weights.random(seed: 7).digest)
            #expect(record.counts.images == 19)
            #expect(record.counts.features == 18)
            #expect(record.counts.rejected == 1)
            #expect(record.components?.k == 3)
            #expect(record.components?.why == "asked for")
            #expect(
                Set(record.seconds.keys) == [
                    "catalog", "model", "features", "merge", "sums", "PCA", "project", "save", "total",
                ])
            #expect(record.machine.cores >= 1)
        }

        @Test("Only the features: no components are made and none are claimed")
        func features() throws {
            let run = try trial.perform(.features, as: "run")
            #expect(run.result.analysis == nil)
            #expect(try RunRecord(readingFrom: run.folder).components == nil)
            #expect(run["projection.npy"] == nil)
            #expect(try SavedRun(readingFrom: run.folder).findings == nil)
        }

        @Test("A saved run comes back as it was")
        func savedRun() throws {
            let run = try trial.perform(.components, as: "run")
            let saved = try SavedRun(readingFrom: run.folder)
            let findings = try #require(saved.findings)
            let analysis = try #require(run.result.analysis)
            #expect(saved.heading.dataset == trial.options.dataset)
            #expect(saved.heading.partitions == 6)
            #expect(saved.heading.preprocess == "equalize,gaussian")
            #expect(findings.rows.images.map(\.path) == run.result.rows.images.map(\.path))
            #expect(findings.rows.images.map(\.category) == run.result.rows.images.map(\.category))
            #expect(findings.rows.images.map(\.length) == run.result.rows.images.map(\.length))
            #expect(try findings.projection.values == analysis.projection())
            #expect(findings.explainedVarianceRatio == analysis.components.explainedVarianceRatio)
            #expect(
                saved.events.filter { $0.kind == .jobSucceeded(job: run.result.job(in: run.events)) }.count
                    == 1)
            // The log begins with the start of its session, which nobody was told of.
            #expect(saved.events.count == run.events.count + 1)
        }

        @Test("Categories and a limit choose images; a category that is not there is named")
        func selection() throws {
            let run = try trial.perform(.features, as: "run") { $0.categories = ["Banana", "Onion Red"] }
            #expect(run.result.rows.images.count == 6)
            #expect(Set(run.result.rows.images.compactMap(\.category)) == ["Banana", "Onion Red"])
            let limited = try trial.perform(.features, as: "limited") { $0.limit = 6 }
            #expect(limited.result.rows.images.count == 6)
            let error = #expect(throws: (any Error).self) {
                try trial.perform(.features, as: "none") { $0.categories = ["Bananas"] }
            }
            #expect("\(try #require(error))".hasPrefix("no image is in a category 'Bananas'; there are: "))
            #expect(!FileManager.default.fileExists(atPath: trial.runFolder("none").path))
        }

        @Test("More partitions than images give the same bytes as few, components too")
        func manyPartitions() throws {
            let few = try trial.perform(.components, as: "few")
            let many = try trial.perform(.components, as: "many") { $0.partitions = 50 }
            expectSame(few, many, PerformedRun.featureFiles + PerformedRun.componentFiles)
        }

        @Test("A budget that cannot be kept to is refused with the least that can, and nothing is left")
        func memory() throws {
            let error = #expect(throws: MemoryBudgetError.self) {
                try trial.perform(.components, as: "tight") { $0.memory = MemoryBudget("1M") }
            }
            #expect(try #require(error).least > 1 << 20)
            #expect(!FileManager.default.fileExists(atPath: trial.runFolder("tight").path))
        }

        @Test("One image has features but no components, and the message says why")
        func oneImage() throws {
            let error = #expect(throws: (any Error).self) {
                try trial.perform(.components, as: "one") { $0.limit = 1 }
            }
            #expect("\(try #require(error))" == "PCA needs at least two images, and there is 1")
            let features: Matrix<Float> = try NPY.readMatrix(trial.runFolder("one").features)
            #expect(features.rows == 1)
        }

        @Test("Images that are all the same have no components, and the message says why")
        func sameImages() throws {
            let error = #expect(throws: (any Error).self) {
                for number in 0..<4 { try trial.add("Test/Banana/0_100.jpg", as: "Same/\(number).jpg") }
                try trial.perform(.components, as: "same") { $0.categories = ["Same"] }
            }
            #expect(
                "\(try #require(error))"
                    == "all 4 images have the same features, so there is no variance for PCA to explain")
        }
    }
}

extension RunResult {
    /// The number of the only job in a log.
    fileprivate func job(in events: [JobEvent]) -> Int {
        for case .jobStarted(let job, _, _) in events.map(\.kind) { return job }
        return -1
    }
}
