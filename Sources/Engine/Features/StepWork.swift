// What a step of a plan does, before it is known in which session's memory: a primitive of oneDNN, or loops of ours.

/// A step as a session runs it, bound to its memory.
typealias StepRun = (OneDNN.Stream) throws(NetworkError) -> Void

/// What one step computes. Made once, never changed, shared by all sessions.
protocol StepWork: Sendable {
    /// The code that does it, by the library's name or ours.
    var implementation: String { get }
    /// Memory that it needs besides its tensors, bytes.
    var scratchpadByteCount: Int { get }

    /// The step on a session's tensors.
    ///
    /// - Parameter scratchpad: memory that other steps use too, before and after.
    func bound(
        _ source: OneDNN.Memory, _ destination: OneDNN.Memory, scratchpad: Scratchpad
    ) throws(NetworkError) -> StepRun
}

/// The part of a session's arena that steps use while they run.
struct Scratchpad {
    let arena: OneDNN.Memory
    let offset: Int
    let processor: OneDNN.Processor

    /// A tensor some bytes within it.
    func memory(_ descriptor: OneDNN.Descriptor, at place: Int = 0) throws(NetworkError) -> OneDNN.Memory {
        try OneDNN.Memory(descriptor, in: arena, offset: offset + place, on: processor)
    }
}

/// A primitive, with a kernel where it is a convolution.
struct PrimitiveWork: StepWork {
    let primitive: OneDNN.Primitive
    var kernel: PlacedKernel?

    var implementation: String { primitive.implementation }
    var scratchpadByteCount: Int { primitive.scratchpad.byteCount }

    func bound(
        _ source: OneDNN.Memory, _ destination: OneDNN.Memory, scratchpad: Scratchpad
    ) throws(NetworkError) -> StepRun {
        var memories = [(OneDNN.Role.source, source), (.destination, destination)]
        if let kernel {
            memories += [(.weights, kernel.kernel), (.bias, kernel.bias)]
        }
        if scratchpadByteCount > 0 {
            memories.append((.scratchpad, try scratchpad.memory(primitive.scratchpad)))
        }
        let call = OneDNN.Call(primitive, memories)
        return { stream throws(NetworkError) in try call.run(on: stream) }
    }
}

/// Takes every row and column that is a multiple of the stride, of activations in blocks of channels.
struct SubsamplingWork: StepWork {
    let images: Int
    let input: Shape
    let stride: Int
    /// Channels in a block.
    let block: Int
    let type: OneDNN.ElementType

    let implementation = "subsampling"
    let scratchpadByteCount = 0

    func bound(
        _ source: OneDNN.Memory, _ destination: OneDNN.Memory, scratchpad: Scratchpad
    ) throws(NetworkError) -> StepRun {
        { _ throws(NetworkError) in
            guard let from = source.bytes, let to = destination.bytes else { return }
            subsample(
                from, planes: images * input.channels / block, height: input.height, width: input.width,
                stride: stride, pixelByteCount: block * type.byteCount, to: to)
        }
    }
}
