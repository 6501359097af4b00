// The way of the data on one page. Each stage is a plain function of what the stages before it made; what the
// functions do is in FeatureStages.swift and ComponentStages.swift.

/// From photographs to points: catalog → model → features → merge → sums → PCA → project → save.
public struct Pipeline: Sendable {
    let options: RunOptions
    let source: any Source
    let folder: RunFolder
    let hooks: PipelineHooks

    public init(
        options: RunOptions, source: any Source, folder: RunFolder, hooks: PipelineHooks = PipelineHooks()
    ) {
        self.options = options
        self.source = source
        self.folder = folder
        self.hooks = hooks
    }

    /// The stages of a run, as far as it goes.
    public func plan(_ extent: Run.Extent) -> PlannedRun {
        var job = Job(name: "\(extent) of \(source.name.escapingUnprintable)")
        let catalog = job.stage("catalog", activity: .list) { context in
            try listImages(context)
        }
        let model = job.stage("model", activity: .load, after: catalog) { _, catalog in
            try loadModel(for: catalog)
        }
        let parts = job.stage("features", tasks: options.partitions, activity: .read, after: catalog, model) {
            try extract($0, $1, $2)
        }
        let rows = job.stage("merge", activity: .merge, after: catalog, parts) { context, catalog, parts in
            try mergeParts(context, catalog, parts)
        }
        let analysis = extent == .components ? components.addStages(to: &job, after: rows) : nil
        return PlannedRun(job: job, catalog: catalog, model: model, rows: rows, analysis: analysis)
    }

    private var components: ComponentPipeline {
        ComponentPipeline(count: options.components, folder: folder)
    }
}

/// A run's job, and the keys to what its stages make.
public struct PlannedRun: Sendable {
    public let job: Job
    let catalog: Stage<Catalog>
    let model: Stage<Model>
    let rows: Stage<FeatureRows>
    let analysis: Stage<ComponentAnalysis>?
}

/// What a pipeline tells while it runs, besides its events. Called on slots' threads; must return at once.
public struct PipelineHooks: Sendable {
    /// Images found by the listing, in no order, batch by batch.
    public var found: @Sendable ([CatalogEntry]) -> Void = { _ in }
    /// The catalog, in its order, as the run takes it.
    public var listed: @Sendable (Catalog) -> Void = { _ in }
    /// The run is not refused, and its network is made: images are about to be read. What this throws ends the run.
    var begun: @Sendable (Network) throws -> Void = { _ in }

    public init() {}
}
