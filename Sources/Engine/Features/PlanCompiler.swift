// Goes through a network's steps once, makes their primitives, and decides where each tensor lies.

struct PlanCompiler {
    private(set) var planned: [PlannedStep] = []
    /// Of each buffer, in places of `planned`.
    private(set) var lifetimes: [Lifetime] = []
    let input: TensorPlace
    private let images: Int
    private let methods: ConvolutionMethods
    private let precision: Precision
    private let processor: OneDNN.Processor
    /// Tensors by the layer that gives them.
    private var places: [String: TensorPlace]
    /// How often each of them will still be read.
    private var readings: [String: Int]
    private let last: FusedStep

    init(
        _ steps: [FusedStep], images: Int, methods: ConvolutionMethods, precision: Precision,
        processor: OneDNN.Processor
    ) throws(NetworkError) {
        guard let first = steps.first, let last = steps.last, images > 0 else { throw .batchSize(images) }
        self.images = images
        self.methods = methods
        self.precision = precision
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
            let window = window(of: step, step.inputShape.height, 1, 0)
            if precision != .float32 { try widen(step.input, window) }
            try compile(.mean, window, of: step)
        case .subsampling(let stride):
            let thinned = try subsampled(step.input, step.inputShape, by: stride, as: step.output)
            places[step.output] = thinned
        }
    }

    /// The last step's output as float32, `(images, channels, height, width)`: of a whole network `(images, features)`.
    mutating func finish() throws(NetworkError) -> TensorPlace {
        let shape = last.outputShape
        let descriptor = try OneDNN.Descriptor([images, shape.channels, shape.height, shape.width], .nchw)
        let place = try read(last.output, as: descriptor)
        lifetimes[place.buffer].last = planned.count
        return place
    }

    private mutating func compile(
        _ convolution: FusedConvolution, of step: FusedStep, _ kernels: inout KernelStore
    ) throws {
        let window = window(of: step, convolution.kernel, convolution.stride, convolution.padding)
        switch methods[convolution.shapeKey(step, precision)] {
        case .direct: try compile(convolution, window, .direct, of: step, &kernels)
        case .libraryWinograd: try compile(convolution, window, .winograd, of: step, &kernels)
        case .winograd: try compileWinograd(convolution, window, of: step, &kernels)
        case .subsampled: try compileSubsampled(convolution, of: step, &kernels)
        }
    }

    private mutating func compile(
        _ convolution: FusedConvolution, _ window: OneDNN.Window, _ algorithm: OneDNN.ConvolutionAlgorithm,
        of step: FusedStep, input: TensorPlace? = nil, _ kernels: inout KernelStore
    ) throws {
        let work = try kernels.primitive(convolution, window, algorithm)
        let source = try input ?? read(step.input, as: work.primitive.source)
        // The sum is taken in place: what is added lies where the result will.
        let destination =
            if let residual = convolution.residual {
                try read(residual, as: work.primitive.destination, toOverwrite: true)
            } else { newPlace(work.primitive.destination) }
        append(step.output, work, from: source, to: destination)
    }

    private mutating func compileWinograd(
        _ convolution: FusedConvolution, _ window: OneDNN.Window, of step: FusedStep,
        _ kernels: inout KernelStore
    ) throws {
        let work = try WinogradWork(window, relu: convolution.relu, on: processor) { product in
            try kernels.winograd(convolution, window, product)
        }
        let source = try read(step.input, as: window.source(work.sourceLayout))
        append(step.output, work, from: source, to: newPlace(try window.destination(work.destinationLayout)))
    }

    /// A 1×1 with a stride: first what the stride leaves, then a 1×1 of all of that.
    private mutating func compileSubsampled(
        _ convolution: FusedConvolution, of step: FusedStep, _ kernels: inout KernelStore
    ) throws {
        let input = try subsampled(step.input, step.inputShape, by: convolution.stride, as: nil)
        let window = OneDNN.Window(
            images: images, input: step.inputShape.thinned(by: convolution.stride),
            output: step.outputShape, side: 1, stride: 1, padding: 0)
        try compile(convolution, window, .direct, of: step, input: input, &kernels)
    }

    /// What a stride leaves of a layer's output, in the layout that 1×1 convolutions take.
    private mutating func subsampled(
        _ layer: String, _ shape: Shape, by stride: Int, as name: String?
    ) throws(NetworkError) -> TensorPlace {
        let type = precision.elementType
        let pixels = try OneDNN.pointwiseSource(shape, images: images, type, on: processor)
        let source = try read(layer, as: pixels.descriptor)
        let thin = shape.thinned(by: stride)
        let destination = newPlace(
            try OneDNN.Descriptor([images, thin.channels, thin.height, thin.width], pixels.layout, type))
        let work = SubsamplingWork(
            images: images, input: shape, stride: stride, block: pixels.block, type: type)
        append(name, work, from: source, to: destination)
        return destination
    }

    private mutating func compile(
        _ algorithm: OneDNN.PoolingAlgorithm, _ window: OneDNN.Window, of step: FusedStep
    ) throws(NetworkError) {
        guard let input = places[step.input] else { throw .layer(step.output) }
        let primitive = try OneDNN.pooling(window, algorithm, source: input.descriptor, on: processor)
        let source = try read(step.input, as: primitive.source)
        let work = PrimitiveWork(primitive: primitive)
        append(step.output, work, from: source, to: newPlace(primitive.destination))
    }

    /// Brings a layer's output into float32, so that what is summed of it is not rounded again.
    private mutating func widen(_ layer: String, _ window: OneDNN.Window) throws(NetworkError) {
        let wide = try read(layer, as: window.source(.nhwc))
        readings[layer, default: 0] += 1
        places[layer] = wide
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
        append(nil, PrimitiveWork(primitive: reorder), from: place, to: copy)
        return copy
    }

    private mutating func newPlace(_ descriptor: OneDNN.Descriptor) -> TensorPlace {
        let now = planned.count
        lifetimes.append(Lifetime(byteCount: descriptor.byteCount, first: now, last: now))
        return TensorPlace(buffer: lifetimes.count - 1, descriptor: descriptor)
    }

    private mutating func append(
        _ layer: String?, _ work: any StepWork, from source: TensorPlace, to destination: TensorPlace
    ) {
        for place in [source, destination] { lifetimes[place.buffer].last = planned.count }
        if let layer { places[layer] = destination }
        planned.append(PlannedStep(layer: layer, work: work, source: source, destination: destination))
    }

    private func window(of step: FusedStep, _ side: Int, _ stride: Int, _ padding: Int) -> OneDNN.Window {
        OneDNN.Window(
            images: images, input: step.inputShape, output: step.outputShape, side: side, stride: stride,
            padding: padding)
    }
}
