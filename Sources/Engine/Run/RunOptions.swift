/// What the user can ask of a run.
public struct RunOptions: Sendable {
    /// A folder, `file:///…` or `s3://bucket/prefix`.
    public var dataset: String
    /// Only these categories; empty for all.
    public var categories: [String] = []
    /// At most this many images, spread evenly over the catalog.
    public var limit: Int?
    public var preprocessing = PreprocessingChain.standard
    public var weights = WeightsSource.random(seed: 42)
    /// Side in pixels of the square that the network sees, from 32.
    public var inputSize = 100
    public var components = ComponentCount.variance(0.95)
    /// Task slots.
    public var workers: Int
    /// Tasks of the stage that extracts features.
    public var partitions = 16

    public init(dataset: String, workers: Int) {
        self.dataset = dataset
        self.workers = workers
    }
}

/// Where the network's weights come from.
public enum WeightsSource: Hashable, Sendable {
    /// Drawn as Keras initialises a layer, reproducibly.
    case random(seed: UInt64)
    /// Read from a file.
    case file(String)

    /// The weights themselves.
    ///
    /// - Throws: `WeightsError` where the file cannot be used.
    public func load() throws -> Weights {
        switch self {
        case .random(let seed): Weights.random(seed: seed)
        case .file(let path): try Weights(safetensors: path)
        }
    }
}
