import ArgumentParser
import Engine
import Foundation

struct BenchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench",
        abstract: "Times each part of the pipeline on this machine, on rendered photographs.")

    @Flag(help: "Print one JSON object a line.")
    var json = false

    func run() throws {
        let bench = try Bench()
        for measurement in try bench.measurements() {
            try Output.answer(json ? measurement.json : measurement.text)
        }
    }
}

/// The median of repeated runs of one part.
struct Measurement {
    /// What takes so long.
    enum Unit { case whole, image, task }

    let name: String
    let milliseconds: Double
    let unit: Unit

    var text: String {
        let name = name.padding(toLength: 28, withPad: " ", startingAt: 0)
        switch unit {
        case .whole: return name + String(format: "%10.1f ms", milliseconds)
        case .image:
            return name + String(format: "%10.3f ms/image %10.1f images/s", milliseconds, 1000 / milliseconds)
        case .task: return name + String(format: "%10.2f µs/task", milliseconds * 1000)
        }
    }

    var json: String {
        let key =
            switch unit {
            case .whole: "milliseconds"
            case .image: "millisecondsPerImage"
            case .task: "millisecondsPerTask"
            }
        return String(format: "{\"name\":\"%@\",\"%@\":%.6f}", name, key, milliseconds)
    }
}

/// Times the parts of the pipeline one after the other, each on one thread unless it says otherwise.
struct Bench {
    private let images: [RGBImage]
    private let files: [[UInt8]]
    private static let imageCount = 64
    private static let rounds = 5

    init() throws {
        let synthesizer = Synthesizer(seed: 42)
        let plan = SynthesisPlan(perCategory: Self.imageCount)
        images = (0..<Self.imageCount).map { synthesizer.image(for: plan.file($0 * 6)) }
        let encoder = try JPEGEncoder()
        files = try images.map { try encoder.encode($0, quality: 90) }
    }

    func measurements() throws -> [Measurement] {
        setMathThreads(1)
        let features = try extracted()
        return try pictureParts() + networkParts() + componentParts(features) + [emptyTask()]
    }

    private func pictureParts() throws -> [Measurement] {
        let decoder = try JPEGDecoder()
        let chain = PreprocessingChain.standard
        return [
            try perImage("decode") { for file in files { _ = try decoder.decode(file, fitting: nil) } },
            try perImage("preprocess \(chain)") {
                for var image in images { chain.apply(to: &image) }
            },
        ]
    }

    /// Through the engine itself: each task slot takes all the images.
    private func networkParts() throws -> [Measurement] {
        let network = try Network(weights: .random(seed: 42), inputSize: 100)
        return try Set([1, Session.availableCores]).sorted().map { slots in
            let session = Session(workers: slots)
            defer { session.close() }
            let shares = session.dataset("shares", of: 0..<slots, partitions: slots)
            let action = shares.foreachPartition("network") { [images] context, _ in
                let session = try context.local(key: 0) { try NetworkSession(network) }
                _ = try session.features(of: images)
            }
            return try perImage("network, \(slots) slots", images: images.count * slots) {
                try session.run(action)
            }
        }
    }

    /// PCA on as many rows as the original system had.
    private func componentParts(_ features: [Float]) throws -> [Measurement] {
        let rows = Array((0..<2777).map { row in noisy(features, row: row) }.joined())
        let gramian = Gramian(of: rows, dimension: ResNet50.featureCount)
        setMathThreads(mostMathThreads)
        defer { setMathThreads(1) }
        return [
            try whole("Gramian 2777×2048") { _ = Gramian(of: rows, dimension: ResNet50.featureCount) },
            try whole("PCA 2777×2048, 96 kept") {
                _ = try PrincipalComponents(of: gramian, keeping: .fixed(96))
            },
        ]
    }

    /// What the engine itself costs a task: many that do nothing.
    private func emptyTask() throws -> Measurement {
        let session = Session(workers: Session.availableCores)
        defer { session.close() }
        let count = 100_000
        let action = session.dataset("nothing", of: 0..<count, partitions: count).foreachPartition { _, _ in }
        let milliseconds = try median { try session.run(action) }
        return Measurement(name: "empty task", milliseconds: milliseconds / Double(count), unit: .task)
    }

    private func extracted() throws -> [Float] {
        let network = try Network(weights: .random(seed: 42), inputSize: 100)
        return try NetworkSession(network).features(of: images)
    }

    /// One of the features with a little noise of its own, so that no two rows are the same.
    private func noisy(_ features: [Float], row: Int) -> [Float] {
        let start = row % images.count * ResNet50.featureCount
        var state = UInt32(truncatingIfNeeded: row &* 2_654_435_761) | 1
        return features[start..<(start + ResNet50.featureCount)].map { value in
            state = state &* 1_664_525 &+ 1_013_904_223
            return value * (0.9 + 0.2 * Float(state >> 8) / Float(1 << 24))
        }
    }

    private func perImage(_ name: String, images: Int = Bench.imageCount, _ body: () throws -> Void) throws
        -> Measurement
    {
        Measurement(name: name, milliseconds: try median(body) / Double(images), unit: .image)
    }

    private func whole(_ name: String, _ body: () throws -> Void) throws -> Measurement {
        Measurement(name: name, milliseconds: try median(body), unit: .whole)
    }

    /// Milliseconds, after one run that warms caches and makes what is made once.
    private func median(_ body: () throws -> Void) throws -> Double {
        try body()
        let times = try (0..<Self.rounds).map { _ in
            let start = ContinuousClock.now
            try body()
            return (ContinuousClock.now - start) / .milliseconds(1)
        }
        return times.sorted()[Self.rounds / 2]
    }
}
