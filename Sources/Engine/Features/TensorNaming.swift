// What files call the network's tensors. Each variant comes from a library with names, and an order of a kernel's axes,
// of its own; the program's are those of Keras.

/// The names and layout under which a library keeps ResNet50's tensors.
enum TensorNaming: Hashable, Sendable {
    /// `conv2_block1_0_bn/gamma`; kernels as `(height, width, input channels, output channels)`.
    case keras
    /// `layer1.0.downsample.1.weight`, as torchvision and timm; kernels as
    /// `(output channels, input channels, height, width)`.
    case torchvision

    func name(of parameter: Parameter) -> String {
        switch self {
        case .keras: parameter.name
        case .torchvision: "\(torchvisionModule(of: parameter.layer)).\(parameter.role.torchvisionName)"
        }
    }

    /// The shape in which a file has the tensor.
    func shape(of parameter: Parameter) -> [Int] {
        guard self == .torchvision, parameter.shape.count == 4 else { return parameter.shape }
        return [3, 2, 0, 1].map { parameter.shape[$0] }
    }

    /// A parameter's values out of a file's order.
    ///
    /// With rows and columns taken as one axis, the two orders of a kernel are each other's reversal.
    func ours(_ values: [Float], of parameter: Parameter) -> [Float] {
        guard self == .torchvision, parameter.shape.count == 4 else { return values }
        let shape = parameter.shape
        return values.reversingAxes(shape[3], shape[2], shape[0] * shape[1])
    }

    /// A parameter's values in a file's order.
    func stored(_ values: [Float], of parameter: Parameter) -> [Float] {
        guard self == .torchvision, parameter.shape.count == 4 else { return values }
        let shape = parameter.shape
        return values.reversingAxes(shape[0] * shape[1], shape[2], shape[3])
    }

    /// Whether a tensor that features have no use for may be there: the classifier, a counter of training steps.
    func isSuperfluous(_ name: String) -> Bool {
        switch self {
        case .keras:
            // The classifier by its name, and as Keras 3 has it; what training goes on from.
            name.contains("predictions/") || name.hasPrefix("layers/dense/")
                || name.hasPrefix("optimizer")
        case .torchvision: name.hasPrefix("fc.") || name.hasSuffix(".num_batches_tracked")
        }
    }

    /// What stands before the names of a network that was part of a larger one: `module.`, `backbone.`; the most
    /// common such text, for not every name need be one of the network's.
    func prefix(of names: some Sequence<String>) -> String {
        guard self == .torchvision else { return "" }
        let heads: Set<Substring> = ["conv1", "bn1", "layer1", "layer2", "layer3", "layer4"]
        var counts: [String: Int] = [:]
        for name in names {
            let parts = name.split(separator: ".", omittingEmptySubsequences: false)
            guard let head = parts.firstIndex(where: heads.contains) else { continue }
            counts[parts[..<head].map { $0 + "." }.joined(), default: 0] += 1
        }
        return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? ""
    }
}

/// `conv1_bn` as `bn1`, `conv3_block2_1_conv` as `layer2.1.conv1`, `conv3_block1_0_bn` as `layer2.0.downsample.1`.
private func torchvisionModule(of layer: String) -> String {
    let parts = layer.split(separator: "_")
    guard let kind = parts.last else { return layer }
    let isConvolution = kind == "conv"
    let module = isConvolution ? "conv" : "bn"
    guard parts.count == 4, let stage = Int(parts[0].dropFirst(4)), let block = Int(parts[1].dropFirst(5))
    else { return "\(module)1" }
    let inBlock = parts[2] == "0" ? "downsample.\(isConvolution ? 0 : 1)" : "\(module)\(parts[2])"
    return "layer\(stage - 1).\(block - 1).\(inBlock)"
}

extension Parameter.Role {
    fileprivate var torchvisionName: String {
        switch self {
        case .kernel, .gamma: "weight"
        case .bias, .beta: "bias"
        case .movingMean: "running_mean"
        case .movingVariance: "running_var"
        }
    }
}
