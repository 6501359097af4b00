// What the stages from the features to the points do. Each function is the body of one task and runs on a slot's
// thread.

extension ComponentPipeline {
    /// The whole spectrum of the features' covariance, and the components that are kept.
    func findComponents(_ sum: Gramian) throws -> FoundComponents {
        try findComponents(withAllCores { try CovarianceDecomposition(of: sum) })
    }

    /// The components that are kept of a known spectrum.
    func findComponents(_ decomposition: CovarianceDecomposition) throws -> FoundComponents {
        let components = try withAllCores { try decomposition.principalComponents(keeping: count) }
        return FoundComponents(decomposition: decomposition, components: components)
    }

    /// Adds one partition's rows.
    func add(_ rows: [Float], to sum: inout Gramian, _ context: TaskContext) {
        context.measure(.gramian) { sum.merge(Gramian(of: rows, dimension: ResNet50.featureCount)) }
    }

    /// Puts the projected partitions together, and writes them and what PCA found.
    func save(
        _ rows: FeatureRows, _ found: FoundComponents, _ projections: [[Float]]
    ) throws -> ComponentAnalysis {
        let analysis = ComponentAnalysis(
            rows: rows, decomposition: found.decomposition, components: found.components,
            projection: Array(projections.joined()))
        try permanently { try analysis.write(to: folder) }
        return analysis
    }

    /// The rows of `features.npy` that are one partition's, `(rows, 2048)`.
    func features(_ context: TaskContext, _ number: Int, _ rows: FeatureRows) throws -> [Float] {
        let range = partition(number, of: partitions, count: rows.images.count)
        context.expect(images: range.count)
        let features: [Float] = try context.measure(.read) {
            try permanently { try rows.features(range, from: folder) }
        }
        context.finished(images: range.count)
        return features
    }

    /// Nothing else of the job runs beside the eigensolver, so it may have every core.
    private func withAllCores<Result>(_ solve: () throws -> Result) throws -> Result {
        setMathThreads(mostMathThreads)
        defer { setMathThreads(1) }
        return try permanently(solve)
    }
}
