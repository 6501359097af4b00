import TestSupport
import Testing

@testable import Engine

@Suite("Scheduler: random schedules")
struct SchedulerRandomTests {
    /// Of completions, failures, losses, cancels of jobs and stages, kills of tasks, and changes of workers.
    @Test("10,000 random schedules break no rule and every job ends", arguments: 0..<20)
    func randomSchedules(block: Int) {
        for seed in (block * 500)..<(block * 500 + 500) {
            var random = SplitMix(seed: UInt64(seed))
            var schedule = ScheduleSimulation(slots: random.upTo(3), maxAttempts: 1 + random.upTo(3))
            let jobs = 1 + random.upTo(2)
            var submitted = 0
            for _ in 0..<random.upTo(80) {
                if submitted < jobs, random.upTo(5) == 0 || submitted == 0 {
                    schedule.submit(submitted, random.stages())
                    submitted += 1
                }
                step(&schedule, &random)
            }
            finish(&schedule)
            #expect(schedule.violations == [], "seed \(seed)")
            #expect(schedule.ended.count == submitted, "seed \(seed): a job never ends")
        }
    }

    /// One thing that may happen to a scheduler.
    private func step(_ schedule: inout ScheduleSimulation, _ random: inout SplitMix) {
        let attempts = schedule.running.keys.sorted { $0.order < $1.order }
        switch random.upTo(99) {
        case 0..<5: schedule.send(.slotsChanged(count: random.upTo(4)))
        case 5..<8: schedule.send(.cancel(job: random.upTo(3)))
        case 8..<10: schedule.send(.cancelStage(job: random.upTo(3), stage: random.upTo(5)))
        case 10..<16 where !attempts.isEmpty:
            schedule.send(.killTask(attempts[random.upTo(attempts.count - 1)]))
        case 16..<18: schedule.send(.killTask(TaskAttempt(random.upTo(3), random.upTo(3))))
        case 18..<21: schedule.succeed(TaskAttempt(random.upTo(3), random.upTo(3), job: random.upTo(2)))
        default:
            guard !attempts.isEmpty else { return }
            let attempt = attempts[random.upTo(attempts.count - 1)]
            answer(attempt, &schedule, &random)
        }
    }

    private func answer(
        _ attempt: TaskAttempt, _ schedule: inout ScheduleSimulation, _ random: inout SplitMix
    ) {
        switch random.upTo(99) {
        case 0..<15: schedule.fail(attempt)
        case 15..<17: schedule.fail(attempt, isPermanent: true)
        case 17..<60 where schedule.asked.contains(attempt): schedule.send(.taskCancelled(attempt))
        // Lost: it stopped though nobody had asked it to.
        case 17..<19: schedule.send(.taskCancelled(attempt))
        default: schedule.succeed(attempt)
        }
    }

    /// Lets everything that is left succeed.
    private func finish(_ schedule: inout ScheduleSimulation) {
        schedule.send(.slotsChanged(count: 2))
        while let attempt = schedule.running.keys.first { schedule.succeed(attempt) }
    }
}

extension SplitMix {
    /// A graph of up to five stages.
    fileprivate mutating func stages() -> [(tasks: Int, parents: [Int])] {
        (0..<upTo(5)).map { index in
            (upTo(4), (0..<index).filter { _ in upTo(2) == 0 })
        }
    }
}
