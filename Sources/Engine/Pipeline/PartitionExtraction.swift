// The body of one features task: read → decode → preprocess → network, image by image and batch by batch. It runs on a
// slot's thread, and everything mutable it touches is the slot's own.

/// Turns the images of one partition into features.
struct PartitionExtraction {
    let source: any Source
    let preprocessing: PreprocessingChain
    let network: Network
    /// The images, which are the catalog's from `entries.startIndex` on.
    let entries: ArraySlice<CatalogEntry>
    /// Those of the next partition.
    let following: ArraySlice<CatalogEntry>

    /// What a slot makes once and needs for every task.
    private final class Tools {
        let decoder: JPEGDecoder
        let session: NetworkSession

        init(_ network: Network) throws {
            decoder = try JPEGDecoder()
            session = try NetworkSession(network)
        }
    }

    /// Images on their way through the network together.
    private struct Batch {
        var images: [RGBImage] = []
        /// Where they stand in the catalog.
        var positions: [Int] = []
    }

    /// What becomes of the images, as it grows.
    private struct Findings {
        var images: [Int] = []
        var rejections: [(position: Int, rejection: Rejection)] = []
        var isProvisional = false

        /// In the order of the catalog: what the network refuses comes after what could not be decoded.
        var summary: PartSummary {
            let rejections = rejections.sorted { $0.position < $1.position }.map(\.rejection)
            return PartSummary(images: images, rejections: rejections, isProvisional: isProvisional)
        }
    }

    /// Gives `keep` the features of the images that can be used, batch by batch, and tells why the others were set
    /// aside.
    ///
    /// - Throws: `TaskCancelled`, what `keep` throws, or what is wrong with the machine, the network or the dataset as a
    ///   whole; never for an image's sake.
    func run(_ context: TaskContext, keep: ([Float]) throws -> Void) throws -> PartSummary {
        let tools = try context.local(key: ObjectIdentifier(network)) { try Tools(network) }
        let reader = source.reader(of: entries, until: { context.isCancelled })
        var findings = Findings()
        var (next, isNextExpected) = (entries.startIndex, false)
        while next < entries.endIndex {
            try context.checkCancellation()
            var batch = Batch()
            while batch.images.count < network.batchSize, next < entries.endIndex {
                switch image(reader, tools.decoder, context) {
                case .success(let image):
                    batch.images.append(image)
                    batch.positions.append(next)
                case .failure(let error):
                    try context.checkCancellation()
                    let trouble = error as? SourceError
                    if let trouble, trouble.isAboutWhole { throw PermanentFailure(trouble) }
                    if trouble?.mayPass == true { findings.isProvisional = true }
                    setAside(next, "\(error)", &findings, context)
                }
                next += 1
            }
            if !isNextExpected {
                // Not sooner: what is wanted now goes first.
                source.expect(following, until: { context.isCancelled })
                isNextExpected = true
            }
            let features = try features(of: &batch, tools.session, &findings, context)
            if !features.isEmpty { try keep(features) }
            findings.images += batch.positions
            context.finished(images: batch.images.count)
        }
        return findings.summary
    }

    /// The features of a batch, less the images that the network makes no numbers of.
    private func features(
        of batch: inout Batch, _ session: NetworkSession, _ findings: inout Findings, _ context: TaskContext
    ) throws -> [Float] {
        while !batch.images.isEmpty {
            do {
                return try context.measure(.network) { try session.features(of: batch.images) }
            } catch NetworkError.notFinite(let image, let feature) {
                batch.images.remove(at: image)
                setAside(
                    batch.positions.remove(at: image),
                    "makes feature \(feature) infinite or not a number: the weights do not fit it", &findings,
                    context)
            }
        }
        return []
    }

    private func setAside(
        _ position: Int, _ reason: String, _ findings: inout Findings, _ context: TaskContext
    ) {
        let rejection = Rejection(path: entries[position].path.description, reason: reason)
        findings.rejections.append((position, rejection))
        context.reject(rejection)
    }

    /// One image as the network takes it.
    private func image(
        _ reader: ImageReader, _ decoder: JPEGDecoder, _ context: TaskContext
    ) -> Result<RGBImage, any Error> {
        Result {
            let side = network.inputSize
            let bytes = try context.measure(.read) { try reader.next() }
            context.finished(images: 0, bytes: bytes.count)
            var image = try context.measure(.decode) {
                try decoder.decode(bytes, fitting: side).resized(width: side, height: side)
            }
            context.measure(.preprocess) { preprocessing.apply(to: &image) }
            return image
        }
    }
}
