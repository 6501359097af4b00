/// What keeps a network from turning images into features.
public enum NetworkError: Error, Equatable, CustomStringConvertible {
    /// A side of the input that the network cannot work on.
    case inputSize(Int)
    case batchSize(Int)
    /// An image that is not as large as the network's input.
    case imageSize(width: Int, height: Int, expected: Int)
    /// A feature that came out as NaN or infinite, with the image's place among those given.
    case notFinite(image: Int, feature: Int)
    /// A layer that does not follow one it could be computed with.
    case layer(String)
    /// A precision that the processor has no instructions for.
    case precision(Precision)
    /// Activations that oneDNN lays out in a way that our own loops do not know.
    case layout
    /// A call of oneDNN that failed, with its own word for why.
    case oneDNN(call: String, reason: String)

    public var description: String {
        switch self {
        case .inputSize(let size):
            "the input size \(size) is not one that ResNet50 takes, "
                + "\(ResNet50.inputSizes.lowerBound) to \(ResNet50.inputSizes.upperBound) pixels"
        case .batchSize(let size):
            "a batch holds 1 to \(Network.largestBatch) images, not \(size)"
        case .imageSize(let width, let height, let expected):
            "an image of \(width)×\(height) pixels came to a network that takes \(expected)×\(expected)"
        case .notFinite(let image, let feature):
            "feature \(feature) of image \(image) is infinite or not a number: the weights do not fit such images"
        case .layer(let name): "the layer \(name) cannot be computed where it stands in the network"
        case .precision(let precision):
            "this processor cannot compute in \(precision.rawValue): it has no instructions for it, only for f32"
        case .layout:
            "the network cannot be computed: oneDNN lays its activations out in a way that is not known"
        case .oneDNN(let call, let reason): "the network cannot be computed: oneDNN's \(call) says \(reason)"
        }
    }
}
