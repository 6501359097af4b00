// events.jsonl: one event a line, as a flat JSON object that begins with its time and name:
//
//     {"time":1.234567,"event":"taskStarted","job":0,"stage":1,"partition":3,"attempt":1,"slot":0}
//
// Further fields, by event:
//
// - jobStarted: job, name, stages: [{stage, name, tasks, parents, activity}]
// - jobSucceeded, jobCancelled: job; jobFailed: job, reason
// - stageStarted, stageSucceeded, stageCancelled: job, stage; stageFailed: job, stage, reason
// - taskStarted, taskCancelled, taskKilled: job, stage, partition, attempt, slot
// - taskProgressed, taskSucceeded: as taskStarted, and activity, images, total, bytes, rejected, delay,
//   seconds: {…}
// - taskFailed: as taskStarted, and reason, willRetry
// - imageRejected: job, stage, partition, attempt, path, reason
// - imagesListed: job, paths: […], lengths: […], times: […], categories: […], splits: […]; no category is ""
// - slotsChanged, dropped: count
// - blockUpdated: dataset, name, level, stored, partitions, memoryBytes, diskBytes
// - sessionStarted: date, in seconds since 1970
//
// A log begins with sessionStarted, and a run that is continued adds to it from another one on: times and job
// numbers begin again there in the file. A reader gets one sequence, in which both go on.
//
// People and scripts read it, so fields are only ever added. Reading trusts nothing: a line that is no event,
// or an event with a figure that cannot be, is passed over and counted.

import Foundation

public enum EventLog {
    /// The event as one line, without the line's end.
    public static func encode(_ event: JobEvent) -> String {
        var line = JSONLine()
        line.add("time", event.time)
        line.add(event.kind)
        return line.text
    }

    /// The event that a line holds; nil where it holds none that is known and sound.
    public static func decode(line: String) -> JobEvent? { decode(Data(line.utf8), JSONDecoder()) }

    /// Every event of a log, its sessions as one sequence, and how many lines held none.
    public static func decode(_ log: [UInt8]) -> (events: [JobEvent], skipped: Int) {
        var (events, skipped): ([JobEvent], Int) = ([], 0)
        var sequence = SessionSequence()
        let decoder = JSONDecoder()
        for line in log.split(separator: UInt8(ascii: "\n")) {
            if let event = decode(Data(line), decoder) {
                events.append(sequence.next(event))
            } else {
                skipped += 1
            }
        }
        return (events, skipped)
    }

    private static func decode(_ line: Data, _ decoder: JSONDecoder) -> JobEvent? {
        (try? decoder.decode(LoggedEvent.self, from: line))?.event
    }
}

extension JSONLine {
    fileprivate mutating func add(_ kind: JobEvent.Kind) {
        switch kind {
        case .jobStarted, .jobSucceeded, .jobFailed, .jobCancelled: addJob(kind)
        case .stageStarted, .stageSucceeded, .stageFailed, .stageCancelled: addStage(kind)
        case .taskStarted, .taskProgressed, .taskSucceeded, .taskFailed, .taskCancelled, .taskKilled:
            addTask(kind)
        case .imageRejected(let attempt, let rejection):
            add("event", "imageRejected")
            add(attempt)
            add("path", rejection.path)
            add("reason", rejection.reason)
        case .imagesListed(let job, let entries):
            addJob("imagesListed", job)
            add(entries)
        case .slotsChanged(let count):
            add("event", "slotsChanged")
            add("count", count)
        case .dropped(let count):
            add("event", "dropped")
            add("count", count)
        case .blockUpdated(let dataset):
            add("event", "blockUpdated")
            add(dataset)
        case .sessionStarted(let date):
            add("event", "sessionStarted")
            add("date", date)
        }
    }

    private mutating func addJob(_ kind: JobEvent.Kind) {
        switch kind {
        case .jobStarted(let job, let name, let stages):
            addJob("jobStarted", job)
            add("name", name)
            add("stages", stages.map(JSONLine.init))
        case .jobSucceeded(let job): addJob("jobSucceeded", job)
        case .jobFailed(let job, let reason):
            addJob("jobFailed", job)
            add("reason", reason)
        case .jobCancelled(let job): addJob("jobCancelled", job)
        default: break
        }
    }

    private mutating func addStage(_ kind: JobEvent.Kind) {
        switch kind {
        case .stageStarted(let job, let stage): addStage("stageStarted", job, stage)
        case .stageSucceeded(let job, let stage): addStage("stageSucceeded", job, stage)
        case .stageFailed(let job, let stage, let reason):
            addStage("stageFailed", job, stage)
            add("reason", reason)
        case .stageCancelled(let job, let stage): addStage("stageCancelled", job, stage)
        default: break
        }
    }

    private mutating func addTask(_ kind: JobEvent.Kind) {
        switch kind {
        case .taskStarted(let attempt, let slot): addTask("taskStarted", attempt, slot)
        case .taskProgressed(let attempt, let slot, let progress):
            addTask("taskProgressed", attempt, slot)
            add(progress)
        case .taskSucceeded(let attempt, let slot, let progress):
            addTask("taskSucceeded", attempt, slot)
            add(progress)
        case .taskFailed(let attempt, let slot, let reason, let willRetry):
            addTask("taskFailed", attempt, slot)
            add("reason", reason)
            add("willRetry", willRetry)
        case .taskCancelled(let attempt, let slot): addTask("taskCancelled", attempt, slot)
        case .taskKilled(let attempt, let slot): addTask("taskKilled", attempt, slot)
        default: break
        }
    }

    private mutating func addJob(_ event: String, _ job: Int) {
        add("event", event)
        add("job", job)
    }

    private mutating func addStage(_ event: String, _ job: Int, _ stage: Int) {
        addJob(event, job)
        add("stage", stage)
    }

    private mutating func addTask(_ event: String, _ attempt: TaskAttempt, _ slot: Int) {
        add("event", event)
        add(attempt)
        add("slot", slot)
    }

    private mutating func add(_ attempt: TaskAttempt) {
        add("job", attempt.job)
        add("stage", attempt.stage)
        add("partition", attempt.partition)
        add("attempt", attempt.attempt)
    }

    private mutating func add(_ progress: TaskProgress) {
        add("activity", progress.activity.rawValue)
        add("images", progress.images)
        add("total", progress.total)
        add("bytes", progress.bytes)
        add("rejected", progress.rejected)
        add("delay", progress.delay)
        var seconds = JSONLine()
        for activity in TaskActivity.allCases {
            if let value = progress.seconds[activity] { seconds.add(activity.rawValue, value) }
        }
        add("seconds", seconds)
    }

    private mutating func add(_ entries: [CatalogEntry]) {
        add("paths", entries.map(\.path.description))
        add("lengths", entries.map(\.length))
        add("times", entries.map(\.modificationTime))
        add("categories", entries.map { $0.category ?? "" })
        add("splits", entries.map { $0.split ?? "" })
    }

    private mutating func add(_ dataset: PersistedDataset) {
        add("dataset", dataset.dataset)
        add("name", dataset.name)
        add("level", dataset.level)
        add("stored", dataset.stored)
        add("partitions", dataset.partitions)
        add("memoryBytes", dataset.memoryBytes)
        add("diskBytes", dataset.diskBytes)
    }

    private init(_ stage: StageDescription) {
        self.init()
        add("stage", stage.stage)
        add("name", stage.name)
        add("tasks", stage.tasks)
        add("parents", stage.parents)
        if let activity = stage.activity { add("activity", activity.rawValue) }
    }
}
