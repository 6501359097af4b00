import Foundation

/// `run.json`: what was asked, what was found, and how long it took.
public struct RunRecord: Codable, Sendable {
    public struct Options: Codable, Sendable {
        public var categories: [String]
        public var limit: Int?
        public var preprocess: String
        public var inputSize: Int
        public var variance: Double?
        public var components: Int?
        public var workers: Int
        public var partitions: Int
    }

    public struct Dataset: Codable, Sendable {
        public var uri: String
        public var images: Int
        public var bytes: Int
        public var categories: [String: Int]
        public var digest: String
    }

    public struct Model: Codable, Sendable {
        public var name = "ResNet50"
        /// Which published build of the network: `keras` or `torchvision`.
        public var variant: String
        /// `random`, or the file's path.
        public var weights: String
        public var seed: UInt64?
        public var digest: String
        public var precision: Precision
    }

    public struct Counts: Codable, Sendable {
        public var images: Int
        public var features: Int
        public var rejected: Int
    }

    public struct Components: Codable, Sendable {
        public var k: Int
        /// Why k is what it is, as a person would say it.
        public var why: String
        /// Share of the variance that the k components explain.
        public var variance: Double
    }

    public var version: String
    /// ISO 8601, UTC.
    public var started: String
    public var options: Options
    public var dataset: Dataset
    public var model: Model
    public var machine: Machine
    public var counts: Counts
    /// Wall-clock seconds of each stage, and `total`.
    public var seconds: [String: Double]
    /// Largest resident set of the process so far.
    public var peakMemoryBytes: Int
    /// Missing where the run went only as far as the features.
    public var components: Components?
    /// What decided the features; missing in records of an older program.
    var plan: RunPlan?
}

extension RunRecord {
    /// The version of the program that writes records.
    public static let currentVersion = "0.1.0"

    init(options: RunOptions, catalog: Catalog, rows: FeatureRows, started: Date) {
        version = Self.currentVersion
        self.started = started.ISO8601Format()
        self.options = Options(options)
        dataset = Dataset(
            uri: options.dataset, images: catalog.entries.count, bytes: catalog.length,
            categories: catalog.counts.mapValues { $0.values.reduce(0, +) }, digest: catalog.digest)
        model = Model(options.weights, options.precision)
        machine = Machine.current()
        counts = Counts(
            images: catalog.entries.count, features: rows.images.count, rejected: rows.rejections.count)
        seconds = [:]
        peakMemoryBytes = Machine.peakMemoryBytes()
    }

    /// Reads the record of a finished run.
    ///
    /// - Throws: `RunFolderError` where there is none, or not one that a run writes.
    public init(readingFrom folder: RunFolder) throws(RunFolderError) {
        guard let data = FileManager.default.contents(atPath: folder.record) else {
            throw .missing(folder.record)
        }
        guard let record = try? JSONDecoder().decode(Self.self, from: data) else {
            throw .damaged(folder.record)
        }
        self = record
    }

    /// Refuses to take a finished run for one of other options, data or weights, and clears away what a process left
    /// there that was killed at the last moment.
    ///
    /// - Throws: `RunFolderError`; or what keeps the images from being listed or the weights from being read.
    public func confirm(_ folder: RunFolder, against options: RunOptions, of source: any Source) throws {
        let lock = try FolderLock(folder.path)
        defer { lock.release() }
        if let plan {
            let catalog = try Catalog(listing: source)
                .selecting(categories: options.categories, limit: options.limit)
            let weights = try options.weights.load(variant: options.variant)
            try folder.check(RunPlan(catalog: catalog, weights: weights, options: options), against: plan)
        }
        folder.sweep()
        folder.finish()
    }

    /// Takes back what the record of a finished run says of its components, while they are written anew.
    static func withdrawComponents(_ folder: RunFolder) throws {
        guard var record = try? RunRecord(readingFrom: folder), record.components != nil else { return }
        record.components = nil
        try record.write(to: folder)
    }

    /// Makes the record of a finished run tell of another number of components.
    public static func update(
        _ folder: RunFolder, with analysis: ComponentAnalysis, asked: ComponentCount
    ) throws {
        var record = try RunRecord(readingFrom: folder)
        record.components = Components(analysis.components, asked: asked)
        record.options.ask(for: asked)
        try record.write(to: folder)
    }

    /// Writes `run.json`.
    public func write(to folder: RunFolder) throws {
        try AtomicFile.write(encodeJSON(self, pretty: true), to: folder.record)
    }
}

extension RunRecord.Options {
    fileprivate init(_ options: RunOptions) {
        categories = options.categories
        limit = options.limit
        preprocess = options.preprocessing.description
        inputSize = options.inputSize
        workers = options.workers
        partitions = options.partitions
        ask(for: options.components)
    }

    fileprivate mutating func ask(for count: ComponentCount) {
        (variance, components) = (nil, nil)
        switch count {
        case .variance(let target): variance = target
        case .fixed(let count): components = count
        case .all: break
        }
    }
}

extension RunRecord.Model {
    fileprivate init(_ source: WeightsSource, _ precision: Precision) {
        self.precision = precision
        switch source {
        case .random(let seed):
            weights = "random"
            self.seed = seed
        case .file(let path): weights = path
        }
        (variant, digest) = ("", "")
    }
}

extension RunRecord.Components {
    /// What was kept of a spectrum, and why.
    public init(_ components: PrincipalComponents, asked: ComponentCount) {
        k = components.components.rows
        variance = components.explainedVarianceRatio.prefix(k).reduce(0, +)
        switch asked {
        case .variance(let target):
            why = "the fewest components that explain at least \(target) of the variance"
        case .fixed: why = "asked for"
        case .all: why = "all there are"
        }
    }
}
