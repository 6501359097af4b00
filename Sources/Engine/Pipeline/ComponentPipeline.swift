/// From features to points: sums → PCA → project → save.
///
/// Everything is read from `features.npy` a block at a time, so what it comes to depends on the features alone: a run,
/// one that was continued and `workbench pca` find the same to the last bit.
public struct ComponentPipeline: Sendable {
    let count: ComponentCount
    let folder: RunFolder

    /// Tasks of the stages that go through the rows. The same for every run: sums depend on where rows are divided,
    /// and each task's sum may have to wait for the one before.
    static let tasks = 16

    public init(count: ComponentCount, folder: RunFolder) {
        self.count = count
        self.folder = folder
    }

    /// The components of a finished run once more, from its `features.npy`, for another count.
    public func job() -> (job: Job, analysis: Stage<ComponentAnalysis>) {
        plan(analysis(of: Action("rows", activity: .read) { _ in try FeatureRows(readingFrom: folder) }))
    }

    /// Another count for an analysis that is at hand: nothing dear is done again.
    public func job(from analysis: ComponentAnalysis) -> (job: Job, analysis: Stage<ComponentAnalysis>) {
        let rows = Action("rows", activity: .read) { _ in analysis.rows }
        let found = Action("PCA", activity: .pca) { _ in try findComponents(analysis.decomposition) }
        return plan(self.analysis(of: rows, found))
    }

    /// What follows the features.
    func analysis(of rows: Action<FeatureRows>) -> Action<ComponentAnalysis> {
        let found = Action("PCA", activity: .pca, after: sum(of: rows)) { try findComponents($1) }
        return analysis(of: rows, found)
    }

    /// What the components are found from.
    func sum(of rows: Action<FeatureRows>) -> Action<Gramian> {
        shares(of: rows).treeAggregate(
            "sums", into: Gramian(dimension: ResNet50.featureCount),
            add: { try add($2, to: &$1, $0) }, merge: { $0.merge($1) })
    }

    private func analysis(
        of rows: Action<FeatureRows>, _ found: Action<FoundComponents>
    ) -> Action<ComponentAnalysis> {
        let projections = shares(of: rows)
            .mapPartitions("project", activity: .project, given: found) { context, shares, found in
                try shares.map { try project(context, $0, found) }
            }
            .collect("project")
        return Action("save", activity: .write, after: rows, found, projections) {
            try save($1, $2, $3)
        }
    }

    /// The rows of `features.npy`, a share for each task.
    private func shares(of rows: Action<FeatureRows>) -> Dataset<RowShare> {
        Dataset("rows", partitions: Self.tasks, activity: .gramian, given: rows) { _, number, rows in
            [RowShare(rows: rows, range: partition(number, of: Self.tasks, count: rows.images.count))]
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

/// The rows of `features.npy` that are one task's.
struct RowShare: Sendable {
    let rows: FeatureRows
    let range: Range<Int>
}

/// What the PCA stage makes.
struct FoundComponents: Sendable {
    let decomposition: CovarianceDecomposition
    let components: PrincipalComponents
}
