// The table that `model summary` prints. Its text is for people and for comparing with Keras's own summary.

/// The network as a table.
public enum ModelSummary {
    /// Each layer with its type, output shape, number of parameters and inputs, then the three totals.
    ///
    /// - Throws: `NetworkError.inputSize`.
    public static func table(
        inputSize: Int, variant: ResNet50.Variant = .keras
    ) throws(NetworkError) -> String {
        let layers = try ResNet50.layers(inputSize: inputSize, variant: variant)
        let header = ["Layer", "Type", "Output shape", "Parameters", "Connected to"]
        let table = TextTable(header, layers.map(row), rightAligned: [3])
        return table.text + totals(layers.flatMap(\.parameters)).joined(separator: "\n") + "\n"
    }

    private static func row(_ layer: Layer) -> [String] {
        [
            layer.name, layer.operation.kerasType, layer.shapeText,
            grouped(layer.parameters.reduce(0) { $0 + $1.count }), layer.inputs.joined(separator: ", "),
        ]
    }

    private static func totals(_ parameters: [Parameter]) -> [String] {
        let all = parameters.reduce(0) { $0 + $1.count }
        let trainable = parameters.filter(\.isTrainable).reduce(0) { $0 + $1.count }
        return [
            "Total parameters: \(grouped(all))", "Trainable parameters: \(grouped(trainable))",
            "Non-trainable parameters: \(grouped(all - trainable))",
        ]
    }

    /// 23587712 as `23,587,712`.
    private static func grouped(_ number: Int) -> String {
        let digits = String(number)
        return digits.enumerated().reduce(into: "") { text, digit in
            let left = digits.count - digit.offset
            text += (digit.offset > 0 && left % 3 == 0 ? "," : "") + String(digit.element)
        }
    }
}

extension Layer {
    /// As Keras writes it, `None` standing for the batch: `(None, 50, 50, 64)`, and `(None, 2048)` after the average.
    var shapeText: String {
        if case .globalAveragePooling = operation { return "(None, \(output.channels))" }
        return "(None, \(output.height), \(output.width), \(output.channels))"
    }
}

extension Operation {
    /// The name of the Keras class that does the same.
    fileprivate var kerasType: String {
        switch self {
        case .input: "InputLayer"
        case .zeroPadding: "ZeroPadding2D"
        case .convolution: "Conv2D"
        case .batchNormalization: "BatchNormalization"
        case .relu: "Activation"
        case .maxPooling: "MaxPooling2D"
        case .add: "Add"
        case .globalAveragePooling: "GlobalAveragePooling2D"
        }
    }
}
