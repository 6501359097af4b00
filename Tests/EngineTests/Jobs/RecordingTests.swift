import Testing

@testable import Engine

@Suite("Recording: a run from any moment on")
struct RecordingTests {
    /// Two jobs of 3,000 tasks each on two slots, with progress: 18,004 events in 60 s.
    private static let events: [JobEvent] = {
        var kinds: [JobEvent.Kind] = []
        for job in 0..<2 {
            let stage = StageDescription(stage: 0, name: "s", tasks: 3_000, parents: [])
            kinds.append(.jobStarted(job: job, name: "j\(job)", stages: [stage]))
            for partition in 0..<3_000 {
                let attempt = TaskAttempt(job: job, stage: 0, partition: partition, attempt: 1)
                let progress = TaskProgress(activity: .network, images: 5, total: 10)
                kinds += [
                    .taskStarted(attempt, slot: partition % 2),
                    .taskProgressed(attempt, slot: partition % 2, progress),
                    .taskSucceeded(attempt, slot: partition % 2, progress),
                ]
            }
            kinds.append(.jobSucceeded(job: job))
        }
        return kinds.enumerated().map { JobEvent(time: Double($0) / 300, kind: $1) }
    }()

    private func figures(_ status: JobStatus) -> [Int] {
        status.jobs.flatMap {
            [$0.stages[0].count(.succeeded), $0.stages[0].count(.running), $0.stages[0].images]
        }
            + [status.jobs.count, status.remembered.count, status.slots.count]
    }

    @Test(
        "The status of any moment is that of folding the events up to it",
        arguments: [0, 0.001, 13.3, 30, 59.9, 99])
    func anyMoment(time: Double) {
        let recording = Recording(Self.events)
        var folded = JobStatus()
        folded.apply(Self.events.filter { $0.time <= time })
        let status = recording.status(after: recording.count(at: time))
        #expect(figures(status) == figures(folded))
        #expect(status.time == folded.time)
    }

    @Test("A recording that goes on is the one that was whole from the beginning")
    func append() {
        var recording = Recording(Array(Self.events.prefix(5_000)))
        recording.append(Array(Self.events.dropFirst(5_000)))
        #expect(recording.events == Self.events)
        #expect(
            figures(recording.status(after: 7_777)) == figures(Recording(Self.events).status(after: 7_777)))
    }

    @Test("Time never goes back, whatever a log says")
    func monotone() {
        let times = [1.0, 5, 3, 6]
        let recording = Recording(times.map { JobEvent(time: $0, kind: .jobSucceeded(job: 0)) })
        #expect(recording.events.map(\.time) == [1, 5, 5, 6])
        #expect(recording.end == 6)
        #expect([0.5, 1, 5, 7].map { recording.count(at: $0) } == [0, 1, 3, 4])
    }

    @Test("The images are those that the last session listed")
    func images() {
        func listed(_ job: Int, _ names: [String]) -> JobEvent {
            let entries = names.map {
                CatalogEntry(
                    path: ImagePath($0), modificationTime: 0, length: 1, category: nil, split: nil)
            }
            return JobEvent(time: 0, kind: .imagesListed(job: job, entries))
        }
        let recording = Recording([listed(0, ["a"]), listed(1, ["b", "c"]), listed(1, ["d"])])
        #expect(recording.images.map(\.path) == ["b", "c", "d"].map { ImagePath($0) })
        #expect(Recording([]).images.isEmpty)
    }
}
