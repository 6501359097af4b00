import Foundation
import Testing

@testable import Engine

@Suite("Event log")
struct EventLogTests {
    static let attempt = TaskAttempt(job: 0, stage: 1, partition: 3, attempt: 2)
    static let progress = TaskProgress(
        activity: .network, images: 71, total: 162, bytes: 345_678, rejected: 2,
        seconds: [.decode: 0.125, .network: 1.0 / 3.0], delay: 0.000125)
    static let kinds: [JobEvent.Kind] = [
        .jobStarted(
            job: 0, name: "features of \"2,590\" images\n\u{1B}[31m — αβ\\ \u{2028}",
            stages: [
                StageDescription(stage: 0, name: "catalog", tasks: 1, parents: []),
                StageDescription(stage: 1, name: "features", tasks: 16, parents: [0], activity: .network),
            ]),
        .jobSucceeded(job: 0),
        .jobFailed(job: 1, reason: "the disk is full"),
        .jobCancelled(job: 2),
        .stageStarted(job: 0, stage: 1),
        .stageSucceeded(job: 0, stage: 1),
        .stageFailed(job: 0, stage: 1, reason: "features, partition 3: …"),
        .stageCancelled(job: 0, stage: 1),
        .taskStarted(attempt, slot: 0),
        .taskProgressed(attempt, slot: 1, progress),
        .taskSucceeded(attempt, slot: 1, progress),
        .taskFailed(attempt, slot: 1, reason: "it broke", willRetry: true),
        .taskCancelled(attempt, slot: 1),
        .taskKilled(attempt, slot: 1),
        .imageRejected(attempt, Rejection(path: "Lemon/41\u{7F}_100.jpg", reason: "is empty")),
        .imagesListed(
            job: 0,
            [
                CatalogEntry(
                    path: ImagePath("Training/Lemon/\u{7F}1.jpg"), modificationTime: 1_515_888_000.25,
                    length: 4_871, category: "Lemon", split: "Training"),
                CatalogEntry(
                    path: ImagePath("alone.jpg"), modificationTime: -3, length: 0, category: nil, split: nil),
            ]),
        .slotsChanged(count: 3),
        .blockUpdated(
            PersistedDataset(
                dataset: 2, name: "pictures", level: "memory and disk", stored: 3, partitions: 16,
                memoryBytes: 1 << 30, diskBytes: 77)),
        .sessionStarted(date: 1_760_000_000.5),
        .dropped(count: 12),
    ]

    @Test("Every kind of event comes back from its line as it was", arguments: kinds)
    func roundTrip(kind: JobEvent.Kind) {
        let event = JobEvent(time: 1.234567, kind: kind)
        let line = EventLog.encode(event)
        #expect(line.hasPrefix("{\"time\":1.234567,\"event\":\""))
        #expect(line.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control })
        #expect(EventLog.decode(line: line) == event)
    }

