// The one place that says what ResNet50 is. Summary, tensor names and shapes, random weights, loading, folding and
// execution all follow from the table made here.

/// ResNet50 without its classifier: an image in, 2048 features out (He et al., "Deep Residual Learning for Image
/// Recognition", 2015, table 1).
public enum ResNet50 {
    /// Where the published builds of ResNet50 differ.
    public struct Variant: Hashable, Sendable {
        public let name: String
        /// The convolution of a block, 1 to 3, that holds the stride.
        let stridedConvolution: Int
        let convolutionHasBias: Bool
        let epsilon: Double
        let scaling: InputScaling
        /// How files name this variant's tensors.
        let naming: TensorNaming

        /// `keras.applications.ResNet50`: the stride in the first 1×1 (v1), biases, ε 1.001e-5.
        public static let keras = Variant(
            name: "keras", stridedConvolution: 1, convolutionHasBias: true, epsilon: 1.001e-5,
            scaling: .caffe, naming: .keras)

        /// torchvision's `resnet50`, which timm has too: the stride in the 3×3 (v1.5), no biases, ε 1e-5.
        public static let torchvision = Variant(
            name: "torchvision", stridedConvolution: 2, convolutionHasBias: false, epsilon: 1e-5,
            scaling: .imageNet, naming: .torchvision)

        public static let all = [keras, torchvision]
    }

    /// The sides that an input may have, pixels. Below 32 nothing would be left for the last stage; above the upper
    /// bound one image's activations alone would pass 50 GB.
    public static let inputSizes = 32...16_384

    /// Features an image is turned into.
    public static let featureCount = 2048

    /// Layers whose outputs close the stages: what an oracle compares.
    public static let stageOutputs = [
        "conv1_relu", "pool1_pool", "conv2_block3_out", "conv3_block4_out", "conv4_block6_out",
        "conv5_block3_out",
    ]

    /// The layers with Keras's names, in Keras's order.
    ///
    /// - Parameter inputSize: the side of the square input, pixels.
    /// - Throws: `NetworkError.inputSize` outside of `inputSizes`.
    public static func layers(
        inputSize: Int, variant: Variant = .keras
    ) throws(NetworkError) -> [Layer] {
        guard inputSizes.contains(inputSize) else { throw .inputSize(inputSize) }
        return table(inputSize: inputSize, variant: variant)
    }

    /// Every tensor of the network, in the order of its layers. They do not depend on the input's size.
    public static func parameters(of variant: Variant = .keras) -> [Parameter] {
        table(inputSize: inputSizes.lowerBound, variant: variant).flatMap(\.parameters)
    }

    private static func table(inputSize: Int, variant: Variant) -> [Layer] {
        var table = LayerTable(input: Shape(height: inputSize, width: inputSize, channels: 3))
        table.append("conv1_pad", .zeroPadding(3))
        table.append("conv1_conv", variant.convolution(filters: 64, kernel: 7, stride: 2, padding: 0))
        table.append("conv1_bn", variant.normalization)
        table.append("conv1_relu", .relu)
        table.append("pool1_pad", .zeroPadding(1))
        table.append("pool1_pool", .maxPooling(window: 3, stride: 2))
        for stage in stages {
            for block in 1...stage.blocks {
                let name = "\(stage.name)_block\(block)"
                table.appendBlock(
                    name, filters: stage.filters, stride: block == 1 ? stage.stride : 1,
                    projectsShortcut: block == 1, variant: variant)
            }
        }
        table.append("avg_pool", .globalAveragePooling)
        return table.layers
    }

    private static let stages: [(name: String, blocks: Int, filters: Int, stride: Int)] = [
        ("conv2", 3, 64, 1), ("conv3", 4, 128, 2), ("conv4", 6, 256, 2), ("conv5", 3, 512, 2),
    ]
}

extension ResNet50.Variant {
    fileprivate func convolution(filters: Int, kernel: Int, stride: Int = 1, padding: Int = 0) -> Operation {
        .convolution(
            Convolution(
                filters: filters, kernel: kernel, stride: stride, padding: padding,
                hasBias: convolutionHasBias))
    }

    fileprivate var normalization: Operation { .batchNormalization(epsilon: epsilon) }
}

extension LayerTable {
    /// One bottleneck: 1×1, 3×3 and 1×1 to four times the filters, added to the block's input or, where the shape
    /// changes, to a 1×1 projection of it. Keras lists the projection's layers between those of the main path.
    fileprivate mutating func appendBlock(
        _ block: String, filters: Int, stride: Int, projectsShortcut: Bool, variant: ResNet50.Variant
    ) {
        let strides = (1...3).map { $0 == variant.stridedConvolution ? stride : 1 }
        let input = layers[layers.count - 1].name
        append("\(block)_1_conv", variant.convolution(filters: filters, kernel: 1, stride: strides[0]))
        append("\(block)_1_bn", variant.normalization)
        append("\(block)_1_relu", .relu)
        append(
            "\(block)_2_conv",
            variant.convolution(filters: filters, kernel: 3, stride: strides[1], padding: 1))
        append("\(block)_2_bn", variant.normalization)
        let middle = append("\(block)_2_relu", .relu)

        let widening = { variant.convolution(filters: 4 * filters, kernel: 1, stride: $0) }
        var shortcut = input
        if projectsShortcut { shortcut = append("\(block)_0_conv", widening(stride), after: [input]) }
        let main = append("\(block)_3_conv", widening(strides[2]), after: [middle])
        if projectsShortcut {
            shortcut = append("\(block)_0_bn", variant.normalization, after: [shortcut])
        }
        append("\(block)_3_bn", variant.normalization, after: [main])
        append("\(block)_add", .add, after: [shortcut, "\(block)_3_bn"])
        append("\(block)_out", .relu)
    }
}
