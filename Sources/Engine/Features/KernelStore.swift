// Kernels as primitives want them: folded, laid out, and kept, so that the plans for several batch sizes share them.

/// A convolution's kernel and bias as its primitive wants them. Written once, then only read.
struct PlacedKernel: Sendable {
    let kernel: OneDNN.Memory
    let bias: OneDNN.Memory
}

struct KernelStore {
    private let weights: Weights
    private let precision: Precision
    private let processor: OneDNN.Processor
    /// What was laid out already, by the convolution's layer; more than one only where a primitive could not be made
    /// for the layout that is there.
    private var placed: [String: [PlacedKernel]] = [:]
    private var winograd: [String: WinogradKernels] = [:]

    init(_ weights: Weights, _ precision: Precision, on processor: OneDNN.Processor) {
        self.weights = weights
        self.precision = precision
        self.processor = processor
    }

    /// Makes a convolution's primitive and gives its kernel in the layout that it wants.
    ///
    /// - Throws: `NetworkError.oneDNN` where the algorithm has no implementation; `WeightsError.missing`.
    mutating func primitive(
        _ convolution: FusedConvolution, _ window: OneDNN.Window, _ algorithm: OneDNN.ConvolutionAlgorithm
    ) throws -> PrimitiveWork {
        let primitive = try makePrimitive(convolution, window, algorithm)
        let name = convolution.layer.name
        if let kernel = placed[name]?.first(where: { $0.kernel.descriptor == primitive.weights }) {
            return PrimitiveWork(primitive: primitive, kernel: kernel)
        }
        let folded = try folded(convolution, weights)
        let (plain, line) = (try window.kernel(.hwio), try window.bias())
        let kernel = PlacedKernel(
            kernel: try OneDNN.memory(of: folded.kernel, plain, as: primitive.weights, on: processor),
            bias: try OneDNN.memory(of: folded.bias, line, as: line, on: processor))
        placed[name, default: []].append(kernel)
        return PrimitiveWork(primitive: primitive, kernel: kernel)
    }

    /// The matrices of a 3×3 convolution, in the layout that the product of one frequency wants.
    mutating func winograd(
        _ convolution: FusedConvolution, _ window: OneDNN.Window, _ product: OneDNN.Primitive
    ) throws -> WinogradKernels {
        let name = convolution.layer.name
        if let kept = winograd[name], kept.matrices.first?.descriptor == product.weights { return kept }
        let folded = try folded(convolution, weights)
        let shape = [window.output.channels, window.input.channels, 1, 1]
        let (plain, line) = (try OneDNN.Descriptor(shape, .hwio), try window.bias())
        let matrices = try (0..<Winograd.frequencies).map { frequency in
            let matrix = Winograd.matrix(of: folded.kernel, frequency: frequency)
            return try OneDNN.memory(of: matrix, plain, as: product.weights, on: processor)
        }
        let kernels = WinogradKernels(
            matrices: matrices, bias: try OneDNN.memory(of: folded.bias, line, as: line, on: processor))
        winograd[name] = kernels
        return kernels
    }

    /// Tries first the layouts that are there.
    private func makePrimitive(
        _ convolution: FusedConvolution, _ window: OneDNN.Window, _ algorithm: OneDNN.ConvolutionAlgorithm
    ) throws(NetworkError) -> OneDNN.Primitive {
        let there = placed[convolution.layer.name, default: []].map(\.kernel.descriptor)
        var failure = NetworkError.layer(convolution.layer.name)
        for kernel in there + [try window.kernel(.any, precision.elementType)] {
            do throws(NetworkError) {
                let tensors = OneDNN.ConvolutionTensors(
                    source: try window.source(.any, precision.elementType), kernel: kernel,
                    bias: try window.bias(),
                    destination: try window.destination(.any, precision.elementType))
                return try OneDNN.convolution(
                    tensors, window, algorithm, addsToDestination: convolution.residual != nil,
                    relu: convolution.relu, on: processor)
            } catch { failure = error }
        }
        throw failure
    }
}
