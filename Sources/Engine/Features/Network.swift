// ResNet50 made ready to run. A network never changes after it is made, and all sessions share it.

/// A network with its weights: batch norms folded, kernels laid out for this processor, a plan for each batch size.
public final class Network: Sendable {
    /// The side of the square input, pixels.
    public let inputSize: Int
    /// The largest number of images that go through together.
    public let batchSize: Int
    public let precision: Precision
    /// How convolutions are computed that have several ways.
    public let methods: ConvolutionMethods
    /// Values an image is turned into.
    public let featureCount: Int

    let scaling: InputScaling
    let processor: OneDNN.Processor
    /// By falling batch size, down to 1.
    let plans: [ExecutionPlan]
    /// What the plans compute.
    let steps: [FusedStep]

    /// - Parameters:
    ///   - inputSize: the side of the images, pixels, within `ResNet50.inputSizes`.
    ///   - batchSize: images that go through together.
    ///   - methods: choices made before; what they leave open is tried now, which takes about a second.
    /// - Throws: `NetworkError`, `WeightsError`.
    public convenience init(
        weights: Weights, inputSize: Int, batchSize: Int = standardBatchSize, precision: Precision = .float32,
        methods: ConvolutionMethods = ConvolutionMethods()
    ) throws {
        let layers = try ResNet50.layers(inputSize: inputSize, variant: weights.variant)
        try self.init(layers, weights, batchSize: batchSize, precision: precision, methods: methods)
    }

    /// - Parameter kept: layers whose whole output is wanted, also where nobody reads all of it.
    init(
        _ layers: [Layer], _ weights: Weights, batchSize: Int, precision: Precision = .float32,
        methods known: ConvolutionMethods = ConvolutionMethods(), keeping kept: Set<String> = []
    ) throws {
        guard (1...Self.largestBatch).contains(batchSize), let input = layers.first?.output,
            let output = layers.last?.output
        else { throw NetworkError.batchSize(batchSize) }
        try precision.check()
        // Before anything is tried, so that the first that is missing is the one that is named.
        for parameter in layers.flatMap(\.parameters) { _ = try weights.tensor(parameter) }
        let processor = try OneDNN.Processor()
        let steps = hoistingStrides(try fused(layers), keeping: kept)
        (methods, plans) = try OpenMP.onOneThread {
            let trial = MethodTrial(
                weights: weights, precision: precision, images: batchSize, processor: processor)
            let methods = try trial.choose(for: steps, known: known)
            var kernels = KernelStore(weights, precision, on: processor)
            let plans = try Self.sizes(upTo: batchSize).map {
                try ExecutionPlan(
                    steps, images: $0, methods: methods, precision: precision, kernels: &kernels,
                    on: processor)
            }
            return (methods, plans)
        }
        self.steps = steps
        self.batchSize = batchSize
        self.precision = precision
        self.processor = processor
        inputSize = input.width
        featureCount = output.channels
        scaling = weights.variant.scaling
    }

    static let largestBatch = 1024

    /// The batch size that was best on the processors that were measured: a larger one leaves the caches, a smaller one
    /// reads the kernels more often.
    public static let standardBatchSize = 16

    /// The batch size, its half, its quarter and so on: whatever is left at the end of a partition goes through in a
    /// few batches that are full. To fill up the last batch with nothing instead would waste a good part of the time
    /// of a partition that holds only a few batches.
    private static func sizes(upTo batchSize: Int) -> [Int] {
        Array(sequence(first: batchSize) { $0 > 1 ? $0 / 2 : nil })
    }

    /// Bytes that a session takes for itself.
    public var sessionByteCount: Int {
        plans.map(\.byteCount).max() ?? 0
    }
}
