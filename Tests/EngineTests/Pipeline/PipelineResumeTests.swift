import Foundation
import Testing

@testable import Engine

extension PipelineTests {
    @Suite("Interrupted and resumed") struct Resuming {
        private let trial: PipelineTrial
        private let perPartition = 3

        init() throws { trial = try PipelineTrial() }

        @Test("A resumed run leaves the bytes of one that nobody disturbed, and reads no image twice")
        func resumes() throws {
            let undisturbed = try trial.perform(.components, as: "whole")
            let kept = try trial.interrupt(.components, as: "run", afterReading: 8)
            #expect((2...3).contains(kept))
            #expect(try SavedRun(readingFrom: trial.runFolder("run")).findings == nil)

            let source = WatchedSource(try openSource(trial.options.dataset))
            let resumed = try trial.perform(.components, as: "run", resuming: true, source: source)
            expectSame(resumed, undisturbed, PerformedRun.featureFiles + PerformedRun.componentFiles)
            #expect(source.readCount == PipelineTrial.imageCount - kept * perPartition)
            let bytes = resumed.bytesReadByPartition
            #expect(bytes.count == 6)
            #expect(bytes.filter { $0.value == 0 }.keys.sorted() == Array(0..<kept))
        }

        @Test("Images set aside before the interruption stay so, once each")
        func keepsRejections() throws {
            try trial.folder.write([], to: "fruit/Test/Banana/!.jpg")
            _ = try trial.interrupt(.features, as: "run", afterReading: 8)
            let resumed = try trial.perform(.features, as: "run", resuming: true)
            #expect(
                resumed.result.rows.rejections
                    == [Rejection(path: "Test/Banana/!.jpg", reason: "is empty (0 bytes)")])
        }

        enum OtherOption: CaseIterable {
            case limit, inputSize, preprocess, partitions, weights

            func change(_ options: inout RunOptions) {
                switch self {
                case .limit: options.limit = 5
                case .inputSize: options.inputSize = 64
                case .preprocess: options.preprocessing = PreprocessingChain([])
                case .partitions: options.partitions = 7
                case .weights: options.weights = .random(seed: 1)
                }
            }

            var difference: String {
                switch self {
                case .limit: "--limit none, not 5;"
                case .inputSize: "--input-size 32, not 64;"
                case .preprocess: "--preprocess equalize,gaussian, not none;"
                case .partitions: "--partitions 6, not 7;"
                case .weights: "weights with digest "
                }
            }
        }

