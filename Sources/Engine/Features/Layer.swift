// The vocabulary in which a network is described: layers as data, with no arithmetic of their own.

/// The size of one image's activations, `(height, width, channels)`.
public struct Shape: Hashable, Sendable {
    public let height: Int
    public let width: Int
    public let channels: Int

    public init(height: Int, width: Int, channels: Int) {
        self.height = height
        self.width = width
        self.channels = channels
    }

    /// Values in one image's activations.
    public var count: Int { height * width * channels }
}

/// What a layer does to its input. Windows, strides and paddings are alike in both directions.
public enum Operation: Hashable, Sendable {
    case input
    /// So many rows and columns of zeros on each of the four sides.
    case zeroPadding(Int)
    case convolution(Convolution)
    case batchNormalization(epsilon: Double)
    case relu
    /// Without padding of its own.
    case maxPooling(window: Int, stride: Int)
    case add
    /// The mean over rows and columns.
    case globalAveragePooling
}

/// A square convolution.
public struct Convolution: Hashable, Sendable {
    public let filters: Int
    public let kernel: Int
    public let stride: Int
    public let padding: Int
    public let hasBias: Bool
}

/// A tensor that a layer needs from the weights.
public struct Parameter: Hashable, Sendable {
    /// What a tensor is for, which decides how it is filled before any training.
    public enum Role: String, Hashable, Sendable {
        case kernel, bias, gamma, beta
        case movingMean = "moving_mean"
        case movingVariance = "moving_variance"
    }

    /// The layer's name.
    public let layer: String
    public let role: Role
    /// Kernels are `(height, width, input channels, output channels)`, all others `(channels)`.
    public let shape: [Int]

    /// The name of the variable in Keras: `conv1_conv/kernel`.
    public var name: String { layer + "/" + role.rawValue }
    public var count: Int { shape.reduce(1, *) }
    /// Whether training by gradient would change it; the moving statistics only follow the data.
    public var isTrainable: Bool { role != .movingMean && role != .movingVariance }
}

/// One row of a network's table.
public struct Layer: Hashable, Sendable {
    public let name: String
    public let operation: Operation
    /// Names of the layers whose outputs this one takes, in order.
    public let inputs: [String]
    public let output: Shape
    /// In the order in which Keras lists a layer's variables.
    public let parameters: [Parameter]
}

/// Layers in an order in which each follows its inputs. Shapes follow from the operations.
public struct LayerTable: Sendable {
    public private(set) var layers: [Layer]
    private var outputs: [String: Shape]

    public init(input shape: Shape) {
        let input = Layer(name: "input_layer", operation: .input, inputs: [], output: shape, parameters: [])
        layers = [input]
        outputs = [input.name: shape]
    }

    /// Appends a layer and returns its name.
    ///
    /// - Parameter inputs: names of layers appended before; nil takes the last one.
    /// - Precondition: the named inputs are there.
    @discardableResult
    public mutating func append(
        _ name: String, _ operation: Operation, after inputs: [String]? = nil
    ) -> String {
        let inputs = inputs ?? layers.suffix(1).map(\.name)
        let shapes = inputs.compactMap { outputs[$0] }
        precondition(shapes.count == inputs.count && !shapes.isEmpty, "\(name) follows its inputs")
        let layer = Layer(
            name: name, operation: operation, inputs: inputs, output: operation.output(of: shapes[0]),
            parameters: operation.parameters(layer: name, inputChannels: shapes[0].channels))
        layers.append(layer)
        outputs[name] = layer.output
        return name
    }
}

extension Operation {
    /// The shape that comes out where `input` goes in.
    func output(of input: Shape) -> Shape {
        switch self {
        case .input, .batchNormalization, .relu, .add: input
        case .zeroPadding(let border):
            Shape(
                height: input.height + 2 * border, width: input.width + 2 * border, channels: input.channels)
        case .convolution(let convolution):
            input.windowed(convolution.kernel, convolution.stride, convolution.padding)
                .with(channels: convolution.filters)
        case .maxPooling(let window, let stride): input.windowed(window, stride, 0)
        case .globalAveragePooling: Shape(height: 1, width: 1, channels: input.channels)
        }
    }

    fileprivate func parameters(layer: String, inputChannels channels: Int) -> [Parameter] {
        switch self {
        case .convolution(let it):
            let shape = [it.kernel, it.kernel, channels, it.filters]
            let kernel = Parameter(layer: layer, role: .kernel, shape: shape)
            return it.hasBias
                ? [kernel, Parameter(layer: layer, role: .bias, shape: [it.filters])] : [kernel]
        case .batchNormalization:
            let roles: [Parameter.Role] = [.gamma, .beta, .movingMean, .movingVariance]
            return roles.map { Parameter(layer: layer, role: $0, shape: [channels]) }
        case .input, .zeroPadding, .relu, .maxPooling, .add, .globalAveragePooling: return []
        }
    }
}

extension Shape {
    /// The shape that a sliding window leaves: as many places as fit, the rest cut off.
    fileprivate func windowed(_ window: Int, _ stride: Int, _ padding: Int) -> Shape {
        Shape(
            height: (height + 2 * padding - window) / stride + 1,
            width: (width + 2 * padding - window) / stride + 1, channels: channels)
    }

    fileprivate func with(channels: Int) -> Shape { Shape(height: height, width: width, channels: channels) }
}
