// How a trial of nearest neighbours is a job: the images in blocks, a task each.

/// Looks up held-out images of a run among the others, on 1, 2, 3 … of its components and with all features.
///
///     let study = NeighbourStudy(folder)
///     let trial = try session.run(study.trialOnKept())
///     let more = try session.run(study.trial(on: 512, of: nil, after: trial))
///
/// The jobs fail with what the run's files are read with: `RunFolderError`, `NPYError`.
public struct NeighbourStudy: Sendable {
    private let folder: RunFolder
    /// Tasks of each stage that goes through images.
    private static let tasks = 16

    public init(_ folder: RunFolder) { self.folder = folder }

    /// On the components that the run keeps: quick, for where its images lie on them is in its folder.
    public func trialOnKept() -> Action<NeighbourTrial> {
        let rows = self.rows
        let space = Action("space", activity: .read, after: rows) { _, rows in
            try permanently { try keptSpace(of: rows) }
        }
        let byFeatures = parts(of: space)
            .mapPartitions("features", given: space, rows) { context, places, space, rows in
                let features = try permanently { try rows.features(in: folder) }
                return try permanently {
                    try space.nearestCategoriesByFeatures(ofQueries: places.indices, features) {
                        try context.checkCancellation()
                    }
                }
            }
            .collect("features")
        return trial(in: space, byFeatures)
    }

    /// On more components than the run keeps, or than it has if that is fewer. They have to be found first.
    ///
    /// - Parameters:
    ///   - count: of components, at least 1.
    ///   - decomposition: of the run, where it is at hand; nil to make it from the features once more.
    ///   - earlier: a trial of the same run, of which its division and what all features say are taken.
    public func trial(
        on count: Int, of decomposition: CovarianceDecomposition?, after earlier: NeighbourTrial
    ) -> Action<NeighbourTrial> {
        let rows = self.rows
        let axes = components(count, of: decomposition, rows)
        let sample = Action("sample") { _ in earlier.heldOut }
        let coordinates = Dataset("sample", of: sample, partitions: Self.tasks) { $0.queries + $0.references }
            .mapPartitions("project", activity: .project, given: rows, axes) { context, sample, rows, axes in
                try permanently { try project(sample, rows, axes, context) }
            }
            .collect("project")
        let space = Action("space", after: rows, axes, coordinates) { _, rows, axes, coordinates in
            NeighbourSpace(
                earlier.heldOut, images: rows.images, coordinates: coordinates,
                components: axes.components.rows)
        }
        return trial(in: space, Action("features") { _ in earlier.nearestByFeatures })
    }
}

extension NeighbourStudy {
    private var rows: Action<FeatureRows> {
        Action("rows", activity: .read) { _ in try permanently { try FeatureRows(readingFrom: folder) } }
    }

    /// Shares of the held-out images; the indices of their elements are their places among all.
    private func parts(of space: Action<NeighbourSpace>) -> Dataset<Int> {
        Dataset("held out", of: space, partitions: Self.tasks) { $0.heldOut.queries }
    }

    private func trial(
        in space: Action<NeighbourSpace>, _ byFeatures: Action<[Int32]>
    ) -> Action<NeighbourTrial> {
        let nearest = parts(of: space)
            .mapPartitions("neighbours", activity: .project, given: space) { context, places, space in
                try places.indices.map { place in
                    try context.checkCancellation()
                    return space.nearestCategories(ofQuery: place)
                }
            }
            .collect("neighbours")
        return Action("trial", after: space, nearest, byFeatures) { _, space, nearest, byFeatures in
            NeighbourTrial(space, nearest: nearest, nearestByFeatures: byFeatures)
        }
    }

    private func keptSpace(of rows: FeatureRows) throws -> NeighbourSpace {
        let projection = try NPYReader(folder.projection)
        guard projection.rows == rows.images.count else { throw RunFolderError.damaged(folder.projection) }
        let heldOut = HeldOut(of: rows.images)
        let queries: [Float] = try projection.values(of: heldOut.queries[...])
        let references: [Float] = try projection.values(of: heldOut.references[...])
        return NeighbourSpace(
            heldOut, images: rows.images, coordinates: queries + references, components: projection.columns)
    }

    /// The eigensolve has no more threads here than tasks have: a study is never in a hurry.
    private func components(
        _ count: Int, of decomposition: CovarianceDecomposition?, _ rows: Action<FeatureRows>
    ) -> Action<PrincipalComponents> {
        @Sendable func keeping(_ found: CovarianceDecomposition) throws -> PrincipalComponents {
            let kept = ComponentCount.fixed(max(1, min(count, found.spectrum.variances.count)))
            return try permanently { try found.principalComponents(keeping: kept) }
        }
        if let decomposition {
            return Action("PCA", activity: .pca) { _ in try keeping(decomposition) }
        }
        let sum = ComponentPipeline(count: .fixed(count), folder: folder).sum(of: rows)
        return Action("PCA", activity: .pca, after: sum) { _, sum in
            try keeping(permanently { try CovarianceDecomposition(of: sum) })
        }
    }

    /// The coordinates of some rows, one after the other.
    private func project(
        _ sample: ArraySlice<Int>, _ rows: FeatureRows, _ axes: PrincipalComponents, _ context: TaskContext
    ) throws -> [Float] {
        let features = try rows.features(in: folder)
        var coordinates: [Float] = []
        for block in blocks(of: sample.indices) {
            try context.checkCancellation()
            coordinates += axes.project(try features.values(of: sample[block]))
        }
        return coordinates
    }
}
