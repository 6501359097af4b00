import Foundation
import Testing

@testable import Engine

@Suite("Job status: the fold of events")
struct JobStatusTests {
    private static let stages = [
        StageDescription(stage: 0, name: "catalog", tasks: 1, parents: []),
        StageDescription(stage: 1, name: "features", tasks: 4, parents: [0]),
        StageDescription(stage: 2, name: "merge", tasks: 1, parents: [1]),
    ]

    private static func progress(
        _ images: Int, of total: Int = 100, _ seconds: [TaskActivity: Double] = [:], rejected: Int = 0
    ) -> TaskProgress {
        TaskProgress(
            activity: .network, images: images, total: total, bytes: images * 1_000, rejected: rejected,
            seconds: seconds)
    }

    /// Catalog done after 1 s; two of four feature tasks run since; one is through after 5 s.
    private static let script: [(Double, JobEvent.Kind)] = [
        (0, .jobStarted(job: 0, name: "features", stages: stages)),
        (0, .stageStarted(job: 0, stage: 0)),
        (0, .taskStarted(TaskAttempt(0, 0), slot: 0)),
        (1, .taskSucceeded(TaskAttempt(0, 0), slot: 0, TaskProgress(activity: .list))),
        (1, .stageSucceeded(job: 0, stage: 0)),
        (1, .stageStarted(job: 0, stage: 1)),
        (1, .taskStarted(TaskAttempt(1, 0), slot: 0)),
        (1, .taskStarted(TaskAttempt(1, 1), slot: 1)),
        (2, .taskProgressed(TaskAttempt(1, 0), slot: 0, progress(20, [.decode: 0.9, .network: 0.1]))),
        (3, .taskProgressed(TaskAttempt(1, 0), slot: 0, progress(50, [.decode: 1.0, .network: 1.0]))),
        (3, .taskProgressed(TaskAttempt(1, 1), slot: 1, progress(40))),
        (4, .imageRejected(TaskAttempt(1, 0), Rejection(path: "a.jpg", reason: "is empty"))),
        (5, .taskSucceeded(TaskAttempt(1, 0), slot: 0, progress(100, [.network: 3], rejected: 1))),
        (5, .taskStarted(TaskAttempt(1, 2), slot: 0)),
    ]

    private static func folded(_ more: [(Double, JobEvent.Kind)] = []) -> JobStatus {
        var status = JobStatus()
        for (time, kind) in script + more { status.apply(JobEvent(time: time, kind: kind)) }
        return status
    }

    @Test("Counts, sums and times of a run under way")
    func underWay() throws {
        let status = Self.folded()
        let job = try #require(status.current)
        let features = job.stages[1]
        #expect(job.stages.map(\.state) == [.succeeded, .running, .waiting])
        #expect(features.count(.succeeded) == 1 && features.count(.running) == 2)
        #expect(features.count(.waiting) == 1)
        #expect(features.images == 140 && features.bytes == 140_000 && features.rejected == 1)
        #expect(features.tasks[0].duration(at: 99) == 4)
        #expect(features.tasks[1].fraction == 0.4)
        #expect(features.duration(at: 7) == 6)
        #expect(status.rejections.map(\.path) == ["a.jpg"])
        #expect(status.time == 5)
    }

    @Test("Rates and the time left")
    func rates() throws {
        let features = Self.folded().jobs[0].stages[1]
        #expect(features.meanRate(at: 5) == 35)
        #expect(features.recentRate(at: 5) == 35)
        #expect(features.imagesBySecond == [0, 20, 70, 0, 50])
        #expect(features.recentRate(at: 8) == 24, "120 images in the last 5 seconds")
        #expect(features.expectedImages == 400)
        let left = try #require(features.timeLeft(at: 5))
        // 0.35 of it took 4 s; 260 images at 35 a second take 7.43 s: both say the same here.
        #expect(abs(left.lowerBound - 0.9 * 4 * 0.65 / 0.35) < 1e-9)
        #expect(abs(left.upperBound - 1.1 * 260 / 35) < 1e-9)
        #expect(Self.folded().jobs[0].timeLeft(at: 5) == left)
    }