    @Test("The line of an event is what scripts read")
    func format() {
        let started = JobEvent(time: 0.5, kind: .taskStarted(Self.attempt, slot: 0))
        #expect(
            EventLog.encode(started)
                == #"{"time":0.5,"event":"taskStarted","job":0,"stage":1,"partition":3,"attempt":2,"slot":0}"#
        )
        let failed = JobEvent(time: 2, kind: .jobFailed(job: 1, reason: "tab\there"))
        #expect(
            EventLog.encode(failed) == #"{"time":2.0,"event":"jobFailed","job":1,"reason":"tab\there"}"#)
    }

    @Test(
        "A line that is no sound event is passed over",
        arguments: [
            "", "{", "[]", "null", #"{"time":1}"#, #"{"time":1,"event":"somethingNew","job":0}"#,
            #"{"time":-1,"event":"jobSucceeded","job":0}"#, #"{"time":1e300,"event":"jobSucceeded","job":0}"#,
            #"{"time":1,"event":"jobSucceeded","job":-1}"#, #"{"time":1,"event":"jobSucceeded","job":1e30}"#,
            #"{"time":1,"event":"imagesListed","job":0,"paths":["a","b"],"lengths":[1],"times":[1],"categories":[""],"#
                + #""splits":[""]}"#,
            #"{"time":1,"event":"blockUpdated","dataset":0,"name":"","level":"","stored":-1,"partitions":1,"#
                + #""memoryBytes":0,"diskBytes":0}"#,
            #"{"time":1,"event":"sessionStarted"}"#,
            #"{"time":1,"event":"jobSucceeded"}"#, #"{"time":1,"event":"dropped","count":-5}"#,
            #"{"time":1,"event":"taskStarted","job":0,"stage":1,"partition":3,"attempt":2}"#,
            #"{"time":1,"event":"jobStarted","job":0,"name":"","stages":[{"stage":0,"name":"","tasks":999999999999,"#
                + #""parents":[]}]}"#,
            #"{"time":1,"event":"jobStarted","job":0,"name":"","stages":[{"stage":0,"name":"","tasks":1,"#
                + #""parents":[0]}]}"#,
            #"{"time":1,"event":"jobStarted","job":0,"name":"","stages":[{"stage":0,"name":"","tasks":-1,"#
                + #""parents":[]}]}"#,
        ])
    func unsound(line: String) {
        #expect(EventLog.decode(line: line) == nil)
    }

    @Test("A log is read to its end, with the lines counted that held no event")
    func wholeLog() {
        let good = EventLog.encode(JobEvent(time: 1, kind: .jobSucceeded(job: 0)))
        let log = "\(good)\nrubbish\n\(good)\n\n{\"time\":2,\"event\":\"job"
        let (events, skipped) = EventLog.decode(Array(log.utf8))
        #expect(events.count == 2)
        #expect(skipped == 2)
    }

    @Test("Figures at the edge of reason do not upset the fold")
    func hostileFigures() {
        var status = JobStatus()
        let most = 1 << 53
        let attempt = TaskAttempt(job: 0, stage: 0, partition: 0, attempt: most)
        let vast = TaskProgress(
            activity: .read, images: most, total: most, bytes: most, rejected: most,
            seconds: [.read: 1e10])
        let stage = StageDescription(stage: 0, name: "s", tasks: 1, parents: [])
        let kinds: [JobEvent.Kind] = [
            .taskStarted(attempt, slot: most), .stageStarted(job: 9, stage: 0),
            .jobStarted(job: 0, name: "j", stages: [stage]), .taskProgressed(attempt, slot: 0, vast),
            .taskStarted(attempt, slot: 0), .taskProgressed(attempt, slot: 0, vast),
            .taskStarted(TaskAttempt(job: 0, stage: 5, partition: 5, attempt: 1), slot: 0),
            .taskSucceeded(attempt, slot: 0, vast), .stageSucceeded(job: 0, stage: most),
            .dropped(count: most),
        ]
        for kind in kinds { status.apply(JobEvent(time: 9e9, kind: kind)) }
        #expect(status.jobs.count == 1)
        #expect(status.slots.count == 1)
        #expect(status.jobs[0].stages[0].timeLeft(at: 1e10) == 0...0)
        #expect(status.remembered.count == kinds.count - 2)
    }

    @Test("The writer's file holds every event when it is closed")
    func writer() throws {
        let path = NSTemporaryDirectory() + "events-\(UUID().uuidString).jsonl"
        defer { try? FileManager.default.removeItem(atPath: path) }
        let bus = EventBus()
        let writer = try EventLogWriter(path: path, bus: bus)
        for kind in Self.kinds { bus.post(kind) }
        writer.close()
        writer.close()
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let events = text.split(separator: "\n").compactMap { EventLog.decode(line: String($0)) }
        guard case .sessionStarted(let date)? = events.first?.kind else {
            Issue.record("the log does not begin with its session")
            return
        }
        #expect(abs(date - Date().timeIntervalSince1970) < 60)
        #expect(events.dropFirst().map(\.kind) == Self.kinds)
    }

    @Test("A log that is continued is one sequence, though half a line was left and numbers began again")
    func continued() throws {
        let path = NSTemporaryDirectory() + "events-\(UUID().uuidString).jsonl"
        defer { try? FileManager.default.removeItem(atPath: path) }
        let earlier = """
            {"time":0.5,"event":"jobStarted","job":0,"name":"first","stages":[]}
            {"time":7.5,"event":"jobCancelled","job":0}
            {"time":8.5,"event":"jobStar
            """
        try Data(earlier.utf8).write(to: URL(fileURLWithPath: path))
        let bus = EventBus()
        let writer = try EventLogWriter(path: path, bus: bus, appending: true)
        bus.post(.jobStarted(job: 0, name: "second", stages: []))
        writer.close()
        let log = try EventLog.decode([UInt8](Data(contentsOf: URL(fileURLWithPath: path))))
        #expect(log.skipped == 1)
        #expect(log.events.count == 4)
        #expect(log.events[2].time == 7.5)
        #expect(log.events[3].kind == .jobStarted(job: 1, name: "second", stages: []))
        #expect(zip(log.events, log.events.dropFirst()).allSatisfy { $0.time <= $1.time })
        var status = JobStatus()
        status.apply(log.events)
        #expect(status.jobs.map(\.name) == ["first", "second"])
    }

    @Test("Without appending, what the file held is gone")
    func overwritten() throws {
        let path = NSTemporaryDirectory() + "events-\(UUID().uuidString).jsonl"
        defer { try? FileManager.default.removeItem(atPath: path) }
        let earlier = Data("{\"time\":1,\"event\":\"jobSucceeded\",\"job\":7}\n".utf8)
        try earlier.write(to: URL(fileURLWithPath: path))
        try EventLogWriter(path: path, bus: EventBus()).close()
        let log = try EventLog.decode([UInt8](Data(contentsOf: URL(fileURLWithPath: path))))
        #expect(log.events.count == 1)
    }

    @Test("The writer ends by itself when the bus does")
    func writerEndsWithBus() throws {
        let path = NSTemporaryDirectory() + "events-\(UUID().uuidString).jsonl"
        defer { try? FileManager.default.removeItem(atPath: path) }
        let bus = EventBus()
        let writer = try EventLogWriter(path: path, bus: bus)
        bus.post(.jobSucceeded(job: 0))
        bus.finish()
        writer.close()
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)).count > 0)
    }

    @Test(
        "A full disk is told of once and stops nothing",
        .enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
    func fullDisk() throws {
        let bus = EventBus()
        let failures = Monitor(0)
        let writer = try EventLogWriter(path: "/dev/full", bus: bus) { _ in failures.change { $0 += 1 } }
        bus.post(.jobSucceeded(job: 0))
        failures.wait(until: { $0 > 0 }, then: { _ in })
        bus.post(.jobSucceeded(job: 1))
        writer.close()
        #expect(failures.withLock { $0 } == 1)
    }
}
