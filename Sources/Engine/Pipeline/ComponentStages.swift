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

    /// Adds the task's rows.
    func add(_ share: RowShare, to sum: inout Gramian, _ context: TaskContext) throws {
        try forEachBlock(context, share) { block in context.measure(.gramian) { sum.add(block) } }
    }

    /// The task's rows on the components, `(rows, k)`.
    func project(
        _ context: TaskContext, _ share: RowShare, _ found: FoundComponents
    ) throws -> ScratchFile {
        let projection = try permanently { try ScratchFile(in: folder.path) }
        try forEachBlock(context, share) { block in
            let projected = context.measure(.project) { found.components.project(block) }
            try context.measure(.write) { try permanently { try projection.append(projected) } }
        }
        return projection
    }

    /// Puts the projected rows together, and writes what PCA found.
    func save(
        _ rows: FeatureRows, _ found: FoundComponents, _ projections: [ScratchFile]
    ) throws -> ComponentAnalysis {
        let analysis = ComponentAnalysis(
            rows: rows, decomposition: found.decomposition, components: found.components, folder: folder)
        try permanently {
            // Killed from here on, a finished run has features and no components, not some of each count.
            try RunRecord.withdrawComponents(folder)
            try analysis.write(projections)
        }
        return analysis
    }

    /// Goes through the rows of `features.npy` that are the task's, `(rows, 2048)` a block.
    private func forEachBlock(
        _ context: TaskContext, _ share: RowShare, _ body: ([Float]) throws -> Void
    ) throws {
        context.expect(images: share.range.count)
        let features = try permanently { try share.rows.features(in: folder) }
        for block in blocks(of: share.range) {
            try context.checkCancellation()
            try body(context.measure(.read) { try permanently { try features.values(ofRows: block) } })
            context.finished(images: block.count)
        }
    }

    /// Nothing else of the job runs beside the eigensolver, so it may have every core.
    private func withAllCores<Result>(_ solve: () throws -> Result) throws -> Result {
        setMathThreads(mostMathThreads)
        defer { setMathThreads(1) }
        return try permanently(solve)
    }
}
