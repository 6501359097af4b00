// Batch norm at inference is a scale and a shift of each channel, so it is moved into the convolution before it.

/// A convolution's kernel, `(height, width, input channels, output channels)` row-major, and bias, with the batch norm
/// that follows it worked in.
struct FoldedKernel {
    let kernel: [Float]
    let bias: [Float]
}

/// Works the batch norm into the kernel: with s = γ / √(σ² + ε), the kernel becomes w·s and the bias β + (b − μ)·s.
/// Computed in double and rounded once.
///
/// - Throws: `WeightsError.missing`.
func folded(_ convolution: FusedConvolution, _ weights: Weights) throws(WeightsError) -> FoldedKernel {
    let parameters = convolution.layer.parameters
    var kernel = try weights.tensor(parameters[0]).values
    var bias = [Double](repeating: 0, count: parameters[0].shape[3])
    if parameters.count > 1 { bias = try weights.tensor(parameters[1]).values.map(Double.init) }
    if let normalization = convolution.normalization {
        var tensors: [[Double]] = []
        for parameter in normalization.layer.parameters {
            tensors.append(try weights.tensor(parameter).values.map(Double.init))
        }
        let (gamma, beta, mean, variance) = (tensors[0], tensors[1], tensors[2], tensors[3])
        let scale = zip(gamma, variance).map { $0 / ($1 + normalization.epsilon).squareRoot() }
        multiplyChannels(of: &kernel, by: scale)
        for channel in bias.indices {
            bias[channel] = beta[channel] + (bias[channel] - mean[channel]) * scale[channel]
        }
    }
    return FoldedKernel(kernel: kernel, bias: bias.map(Float.init))
}

/// - Parameter values: `(…, channels)`, row-major.
private func multiplyChannels(of values: inout [Float], by scale: [Double]) {
    let count = values.count
    values.withUnsafeMutableBufferPointer { values in
        scale.withUnsafeBufferPointer { scale in
            guard let value = values.baseAddress, let factor = scale.baseAddress else { return }
            var index = 0
            while index < count {
                for channel in 0..<scale.count {
                    value[index &+ channel] = Float(Double(value[index &+ channel]) * factor[channel])
                }
                index &+= scale.count
            }
        }
    }
}
