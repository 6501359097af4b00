import Testing

@testable import Engine

@Suite("Scheduler: scripted schedules")
struct SchedulerTests {
    @Test("A line of stages runs stage by stage, tasks in partition order")
    func line() {
        var schedule = ScheduleSimulation(slots: 2)
        schedule.submit(0, [(1, []), (3, [0]), (1, [1])])
        #expect(schedule.launched == [TaskAttempt(0, 0)])
        schedule.succeed(TaskAttempt(0, 0))
        #expect(schedule.running == [TaskAttempt(1, 0): 0, TaskAttempt(1, 1): 1])
        schedule.succeed(TaskAttempt(1, 1))
        #expect(schedule.running == [TaskAttempt(1, 0): 0, TaskAttempt(1, 2): 1])
        schedule.succeed(TaskAttempt(1, 2))
        #expect(schedule.launched.count == 4, "the merge waits for every part")
        schedule.succeed(TaskAttempt(1, 0))
        schedule.succeed(TaskAttempt(2, 0))
        #expect(schedule.ended == [0: .succeeded])
        #expect(schedule.violations == [])
    }

    @Test("The two arms of a diamond run at once, its foot waits for both")
    func diamond() {
        var schedule = ScheduleSimulation(slots: 4)
        schedule.submit(0, [(1, []), (1, [0]), (1, [0]), (1, [1, 2])])
        schedule.succeed(TaskAttempt(0, 0))
        #expect(Set(schedule.running.keys) == [TaskAttempt(1, 0), TaskAttempt(2, 0)])
        schedule.succeed(TaskAttempt(2, 0))
        #expect(Set(schedule.running.keys) == [TaskAttempt(1, 0)])
        schedule.succeed(TaskAttempt(1, 0))
        #expect(Set(schedule.running.keys) == [TaskAttempt(3, 0)])
    }

