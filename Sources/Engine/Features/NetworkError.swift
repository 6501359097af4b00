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
    /// A call of oneDNN that failed, with its own word for why.
    case oneDNN(call: String, reason: String)

    public var description: String {
        switch self {
        case .inputSize(let size):
            "The input size \(size) is outside of what ResNet50 takes: "
                + "\(ResNet50.inputSizes.lowerBound) to \(ResNet50.inputSizes.upperBound) pixels."
        case .batchSize(let size): "A batch of \(size) images cannot be: it takes at least one."
        case .imageSize(let width, let height, let expected):
            "An image of \(width)×\(height) pixels came to a network that takes \(expected)×\(expected)."
        case .notFinite(let image, let feature):
            "Feature \(feature) of image \(image) is not a finite number: the weights do not fit such images."
        case .layer(let name): "The layer \(name) cannot be computed where it stands in the network."
        case .oneDNN(let call, let reason): "The network cannot be computed: oneDNN's \(call) says \(reason)."
        }
    }
}
