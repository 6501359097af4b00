import Engine

/// What it costs that a run is watched and written down: the events of a run of 90,000 images, each step alone.
struct EventBench {
    private let events: [JobEvent]
    private let lines: [UInt8]
    private let recording: Recording

    init() {
        events = Self.run(images: 90_000, partitions: 256)
        lines = Array(events.map { EventLog.encode($0) + "\n" }.joined().utf8)
        recording = Recording(events)
    }

    /// Name and work of each part.
    var parts: [(name: String, body: () -> Void)] {
        let count = "\(events.count) events"
        return [
            ("\(count) posted to 3", { post() }),
            ("\(count) folded", { fold() }),
            ("\(count) as lines", { for event in events { _ = EventLog.encode(event) } }),
            ("\(count) read back", { _ = EventLog.decode(lines) }),
            ("20 seeks among them", { seek() }),
        ]
    }

    private func post() {
        let bus = EventBus()
        let queues = (0..<3).map { _ in bus.subscribe(capacity: 1 << 16) }
        for event in events { bus.post(event.kind) }
        for queue in queues { _ = queue.drain() }
    }

    private func fold() {
        var status = JobStatus()
        status.apply(events)
    }

    private func seek() {
        for twentieth in 1...20 { _ = recording.status(after: events.count * twentieth / 20 - 1) }
    }

    /// A run at 100 images a second on two slots, each of which reports ten times a second.
    private static func run(images: Int, partitions: Int) -> [JobEvent] {
        let stage = StageDescription(stage: 0, name: "features", tasks: partitions, parents: [])
        var events = [JobEvent(time: 0, kind: .jobStarted(job: 0, name: "features", stages: [stage]))]
        let total = images / partitions
        let seconds = Double(total) / 50
        for partition in 0..<partitions {
            let attempt = TaskAttempt(job: 0, stage: 0, partition: partition, attempt: 1)
            let (slot, start) = (partition % 2, Double(partition / 2) * seconds)
            events.append(JobEvent(time: start, kind: .taskStarted(attempt, slot: slot)))
            for report in 1...max(1, Int(seconds * 10)) {
                let progress = progress(tenths: report, of: total)
                let kind = JobEvent.Kind.taskProgressed(attempt, slot: slot, progress)
                events.append(JobEvent(time: start + Double(report) / 10, kind: kind))
            }
            let end = progress(tenths: Int(seconds * 10), of: total)
            events.append(JobEvent(time: start + seconds, kind: .taskSucceeded(attempt, slot: slot, end)))
        }
        return events.enumerated().sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }.map(
            \.element)
    }

    private static func progress(tenths: Int, of total: Int) -> TaskProgress {
        let time = Double(tenths) / 10
        return TaskProgress(
            activity: .network, images: min(total, tenths * 5), total: total, bytes: tenths * 24_321,
            seconds: [
                .read: 0.011 * time, .decode: 0.02 * time, .preprocess: 0.01 * time, .network: 0.959 * time,
            ],
            delay: 0.000_012)
    }
}
