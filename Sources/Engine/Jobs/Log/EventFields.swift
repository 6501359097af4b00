// What a line of events.jsonl holds, and the event that it makes if it is sound. Only the fields that its event has are
// looked for: a long log is mostly progress, and most of the fields are of other events.

/// A line of the log. Decoding throws where a field is missing, unknown or out of all reason.
struct LoggedEvent: Decodable {
    let event: JobEvent

    init(from decoder: any Decoder) throws {
        let fields = EventFields(try decoder.container(keyedBy: EventFields.Name.self))
        event = JobEvent(
            time: try fields.seconds(.time), kind: try fields.kind(named: try fields.text(.event)))
    }
}

/// The fields of a line, believed one by one.
struct EventFields {
    enum Name: String, CodingKey {
        case time, event, job, stage, partition, attempt, slot, name, reason, path, willRetry, count, stages
        case activity, images, total, bytes, rejected, delay, seconds
        case paths, lengths, times, categories, splits
        case dataset, level, stored, partitions, memoryBytes, diskBytes, date
    }

    /// Why a line is passed over.
    struct Unsound: Error {}

    /// More tasks than a stage can have, so that a damaged line does not ask for the memory of a trillion.
    static let taskLimit = 1_000_000

    private let container: KeyedDecodingContainer<Name>

    init(_ container: KeyedDecodingContainer<Name>) { self.container = container }

    /// Seconds that can be: not negative and less than three centuries.
    func seconds(_ name: Name) throws -> Double {
        try Self.sound(try container.decode(Double.self, forKey: name))
    }

    func text(_ name: Name) throws -> String { try container.decode(String.self, forKey: name) }

    /// A number or count that can be: not negative and with room to add.
    private func figure(_ name: Name) throws -> Int {
        try Self.sound(try container.decode(Int.self, forKey: name))
    }

    private static func sound(_ value: Int) throws -> Int {
        guard (0...1 << 53).contains(value) else { throw Unsound() }
        return value
    }

    private static func sound(_ value: Double) throws -> Double {
        guard (0..<1e10).contains(value) else { throw Unsound() }
        return value
    }
}

// MARK: - Events

extension EventFields {
    func kind(named event: String) throws -> JobEvent.Kind {
        switch event {
        case "imageRejected":
            let rejection = Rejection(path: try text(.path), reason: try text(.reason))
            return .imageRejected(try taskAttempt(), rejection)
        case "imagesListed": return .imagesListed(job: try figure(.job), try entries())
        case "slotsChanged": return .slotsChanged(count: try figure(.count))
        case "dropped": return .dropped(count: try figure(.count))
        case "blockUpdated": return .blockUpdated(try persistedDataset())
        case "sessionStarted": return .sessionStarted(date: try container.decode(Double.self, forKey: .date))
        case let event where event.hasPrefix("task"): return try taskKind(named: event)
        case let event where event.hasPrefix("stage"): return try stageKind(named: event)
        default: return try jobKind(named: event)
        }
    }

    private func jobKind(named event: String) throws -> JobEvent.Kind {
        let job = try figure(.job)
        switch event {
        case "jobStarted": return .jobStarted(job: job, name: try text(.name), stages: try stages())
        case "jobSucceeded": return .jobSucceeded(job: job)
        case "jobFailed": return .jobFailed(job: job, reason: try text(.reason))
        case "jobCancelled": return .jobCancelled(job: job)
        default: throw Unsound()
        }
    }

    private func stageKind(named event: String) throws -> JobEvent.Kind {
        let (job, stage) = (try figure(.job), try figure(.stage))
        switch event {
        case "stageStarted": return .stageStarted(job: job, stage: stage)
        case "stageSucceeded": return .stageSucceeded(job: job, stage: stage)
        case "stageFailed": return .stageFailed(job: job, stage: stage, reason: try text(.reason))
        case "stageCancelled": return .stageCancelled(job: job, stage: stage)
        default: throw Unsound()
        }
    }

