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

    /// The features of the images that can be used, and why the others were set aside.
    ///
    /// - Throws: `TaskCancelled`, or what is wrong with the machine or the network; never for an image's sake.
    func run(_ context: TaskContext) throws -> (features: [Float], summary: PartSummary) {
        let tools = try context.local(key: ObjectIdentifier(network)) { try Tools(network) }
        var features: [Float] = []
        features.reserveCapacity(entries.count * ResNet50.featureCount)
        var summary = PartSummary()
        var next = entries.startIndex
        while next < entries.endIndex {
            try context.checkCancellation()
            var images: [RGBImage] = []
            while images.count < network.batchSize, next < entries.endIndex {
                switch image(entries[next], tools.decoder, context) {
                case .success(let image):
                    images.append(image)
                    summary.images.append(next)
                case .failure(let reason):
                    let rejection = Rejection(path: entries[next].path.description, reason: "\(reason)")
                    summary.rejections.append(rejection)
                    context.reject(rejection)
                }
                next += 1
            }
            guard !images.isEmpty else { continue }
            features += try context.measure(.network) { try tools.session.features(of: images) }
            context.finished(images: images.count)
        }
        return (features, summary)
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
