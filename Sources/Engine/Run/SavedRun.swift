import Foundation

/// A run folder read back, for looking at without the photographs.
public struct SavedRun: Sendable {
    /// What a run that came to its end has found.
    public struct Findings: Sendable {
        public let record: RunRecord
        public let rows: FeatureRows
        /// Share of the variance of each component, the whole spectrum.
        public let explainedVarianceRatio: [Double]
        /// `(images, k)`.
        public let projection: Matrix<Float>
    }

    public let folder: RunFolder
    /// The dataset as it was named when the run was begun.
    public let dataset: String
    public let preprocess: String
    public let partitions: Int
    /// Everything that happened, as far as the log goes.
    public let events: [JobEvent]
    /// nil for a run that was interrupted.
    public let findings: Findings?

    /// - Throws: `RunFolderError` or `NPYError` where the folder holds no run, or not what a run writes.
    public init(readingFrom folder: RunFolder) throws {
        self.folder = folder
        events =
            FileManager.default.contents(atPath: folder.events).map { EventLog.decode([UInt8]($0)).events }
            ?? []
        if let plan = try folder.existingPlan(), !FileManager.default.fileExists(atPath: folder.record) {
            (dataset, preprocess, partitions) = (plan.dataset, plan.preprocess, plan.partitions)
            findings = nil
            return
        }
        let record = try RunRecord(readingFrom: folder)
        dataset = record.dataset.uri
        (preprocess, partitions) = (record.options.preprocess, record.options.partitions)
        findings = record.components == nil ? nil : try Findings(record, folder)
    }
}

extension SavedRun.Findings {
    fileprivate init(_ record: RunRecord, _ folder: RunFolder) throws {
        self.record = record
        rows = try FeatureRows(readingFrom: folder)
        explainedVarianceRatio = try NPY.readVector(folder.explainedVarianceRatio)
        projection = try NPY.readMatrix(folder.projection)
        guard projection.rows == rows.images.count, projection.columns == record.components?.k else {
            throw RunFolderError.damaged(folder.projection)
        }
    }
}
