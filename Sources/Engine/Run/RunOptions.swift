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
    /// The variant of the network; nil for that of the weights' file, or Keras's with random weights.
    public var variant: ResNet50.Variant?
    /// Side in pixels of the square that the network sees, from 32.
    public var inputSize = 100
    public var precision = Precision.float32
    /// Remembers how this machine computes convolutions fastest.
    public var methods = MethodMemory(path: nil)
    public var components = ComponentCount.variance(0.95)
    /// Task slots.
    public var workers: Int
    /// Tasks of the stage that extracts features.
    public var partitions = 16
    /// What the run may take of the machine's memory at most; nil for no limit.
    public var memory: MemoryBudget?

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
    /// - Parameter variant: the one they must be of; nil takes a file's own, and Keras's for random weights.
    /// - Throws: `WeightsError` where the file cannot be used.
    public func load(variant: ResNet50.Variant?) throws(WeightsError) -> Weights {
        switch self {
        case .random(let seed): Weights.random(seed: seed, variant: variant ?? .keras)
        case .file(let path): try Weights(file: path, variant: variant)
        }
    }
}
