// What the stages up to the features do. Each function is the body of one task and runs on a slot's thread.

extension Pipeline {
    /// Lists the dataset and keeps what the user asked for.
    func listImages(_ context: TaskContext) throws -> Catalog {
        try permanently {
            let all = try Catalog(listing: source) { entries in
                try context.checkCancellation()
                context.finished(images: entries.count)
                hooks.found(entries)
            }
            guard !all.entries.isEmpty else { throw CatalogError.empty(uri: source.uri) }
            let catalog = try all.selecting(categories: options.categories, limit: options.limit)
            context.list(catalog.entries)
            hooks.listed(catalog)
            return catalog
        }
    }

    /// Makes the network, and refuses a run that must not go on before any image is read.
    func loadModel(for catalog: Catalog) throws -> Model {
        try permanently {
            let weights = try options.weights.load(variant: options.variant)
            try folder.begin(RunPlan(catalog: catalog, weights: weights, options: options))
            let network = try Network(weights: weights, inputSize: options.inputSize)
            return Model(network: network, variant: weights.variant, weightsDigest: weights.digest)
        }
    }

    /// The features of one partition of the catalog.
    func extract(
        _ context: TaskContext, _ images: ArraySlice<CatalogEntry>, _ model: Model
    ) throws -> FeaturePart {
        context.expect(images: images.count)
        guard !images.isEmpty else { return FeaturePart(features: [], summary: PartSummary()) }
        let extraction = PartitionExtraction(
            source: source, preprocessing: options.preprocessing, network: model.network, entries: images)
        let (features, summary) = try extraction.run(context)
        return FeaturePart(features: features, summary: summary)
    }

    /// The parts in the run folder: durable as they are done, and taken from an earlier run where it came so far.
    var keptParts: DurableStore<FeaturePart> {
        DurableStore(
            load: { context, partition in try keptPart(context, partition).map { [$0] } },
            save: { context, partition, parts in
                for part in parts where !part.summary.isEmpty {
                    try context.measure(.write) { try keep(part, partition) }
                }
            },
            byteCount: { parts in parts.reduce(0) { $0 + $1.features.byteCount } })
    }

    private func keptPart(_ context: TaskContext, _ number: Int) throws -> FeaturePart? {
        guard let plan = try permanently({ try folder.existingPlan() }) else { return nil }
        let images = partition(number, of: options.partitions, count: plan.images)
        guard !images.isEmpty, let kept = PartStore(folder: folder).load(partition: number, images: images)
        else { return nil }
        context.expect(images: images.count)
        kept.summary.rejections.forEach { context.reject($0) }
        context.finished(images: kept.summary.images.count)
        return FeaturePart(features: kept.features, summary: kept.summary)
    }

    private func keep(_ part: FeaturePart, _ partition: Int) throws {
        try permanently {
            try PartStore(folder: folder).save(part.features, part.summary, partition: partition)
        }
    }

    /// Numbers the rows, and writes the features and both lists.
    func mergeParts(_ context: TaskContext, _ catalog: Catalog, _ parts: [PartSummary]) throws -> FeatureRows
    {
        try permanently {
            let rows = FeatureRows(
                images: parts.flatMap(\.images).map { catalog.entries[$0] },
                rejections: catalog.unlisted + parts.flatMap(\.rejections))
            try rows.write(to: folder)
            if rows.images.isEmpty, let first = rows.rejections.first {
                throw RunError.allSetAside(count: rows.rejections.count, first: first)
            }
            try PartStore(folder: folder).concatenate(parts, to: folder.features) {
                try context.checkCancellation()
            }
            return rows
        }
    }
}

/// The network of a run, made once and shared by every slot.
struct Model: Sendable {
    let network: Network
    let variant: ResNet50.Variant
    let weightsDigest: String
}

/// One partition of the images, done.
struct FeaturePart: Sendable {
    /// `(summary.images.count, 2048)`, row-major.
    let features: [Float]
    let summary: PartSummary
}

/// Marks what `body` throws as trouble that another attempt would meet again: a full disk, unreadable weights.
func permanently<Result>(_ body: () throws -> Result) throws -> Result {
    do {
        return try body()
    } catch let error as TaskCancelled {
        throw error
    } catch {
        throw PermanentFailure(error)
    }
}
