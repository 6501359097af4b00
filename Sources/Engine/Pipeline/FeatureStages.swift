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
            let model = try makeModel(for: catalog)
            try hooks.begun(model.network)
            return model
        }
    }

    /// The weights are let go before images are read: the network has them laid out its own way.
    private func makeModel(for catalog: Catalog) throws -> Model {
        let weights = try options.weights.load(variant: options.variant)
        var plan = RunPlan(catalog: catalog, weights: weights, options: options)
        let earlier = try folder.existingPlan()
        if let earlier { try folder.check(plan, against: earlier) }
        let network = try options.methods.network(
            weights, inputSize: options.inputSize, precision: options.precision,
            first: earlier?.methods ?? ConvolutionMethods())
        plan.methods = network.methods
        return Model(network: network, plan: try folder.begin(plan), images: catalog.entries)
    }

    /// Makes the features of one partition of the catalog, kept in the run folder once they are whole.
    func extract(
        _ context: TaskContext, _ images: ArraySlice<CatalogEntry>, _ model: Model
    ) throws -> PartSummary {
        context.expect(images: images.count)
        guard !images.isEmpty else { return PartSummary() }
        let (number, count) = (context.attempt.partition + 1, options.partitions)
        let next =
            number < count
            ? partition(number, of: count, count: model.images.count)
            : images.endIndex..<images.endIndex
        let extraction = PartitionExtraction(
            source: source, preprocessing: options.preprocessing, network: model.network, entries: images,
            following: model.images[next])
        let part = try permanently { try PartStore(folder: folder).begin(context.attempt.partition) }
        let summary = try extraction.run(context) { features in
            try context.measure(.write) { try permanently { try part.append(features) } }
        }
        try context.measure(.write) { try permanently { try part.finish(summary) } }
        return summary
    }

    /// The parts in the run folder, of an earlier run too.
    var keptParts: DurableStore<PartSummary> {
        DurableStore(
            find: { context, partition in try keptPart(context, partition).map { [$0] } },
            byteCount: { parts in
                parts.reduce(0) { $0 + $1.images.count * ResNet50.featureCount * MemoryLayout<Float>.size }
            })
    }

    private func keptPart(_ context: TaskContext, _ number: Int) throws -> PartSummary? {
        guard let plan = try permanently({ try folder.existingPlan() }) else { return nil }
        let images = partition(number, of: options.partitions, count: plan.images)
        guard !images.isEmpty, let earlier = PartStore(folder: folder).find(number, images: images) else {
            return nil
        }
        context.expect(images: images.count)
        earlier.rejections.forEach { context.reject($0) }
        context.finished(images: earlier.images.count)
        return earlier
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

/// What every task of the features stage works with, made once and shared by every slot.
struct Model: Sendable {
    let network: Network
    let plan: RunPlan
    /// The catalog's, in its order.
    let images: [CatalogEntry]
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
