/// What a run found: the images by row, and their principal components. Where the images lie on them is in the folder's
/// `projection.npy`: of many images on many components that is more than should stay in memory.
public struct ComponentAnalysis: Sendable {
    public let rows: FeatureRows
    /// The whole spectrum, from which the components for any other count come quickly.
    public let decomposition: CovarianceDecomposition
    /// The k components that are kept.
    public let components: PrincipalComponents
    let folder: RunFolder

    /// Where the images lie, `(images, k)` row-major, read from the folder.
    ///
    /// - Throws: `NPYError`, or `RunFolderError` where what lies there now is of another count.
    public func projection() throws -> [Float] {
        let reader = try projectionReader()
        return try reader.values(ofRows: 0..<reader.rows)
    }

    /// Where the images lie on one component, counted from 0.
    ///
    /// - Throws: as `projection()`.
    public func projection(on component: Int) throws -> [Float] {
        let reader = try projectionReader()
        var column: [Float] = []
        column.reserveCapacity(reader.rows)
        for block in blocks(of: 0..<reader.rows) {
            let values: [Float] = try reader.values(ofRows: block)
            column += stride(from: component, to: values.count, by: reader.columns).map { values[$0] }
        }
        return column
    }

    private func projectionReader() throws -> NPYReader {
        let reader = try NPYReader(folder.projection)
        guard reader.rows == rows.images.count, reader.columns == components.components.rows else {
            throw RunFolderError.damaged(folder.projection)
        }
        return reader
    }

    /// Writes `pca/*.npy`, and `projection.npy` from its parts in their order.
    func write(_ parts: [ScratchFile]) throws {
        let kept = components.components
        try makeFolders(folder.components)
        try NPY.write(components.mean, to: folder.mean)
        try NPY.write(kept, to: folder.axes)
        try NPY.write(components.explainedVariance, to: folder.explainedVariance)
        try NPY.write(components.explainedVarianceRatio, to: folder.explainedVarianceRatio)
        let projection = try NPYWriter<Float>(folder.projection, columns: kept.rows)
        for part in parts {
            try part.forEachChunk(of: blockRows * kept.rows) { try projection.append($0) }
        }
        try projection.finish()
    }
}
