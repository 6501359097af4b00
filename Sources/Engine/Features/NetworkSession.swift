// Images to features on one thread. A session has the memory that a batch passes through; make one for each thread and
// use it only there. Whatever thread calls it, oneDNN stays on that thread.

/// One thread's use of a network.
public final class NetworkSession {
    private let network: Network
    private let stream: OneDNN.Stream
    /// By falling batch size, down to 1.
    private let runs: [PlanRun]

    /// - Throws: `NetworkError.oneDNN`, also where there is no memory for a batch.
    public init(_ network: Network) throws(NetworkError) {
        self.network = network
        stream = try OneDNN.Stream(on: network.processor)
        let arena = try OneDNN.Memory(.init([network.sessionByteCount], .line, .byte), on: network.processor)
        var runs: [PlanRun] = []
        for plan in network.plans { runs.append(try PlanRun(plan, in: arena, on: network.processor)) }
        self.runs = runs
    }

    /// The features of images, in their order: `(n, featureCount)`, row-major, for any n.
    ///
    /// - Parameter images: squares of the network's input size.
    /// - Throws: `NetworkError.imageSize` before anything is computed, `.notFinite`, `.oneDNN`.
    public func features(of images: [RGBImage]) throws(NetworkError) -> [Float] {
        var features: [Float] = []
        features.reserveCapacity(images.count * network.featureCount)
        try forEachBatch(of: images) { run throws(NetworkError) in
            for step in run.steps { try step.call.run(on: stream) }
            try stream.wait()
            run.output.withFloats { features += $0 }
        }
        if let index = features.indexOfNotFinite {
            throw .notFinite(image: index / network.featureCount, feature: index % network.featureCount)
        }
        return features
    }

    /// The outputs of layers in the midst of the network, by name: `(n, height, width, channels)`, row-major. A layer
    /// that became part of a longer step has none and is left out.
    func activations(
        of layers: Set<String>, for images: [RGBImage]
    ) throws(NetworkError) -> [String: [Float]] {
        var activations: [String: [Float]] = [:]
        try forEachBatch(of: images) { run throws(NetworkError) in
            for step in run.steps {
                try step.call.run(on: stream)
                guard let layer = step.layer, layers.contains(layer) else { continue }
                // Now, because a later step may write over it.
                activations[layer, default: []] += try step.readOutput(stream, network.processor)
            }
        }
        return activations
    }

    /// Gives `body` each batch, its input filled in.
    private func forEachBatch(
        of images: [RGBImage], _ body: (PlanRun) throws(NetworkError) -> Void
    ) throws(NetworkError) {
        let side = network.inputSize
        for image in images where image.width != side || image.height != side {
            throw .imageSize(width: image.width, height: image.height, expected: side)
        }
        try OpenMP.onOneThread { () throws(NetworkError) in
            var rest = images[...]
            while let run = runs.first(where: { $0.images <= rest.count }) {
                run.fill(with: rest.prefix(run.images), network.scaling)
                try body(run)
                rest = rest.dropFirst(run.images)
            }
        }
    }
}

/// A plan with a session's memory.
private struct PlanRun {
    struct Step {
        let layer: String?
        let call: OneDNN.Call
        let destination: OneDNN.Memory
    }

    let images: Int
    let steps: [Step]
    let output: OneDNN.Memory
    private let input: OneDNN.Memory

    init(
        _ plan: ExecutionPlan, in arena: OneDNN.Memory, on processor: OneDNN.Processor
    ) throws(NetworkError) {
        func memory(_ place: TensorPlace) throws(NetworkError) -> OneDNN.Memory {
            try .init(place.descriptor, in: arena, offset: plan.arena.offsets[place.buffer], on: processor)
        }
        images = plan.images
        input = try memory(plan.input)
        output = try memory(plan.output)
        let scratchpad = ArenaLayout.aligned(plan.arena.byteCount)
        var steps: [Step] = []
        for planned in plan.steps {
            let (source, destination) = (try memory(planned.source), try memory(planned.destination))
            var memories = [(OneDNN.Role.source, source), (.destination, destination)]
            if let kernel = planned.kernel {
                memories += [(.weights, kernel.kernel), (.bias, kernel.bias)]
            }
            let room = planned.primitive.scratchpad
            if room.byteCount > 0 {
                memories.append((.scratchpad, try .init(room, in: arena, offset: scratchpad, on: processor)))
            }
            let call = OneDNN.Call(planned.primitive, memories)
            steps.append(Step(layer: planned.layer, call: call, destination: destination))
        }
        self.steps = steps
    }

    func fill(with images: ArraySlice<RGBImage>, _ scaling: InputScaling) {
        input.withFloats { planes in
            guard var plane = planes.baseAddress else { return }
            for image in images {
                scaling.write(image.pixels, to: plane)
                plane += image.pixels.count
            }
        }
    }
}

extension PlanRun.Step {
    /// What the step wrote, as `(n, height, width, channels)`.
    func readOutput(_ stream: OneDNN.Stream, _ processor: OneDNN.Processor) throws(NetworkError) -> [Float] {
        let plain = try OneDNN.Memory(destination.descriptor.with(.nhwc), on: processor)
        try OneDNN.copy(destination, to: plain, on: stream, processor)
        return plain.withFloats { Array($0) }
    }
}