    @Test("What happens is announced in order")
    func announcements() {
        var schedule = ScheduleSimulation(slots: 1)
        schedule.submit(7, [(1, [])])
        let attempt = TaskAttempt(0, 0, job: 7)
        schedule.succeed(attempt)
        let stage = StageDescription(stage: 0, name: "s0", tasks: 1, parents: [])
        #expect(
            schedule.announced == [
                .jobStarted(job: 7, name: "job 7", stages: [stage]),
                .stageStarted(job: 7, stage: 0),
                .taskStarted(attempt, slot: 0),
                .taskSucceeded(attempt, slot: 0, TaskProgress(activity: .read)),
                .stageSucceeded(job: 7, stage: 0),
                .jobSucceeded(job: 7),
            ])
    }

    @Test("A task that failed is tried again after the first attempts, on another slot where one is idle")
    func retry() {
        var schedule = ScheduleSimulation(slots: 2)
        schedule.submit(0, [(3, [])])
        schedule.fail(TaskAttempt(0, 0))
        #expect(schedule.running[TaskAttempt(0, 2)] == 0, "first attempts come first")
        schedule.fail(TaskAttempt(0, 2))
        #expect(schedule.running[TaskAttempt(0, 0, attempt: 2)] == 0, "no other slot is idle")
        schedule.send(.slotsChanged(count: 3))
        schedule.fail(TaskAttempt(0, 1))
        #expect(schedule.running[TaskAttempt(0, 2, attempt: 2)] == 2, "slot 0 is busy, slot 1 comes after")
        #expect(schedule.running[TaskAttempt(0, 1, attempt: 2)] == 1)
        #expect(schedule.violations == [])
    }

    @Test("A retry leaves the slot that failed it when another is idle")
    func retryElsewhere() {
        var schedule = ScheduleSimulation(slots: 2)
        schedule.submit(0, [(1, [])])
        schedule.fail(TaskAttempt(0, 0))
        #expect(schedule.running == [TaskAttempt(0, 0, attempt: 2): 1])
        schedule.fail(TaskAttempt(0, 0, attempt: 2))
        #expect(schedule.running == [TaskAttempt(0, 0, attempt: 3): 0])
    }

    @Test("The fourth failure of a task fails the job with the stage, the partition and the cause")
    func exhausted() {
        var schedule = ScheduleSimulation(slots: 1)
        schedule.submit(0, [(2, [])])
        schedule.succeed(TaskAttempt(0, 0))
        for attempt in 1...4 { schedule.fail(TaskAttempt(0, 1, attempt: attempt)) }
        let reason = "s0, partition 1: it broke (attempt 4)"
        #expect(schedule.ended == [0: .failed(TaskAttempt(0, 1, attempt: 4), reason: reason)])
        #expect(schedule.announced.contains(.stageFailed(job: 0, stage: 0, reason: reason)))
        #expect(schedule.announced.last == .jobFailed(job: 0, reason: reason))
        #expect(
            schedule.announced.filter { if case .taskFailed(_, _, _, true) = $0 { true } else { false } }
                .count == 3)
    }

    @Test("A killed task is tried again elsewhere, and that does not count towards the failures")
    func kill() {
        var schedule = ScheduleSimulation(slots: 2, maxAttempts: 2)
        schedule.submit(0, [(1, []), (1, [0])])
        for attempt in 1...3 {
            let attempt = TaskAttempt(0, 0, attempt: attempt)
            let slot = schedule.running[attempt]
            schedule.send(.killTask(attempt))
            #expect(schedule.asked == [attempt])
            schedule.send(.killTask(attempt))
            schedule.send(.taskCancelled(attempt))
            #expect(schedule.announced.contains(.taskKilled(attempt, slot: slot ?? -1)))
            #expect(schedule.running[TaskAttempt(0, 0, attempt: attempt.attempt + 1)] == 1 - (slot ?? -1))
        }
        schedule.fail(TaskAttempt(0, 0, attempt: 4))
        #expect(schedule.running.keys.contains(TaskAttempt(0, 0, attempt: 5)), "one failure of two")
        schedule.fail(TaskAttempt(0, 0, attempt: 5))
        #expect(schedule.ended.count == 1)
        #expect(schedule.violations == [])
    }

    @Test("A killed task that is done before it hears of it is done; what does not run cannot be killed")
    func killTooLate() {
        var schedule = ScheduleSimulation(slots: 1)
        schedule.submit(0, [(2, [])])
        schedule.send(.killTask(TaskAttempt(0, 1)))
        #expect(schedule.asked.isEmpty)
        schedule.send(.killTask(TaskAttempt(0, 0)))
        schedule.succeed(TaskAttempt(0, 0))
        schedule.succeed(TaskAttempt(0, 1))
        #expect(schedule.ended == [0: .succeeded])
        #expect(schedule.violations == [])
    }

    @Test("A permanent failure cancels what runs, starts nothing more and ends the job when all is quiet")
    func permanentFailure() {
        var schedule = ScheduleSimulation(slots: 2)
        schedule.submit(0, [(5, []), (1, [0])])
        schedule.fail(TaskAttempt(0, 1), isPermanent: true)
        #expect(schedule.asked == [TaskAttempt(0, 0)])
        #expect(schedule.ended.isEmpty, "one attempt still runs")
        schedule.send(.taskCancelled(TaskAttempt(0, 0)))
        #expect(
            schedule.ended == [0: .failed(TaskAttempt(0, 1), reason: "s0, partition 1: it broke for good")])
        #expect(schedule.launched.count == 2)
        #expect(schedule.announced.contains(.stageCancelled(job: 0, stage: 1)))
    }

    @Test("Cancelling asks what runs to stop; twice, or when it is over, does nothing more")
    func cancelWhileRunning() {
        var schedule = ScheduleSimulation(slots: 2)
        schedule.submit(0, [(4, [])])
        schedule.send(.cancel(job: 0))
        #expect(schedule.asked == [TaskAttempt(0, 0), TaskAttempt(0, 1)])
        let said = schedule.announced.count
        schedule.send(.cancel(job: 0))
        #expect(schedule.announced.count == said)
        schedule.succeed(TaskAttempt(0, 0))
        schedule.send(.taskCancelled(TaskAttempt(0, 1)))
        #expect(schedule.ended == [0: .cancelled()])
        schedule.send(.cancel(job: 0))
        schedule.send(.cancel(job: 99))
        #expect(schedule.announced.last == .jobCancelled(job: 0))
        #expect(schedule.violations == [])
    }

    @Test("A job cancelled while it waits ends at once")
    func cancelWhileWaiting() {
        var schedule = ScheduleSimulation()
        schedule.submit(0, [(4, [])])
        schedule.send(.cancel(job: 0))
        #expect(schedule.ended == [0: .cancelled()])
    }

    @Test("A failure after the cancel neither retries nor changes how the job ended")
    func failureWhileCancelling() {
        var schedule = ScheduleSimulation(slots: 1)
        schedule.submit(0, [(2, [])])
        schedule.send(.cancel(job: 0))
        schedule.fail(TaskAttempt(0, 0), isPermanent: true)
        #expect(schedule.ended == [0: .cancelled()])
        #expect(schedule.launched.count == 1)
    }

    @Test("An attempt that stops unasked is tried again like one that failed")
    func unaskedStop() {
        var schedule = ScheduleSimulation(slots: 1)
        schedule.submit(0, [(1, [])])
        schedule.send(.taskCancelled(TaskAttempt(0, 0)))
        #expect(schedule.running == [TaskAttempt(0, 0, attempt: 2): 0])
    }

    @Test("A job without stages and stages without tasks succeed at once, even without slots")
    func emptiness() {
        var schedule = ScheduleSimulation()
        schedule.submit(0, [])
        schedule.submit(1, [(0, []), (0, [0])])
        #expect(schedule.ended == [0: .succeeded, 1: .succeeded])
        #expect(schedule.announced.contains(.stageSucceeded(job: 1, stage: 1)))
    }

    @Test("A stage without tasks between two others lets the second start")
    func emptyMiddle() {
        var schedule = ScheduleSimulation(slots: 1)
        schedule.submit(0, [(1, []), (0, [0]), (1, [1])])
        schedule.succeed(TaskAttempt(0, 0))
        #expect(schedule.running == [TaskAttempt(2, 0): 0])
    }

    @Test("Slots that come get work, a slot that goes finishes its attempt and gets nothing more")
    func slotsComeAndGo() {
        var schedule = ScheduleSimulation()
        schedule.submit(0, [(4, [])])
        #expect(schedule.running.isEmpty)
        schedule.send(.slotsChanged(count: 2))
        #expect(schedule.running.count == 2)
        schedule.send(.slotsChanged(count: 1))
        #expect(schedule.running.count == 2, "nothing is torn away")
        schedule.succeed(TaskAttempt(0, 1))
        #expect(schedule.running == [TaskAttempt(0, 0): 0])
        schedule.succeed(TaskAttempt(0, 0))
        #expect(schedule.running == [TaskAttempt(0, 2): 0])
        #expect(schedule.violations == [])
    }

    @Test("Cancelling a stage names it first, stops its job and leaves others alone")
    func cancelStage() {
        var schedule = ScheduleSimulation(slots: 2)
        schedule.submit(0, [(1, []), (2, [0]), (1, [1])])
        schedule.submit(1, [(1, [])])
        schedule.succeed(TaskAttempt(0, 0))
        let said = schedule.announced.count
        schedule.send(.cancelStage(job: 0, stage: 2))
        schedule.send(.cancelStage(job: 0, stage: 2))
        schedule.send(.cancelStage(job: 0, stage: 1))
        #expect(Array(schedule.announced[said...]) == [.stageCancelled(job: 0, stage: 2)])
        #expect(schedule.asked == [TaskAttempt(1, 0)])
        schedule.send(.taskCancelled(TaskAttempt(1, 0)))
        #expect(schedule.ended == [0: .cancelled(stage: 2)])
        #expect(
            schedule.announced.suffix(2) == [.stageCancelled(job: 0, stage: 1), .jobCancelled(job: 0)])
        schedule.succeed(TaskAttempt(0, 0, job: 1))
        #expect(schedule.ended[1] == .succeeded)
        #expect(schedule.violations == [])
    }

    @Test("Cancelling a stage that is over, or that there is not, changes nothing")
    func cancelStageInVain() {
        var schedule = ScheduleSimulation(slots: 1)
        schedule.submit(0, [(1, []), (1, [0])])
        schedule.succeed(TaskAttempt(0, 0))
        let said = schedule.announced.count
        for stage in [0, 2, -1] { schedule.send(.cancelStage(job: 0, stage: stage)) }
        schedule.send(.cancelStage(job: 7, stage: 0))
        #expect(schedule.announced.count == said)
        schedule.succeed(TaskAttempt(1, 0))
        #expect(schedule.ended == [0: .succeeded])
    }

    @Test("Tasks that wait for another try are tried in the order in which they failed, however many")
    func manyRetries() {
        var schedule = ScheduleSimulation(slots: 1)
        schedule.submit(0, [(300, [])])
        for partition in 0..<300 { schedule.fail(TaskAttempt(0, partition)) }
        for partition in 0..<300 { schedule.succeed(TaskAttempt(0, partition, attempt: 2)) }
        #expect(schedule.ended == [0: .succeeded])
        #expect(schedule.launched.suffix(300).map(\.partition) == Array(0..<300))
        #expect(schedule.violations == [])
    }

    @Test("Two jobs share the slots", arguments: [1, 2, 4])
    func fairness(slots: Int) {
        var schedule = ScheduleSimulation(slots: slots)
        schedule.submit(0, [(100, [])])
        schedule.submit(1, [(100, [])])
        for _ in 0..<40 {
            guard let oldest = schedule.launched.first(where: { schedule.running[$0] != nil }) else { break }
            schedule.succeed(oldest)
        }
        let later = schedule.launched.suffix(32)
        #expect(abs(later.filter { $0.job == 0 }.count - 16) <= 1)
    }

    @Test("News of attempts that do not run changes nothing")
    func staleNews() {
        var schedule = ScheduleSimulation(slots: 1)
        schedule.submit(0, [(2, [])])
        let said = schedule.announced.count
        schedule.succeed(TaskAttempt(0, 1))
        schedule.fail(TaskAttempt(0, 0, attempt: 3))
        schedule.send(.taskCancelled(TaskAttempt(5, 5, job: 9)))
        #expect(schedule.announced.count == said)
        #expect(schedule.running == [TaskAttempt(0, 0): 0])
    }
}
