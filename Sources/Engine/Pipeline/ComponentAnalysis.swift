/// What a run found: the images by row, their principal components, and where the images lie on them.
public struct ComponentAnalysis: Sendable {
    public let rows: FeatureRows
    /// The whole spectrum, from which the components for any other count come quickly.
    public let decomposition: CovarianceDecomposition
    /// The k components that are kept.
    public let components: PrincipalComponents
    /// `(images, k)`, row-major.
    public let projection: [Float]

    /// Writes `pca/*.npy` and `projection.npy`.
    func write(to folder: RunFolder) throws {
        let kept = components.components
        try makeFolders(folder.components)
        try NPY.write(components.mean, to: folder.mean)
        try NPY.write(kept, to: folder.axes)
        try NPY.write(components.explainedVariance, to: folder.explainedVariance)
        try NPY.write(components.explainedVarianceRatio, to: folder.explainedVarianceRatio)
        try NPY.write(projection, shape: [rows.images.count, kept.rows], to: folder.projection)
    }
}
