// Kernels as primitives want them: folded, laid out, and kept, so that the plans for several batch sizes share them.

struct KernelStore {
    private let weights: Weights
    private let processor: OneDNN.Processor
    /// What was laid out already, by the convolution's layer; more than one only where a primitive could not be made
    /// for the layout that is there.
    private var kept: [String: [PlacedKernel]] = [:]

    init(_ weights: Weights, on processor: OneDNN.Processor) {
        self.weights = weights
        self.processor = processor
    }

    /// Makes a convolution's primitive and gives its kernel in the layout that it wants.
    ///
    /// - Throws: `NetworkError.oneDNN` where no algorithm has an implementation; `WeightsError.missing`.
    mutating func primitive(
        _ convolution: FusedConvolution, _ window: OneDNN.Window
    ) throws -> (OneDNN.Primitive, PlacedKernel) {
        let primitive = try makePrimitive(convolution, window)
        let name = convolution.layer.name
        if let kernel = kept[name]?.first(where: { $0.kernel.descriptor == primitive.weights }) {
            return (primitive, kernel)
        }
        let kernel = try placed(convolution, window, as: primitive.weights)
        kept[name, default: []].append(kernel)
        return (primitive, kernel)
    }

    /// Tries the algorithms in the order of preference, each first for the layouts that are there.
    private func makePrimitive(
        _ convolution: FusedConvolution, _ window: OneDNN.Window
    ) throws(NetworkError) -> OneDNN.Primitive {
        let there = kept[convolution.layer.name, default: []].map(\.kernel.descriptor)
        let layouts = there + [try window.kernel(.any)]
        var failure = NetworkError.layer(convolution.layer.name)
        for algorithm in convolution.algorithms {
            for layout in layouts {
                do throws(NetworkError) {
                    return try OneDNN.convolution(
                        window, algorithm, weights: layout, addsToDestination: convolution.residual != nil,
                        relu: convolution.relu, on: processor)
                } catch { failure = error }
            }
        }
        throw failure
    }

    private func placed(
        _ convolution: FusedConvolution, _ window: OneDNN.Window, as descriptor: OneDNN.Descriptor
    ) throws -> PlacedKernel {
        let folded = try folded(convolution, weights)
        let (plain, bias) = (try window.kernel(.hwio), try window.bias())
        return PlacedKernel(
            kernel: try OneDNN.memory(of: folded.kernel, plain, as: descriptor, on: processor),
            bias: try OneDNN.memory(of: folded.bias, bias, as: bias, on: processor))
    }
}

extension FusedConvolution {
    /// The algorithms to try, the best first. Winograd needs less than half of the multiplications of a 3×3, where the
    /// processor has it.
    fileprivate var algorithms: [OneDNN.ConvolutionAlgorithm] {
        kernel == 3 && stride == 1 ? [.winograd, .direct] : [.direct]
    }
}

extension OneDNN {
    /// Values in memory of their own, brought from one layout into another.
    fileprivate static func memory(
        of values: [Float], _ layout: Descriptor, as wanted: Descriptor, on processor: Processor
    ) throws(NetworkError) -> Memory {
        let memory = try Memory(layout, on: processor)
        memory.withFloats { _ = $0.update(fromContentsOf: values) }
        if layout == wanted { return memory }
        let result = try Memory(wanted, on: processor)
        try copy(memory, to: result, on: Stream(on: processor), processor)
        return result
    }
}
