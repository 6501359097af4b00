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
        var job = Job(name: "components of \(folder.name)")
        let sums = PartitionSums()
        let rows = job.stage("rows", activity: .read) { _ in try FeatureRows(readingFrom: folder) }
        let summed = job.stage("sums", tasks: partitions, activity: .gramian, after: rows) { context, rows in
            sums.add(try features(context, rows), context)
        }
        let found = job.stage("PCA", activity: .pca, after: summed) { _, _ in try findComponents(sums) }
        let saved = addStages(to: &job, after: rows, found)
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

    /// The stages of a run that has just made its features.
    func addStages(
        to job: inout Job, after rows: Stage<FeatureRows>, _ sums: PartitionSums
    ) -> Stage<ComponentAnalysis> {
        let found = job.stage("PCA", activity: .pca, after: rows) { _, _ in try findComponents(sums) }
        return addStages(to: &job, after: rows, found)
    }

    private func addStages(
        to job: inout Job, after rows: Stage<FeatureRows>, _ found: Stage<FoundComponents>
    ) -> Stage<ComponentAnalysis> {
        let projections = job.stage("project", tasks: partitions, activity: .project, after: rows, found) {
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
