// A line of events.jsonl as it comes, before anything in it is believed, and the event that it makes if it is
// sound.

struct EventFields: Decodable {
    let time: Double
    let event: String
    let job: Int?
    let stage: Int?
    let partition: Int?
    let attempt: Int?
    let slot: Int?
    let name: String?
    let reason: String?
    let path: String?
    let willRetry: Bool?
    let count: Int?
    let stages: [StageDescription]?
    let activity: String?
    let images: Int?
    let total: Int?
    let bytes: Int?
    let rejected: Int?
    let seconds: [String: Double]?
    let delay: Double?
    let paths: [String]?
    let lengths: [Int]?
    let times: [Double]?
    let categories: [String]?
    let splits: [String]?
    let dataset: Int?
    let level: String?
    let stored: Int?
    let partitions: Int?
    let memoryBytes: Int?
    let diskBytes: Int?
    let date: Double?

    /// More tasks than a stage can have, so that a damaged line does not ask for the memory of a trillion.
    static let taskLimit = 1_000_000

    /// The event; nil where a field is missing, unknown or out of all reason.
    var jobEvent: JobEvent? {
        guard (0..<1e10).contains(time) else { return nil }
        return kind.map { JobEvent(time: time, kind: $0) }
    }

    private var kind: JobEvent.Kind? {
        switch event {
        case "imageRejected":
            guard let taskAttempt, let path, let reason else { return nil }
            return .imageRejected(taskAttempt, Rejection(path: path, reason: reason))
        case "dropped": return Self.figure(count).map { .dropped(count: $0) }
        case "slotsChanged": return Self.figure(count).map { .slotsChanged(count: $0) }
        case "blockUpdated": return persistedDataset.map { .blockUpdated($0) }
        case "sessionStarted": return date.flatMap { $0.isFinite ? .sessionStarted(date: $0) : nil }
        default: return jobKind ?? stageKind ?? taskKind
        }
    }

    private var jobKind: JobEvent.Kind? {
        guard let job = Self.figure(job) else { return nil }
        switch event {
        case "jobStarted":
            guard let name, let soundStages else { return nil }
            return .jobStarted(job: job, name: name, stages: soundStages)
        case "jobSucceeded": return .jobSucceeded(job: job)
        case "jobFailed": return reason.map { .jobFailed(job: job, reason: $0) }
        case "jobCancelled": return .jobCancelled(job: job)
        case "imagesListed": return entries.map { .imagesListed(job: job, $0) }
        default: return nil
        }
    }

    private var stageKind: JobEvent.Kind? {
        guard let job = Self.figure(job), let stage = Self.figure(stage) else { return nil }
        switch event {
        case "stageStarted": return .stageStarted(job: job, stage: stage)
        case "stageSucceeded": return .stageSucceeded(job: job, stage: stage)
        case "stageFailed": return reason.map { .stageFailed(job: job, stage: stage, reason: $0) }
        case "stageCancelled": return .stageCancelled(job: job, stage: stage)
        default: return nil
        }
    }

    private var taskKind: JobEvent.Kind? {
        guard let taskAttempt, let slot = Self.figure(slot) else { return nil }
        switch event {
        case "taskStarted": return .taskStarted(taskAttempt, slot: slot)
        case "taskProgressed": return progress.map { .taskProgressed(taskAttempt, slot: slot, $0) }
        case "taskSucceeded": return progress.map { .taskSucceeded(taskAttempt, slot: slot, $0) }
        case "taskFailed":
            guard let reason, let willRetry else { return nil }
            return .taskFailed(taskAttempt, slot: slot, reason: reason, willRetry: willRetry)
        case "taskCancelled": return .taskCancelled(taskAttempt, slot: slot)
        default: return nil
        }
    }

    // MARK: - Parts

    private var taskAttempt: TaskAttempt? {
        guard let job = Self.figure(job), let stage = Self.figure(stage),
            let partition = Self.figure(partition), let attempt = Self.figure(attempt)
        else { return nil }
        return TaskAttempt(job: job, stage: stage, partition: partition, attempt: attempt)
    }

    private var progress: TaskProgress? {
        guard let activity = activity.flatMap(TaskActivity.init), let images = Self.figure(images),
            let total = Self.figure(total), let bytes = Self.figure(bytes),
            let rejected = Self.figure(rejected), let seconds, seconds.values.allSatisfy((0..<1e10).contains),
            (0..<1e10).contains(delay ?? 0)
        else { return nil }
        // An activity of a later version is left out; the event stays good.
        let known = seconds.compactMap { name, value in TaskActivity(rawValue: name).map { ($0, value) } }
        return TaskProgress(
            activity: activity, images: images, total: total, bytes: bytes, rejected: rejected,
            seconds: Dictionary(uniqueKeysWithValues: known), delay: delay ?? 0)
    }

    /// The images where every list is as long as the others.
    private var entries: [CatalogEntry]? {
        guard let paths, let lengths, let times, let categories, let splits,
            [lengths.count, times.count, categories.count, splits.count].allSatisfy({ $0 == paths.count }),
            lengths.allSatisfy({ Self.figure($0) != nil }), times.allSatisfy(\.isFinite)
        else { return nil }
        return paths.indices.map { index in
            CatalogEntry(
                path: ImagePath(paths[index]), modificationTime: times[index], length: lengths[index],
                category: categories[index].isEmpty ? nil : categories[index],
                split: splits[index].isEmpty ? nil : splits[index])
        }
    }

    private var persistedDataset: PersistedDataset? {
        guard let dataset = Self.figure(dataset), let name, let level, let stored = Self.figure(stored),
            let partitions = Self.figure(partitions), let memoryBytes = Self.figure(memoryBytes),
            let diskBytes = Self.figure(diskBytes)
        else { return nil }
        return PersistedDataset(
            dataset: dataset, name: name, level: level, stored: stored, partitions: partitions,
            memoryBytes: memoryBytes, diskBytes: diskBytes)
    }

    /// The stages where they are numbered in order, come after their parents and have a number of tasks that
    /// can be.
    private var soundStages: [StageDescription]? {
        guard let stages, stages.reduce(0, { $0 &+ min(max(0, $1.tasks), Self.taskLimit) }) < Self.taskLimit
        else { return nil }
        let areSound = stages.enumerated().allSatisfy { index, stage in
            stage.stage == index && stage.tasks >= 0 && stage.parents.allSatisfy { (0..<index).contains($0) }
        }
        return areSound ? stages : nil
    }

    /// A number or count that can be: not negative and with room to add.
    private static func figure(_ value: Int?) -> Int? {
        value.flatMap { (0...1 << 53).contains($0) ? $0 : nil }
    }
}
