// The way of the data on one page, in datasets and actions. What the functions do that they are given is in
// FeatureStages.swift and ComponentStages.swift.

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

    /// The job of a run, as far as it goes.
    public func plan(_ extent: Run.Extent) -> PlannedRun {
        let catalog = Action("catalog", activity: .list) { context in try listImages(context) }
        let model = Action("model", activity: .load, after: catalog) { _, catalog in
            try loadModel(for: catalog)
        }
        let parts = Dataset("images", of: catalog, partitions: options.partitions) { $0.entries }
            .mapPartitions("extract", activity: .read, given: model) { try [extract($0, $1, $2)] }
            .persist(in: keptParts)
            .collect("features")
        let rows = Action("merge", activity: .merge, after: catalog, parts) { context, catalog, parts in
            try mergeParts(context, catalog, parts)
        }
        let analysis = extent == .components ? components.analysis(of: rows) : nil

        var planner = JobPlanner("\(extent) of \(source.name.escapingUnprintable)")
        return PlannedRun(
            catalog: planner.stage(of: catalog), model: planner.stage(of: model),
            rows: planner.stage(of: rows), analysis: analysis.map { planner.stage(of: $0) },
            job: planner.job, explanation: planner.explanation)
    }

    private var components: ComponentPipeline {
        ComponentPipeline(count: options.components, folder: folder)
    }
}

/// A run's job, and the keys to what its stages make.
public struct PlannedRun: Sendable {
    let catalog: Stage<Catalog>
    let model: Stage<Model>
    let rows: Stage<FeatureRows>
    let analysis: Stage<ComponentAnalysis>?
    public let job: Job
    /// The job's stages as text.
    public let explanation: String
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
