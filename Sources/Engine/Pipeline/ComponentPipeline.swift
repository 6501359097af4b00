/// From features to points: PCA → project → save.
public struct ComponentPipeline: Sendable {
    let count: ComponentCount
    let partitions: Int
    let folder: RunFolder

    public init(count: ComponentCount, partitions: Int, folder: RunFolder) {
        self.count = count
        self.partitions = partitions
        self.folder = folder
    }

    /// The components of a finished run once more, from its `features.npy`, for another count.
    public func job() -> (job: Job, analysis: Stage<ComponentAnalysis>) {
        let rows = Action("rows", activity: .read) { _ in try FeatureRows(readingFrom: folder) }
        // Read twice, for the sums and for the projection: they stay in memory as far as there is room.
        let features = features(of: rows).persist(.memory)
        let sums = features.treeAggregate(
            "sums", into: Gramian(dimension: ResNet50.featureCount),
            add: { add($2, to: &$1, $0) }, merge: { $0.merge($1) })
        let found = Action("PCA", activity: .pca, after: sums) { try findComponents($1) }
        return plan(analysis(of: rows, features, found))
    }

    /// Another count for an analysis that is at hand: nothing dear is done again.
    public func job(from analysis: ComponentAnalysis) -> (job: Job, analysis: Stage<ComponentAnalysis>) {
        let rows = Action("rows", activity: .read) { _ in analysis.rows }
        let found = Action("PCA", activity: .pca) { _ in try findComponents(analysis.decomposition) }
        return plan(self.analysis(of: rows, features(of: rows), found))
    }

    /// The components of a run that has just made its features.
    func analysis(
        of rows: Action<FeatureRows>, summedUpBy sums: Action<PartSums>
    ) -> Action<ComponentAnalysis> {
        let found = Action("PCA", activity: .pca, after: rows, sums) { _, _, sums in
            try findComponents(sums.gramian ?? Gramian(dimension: ResNet50.featureCount))
        }
        return analysis(of: rows, features(of: rows), found)
    }

    private func analysis(
        of rows: Action<FeatureRows>, _ features: Dataset<[Float]>, _ found: Action<FoundComponents>
    ) -> Action<ComponentAnalysis> {
        let projections =
            features
            .mapPartitions("project", activity: .project, given: found) { _, parts, found in
                parts.map(found.components.project)
            }
            .collect("project")
        return Action("save", activity: .write, after: rows, found, projections) {
            try save($1, $2, $3)
        }
    }

    /// The rows of `features.npy`, one element a partition.
    private func features(of rows: Action<FeatureRows>) -> Dataset<[Float]> {
        Dataset("features", partitions: partitions, activity: .read, given: rows) {
            try [features($0, $1, $2)]
        }
    }

    private func plan(
        _ analysis: Action<ComponentAnalysis>
    ) -> (job: Job, analysis: Stage<ComponentAnalysis>) {
        var planner = JobPlanner("components of \(folder.name)")
        let stage = planner.stage(of: analysis)
        return (planner.job, stage)
    }
}

/// What the PCA stage makes.
struct FoundComponents: Sendable {
    let decomposition: CovarianceDecomposition
    let components: PrincipalComponents
}
