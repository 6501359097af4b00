import Engine
import Foundation

/// Times the parts of the pipeline one after the other, each on one thread unless it says otherwise.
struct PartsBench {
    private let images: [RGBImage]
    private let files: [[UInt8]]
    private let network: Network
    private static let rounds = 5

    init() throws {
        images = BenchImages.rendered()
        let encoder = try JPEGEncoder()
        files = try images.map { try encoder.encode($0, quality: 90) }
        network = try UserPaths.methodMemory().network(.random(seed: 42), inputSize: BenchImages.side)
    }

    /// Tells of each part as soon as it is measured.
    func run(_ tell: (Measurement) throws -> Void) throws {
        setMathThreads(1)
        try pictures().forEach(tell)
        let bench = NetworkBench(network: network, images: images, seconds: 5)
        for slots in Set([1, Session.availableCores]).sorted() { try tell(bench.measurement(slots: slots)) }
        let components = ComponentsBench(rows: try manyFeatures(), kept: 96, rounds: Self.rounds)
        try components.measurements().forEach(tell)
        for part in EventBench().parts {
            try tell(.whole(part.name, milliseconds: medianMilliseconds(rounds: Self.rounds, part.body)))
        }
        try tell(emptyTasks())
        try wholeRun().forEach(tell)
    }

    /// What the engine itself costs a task: many that do nothing.
    private func emptyTasks() throws -> Measurement {
        let session = Session(workers: Session.availableCores)
        defer { session.close() }
        let count = 100_000
        let action = session.dataset("nothing", of: 0..<count, partitions: count).foreachPartition { _, _ in }
        return .whole(
            "\(RunSummary.count(count)) empty tasks",
            milliseconds: try medianMilliseconds(rounds: Self.rounds) { try session.run(action) })
    }

    private func pictures() throws -> [Measurement] {
        let decoder = try JPEGDecoder()
        let chain = PreprocessingChain.standard
        let decoding = try medianMilliseconds(rounds: Self.rounds) {
            for file in files { _ = try decoder.decode(file) }
        }
        let preprocessing = medianMilliseconds(rounds: Self.rounds) {
            for var image in images { chain.apply(to: &image) }
        }
        return [
            .perImage("decode", milliseconds: decoding / Double(images.count)),
            .perImage("preprocess \(chain)", milliseconds: preprocessing / Double(images.count)),
        ]
    }

    /// Features of as many rows as the original system had: those of the images, each time with a little noise of its
    /// own, so that no two rows are the same.
    private func manyFeatures() throws -> Matrix<Float> {
        let features = try NetworkSession(network).features(of: images)
        let (rows, columns) = (2777, ResNet50.featureCount)
        var state: UInt32 = 1
        let values = (0..<rows * columns).map { index in
            state = state &* 1_664_525 &+ 1_013_904_223
            return features[index % features.count] * (0.9 + 0.2 * Float(state >> 8) / Float(1 << 24))
        }
        return Matrix(rows: rows, columns: columns, values: values)
    }

    /// A run as `workbench run` does it, from files to the components.
    private func wholeRun() throws -> [Measurement] {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "workbench-bench-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let photographs = folder.appending(path: "Fruit")
        try FileManager.default.createDirectory(at: photographs, withIntermediateDirectories: true)
        let count = 8 * files.count
        for index in 0..<count {
            try Data(files[index % files.count]).write(to: photographs.appending(path: "\(index)_100.jpg"))
        }
        let record = try Self.run(photographs.path, folder.appending(path: "run").path)
        return [
            .perImage(
                "files to features, \(count) images",
                milliseconds: 1000 * (record.seconds["features"] ?? .nan) / Double(count)),
            .whole("end to end, \(count) images", milliseconds: 1000 * (record.seconds["total"] ?? .nan)),
        ]
    }

    private static func run(_ photographs: String, _ folder: String) throws -> RunRecord {
        let session = Session(workers: Session.availableCores)
        defer { session.close() }
        var options = RunOptions(dataset: photographs, workers: Session.availableCores)
        options.methods = UserPaths.methodMemory()
        let run = try Run(
            .components, options: options, source: try openSource(photographs),
            folder: RunFolder(path: folder), resuming: false, on: session)
        if case .failed(let failure) = run.wait() { throw failure.underlying ?? failure }
        return try run.finish().record
    }
}
