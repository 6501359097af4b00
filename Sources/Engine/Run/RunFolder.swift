import Foundation

/// The folder that a run leaves behind, and the names in it. Every file but the event log appears whole or not at all.
public struct RunFolder: Hashable, Sendable {
    public let path: String

    public init(path: String) { self.path = path }

    /// The folder's own name, fit for a terminal.
    public var name: String { URL(fileURLWithPath: path).lastPathComponent.escapingUnprintable }
    public var record: String { path + "/run.json" }
    public var images: String { path + "/images.csv" }
    public var rejected: String { path + "/rejected.csv" }
    public var features: String { path + "/features.npy" }
    public var projection: String { path + "/projection.npy" }
    public var events: String { path + "/events.jsonl" }
    public var plots: String { path + "/plots" }
    var components: String { path + "/pca" }
    var mean: String { components + "/mean.npy" }
    var axes: String { components + "/components.npy" }
    var explainedVariance: String { components + "/explained_variance.npy" }
    var explainedVarianceRatio: String { components + "/explained_variance_ratio.npy" }
    /// Partitions that are done of a run that is not.
    var parts: String { path + "/.parts" }
    var plan: String { parts + "/plan.json" }

    /// Makes the folder before a run starts.
    ///
    /// - Throws: `RunFolderError` where it cannot be made or written, or holds a run that was not to be continued.
    public func prepare(resuming: Bool) throws(RunFolderError) {
        let files = FileManager.default
        let holdsRun = [record, plan, features].contains { files.fileExists(atPath: $0) }
        if resuming, files.fileExists(atPath: record) { throw .finished(path) }
        if resuming, !holdsRun, !isBareRun { throw .nothingToResume(path) }
        if !resuming, holdsRun { throw .holdsRun(path) }
        do { try makeFolders(path) } catch { throw .file(error) }
        guard access(path, W_OK) == 0 else {
            throw .file(FileError(path: path, operation: .write, code: errno))
        }
    }

    /// Whether there is what a run leaves that was killed before it had a plan, or lost its parts: it can be continued
    /// from the beginning.
    private var isBareRun: Bool {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else { return false }
        return names.isEmpty || [events, parts].contains { FileManager.default.fileExists(atPath: $0) }
    }

    /// Refuses to continue a run that was begun under another plan; writes down the plan of one that begins.
    ///
    /// - Returns: the plan in force, which is the earlier one where there is one.
    @discardableResult
    func begin(_ plan: RunPlan) throws -> RunPlan {
        if let earlier = try existingPlan() {
            try check(plan, against: earlier)
            return earlier
        }
        // Parts without a plan could be of any run.
        finish()
        try makeFolders(parts)
        try AtomicFile.write(encodeJSON(plan), to: self.plan)
        return plan
    }

    /// - Throws: `RunFolderError.otherPlan` where the two would not come to the same bytes.
    func check(_ plan: RunPlan, against earlier: RunPlan) throws(RunFolderError) {
        if let difference = plan.difference(from: earlier) {
            throw .otherPlan(path, difference: difference)
        }
    }

    /// The plan of a run that was begun and is not finished.
    func existingPlan() throws(RunFolderError) -> RunPlan? {
        guard let data = FileManager.default.contents(atPath: plan) else { return nil }
        guard let plan = try? JSONDecoder().decode(RunPlan.self, from: data) else { throw .damaged(plan) }
        return plan
    }

    /// Removes the traces of a run that ended before anything of it was worth keeping: nobody should have to clear
    /// them away to try again.
    func discardIfBare() {
        sweep()
        let files = FileManager.default
        let isKept = [record, features].contains { files.fileExists(atPath: $0) }
        let hasParts =
            (try? files.contentsOfDirectory(atPath: parts))?.contains { $0 != "plan.json" } ?? false
        guard !isKept, !hasParts else { return }
        unlink(plan)
        rmdir(parts)
        unlink(events)
        rmdir(path)
    }

    /// Removes the files under way that a killed process left. Only for who holds the folder's lock.
    public func sweep() { for folder in [path, parts, components, plots] { AtomicFile.sweep(folder) } }

    /// Removes what only an unfinished run needs.
    func finish() {
        try? FileManager.default.removeItem(atPath: parts)
    }
}

/// Why a run folder cannot be used.
public enum RunFolderError: Error, Equatable, CustomStringConvertible {
    case file(FileError)
    case holdsRun(String)
    case nothingToResume(String)
    case finished(String)
    case otherPlan(String, difference: String)
    case unfinished(String)
    case inUse(String)
    case missing(String)
    case damaged(String)

    public var description: String {
        switch self {
        case .file(let error): error.description
        case .holdsRun(let path):
            "\(path.escapingUnprintable) already holds a run; add --resume to continue it, or name another folder"
        case .nothingToResume(let path): "\(path.escapingUnprintable) holds no run to resume"
        case .finished(let path):
            "\(path.escapingUnprintable) is finished, there is nothing to resume; 'workbench open' shows it"
        case .otherPlan(let path, let difference):
            "\(path.escapingUnprintable) was begun with \(difference); resume it with the same, "
                + "or name another folder"
        case .unfinished(let path):
            "\(path.escapingUnprintable) holds a run that was interrupted; go on with 'run' and --resume"
        case .inUse(let path):
            "\(path.escapingUnprintable) is being written by another workbench; wait for it, or name another folder"
        case .missing(let path):
            "\(path.escapingUnprintable) is missing; this is not the folder of a finished run"
        case .damaged(let path): "\(path.escapingUnprintable) cannot be understood; name another folder"
        }
    }
}

/// Compact for files that only we read, sorted so that equal values are equal bytes.
func encodeJSON(_ value: some Encodable, pretty: Bool = false) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    if pretty { encoder.outputFormatting.insert(.prettyPrinted) }
    return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
}
