// Tasks that take much longer than their neighbours, and why: a pure function of the status.

/// A task that keeps its stage waiting.
public struct Straggler: Hashable, Sendable {
    public let partition: Int
    /// Seconds of all its attempts so far.
    public let seconds: Double
    /// Seconds of all attempts of the task in the middle.
    public let median: Double
    /// Why, the weightiest first; empty where nothing about the task is out of the common.
    public let causes: [Cause]

    public enum Cause: Hashable, Sendable {
        /// So many attempts failed and took so many seconds, the last for this reason.
        case failures(Int, seconds: Double, reason: String)
        case moreImages(Int, median: Int)
        /// Bytes an image.
        case largerImages(Int, median: Int)
        case setAside(Int)
        /// The activity that took longer, though there was no more to do.
        case slower(TaskActivity, seconds: Double, median: Double)
    }
}

extension JobStatus.Stage {
    /// So many times the median make a straggler, as in Spark's speculation.
    static let stragglerFactor = 1.5
    /// What takes less than this longer, in seconds, holds up nobody.
    static let stragglerExcess = 0.1
    /// Tasks that must be done before there is a usual time to speak of.
    static let stragglerTasks = 3

    /// The tasks, done or running, that have taken much longer than the one in the middle; the slowest first.
    public func stragglers(at now: Double) -> [Straggler] {
        guard count(.succeeded) >= Self.stragglerTasks, let usual = UsualTask(of: self) else { return [] }
        let limit = max(usual.seconds * Self.stragglerFactor, usual.seconds + Self.stragglerExcess)
        return tasks.compactMap { task -> Straggler? in
            let seconds = task.secondsOfAllAttempts(at: now)
            guard seconds >= limit else { return nil }
            return Straggler(
                partition: task.partition, seconds: seconds, median: usual.seconds,
                causes: usual.causes(of: task))
        }.sorted { $0.seconds > $1.seconds }
    }
}

extension JobStatus.Task {
    fileprivate func secondsOfAllAttempts(at now: Double) -> Double {
        // While it waits for its next attempt, the last one is among the failed.
        secondsLost + (state == .waiting || state == .failed ? 0 : duration(at: now) ?? 0)
    }

    fileprivate var bytesPerImage: Double? {
        guard let progress, progress.images > 0, progress.bytes > 0 else { return nil }
        return Double(progress.bytes) / Double(progress.images)
    }
}

/// What is usual among the tasks of a stage that are done.
private struct UsualTask {
    let seconds: Double
    let images: Double
    let bytesPerImage: Double
    let activities: [TaskActivity: Double]

    init?(of stage: JobStatus.Stage) {
        let done = stage.tasks.filter { $0.state == .succeeded }
        func median(_ values: [Double]) -> Double { Quantiles(of: values)?.median ?? 0 }
        guard !done.isEmpty else { return nil }
        seconds = median(done.map { $0.secondsOfAllAttempts(at: 0) })
        images = median(done.map { Double($0.progress?.total ?? 0) })
        bytesPerImage = median(done.compactMap(\.bytesPerImage))
        activities = Dictionary(
            uniqueKeysWithValues: TaskActivity.allCases.map { activity in
                (activity, median(done.map { $0.progress?.seconds[activity] ?? 0 }))
            })
    }

    func causes(of task: JobStatus.Task) -> [Straggler.Cause] {
        var causes: [Straggler.Cause] = []
        if let reason = task.lastFailure {
            causes.append(.failures(task.failures, seconds: task.secondsLost, reason: reason))
        }
        guard let progress = task.progress else { return causes }
        if images > 0, Double(progress.total) > 1.2 * images {
            causes.append(.moreImages(progress.total, median: Int(images)))
        }
        if let bytes = task.bytesPerImage, bytesPerImage > 0, bytes > 1.3 * bytesPerImage {
            causes.append(.largerImages(Int(bytes), median: Int(bytesPerImage)))
        }
        if progress.rejected * 10 > progress.images { causes.append(.setAside(progress.rejected)) }
        if causes.isEmpty, let slower = slowerActivity(progress) { causes.append(slower) }
        return causes
    }

    /// The activity with the most seconds above the usual.
    private func slowerActivity(_ progress: TaskProgress) -> Straggler.Cause? {
        let excess = progress.seconds.map { ($0.value - (activities[$0.key] ?? 0), $0.key, $0.value) }
        guard let most = excess.max(by: { ($0.0, $0.1.rawValue) < ($1.0, $1.1.rawValue) }), most.0 > 0 else {
            return nil
        }
        return .slower(most.1, seconds: most.2, median: activities[most.1] ?? 0)
    }
}
