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
        var job = Job(name: "components of \(folder.name)")
        let rows = job.stage("rows", activity: .read) { _ in try FeatureRows(readingFrom: folder) }
        let saved = addStages(to: &job, after: rows)
        return (job, saved)
    }

    /// Another count for an analysis that is at hand: nothing dear is done again.
    public func job(from analysis: ComponentAnalysis) -> (job: Job, analysis: Stage<ComponentAnalysis>) {
        var job = Job(name: "components of \(folder.name)")
        let rows = job.stage("rows", activity: .read) { _ in analysis.rows }
        let found = job.stage("PCA", activity: .pca) { _ in try findComponents(analysis.decomposition) }
        let saved = addStages(to: &job, after: rows, found)
        return (job, saved)
    }

    /// The stages that follow the features.
    func addStages(to job: inout Job, after rows: Stage<FeatureRows>) -> Stage<ComponentAnalysis> {
        let sums = PartitionSums()
        let summed = job.stage("sums", tasks: Self.tasks, activity: .gramian, after: rows) { context, rows in
            sums.add(try sum(context, rows), partition: context.attempt.partition)
        }
        let found = job.stage("PCA", activity: .pca, after: summed) { _, _ in try findComponents(sums) }
        return addStages(to: &job, after: rows, found)
    }

    private func addStages(
        to job: inout Job, after rows: Stage<FeatureRows>, _ found: Stage<FoundComponents>
    ) -> Stage<ComponentAnalysis> {
        let projections = job.stage(
            "project", tasks: Self.tasks, activity: .project, after: rows, found
        ) {
            try project($0, $1, $2)
        }
        return job.stage("save", activity: .write, after: rows, found, projections) {
            try save($1, $2, $3)
        }
    }
}

/// What the PCA stage makes.
struct FoundComponents: Sendable {
    let decomposition: CovarianceDecomposition
    let components: PrincipalComponents
}
