// What is said to oneDNN in several words each time: a window's shapes, and a copy from one layout to another.

extension OneDNN {
    /// The tensors of a convolution.
    struct ConvolutionTensors {
        let source: Descriptor
        let kernel: Descriptor
        var bias: Descriptor?
        let destination: Descriptor
    }

    /// A square window that slides over a batch of activations.
    struct Window: Hashable {
        let images: Int
        let input: Shape
        let output: Shape
        let side: Int
        let stride: Int
        let padding: Int

        func source(_ layout: Layout, _ type: ElementType = .float32) throws(NetworkError) -> Descriptor {
            try Descriptor([images, input.channels, input.height, input.width], layout, type)
        }

        func destination(
            _ layout: Layout, _ type: ElementType = .float32
        ) throws(NetworkError) -> Descriptor {
            try Descriptor([images, output.channels, output.height, output.width], layout, type)
        }

        func kernel(_ layout: Layout, _ type: ElementType = .float32) throws(NetworkError) -> Descriptor {
            try Descriptor([output.channels, input.channels, side, side], layout, type)
        }

        func bias() throws(NetworkError) -> Descriptor { try Descriptor([output.channels], .line) }

        /// One number for each of the two directions.
        var strides: [Int64] { [Int64(stride), Int64(stride)] }
        var sides: [Int64] { [Int64(side), Int64(side)] }
        var paddings: [Int64] { [Int64(padding), Int64(padding)] }
    }

    /// Copies a tensor into memory of another layout or type, and returns when it is there.
    static func copy(
        _ source: Memory, to destination: Memory, on stream: Stream, _ processor: Processor
    ) throws(NetworkError) {
        let reorder = try reorder(from: source.descriptor, to: destination.descriptor, on: processor)
        let scratchpad = try Memory(reorder.scratchpad, on: processor)
        let call = Call(reorder, [(.source, source), (.destination, destination), (.scratchpad, scratchpad)])
        try call.run(on: stream)
        try stream.wait()
    }

    /// Values in memory of their own, brought from one layout or type into another.
    static func memory(
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

extension OneDNN {
    /// How the activations lie that a 1×1 convolution takes: in blocks of 8 or 16 channels, or all channels in one.
    struct BlockedLayout {
        let descriptor: Descriptor
        let layout: Layout
        /// Channels in a block.
        let block: Int

        /// - Throws: `NetworkError.layout` where the descriptor is of none of these.
        init(
            _ descriptor: Descriptor, of shape: Shape, images: Int, _ type: ElementType
        ) throws(NetworkError) {
            for (layout, block) in [(Layout.nChw8c, 8), (.nChw16c, 16), (.nhwc, shape.channels)] {
                let dimensions = [images, shape.channels, shape.height, shape.width]
                guard shape.channels % block == 0, try Descriptor(dimensions, layout, type) == descriptor
                else { continue }
                (self.descriptor, self.layout, self.block) = (descriptor, layout, block)
                return
            }
            throw .layout
        }
    }

    /// How a 1×1 convolution wants its input to lie.
    static func pointwiseSource(
        _ shape: Shape, images: Int, _ type: ElementType, on processor: Processor
    ) throws(NetworkError) -> BlockedLayout {
        let window = Window(images: images, input: shape, output: shape, side: 1, stride: 1, padding: 0)
        let tensors = ConvolutionTensors(
            source: try window.source(.any, type), kernel: try window.kernel(.any, type),
            destination: try window.destination(.any, type))
        let primitive = try convolution(tensors, window, .direct, on: processor)
        return try BlockedLayout(primitive.source, of: shape, images: images, type)
    }
}
