// What the stages from the features to the points do. Each function is the body of one task and runs on a slot's
// thread.

extension ComponentPipeline {
    /// The whole spectrum of the features' covariance.
    func decompose(_ sums: PartitionSums) throws -> CovarianceDecomposition {
        try withAllCores { try CovarianceDecomposition(of: sums.total) }
    }

    /// The components that are kept.
    func findAxes(_ decomposition: CovarianceDecomposition) throws -> PrincipalComponents {
        try withAllCores { try decomposition.principalComponents(keeping: count) }
    }

    /// One partition's rows on the components, `(rows, k)`.
    func project(
        _ context: TaskContext, _ rows: FeatureRows, _ components: PrincipalComponents
    ) throws -> [Float] {
        components.project(try features(context, rows))
    }

    /// Puts the projected partitions together, and writes them and what PCA found.
    func save(
        _ rows: FeatureRows, _ decomposition: CovarianceDecomposition, _ components: PrincipalComponents,
        _ projections: [[Float]]
    ) throws -> ComponentAnalysis {
        let analysis = ComponentAnalysis(
            rows: rows, decomposition: decomposition, components: components,
            projection: Array(projections.joined()))
        try permanently { try analysis.write(to: folder) }
        return analysis
    }

    /// The rows of `features.npy` that are the task's, `(rows, 2048)`.
    func features(_ context: TaskContext, _ rows: FeatureRows) throws -> [Float] {
        let range = partition(context.attempt.partition, of: context.partitionCount, count: rows.images.count)
        context.expect(images: range.count)
        let features: [Float] = try context.measure(.read) {
            try permanently { try rows.features(range, from: folder) }
        }
        context.finished(images: range.count)
        return features
    }

    /// Nothing else of the job runs beside the eigensolver, so it may have every core.
    private func withAllCores<Result>(_ solve: () throws -> Result) throws -> Result {
        setMathThreads(Session.availableCores)
        defer { setMathThreads(1) }
        return try permanently(solve)
    }
}
