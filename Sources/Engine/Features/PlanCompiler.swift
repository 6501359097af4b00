// Goes through a network's steps once, makes their primitives, and decides where each tensor lies.

struct PlanCompiler {
    private(set) var planned: [PlannedStep] = []
    /// Of each buffer, in places of `planned`.
    private(set) var lifetimes: [Lifetime] = []
    let input: TensorPlace
    private let images: Int
    private let processor: OneDNN.Processor
    /// Tensors by the layer that gives them.
    private var places: [String: TensorPlace]
    /// How often each of them will still be read.
    private var readings: [String: Int]
    private let last: FusedStep

    init(_ steps: [FusedStep], images: Int, processor: OneDNN.Processor) throws(NetworkError) {
        guard let first = steps.first, let last = steps.last, images > 0 else { throw .batchSize(images) }
        self.images = images
        self.processor = processor
        self.last = last
        let shape = first.inputShape
        let descriptor = try OneDNN.Descriptor([images, shape.channels, shape.height, shape.width], .nchw)
        input = TensorPlace(buffer: 0, descriptor: descriptor)
        lifetimes = [Lifetime(byteCount: descriptor.byteCount, first: 0, last: 0)]
        places = [first.input: input]
        readings = Dictionary(steps.flatMap(\.inputs).map { ($0, 1) }, uniquingKeysWith: +)
    }

    mutating func compile(_ step: FusedStep, _ kernels: inout KernelStore) throws {
        switch step.kind {
        case .convolution(let convolution): try compile(convolution, of: step, &kernels)
        case .maxPooling(let side, let stride, let padding):
            try compile(.maximum, window(of: step, side, stride, padding), of: step)
        case .globalAveragePooling:
            try compile(.mean, window(of: step, step.inputShape.height, 1, 0), of: step)
        }
    }

    /// The last step's output as float32, `(images, features)`.
    mutating func finish() throws(NetworkError) -> TensorPlace {
        let descriptor = try OneDNN.Descriptor([images, last.outputShape.channels, 1, 1], .nchw)
        let place = try read(last.output, as: descriptor)
        lifetimes[place.buffer].last = planned.count
        return place
    }

    private mutating func compile(
        _ convolution: FusedConvolution, of step: FusedStep, _ kernels: inout KernelStore
    ) throws {
        let window = window(of: step, convolution.kernel, convolution.stride, convolution.padding)
        let (primitive, kernel) = try kernels.primitive(convolution, window)
        let source = try read(step.input, as: primitive.source)
        // The sum is taken in place: what is added lies where the result will.
        let destination =
            if let residual = convolution.residual {
                try read(residual, as: primitive.destination, toOverwrite: true)
            } else { newPlace(primitive.destination) }
        append(step.output, primitive, kernel, from: source, to: destination)
    }

    private mutating func compile(
        _ algorithm: OneDNN.PoolingAlgorithm, _ window: OneDNN.Window, of step: FusedStep
    ) throws(NetworkError) {
        guard let input = places[step.input] else { throw .layer(step.output) }
        let primitive = try OneDNN.pooling(window, algorithm, source: input.descriptor, on: processor)
        let source = try read(step.input, as: primitive.source)
        append(step.output, primitive, nil, from: source, to: newPlace(primitive.destination))
    }

    /// Where a layer's output lies as the descriptor wants it: where it was written if it fits, else in a copy.
    ///
    /// - Parameter toOverwrite: whether the reader destroys it, which is no matter to anyone after the last reading.
    private mutating func read(
        _ layer: String, as descriptor: OneDNN.Descriptor, toOverwrite: Bool = false
    ) throws(NetworkError) -> TensorPlace {
        guard let place = places[layer] else { throw .layer(layer) }
        let left = readings[layer, default: 1] - 1
        readings[layer] = left
        if place.descriptor == descriptor && !(toOverwrite && left > 0) {
            lifetimes[place.buffer].last = planned.count
            return place
        }
        let copy = newPlace(descriptor)
        let reorder = try OneDNN.reorder(from: place.descriptor, to: descriptor, on: processor)
        append(nil, reorder, nil, from: place, to: copy)
        return copy
    }

    private mutating func newPlace(_ descriptor: OneDNN.Descriptor) -> TensorPlace {
        let now = planned.count
        lifetimes.append(Lifetime(byteCount: descriptor.byteCount, first: now, last: now))
        return TensorPlace(buffer: lifetimes.count - 1, descriptor: descriptor)
    }

    private mutating func append(
        _ layer: String?, _ primitive: OneDNN.Primitive, _ kernel: PlacedKernel?, from source: TensorPlace,
        to destination: TensorPlace
    ) {
        for place in [source, destination] { lifetimes[place.buffer].last = planned.count }
        if let layer { places[layer] = destination }
        planned.append(
            PlannedStep(
                layer: layer, primitive: primitive, kernel: kernel, source: source, destination: destination))
    }

    private func window(of step: FusedStep, _ side: Int, _ stride: Int, _ padding: Int) -> OneDNN.Window {
        OneDNN.Window(
            images: images, input: step.inputShape, output: step.outputShape, side: side, stride: stride,
            padding: padding)
    }
}
