// What nobody reads need not be computed. A 1×1 convolution of stride 2 takes every other row and column of its input:
// where that is true of all who read a tensor, the stride moves up to the step that makes it, which then computes a
// quarter of it. In Keras's variant, whose blocks begin with such a stride, this spares the last 1×1 of the block
// before three quarters of its work, and its 3×3 as well. The values that remain are the same.

/// Moves strides of 1×1 convolutions up to the steps whose outputs only they read.
///
/// - Parameter kept: layers whose whole output is wanted all the same.
func hoistingStrides(_ steps: [FusedStep], keeping kept: Set<String> = []) -> [FusedStep] {
    var hoisting = StrideHoisting(steps: steps, kept: kept)
    for index in steps.indices.reversed() { hoisting.hoist(to: index) }
    return hoisting.steps
}

private struct StrideHoisting {
    private(set) var steps: [FusedStep]
    let kept: Set<String>

    /// Readers come after what they read; so where this goes from the last step to the first, a step has its final
    /// stride before the stride moves on.
    mutating func hoist(to index: Int) {
        let output = steps[index].output
        guard !kept.contains(output), case .convolution(var convolution) = steps[index].kind,
            let stride = strideOfReaders(of: output)
        else { return }
        let shape = steps[index].outputShape.thinned(by: stride)
        if let residual = convolution.residual {
            guard let thin = thinning(residual, by: stride) else { return }
            convolution.residual = thin.output
            steps.insert(thin, at: index)
        }
        let index = steps.lastIndex { $0.output == output } ?? index
        convolution.stride *= stride
        steps[index].kind = .convolution(convolution)
        steps[index].outputShape = shape
        for reader in steps.indices where steps[reader].input == output {
            guard case .convolution(var reading) = steps[reader].kind else { continue }
            reading.stride = 1
            steps[reader].kind = .convolution(reading)
            steps[reader].inputShape = shape
        }
    }

    /// The stride with which every reader skips rows and columns of a layer's output; nil where one needs them all.
    private func strideOfReaders(of output: String) -> Int? {
        var strides: Set<Int> = []
        for step in steps where step.inputs.contains(output) {
            guard case .convolution(let convolution) = step.kind, convolution.residual != output,
                convolution.kernel == 1, convolution.padding == 0
            else { return nil }
            strides.insert(convolution.stride)
        }
        guard strides.count == 1, let stride = strides.first, stride > 1 else { return nil }
        return stride
    }

    /// A step that takes of a layer's output what the stride leaves.
    private func thinning(_ layer: String, by stride: Int) -> FusedStep? {
        guard let shape = steps.last(where: { $0.output == layer })?.outputShape else { return nil }
        return FusedStep(
            kind: .subsampling(stride: stride), input: layer, inputShape: shape,
            output: "\(layer)/\(stride)", outputShape: shape.thinned(by: stride))
    }
}

extension Shape {
    /// What is left of every row and column if one of `stride` is taken, from the first.
    func thinned(by stride: Int) -> Shape {
        Shape(
            height: (height + stride - 1) / stride, width: (width + stride - 1) / stride, channels: channels)
    }
}
