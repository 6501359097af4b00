import Foundation
import Synchronization
import Testing

@testable import Engine

/// Tests that run the whole pipeline, one after the other: a run sets how many threads the matrix library has, and
/// the last bits of the components depend on that.
@Suite("Pipeline", .serialized) enum PipelineTests {}

/// A small dataset in a folder of its own, and the runs that are made of it.
struct PipelineTrial {
    let folder: TemporaryFolder
    var options: RunOptions

    /// Rendered photographs that come with the repository.
    static let sampleData = URL(fileURLWithPath: #filePath).appending(path: "../../../../sample-data")
        .standardizedFileURL.path

    /// Two training images and one test image of each of the six categories.
    init() throws {
        folder = try TemporaryFolder()
        options = RunOptions(dataset: folder.path + "/fruit", workers: 2)
        options.inputSize = 32
        options.partitions = 6
        for (split, count) in [("Training", 2), ("Test", 1)] {
            for category in try FileManager.default.contentsOfDirectory(atPath: Self.sampleData + "/" + split)
            {
                for number in 0..<count {
                    try add("\(split)/\(category)/\(number)_100.jpg")
                }
            }
        }
    }

    static let imageCount = 18

    /// Copies an image of the sample data, under its own name or another.
    func add(_ image: String, as name: String? = nil) throws {
        let bytes = try Data(contentsOf: URL(fileURLWithPath: Self.sampleData + "/" + image))
        try folder.write([UInt8](bytes), to: "fruit/" + (name ?? image))
    }

    /// Where a run of this name is kept.
    func runFolder(_ name: String) -> RunFolder { RunFolder(path: folder.path + "/" + name) }

    /// Runs to the end.
    ///
    /// - Throws: what the command line would say.
    @discardableResult
    func perform(
        _ extent: Run.Extent, as name: String, resuming: Bool = false, source: (any Source)? = nil,
        changing: (inout RunOptions) -> Void = { _ in }
    ) throws -> PerformedRun {
        var options = options
        changing(&options)
        let session = Session(workers: options.workers)
        defer { session.close() }
        let events = session.bus.subscribe(capacity: 1 << 16)
        let run = try Run(
            extent, options: options, source: source ?? openSource(options.dataset), folder: runFolder(name),
            resuming: resuming, on: session)
        if case .failed(let failure) = run.wait() {
            run.abandon()
            throw failure.underlying ?? failure
        }
        let result = try run.finish()
        session.bus.unsubscribe(events)
        return PerformedRun(result: result, folder: runFolder(name), events: events.drain())
    }

    /// Runs until `count` images were read, and cancels then. Returns how many partitions are kept.
    func interrupt(_ extent: Run.Extent, as name: String, afterReading count: Int) throws -> Int {
        let source = WatchedSource(try openSource(options.dataset), pausingAt: count)
        let session = Session(workers: 1)
        let run = try Run(
            extent, options: options, source: source, folder: runFolder(name), resuming: false, on: session)
        source.paused.wait()
        run.cancel()
        source.resume.signal()
        let outcome = run.wait()
        session.close()
        run.abandon()
        guard case .cancelled = outcome else { throw NotCancelled() }
        return run.keptPartitions
    }

    struct NotCancelled: Error {}
}

/// A run that came to its end.
struct PerformedRun {
    let result: RunResult
    let folder: RunFolder
    let events: [JobEvent]

    /// The bytes of a file of the run folder; nil where there is none.
    subscript(_ file: String) -> [UInt8]? {
        FileManager.default.contents(atPath: folder.path + "/" + file).map { [UInt8]($0) }
    }

    /// `(images, 2048)`.
    func features() throws -> Matrix<Float> { try NPY.readMatrix(folder.features) }

    /// Bytes of image files that each partition's features took.
    var bytesReadByPartition: [Int: Int] {
        events.reduce(into: [:]) { bytes, event in
            guard case .taskSucceeded(let attempt, _, let progress) = event.kind, attempt.stage == 2 else {
                return
            }
            bytes[attempt.partition] = progress.bytes
        }
    }

    static let featureFiles = ["features.npy", "images.csv", "rejected.csv"]
    static let componentFiles = [
        "projection.npy", "pca/mean.npy", "pca/components.npy", "pca/explained_variance.npy",
        "pca/explained_variance_ratio.npy",
    ]
}

/// Expects two runs to have left the same bytes.
func expectSame(
    _ one: PerformedRun, _ other: PerformedRun, _ files: [String],
    sourceLocation: SourceLocation = #_sourceLocation
) {
    for file in files {
        #expect(one[file] != nil, "\(file)", sourceLocation: sourceLocation)
        #expect(one[file] == other[file], "\(file)", sourceLocation: sourceLocation)
    }
}

/// A source of which one image cannot be read.
struct ForgetfulSource: Source {
    private let source: any Source
    private let hidden: ImagePath

    init(_ source: any Source, _ hidden: ImagePath) { (self.source, self.hidden) = (source, hidden) }

    var uri: String { source.uri }
    var name: String { source.name }

    func list(_ found: (ListingBatch) throws -> Void) throws { try source.list(found) }

    func read(_ path: ImagePath) throws(SourceError) -> [UInt8] {
        if path == hidden { throw .cannotRead(reason: "Input/output error") }
        return try source.read(path)
    }
}

/// A source that counts what is read, and holds one reading up until it is let go.
final class WatchedSource: Source {
    let paused = DispatchSemaphore(value: 0)
    let resume = DispatchSemaphore(value: 0)
    private let source: any Source
    private let pause: Int?
    private let reads = Atomic(0)

    init(_ source: any Source, pausingAt pause: Int? = nil) {
        self.source = source
        self.pause = pause
    }

    var readCount: Int { reads.load(ordering: .relaxed) }
    var uri: String { source.uri }
    var name: String { source.name }

    func list(_ found: (ListingBatch) throws -> Void) throws { try source.list(found) }

    func read(_ path: ImagePath) throws(SourceError) -> [UInt8] {
        if reads.add(1, ordering: .relaxed).newValue == pause {
            paused.signal()
            resume.wait()
        }
        return try source.read(path)
    }
}
