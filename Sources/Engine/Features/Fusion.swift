// From layers as Keras lists them to the few steps that are worth computing: a batch norm moves into the convolution
// before it, and padding, sums and ReLU ride along with a convolution or a pool.

/// One step of a network, which writes one tensor.
struct FusedStep: Sendable {
    enum Kind: Sendable {
        case convolution(FusedConvolution)
        case maxPooling(window: Int, stride: Int, padding: Int)
        case globalAveragePooling
        /// Every row and column that is a multiple of the stride.
        case subsampling(stride: Int)
    }

    var kind: Kind
    /// The layer whose output it takes.
    let input: String
    var inputShape: Shape
    /// The last layer that the step stands for; its output is the step's.
    var output: String
    var outputShape: Shape

    /// Every layer whose output it takes.
    var inputs: [String] {
        if case .convolution(let convolution) = kind, let residual = convolution.residual {
            return [input, residual]
        }
        return [input]
    }
}

/// A convolution with all that is computed together with it: `relu(convolution(input) + bias + residual)`.
struct FusedConvolution: Sendable {
    /// The convolution's layer.
    let layer: Layer
    let kernel: Int
    var stride: Int
    let padding: Int
    /// The batch norm after it.
    var normalization: Normalization?
    /// The layer whose output is added.
    var residual: String?
    var relu = false

    struct Normalization: Sendable {
        let layer: Layer
        let epsilon: Double
    }
}

/// Joins layers into steps.
///
/// - Throws: `NetworkError.layer` for one that can neither stand alone nor ride along.
func fused(_ layers: [Layer]) throws(NetworkError) -> [FusedStep] {
    var fusion = Fusion(layers)
    for layer in layers { try fusion.take(layer) }
    return fusion.steps
}

private struct Fusion {
    private(set) var steps: [FusedStep] = []
    private let shapes: [String: Shape]
    /// How many layers take each layer's output.
    private let readers: [String: Int]
    /// Zero paddings that wait for the layer that takes them.
    private var paddings: [String: (input: String, border: Int)] = [:]

    init(_ layers: [Layer]) {
        shapes = Dictionary(layers.map { ($0.name, $0.output) }) { first, _ in first }
        readers = Dictionary(layers.flatMap(\.inputs).map { ($0, 1) }, uniquingKeysWith: +)
    }

    mutating func take(_ layer: Layer) throws(NetworkError) {
        switch layer.operation {
        case .input: break
        case .zeroPadding(let border): paddings[layer.name] = (layer.inputs[0], border)
        case .convolution(let it):
            let border = paddings[layer.inputs[0]]?.border ?? 0
            let convolution = FusedConvolution(
                layer: layer, kernel: it.kernel, stride: it.stride, padding: it.padding + border)
            append(.convolution(convolution), layer)
        case .maxPooling(let window, let stride):
            // oneDNN leaves the border out of the maximum where Keras has zeros. After a ReLU, as here, no value is
            // below zero and both come to the same.
            let border = paddings[layer.inputs[0]]?.border ?? 0
            append(.maxPooling(window: window, stride: stride, padding: border), layer)
        case .globalAveragePooling: append(.globalAveragePooling, layer)
        case .batchNormalization(let epsilon):
            try extend(layer.inputs[0], with: layer) {
                if $0.normalization != nil || $0.residual != nil { return false }
                $0.normalization = .init(layer: layer, epsilon: epsilon)
                return true
            }
        case .add:
            try extend(layer.inputs[1], with: layer) {
                if $0.residual != nil { return false }
                $0.residual = layer.inputs[0]
                return true
            }
        case .relu:
            try extend(layer.inputs[0], with: layer) {
                $0.relu = true
                return true
            }
        }
    }

    private mutating func append(_ kind: FusedStep.Kind, _ layer: Layer) {
        let input = paddings[layer.inputs[0]]?.input ?? layer.inputs[0]
        guard let inputShape = shapes[input] else { return }
        steps.append(
            FusedStep(
                kind: kind, input: input, inputShape: inputShape, output: layer.name,
                outputShape: layer.output))
    }

    /// Lets a layer ride along with the convolution that gives its input, if nobody else takes that input and nothing
    /// that comes later in a step is there yet.
    private mutating func extend(
        _ input: String, with layer: Layer, _ change: (inout FusedConvolution) -> Bool
    ) throws(NetworkError) {
        guard let index = steps.lastIndex(where: { $0.output == input }), readers[input] == 1,
            case .convolution(var convolution) = steps[index].kind, !convolution.relu, change(&convolution)
        else { throw .layer(layer.name) }
        steps[index].kind = .convolution(convolution)
        steps[index].output = layer.name
    }
}
