// What is said to oneDNN in several words each time: a window's shapes, and a copy from one layout to another.

extension OneDNN {
    /// A square window that slides over a batch of activations.
    struct Window: Hashable {
        let images: Int
        let input: Shape
        let output: Shape
        let side: Int
        let stride: Int
        let padding: Int

        func source(_ layout: Layout) throws(NetworkError) -> Descriptor {
            try Descriptor([images, input.channels, input.height, input.width], layout)
        }

        func destination(_ layout: Layout) throws(NetworkError) -> Descriptor {
            try Descriptor([images, output.channels, output.height, output.width], layout)
        }

        func kernel(_ layout: Layout) throws(NetworkError) -> Descriptor {
            try Descriptor([output.channels, input.channels, side, side], layout)
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
}
