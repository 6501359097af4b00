@testable import Engine

/// Pictures of noise, the same every time.
func noise(_ count: Int, side: Int, seed: UInt64 = 7) -> [RGBImage] {
    var generator = Xoshiro256(seed: seed)
    return (0..<count).map { _ in
        let pixels = (0..<3 * side * side).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
        return RGBImage(width: side, height: side, pixels: pixels)
    }
}

/// Weights with nothing at its starting value, so that each part of batch norm counts.
func lively(_ layers: [Layer], seed: UInt64 = 5) -> Weights {
    let parameters = layers.flatMap(\.parameters)
    let tensors = parameters.map { parameter in
        if parameter.role == .kernel { return parameter.initialTensor(seed: seed) }
        var generator = Xoshiro256(seed: parameter.name.utf8.reduce(seed) { $0 &* 31 &+ UInt64($1) })
        let lowest = parameter.role == .gamma || parameter.role == .movingVariance ? 0.5 : -0.5
        let values = (0..<parameter.count).map { _ in Float(lowest + generator.nextUnit()) }
        return Tensor(shape: parameter.shape, values: values)
    }
    return Weights(parameters, tensors: tensors)
}

/// The largest difference as a share of the value that it should be. A value below a hundredth of the largest counts
/// as if it were that large: it came about by cancellation, and float32 promises no more.
func largestRelativeDifference(_ values: [Float], _ expected: [Float]) -> Float {
    guard values.count == expected.count, !values.isEmpty else { return .infinity }
    let floor = 0.01 * (expected.map(abs).max() ?? 0)
    return zip(values, expected).map { abs($0 - $1) / max(abs($1), floor) }.max() ?? 0
}

/// ResNet50 at 100×100 with the weights of seed 42, made once for all tests.
enum SharedNetwork {
    static let weights = Weights.random(seed: 42)
    static let network = Result { try Network(weights: weights, inputSize: 100, batchSize: 8) }
}

/// The cosine of the angle between two vectors.
func cosine(_ left: some Sequence<Float>, _ right: some Sequence<Float>) -> Double {
    var (product, first, second) = (0.0, 0.0, 0.0)
    for (left, right) in zip(left, right) {
        product += Double(left) * Double(right)
        first += Double(left) * Double(left)
        second += Double(right) * Double(right)
    }
    return product / (first * second).squareRoot()
}

extension Engine.Operation {
    static func convolution(
        _ kernel: Int, _ stride: Int, _ padding: Int, _ filters: Int
    ) -> Engine.Operation {
        .convolution(
            Convolution(filters: filters, kernel: kernel, stride: stride, padding: padding, hasBias: true))
    }

    static func convolution(kernel: Int, filters: Int, bias: Bool) -> Engine.Operation {
        .convolution(Convolution(filters: filters, kernel: kernel, stride: 1, padding: 0, hasBias: bias))
    }
}