        @Test("Other options than those it was begun with are refused by name, and the run can still go on")
        func otherOptions() throws {
            let kept = try trial.interrupt(.features, as: "run", afterReading: 5)
            for option in OtherOption.allCases {
                let error = #expect(throws: (any Error).self) {
                    try trial.perform(.features, as: "run", resuming: true, changing: option.change)
                }
                let start = "\(trial.runFolder("run").path) was begun with \(option.difference)"
                #expect("\(try #require(error))".hasPrefix(start))
            }
            let source = WatchedSource(try openSource(trial.options.dataset))
            try trial.perform(.features, as: "run", resuming: true, source: source)
            #expect(source.readCount == PipelineTrial.imageCount - kept * perPartition)
        }

        @Test("Other images than those it was begun with are refused")
        func otherImages() throws {
            _ = try trial.interrupt(.features, as: "run", afterReading: 5)
            try trial.folder.write([1, 2, 3], to: "fruit/Training/Banana/0_100.jpg")
            let error = #expect(throws: (any Error).self) {
                try trial.perform(.features, as: "run", resuming: true)
            }
            #expect(
                "\(try #require(error))".contains(" was begun with images of paths and lengths with digest "))
        }

        @Test("An image that was written again meanwhile is another image, even if it is as long as before")
        func touchedImage() throws {
            _ = try trial.interrupt(.features, as: "run", afterReading: 5)
            let image = trial.options.dataset + "/Training/Banana/0_100.jpg"
            #expect(utimes(image, [timeval(tv_sec: 1, tv_usec: 0), timeval(tv_sec: 1, tv_usec: 0)]) == 0)
            let error = #expect(throws: (any Error).self) {
                try trial.perform(.features, as: "run", resuming: true)
            }
            #expect(
                "\(try #require(error))".contains(" was begun with images as modified at times with digest "))
        }

        @Test("What could not be read before the interruption is read after it, as an undisturbed run would")
        func unreadableForAWhile() throws {
            let undisturbed = try trial.perform(.features, as: "whole")
            let hidden = ImagePath("Test/Avocado/0_100.jpg")
            #expect(throws: (any Error).self) {
                // Fails after the features, so that its parts are kept.
                try trial.perform(
                    .components, as: "run", source: ForgetfulSource(openSource(trial.options.dataset), hidden)
                ) { $0.components = .fixed(500) }
            }
            let source = WatchedSource(try openSource(trial.options.dataset))
            let resumed = try trial.perform(.features, as: "run", resuming: true, source: source)
            expectSame(resumed, undisturbed, PerformedRun.featureFiles)
            #expect(source.readCount == perPartition)
        }

        @Test(
            "The log of a continued run holds what happened before; one that is refused leaves it as it was")
        func eventLog() throws {
            _ = try trial.interrupt(.features, as: "run", afterReading: 8)
            let log = trial.runFolder("run").events
            // A process that was killed may leave half a line.
            let before = try #require(FileManager.default.contents(atPath: log)) + Data("{\"time\":1.".utf8)
            try before.write(to: URL(fileURLWithPath: log))
            for change in [OtherOption.inputSize, .weights] {
                #expect(throws: (any Error).self) {
                    try trial.perform(.features, as: "run", resuming: true, changing: change.change)
                }
                #expect(FileManager.default.contents(atPath: log) == before)
            }
            let resumed = try trial.perform(.features, as: "run", resuming: true)
            let after = try #require(FileManager.default.contents(atPath: log))
            #expect(after.starts(with: before))
            let (events, skipped) = EventLog.decode([UInt8](after))
            #expect(skipped == 1)
            #expect(events.count > resumed.events.count)
        }

        @Test("Whatever a kill has left of a run, it is continued to the bytes of an undisturbed one")
        func everyPoint() throws {
            let whole = try trial.perform(.components, as: "whole")
            #expect(throws: (any Error).self) {
                try trial.perform(.components, as: "parts") { $0.components = .fixed(500) }
            }
            let parts = (0..<6).flatMap { [".parts/\($0).npy", ".parts/\($0).json"] }
            let files =
                [".parts/plan.json"] + parts + ["images.csv", "rejected.csv", "features.npy"]
                + PerformedRun.componentFiles.reversed()
            for count in [0, 1, 2, 3, 8, 13, 14, 16, 18, files.count] {
                let run = try leave(
                    files.prefix(count), of: whole.folder, trial.runFolder("parts"), as: "cut\(count)")
                let resumed = try trial.perform(.components, as: "cut\(count)", resuming: true)
                expectSame(resumed, whole, PerformedRun.featureFiles + PerformedRun.componentFiles)
                let left = try FileManager.default.subpathsOfDirectory(atPath: run.path)
                #expect(!left.contains { $0.hasSuffix(".partial") || $0.hasPrefix(".parts") }, "\(left)")
            }
        }

        /// A folder with the first files of a run, and others that were being written.
        private func leave(
            _ files: ArraySlice<String>, of whole: RunFolder, _ parts: RunFolder, as name: String
        ) throws -> RunFolder {
            let run = trial.runFolder(name)
            for folder in [run.parts, run.components] { try makeFolders(folder) }
            for file in files {
                let source = FileManager.default.fileExists(atPath: parts.path + "/" + file) ? parts : whole
                try FileManager.default.copyItem(
                    atPath: source.path + "/" + file, toPath: run.path + "/" + file)
            }
            for folder in [run.path, run.parts, run.components] {
                try Data([1, 2, 3]).write(to: URL(fileURLWithPath: folder + "/.x.npy.1.partial"))
            }
            return run
        }

        @Test("Another number of workers or components is no other run")
        func otherWorkers() throws {
            _ = try trial.interrupt(.features, as: "run", afterReading: 5)
            let run = try trial.perform(.components, as: "run", resuming: true) {
                $0.workers = 1
                $0.components = .fixed(2)
            }
            #expect(run.result.record.components?.k == 2)
        }

        @Test("Parts that were damaged meanwhile are made again, and only those")
        func damagedParts() throws {
            let undisturbed = try trial.perform(.features, as: "whole")
            let kept = try trial.interrupt(.features, as: "run", afterReading: 18)
            let parts = trial.runFolder("run").parts
            #expect(truncate(parts + "/0.npy", 2_000) == 0)
            #expect(unlink(parts + "/1.npy") == 0)
            #expect(unlink(parts + "/2.json") == 0)
            try AtomicFile.write("{\"images\":[0,", to: parts + "/3.json")
            try AtomicFile.write(encodeJSON(PartSummary(images: [0, 1, 17])), to: parts + "/4.json")
            let source = WatchedSource(try openSource(trial.options.dataset))
            let resumed = try trial.perform(.features, as: "run", resuming: true, source: source)
            expectSame(resumed, undisturbed, PerformedRun.featureFiles)
            #expect(source.readCount == PipelineTrial.imageCount - (kept - 5) * perPartition)
        }

        @Test("A run whose features are all there but not its components goes on from the parts")
        func failedComponents() throws {
            #expect(throws: (any Error).self) {
                try trial.perform(.components, as: "run") { $0.components = .fixed(500) }
            }
            let source = WatchedSource(try openSource(trial.options.dataset))
            let run = try trial.perform(.components, as: "run", resuming: true, source: source)
            #expect(source.readCount == 0)
            #expect(run.result.record.components != nil)
        }
    }
}
