// A 3×3 convolution of stride 1 by Winograd's F(4×4, 3×3): scatter, 36 products, gather, a number of tiles at a time so
// that what passes between them stays near the processor.

struct WinogradWork: StepWork {
    private let input: WinogradTransform
    private let output: WinogradTransform
    private let relu: Bool
    /// `(1, channels, 1, tilesAtOnce)` to the same of the output's channels.
    private let product: OneDNN.Primitive
    let kernels: WinogradKernels
    private let tilesAtOnce: Int
    /// Of the activations.
    let sourceLayout: OneDNN.Layout
    let destinationLayout: OneDNN.Layout

    /// The tiles that go through together, at most. Enough for the products to run well, and for the matrices to be
    /// read from memory rarely; few enough for the frequencies to stay in a cache.
    static let mostTilesAtOnce = 64

    /// - Parameter matrices: gives the matrices in the layout that the product wants.
    /// - Throws: `NetworkError.oneDNN` where the library lays activations out so that the transforms cannot read them.
    init(
        _ window: OneDNN.Window, relu: Bool, on processor: OneDNN.Processor,
        kernels makeKernels: (OneDNN.Primitive) throws -> WinogradKernels
    ) throws {
        let tiling = WinogradTiling(
            images: window.images, height: window.input.height, width: window.input.width)
        let parts = (tiling.tiles + Self.mostTilesAtOnce - 1) / Self.mostTilesAtOnce
        let tilesAtOnce = (tiling.tiles + parts - 1) / parts
        let product = try Self.product(window, tiles: tilesAtOnce, on: processor)
        func layout(
            _ descriptor: OneDNN.Descriptor, _ channels: Int
        ) throws(NetworkError) -> OneDNN.BlockedLayout {
            let line = Shape(height: 1, width: tilesAtOnce, channels: channels)
            return try OneDNN.BlockedLayout(descriptor, of: line, images: 1, .float32)
        }
        let source = try layout(product.source, window.input.channels)
        let destination = try layout(product.destination, window.output.channels)
        guard [source, destination].allSatisfy({ $0.block % Lane.scalarCount == 0 }) else {
            throw NetworkError.layout
        }
        (sourceLayout, destinationLayout) = (source.layout, destination.layout)
        input = WinogradTransform(tiling: tiling, source, channels: window.input.channels)
        output = WinogradTransform(tiling: tiling, destination, channels: window.output.channels)
        self.tilesAtOnce = tilesAtOnce
        self.product = product
        self.relu = relu
        kernels = try makeKernels(product)
    }

    var implementation: String { "winograd 4x4 with \(product.implementation)" }

    /// Frequencies of the input, then those of the output, then what the product needs.
    var scratchpadByteCount: Int { productOffset + product.scratchpad.byteCount }

    private var outputOffset: Int { Winograd.frequencies * product.source.byteCount }
    private var productOffset: Int { outputOffset + Winograd.frequencies * product.destination.byteCount }

    func bound(
        _ source: OneDNN.Memory, _ destination: OneDNN.Memory, scratchpad: Scratchpad
    ) throws(NetworkError) -> StepRun {
        let products = try products(in: scratchpad)
        let scattered = try scratchpad.memory(product.source)
        let multiplied = try scratchpad.memory(product.destination, at: outputOffset)
        return { stream throws(NetworkError) in
            guard let from = source.lanes, let to = destination.lanes, let scattered = scattered.lanes,
                let multiplied = multiplied.lanes, let bias = kernels.bias.lanes
            else { return }
            var start = 0
            while start < input.tiling.tiles {
                let tiles = start..<min(start + tilesAtOnce, input.tiling.tiles)
                input.scatter(tiles, of: from, to: scattered, room: tilesAtOnce)
                for product in products { try product.run(on: stream) }
                try stream.wait()
                output.gather(tiles, of: multiplied, room: tilesAtOnce, bias: bias, relu: relu, to: to)
                start = tiles.upperBound
            }
        }
    }

    /// The product of each frequency, on its part of the scratchpad.
    private func products(in scratchpad: Scratchpad) throws(NetworkError) -> [OneDNN.Call] {
        var calls: [OneDNN.Call] = []
        for (frequency, matrix) in kernels.matrices.enumerated() {
            let source = try scratchpad.memory(product.source, at: frequency * product.source.byteCount)
            let destination = try scratchpad.memory(
                product.destination, at: outputOffset + frequency * product.destination.byteCount)
            var memories = [
                (OneDNN.Role.source, source), (.destination, destination), (.weights, matrix),
            ]
            if product.scratchpad.byteCount > 0 {
                memories.append((.scratchpad, try scratchpad.memory(product.scratchpad, at: productOffset)))
            }
            calls.append(OneDNN.Call(product, memories))
        }
        return calls
    }

    private static func product(
        _ window: OneDNN.Window, tiles: Int, on processor: OneDNN.Processor
    ) throws(NetworkError) -> OneDNN.Primitive {
        let line = OneDNN.Window(
            images: 1, input: Shape(height: 1, width: tiles, channels: window.input.channels),
            output: Shape(height: 1, width: tiles, channels: window.output.channels), side: 1, stride: 1,
            padding: 0)
        let tensors = OneDNN.ConvolutionTensors(
            source: try line.source(.any), kernel: try line.kernel(.any),
            destination: try line.destination(.any))
        return try OneDNN.convolution(tensors, line, .direct, on: processor)
    }
}

/// A convolution's matrices, one a frequency, as the product wants them, and its bias.
struct WinogradKernels: Sendable {
    let matrices: [OneDNN.Memory]
    let bias: OneDNN.Memory
}

extension OneDNN.Memory {
    /// The bytes as lanes of eight float32.
    fileprivate var lanes: UnsafeMutablePointer<Lane>? {
        bytes?.bindMemory(to: Lane.self, capacity: descriptor.byteCount / MemoryLayout<Lane>.stride)
    }
}

extension WinogradTransform {
    fileprivate init(tiling: WinogradTiling, _ layout: OneDNN.BlockedLayout, channels: Int) {
        self.init(
            tiling: tiling, lanes: layout.block / Lane.scalarCount, blocks: channels / layout.block)
    }
}
