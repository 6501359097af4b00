// What a network has learned, or starts from: tensors by the names that Keras gives them.

/// Values with a shape, row-major.
public struct Tensor: Hashable, Sendable {
    public let shape: [Int]
    public let values: [Float]

    /// - Precondition: there are as many values as the shape says.
    public init(shape: [Int], values: [Float]) {
        precondition(values.count == shape.reduce(1, *))
        self.shape = shape
        self.values = values
    }
}

/// A whole set of weights for one variant of ResNet50: 23,587,712 values, 94 MB, shared by copies.
public struct Weights: Sendable {
    public let variant: ResNet50.Variant
    /// In the order of the network's layers.
    let parameters: [Parameter]
    /// By name.
    private let tensors: [String: Tensor]

    /// - Precondition: a tensor for each parameter, in their order and of their shapes.
    init(_ parameters: [Parameter], variant: ResNet50.Variant = .keras, tensors: [Tensor]) {
        precondition(parameters.map(\.shape) == tensors.map(\.shape))
        self.variant = variant
        self.parameters = parameters
        self.tensors = Dictionary(uniqueKeysWithValues: zip(parameters.map(\.name), tensors))
    }

    /// A tensor by the name of its variable in Keras: `conv1_conv/kernel`.
    public subscript(name: String) -> Tensor? { tensors[name] }

    /// The tensor that a layer needs.
    ///
    /// - Throws: `WeightsError.missing`, `.wrongShape`.
    func tensor(_ parameter: Parameter) throws(WeightsError) -> Tensor {
        guard let tensor = tensors[parameter.name] else {
            throw .missing(parameter.name, shape: parameter.shape)
        }
        guard tensor.shape == parameter.shape else {
            throw .wrongShape(parameter.name, found: tensor.shape, expected: parameter.shape)
        }
        return tensor
    }

    /// SHA-256 in hexadecimal over every tensor in the order of the layers: its name, a zero byte, its shape as
    /// `[3, 3, 64, 64]`, a zero byte, its values as little-endian float32. It tells weights apart whatever file they
    /// came in. Hashing 94 MB takes a good third of a second: keep the answer.
    public var digest: String {
        var hash = SHA256()
        for parameter in parameters {
            guard let tensor = tensors[parameter.name] else { continue }
            hash.update(Array("\(parameter.name)\0\(tensor.shape)\0".utf8))
            tensor.values.withUnsafeBytes { hash.update($0) }
        }
        return hash.finalize().hexadecimal
    }
}
