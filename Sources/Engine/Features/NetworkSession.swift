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
            for step in run.steps { try step.run(stream) }
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
                try step.run(stream)
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