    private func taskKind(named event: String) throws -> JobEvent.Kind {
        let (attempt, slot) = (try taskAttempt(), try figure(.slot))
        switch event {
        case "taskStarted": return .taskStarted(attempt, slot: slot)
        case "taskProgressed": return .taskProgressed(attempt, slot: slot, try progress())
        case "taskSucceeded": return .taskSucceeded(attempt, slot: slot, try progress())
        case "taskFailed":
            let willRetry = try container.decode(Bool.self, forKey: .willRetry)
            return .taskFailed(attempt, slot: slot, reason: try text(.reason), willRetry: willRetry)
        case "taskCancelled": return .taskCancelled(attempt, slot: slot)
        case "taskKilled": return .taskKilled(attempt, slot: slot)
        default: throw Unsound()
        }
    }
}

// MARK: - Parts

extension EventFields {
    private func taskAttempt() throws -> TaskAttempt {
        TaskAttempt(
            job: try figure(.job), stage: try figure(.stage), partition: try figure(.partition),
            attempt: try figure(.attempt))
    }

    private func progress() throws -> TaskProgress {
        guard let activity = TaskActivity(rawValue: try text(.activity)) else { throw Unsound() }
        var progress = TaskProgress(
            activity: activity, images: try figure(.images), total: try figure(.total),
            bytes: try figure(.bytes), rejected: try figure(.rejected))
        for (name, value) in try container.decode([String: Double].self, forKey: .seconds) {
            let value = try Self.sound(value)
            // An activity of a later version is left out; the event stays good.
            if let activity = TaskActivity(rawValue: name) { progress.seconds[activity] = value }
        }
        if container.contains(.delay) { progress.delay = try seconds(.delay) }
        return progress
    }

    /// The images where every list is as long as the others.
    private func entries() throws -> [CatalogEntry] {
        let paths = try container.decode([String].self, forKey: .paths)
        let lengths = try container.decode([Int].self, forKey: .lengths).map(Self.sound)
        let times = try container.decode([Double].self, forKey: .times)
        let categories = try container.decode([String].self, forKey: .categories)
        let splits = try container.decode([String].self, forKey: .splits)
        guard
            [lengths.count, times.count, categories.count, splits.count].allSatisfy({ $0 == paths.count })
        else { throw Unsound() }
        return paths.indices.map { index in
            CatalogEntry(
                path: ImagePath(paths[index]), modificationTime: times[index], length: lengths[index],
                category: categories[index].isEmpty ? nil : categories[index],
                split: splits[index].isEmpty ? nil : splits[index])
        }
    }

    private func persistedDataset() throws -> PersistedDataset {
        PersistedDataset(
            dataset: try figure(.dataset), name: try text(.name), level: try text(.level),
            stored: try figure(.stored), partitions: try figure(.partitions),
            memoryBytes: try figure(.memoryBytes), diskBytes: try figure(.diskBytes))
    }

    private struct Stage: Decodable {
        let stage: Int
        let name: String
        let tasks: Int
        let parents: [Int]
        let activity: String?
    }

    /// The stages where they are numbered in order, come after their parents and have a number of tasks that can be.
    private func stages() throws -> [StageDescription] {
        let stages = try container.decode([Stage].self, forKey: .stages)
        var tasks = 0
        for (index, stage) in stages.enumerated() {
            guard stage.stage == index, (0..<Self.taskLimit).contains(stage.tasks),
                stage.parents.allSatisfy({ (0..<index).contains($0) })
            else { throw Unsound() }
            tasks += stage.tasks
        }
        guard tasks < Self.taskLimit else { throw Unsound() }
        return stages.map { stage in
            // An activity of a later version is left out here too.
            StageDescription(
                stage: stage.stage, name: stage.name, tasks: stage.tasks, parents: stage.parents,
                activity: stage.activity.flatMap(TaskActivity.init))
        }
    }
}
