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

    /// A fingerprint over every tensor in the order of the layers: name, shape and values. It tells weights apart
    /// whatever file they came in. Takes 94 MB's time: keep the answer.
    public var digest: String {
        var fingerprint = Fingerprint()
        for parameter in parameters {
            guard let tensor = tensors[parameter.name] else { continue }
            fingerprint.add("\(parameter.name) \(tensor.shape)")
            tensor.values.withUnsafeBytes { fingerprint.add($0) }
        }
        return fingerprint.hexadecimal
    }
}
