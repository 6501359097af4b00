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

    /// What can be told at once, however large the run is.
    public struct Heading: Sendable {
        public let folder: RunFolder
        /// The dataset as it was named when the run was begun.
        public let dataset: String
        public let preprocess: String
        public let partitions: Int
        /// nil for a run that was interrupted.
        fileprivate let record: RunRecord?
    }

    public let heading: Heading
    /// Everything that happened, as far as the log goes.
    public let events: [JobEvent]
    /// nil for a run that was interrupted.
    public let findings: Findings?

    /// - Throws: `RunFolderError` or `NPYError` where the folder holds no run, or not what a run writes.
    public init(readingFrom folder: RunFolder) throws { try self.init(Heading(readingFrom: folder)) }

    /// - Throws: `RunFolderError` or `NPYError` where the folder does not hold what a run writes.
    public init(_ heading: Heading) throws {
        self.heading = heading
        let folder = heading.folder
        events =
            FileManager.default.contents(atPath: folder.events).map { EventLog.decode([UInt8]($0)).events }
            ?? []
        findings = try heading.record.flatMap { $0.components == nil ? nil : try Findings($0, folder) }
    }
}

extension SavedRun.Heading {
    /// - Throws: `RunFolderError` where the folder holds no run.
    public init(readingFrom folder: RunFolder) throws {
        self.folder = folder
        if let plan = try folder.existingPlan(), !FileManager.default.fileExists(atPath: folder.record) {
            (dataset, preprocess, partitions) = (plan.dataset, plan.preprocess, plan.partitions)
            record = nil
            return
        }
        let record = try RunRecord(readingFrom: folder)
        dataset = record.dataset.uri
        (preprocess, partitions) = (record.options.preprocess, record.options.partitions)
        self.record = record
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
