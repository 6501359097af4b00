// The body of one features task: read → decode → preprocess → network, image by image and batch by batch. It runs on a
// slot's thread, and everything mutable it touches is the slot's own.

/// Turns the images of one partition into features.
struct PartitionExtraction {
    let source: any Source
    let preprocessing: PreprocessingChain
    let network: Network
    /// The images, which are the catalog's from `entries.startIndex` on.
    let entries: ArraySlice<CatalogEntry>

    /// What a slot makes once and needs for every task.
    private final class Tools {
        let decoder: JPEGDecoder
        let session: NetworkSession

        init(_ network: Network) throws {
            decoder = try JPEGDecoder()
            session = try NetworkSession(network)
        }
    }

    /// Images that go through the network together, each with its place in the catalog.
    private typealias Batch = [(place: Int, image: RGBImage)]

    /// The features of the images that can be used, and why the others were set aside.
    ///
    /// - Throws: `TaskCancelled`, or what is wrong with the machine or the network; for an image's sake `ImageFailure`
    ///   while the task may be tried again, never at its last attempt.
    func run(_ context: TaskContext) throws -> (features: [Float], summary: PartSummary) {
        let tools = try context.local(key: ObjectIdentifier(network)) { try Tools(network) }
        var features: [Float] = []
        features.reserveCapacity(entries.count * ResNet50.featureCount)
        var summary = PartSummary()
        var next = entries.startIndex
        while next < entries.endIndex {
            try context.checkCancellation()
            var batch: Batch = []
            while batch.count < network.batchSize, next < entries.endIndex {
                switch image(entries[next], tools.decoder, context) {
                case .success(let image): batch.append((next, image))
                case .failure(let reason): setAside(next, reason, &summary, context)
                }
                next += 1
            }
            guard !batch.isEmpty else { continue }
            features += try context.measure(.network) {
                try self.features(of: batch, tools.session, &summary, context)
            }
        }
        return (features, summary)
    }

    private func setAside(
        _ place: Int, _ reason: any Error, _ summary: inout PartSummary, _ context: TaskContext
    ) {
        let rejection = Rejection(path: entries[place].path.description, reason: "\(reason)")
        summary.rejections.append(rejection)
        context.reject(rejection)
    }

    /// One image as the network takes it.
    private func image(
        _ entry: CatalogEntry, _ decoder: JPEGDecoder, _ context: TaskContext
    ) -> Result<RGBImage, any Error> {
        Result {
            let side = network.inputSize
            let bytes = try context.measure(.read) { try source.read(entry.path) }
            context.finished(images: 0, bytes: bytes.count)
            var image = try context.measure(.decode) {
                try decoder.decode(bytes, fitting: side).resized(width: side, height: side)
            }
            context.measure(.preprocess) { preprocessing.apply(to: &image) }
            return image
        }
    }
}

// MARK: - Images that the network fails on

extension PartitionExtraction {
    /// The features of a batch. Where it fails as a whole, image by image: the others' features are the same then.
    private func features(
        of batch: Batch, _ session: NetworkSession, _ summary: inout PartSummary, _ context: TaskContext
    ) throws -> [Float] {
        do {
            let features = try session.features(of: batch.map(\.image))
            summary.images += batch.map(\.place)
            context.finished(images: batch.count)
            return features
        } catch {
            return try features(ofEach: batch, in: session, after: error, &summary, context)
        }
    }

    private func features(
        ofEach batch: Batch, in session: NetworkSession, after failure: NetworkError,
        _ summary: inout PartSummary, _ context: TaskContext
    ) throws -> [Float] {
        let results = batch.map { one in
            Result { () throws(NetworkError) in try session.features(of: [one.image]) }
        }
        // Where none goes through, the images are not to blame.
        let isImages = batch.count == 1 || results.contains { (try? $0.get()) != nil }
        guard isImages else { throw failure }
        var features: [Float] = []
        for ((place, _), result) in zip(batch, results) {
            switch result {
            case .success(let found):
                features += found
                summary.images.append(place)
                context.finished(images: 1)
            case .failure(let reason):
                let named = ImageFailure(path: entries[place].path, underlying: reason)
                guard context.isLastAttempt else { throw named }
                setAside(place, reason, &summary, context)
            }
        }
        return features
    }
}

/// What an attempt failed of, with the image that it happened on.
struct ImageFailure: Error, CustomStringConvertible {
    let path: ImagePath
    let underlying: NetworkError

    var description: String { "\(path.printable): \(underlying)" }
}
