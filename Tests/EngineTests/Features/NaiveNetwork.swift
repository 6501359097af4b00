@testable import Engine

/// The layers one by one as their definitions say, with no fusing, no folding and no library: what the fast network is
/// held against.
struct NaiveNetwork {
    let layers: [Layer]
    let weights: Weights

    /// Every layer's output for one image, `(height, width, channels)` row-major, by the layer's name.
    func outputs(for image: RGBImage) throws -> [String: [Float]] {
        var outputs: [String: [Float]] = [:]
        let shapes = Dictionary(uniqueKeysWithValues: layers.map { ($0.name, $0.output) })
        for layer in layers {
            let inputs = layer.inputs.map { outputs[$0, default: []] }
            let shape = layer.inputs.first.flatMap { shapes[$0] } ?? layer.output
            outputs[layer.name] = try output(of: layer, inputs, shape, image)
        }
        return outputs
    }

    private func output(
        of layer: Layer, _ inputs: [[Float]], _ shape: Shape, _ image: RGBImage
    ) throws -> [Float] {
        let tensors = try layer.parameters.map { try weights.tensor($0).values }
        switch layer.operation {
        case .input: return caffeScaled(image)
        case .zeroPadding(let border): return padded(inputs[0], shape, border)
        case .convolution(let it):
            let input = padded(inputs[0], shape, it.padding)
            let width = shape.width + 2 * it.padding
            let bias = tensors.count > 1 ? tensors[1] : Array(repeating: 0, count: it.filters)
            return convolved(input, width, shape.channels, tensors[0], bias, it, layer.output)
        case .batchNormalization(let epsilon):
            return inputs[0].enumerated().map { index, value -> Float in
                let channel = index % shape.channels
                let deviation = (Double(tensors[3][channel]) + epsilon).squareRoot()
                let normal = (Double(value) - Double(tensors[2][channel])) / deviation
                return Float(normal * Double(tensors[0][channel]) + Double(tensors[1][channel]))
            }
        case .relu: return inputs[0].map { max($0, 0) }
        case .maxPooling(let window, let stride):
            return maxPooled(inputs[0], shape, window, stride, layer.output)
        case .add: return zip(inputs[0], inputs[1]).map { $0 + $1 }
        case .globalAveragePooling:
            return (0..<shape.channels).map { channel -> Float in
                let places = stride(from: channel, to: inputs[0].count, by: shape.channels)
                let sum = places.reduce(0.0) { (sum: Double, place: Int) in sum + Double(inputs[0][place]) }
                return Float(sum / Double(shape.height * shape.width))
            }
        }
    }
}

/// Blue, green, red, each less its mean.
private func caffeScaled(_ image: RGBImage) -> [Float] {
    let means: [Float] = [103.939, 116.779, 123.68]
    return image.pixels.indices.map { index -> Float in
        let channel = index % 3
        return Float(image.pixels[index - channel + 2 - channel]) - means[channel]
    }
}

private func padded(_ input: [Float], _ shape: Shape, _ border: Int) -> [Float] {
    let (width, channels) = (shape.width + 2 * border, shape.channels)
    var output = [Float](repeating: 0, count: (shape.height + 2 * border) * width * channels)
    for row in 0..<shape.height {
        let start = ((row + border) * width + border) * channels
        let line = row * shape.width * channels
        output.replaceSubrange(
            start..<start + shape.width * channels, with: input[line..<line + shape.width * channels])
    }
    return output
}

/// Input `(height, width, channels)`, kernel `(side, side, channels, filters)`; accumulated in double.
private func convolved(
    _ input: [Float], _ width: Int, _ channels: Int, _ kernel: [Float], _ bias: [Float], _ it: Convolution,
    _ output: Shape
) -> [Float] {
    var result: [Float] = []
    result.reserveCapacity(output.count)
    input.withUnsafeBufferPointer { input in
        kernel.withUnsafeBufferPointer { kernel in
            for place in 0..<output.height * output.width {
                let (y, x) = (place / output.width * it.stride, place % output.width * it.stride)
                var sums = bias.map(Double.init)
                sums.withUnsafeMutableBufferPointer { sums in
                    for tap in 0..<it.kernel * it.kernel * channels {
                        let (ky, kx) = (tap / channels / it.kernel, tap / channels % it.kernel)
                        let value = input[((y + ky) * width + x + kx) * channels + tap % channels]
                        if value == 0 { continue }
                        for filter in 0..<it.filters {
                            sums[filter] += Double(value) * Double(kernel[tap * it.filters + filter])
                        }
                    }
                }
                result += sums.map(Float.init)
            }
        }
    }
    return result
}

private func maxPooled(
    _ input: [Float], _ shape: Shape, _ window: Int, _ stride: Int, _ output: Shape
) -> [Float] {
    (0..<output.count).map { index -> Float in
        let channel = index % output.channels
        let (y, x) = (index / output.channels / output.width, index / output.channels % output.width)
        let values = (0..<window * window).map { tap -> Float in
            let (row, column) = (y * stride + tap / window, x * stride + tap % window)
            return input[(row * shape.width + column) * shape.channels + channel]
        }
        return values.max() ?? 0
    }
}