    @Test("A slot's lane tells what it did when")
    func lanes() {
        let status = Self.folded()
        #expect(status.slots.map(\.current) == [TaskAttempt(1, 2), TaskAttempt(1, 1)])
        let lane = status.slots[0].segments
        #expect(lane.map(\.attempt) == [TaskAttempt(0, 0), TaskAttempt(1, 0), TaskAttempt(1, 2)])
        #expect(lane.map(\.end) == [1, 5, nil])
        #expect(
            lane[1].pieces == [
                JobStatus.Piece(activity: .decode, start: 1, end: 2),
                JobStatus.Piece(activity: .network, start: 2, end: 5),
            ])
        #expect(status.slots[1].progress?.images == 40)
    }

    @Test("A failed attempt's images do not count; the task waits and runs again")
    func failedAttempt() {
        var status = Self.folded([
            (6, .taskFailed(TaskAttempt(1, 1), slot: 1, reason: "it broke", willRetry: true))
        ])
        #expect(status.jobs[0].stages[1].images == 100)
        #expect(status.jobs[0].stages[1].failedAttempts == 1)
        #expect(status.jobs[0].stages[1].tasks[1].state == .waiting)
        #expect(status.jobs[0].stages[1].tasks[1].lastFailure == "it broke")
        #expect(status.slots[1].current == nil)
        status.apply(JobEvent(time: 7, kind: .taskStarted(TaskAttempt(1, 1, attempt: 2), slot: 1)))
        #expect(status.jobs[0].stages[1].tasks[1].attempt == 2)
        #expect(status.jobs[0].stages[1].count(.running) == 2)
    }

    @Test("An image that a failed attempt set aside counts once, when the task is tried again")
    func rejectionsOfFailedAttempts() {
        let rejection = Rejection(path: "b.jpg", reason: "ends early")
        let second = TaskAttempt(1, 1, attempt: 2)
        var status = Self.folded([
            (6, .imageRejected(TaskAttempt(1, 1), rejection)),
            (7, .taskFailed(TaskAttempt(1, 1), slot: 1, reason: "it broke", willRetry: true)),
        ])
        #expect(status.rejections.map(\.path) == ["a.jpg"] && status.rejectionCount == 1)
        status.apply(JobEvent(time: 8, kind: .taskStarted(second, slot: 1)))
        status.apply(JobEvent(time: 9, kind: .imageRejected(second, rejection)))
        #expect(status.rejections.map(\.path) == ["a.jpg", "b.jpg"] && status.rejectionCount == 2)
    }

    @Test("A failed job says why, and nothing of it waits or runs any more")
    func failedJob() {
        let status = Self.folded([
            (6, .taskFailed(TaskAttempt(1, 1), slot: 1, reason: "it broke", willRetry: false)),
            (6, .taskCancelled(TaskAttempt(1, 2), slot: 0)),
            (6, .stageFailed(job: 0, stage: 1, reason: "features, partition 1: it broke")),
            (6, .stageCancelled(job: 0, stage: 2)),
            (6, .jobFailed(job: 0, reason: "features, partition 1: it broke")),
        ])
        let job = status.jobs[0]
        #expect(job.state == .failed && job.ended == 6)
        #expect(job.reason == "features, partition 1: it broke")
        #expect(job.stages.map(\.state) == [.succeeded, .failed, .cancelled])
        #expect(job.stages[1].count(.failed) == 1 && job.stages[1].count(.cancelled) == 2)
        #expect(status.slots.allSatisfy { $0.current == nil })
        #expect(job.timeLeft(at: 7) == nil)
    }

    @Test("Ends that were dropped on the way are made up for by the ones that follow")
    func dropped() {
        let status = Self.folded([(9, .dropped(count: 5)), (9, .jobSucceeded(job: 0))])
        #expect(status.jobs[0].stages.allSatisfy { $0.state == .succeeded })
        #expect(status.jobs[0].stages[1].count(.succeeded) == 4)
        #expect(status.slots.allSatisfy { $0.current == nil })
        #expect(status.droppedEvents == 5)
    }

    @Test("Until an attempt says what it does, its stage's activity is taken")
    func activity() {
        let stage = StageDescription(stage: 0, name: "PCA", tasks: 1, parents: [], activity: .pca)
        var status = JobStatus()
        status.apply(JobEvent(time: 0, kind: .jobStarted(job: 0, name: "j", stages: [stage])))
        status.apply(JobEvent(time: 0, kind: .taskStarted(TaskAttempt(0, 0), slot: 0)))
        #expect(status.slots[0].segments.first?.activity == .pca)
    }

    @Test("When another session takes over, what was not over came to nothing at the last event")
    func interrupted() {
        let dataset = PersistedDataset(
            dataset: 0, name: "d", level: "memory", stored: 1, partitions: 2, memoryBytes: 9, diskBytes: 0)
        let status = Self.folded([(6, .blockUpdated(dataset)), (7, .sessionStarted(date: 0))])
        let job = status.jobs[0]
        #expect(job.state == .cancelled && job.ended == 7 && job.reason == "interrupted")
        #expect(job.stages.map(\.state) == [.succeeded, .cancelled, .cancelled])
        #expect(job.stages.map(\.reason) == [nil, "interrupted", "interrupted"])
        #expect(job.stages[1].count(.running) == 0)
        #expect(status.slots.allSatisfy { $0.current == nil })
        #expect(status.persisted.isEmpty)
    }

    @Test("Persisted datasets are known by their last word, and gone with their last partition")
    func persisted() {
        var status = JobStatus()
        func tell(_ dataset: Int, stored: Int) {
            let told = PersistedDataset(
                dataset: dataset, name: "d\(dataset)", level: "disk", stored: stored, partitions: 4,
                memoryBytes: 0, diskBytes: stored * 100)
            status.apply(JobEvent(time: 0, kind: .blockUpdated(told)))
        }
        for (dataset, stored) in [(1, 1), (0, 2), (1, 3), (2, 0)] { tell(dataset, stored: stored) }
        #expect(status.persisted.map(\.dataset) == [1, 0])
        #expect(status.persisted.map(\.diskBytes) == [300, 200])
        tell(1, stored: 0)
        #expect(status.persisted.map(\.dataset) == [0])
    }

    @Test("The number of slots is told before any of them has worked")
    func slots() {
        var status = JobStatus()
        status.apply(JobEvent(time: 0, kind: .slotsChanged(count: 3)))
        #expect(status.slotCount == 3 && status.slots.count == 3)
        status.apply(JobEvent(time: 1, kind: .slotsChanged(count: 1)))
        #expect(status.slotCount == 1 && status.slots.count == 3)
        status.apply(JobEvent(time: 2, kind: .slotsChanged(count: 1 << 40)))
        #expect(status.slots.count <= JobStatus.slotLimit)
    }

    @Test("Progress is not remembered, all else is, task by task")
    func remembered() {
        let status = Self.folded()
        #expect(status.remembered.count == Self.script.count - 3)
        #expect(status.remembered.filter { $0.kind.attempt == TaskAttempt(1, 0) }.count == 3)
    }

    @Test("A killed attempt leaves its task waiting, its images uncounted and no failure behind")
    func killed() {
        let status = Self.folded([
            (6, .imageRejected(TaskAttempt(1, 1), Rejection(path: "b.jpg", reason: "is empty"))),
            (7, .taskKilled(TaskAttempt(1, 1), slot: 1)),
            (9, .taskStarted(TaskAttempt(1, 1, attempt: 2), slot: 0)),
        ])
        let features = status.jobs[0].stages[1]
        #expect(features.images == 100 && features.failedAttempts == 0)
        #expect(features.tasks[1].kills == 1 && features.tasks[1].attempt == 2)
        #expect(features.tasks[1].wait == 2, "from its end on it could run")
        #expect(status.rejectionCount == 1)
        #expect(status.slots[1].current == nil)
    }

    @Test("100,000 events fold well under a second, and what is kept is bounded")
    func cheap() {
        let tasks = 33_000
        var status = JobStatus()
        let stage = StageDescription(stage: 0, name: "s", tasks: tasks, parents: [])
        status.apply(JobEvent(time: 0, kind: .jobStarted(job: 0, name: "j", stages: [stage])))
        let start = Self.threadSeconds
        for partition in 0..<tasks {
            let (attempt, time) = (TaskAttempt(0, partition), Double(partition) / 100)
            status.apply(JobEvent(time: time, kind: .taskStarted(attempt, slot: 0)))
            status.apply(JobEvent(time: time, kind: .taskProgressed(attempt, slot: 0, Self.progress(1))))
            status.apply(JobEvent(time: time, kind: .taskSucceeded(attempt, slot: 0, Self.progress(100))))
        }
        #expect(Self.threadSeconds - start < 2, "in a debug build; a release build takes a tenth of that")
        #expect(status.jobs[0].stages[0].images == 100 * tasks)
        #expect(status.remembered.count == JobStatus.memory)
        #expect(status.slots[0].segments.count <= 2 * JobStatus.Slot.segmentLimit)
    }

    /// Seconds that this thread has computed: other work on the machine does not count.
    private static var threadSeconds: Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
