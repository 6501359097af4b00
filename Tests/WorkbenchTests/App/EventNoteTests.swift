import Engine
import Testing

@testable import Workbench

@Suite("Events in words")
struct EventNoteTests {
    private let jobs = {
        var jobs = JobStatus()
        jobs.apply(Fixtures.halfway)
        return jobs
    }()

    private func say(_ kind: JobEvent.Kind, _ language: Language = .english) -> String? {
        EventNote(JobEvent(time: 1, kind: kind), of: jobs).map { Words(language)[$0.phrase] }
    }

    private let attempt = TaskAttempt(job: 0, stage: 1, partition: 7, attempt: 2)

    @Test("what happened to jobs, stages and tasks, with the stage's name")
    func english() {
        #expect(say(.jobStarted(job: 3, name: "features", stages: [])) == "job 3 started: features")
        #expect(say(.stageSucceeded(job: 0, stage: 1)) == "features done")
        #expect(say(.stageStarted(job: 9, stage: 4)) == "stage 4 started", "of a job that nobody knows")
        #expect(say(.taskStarted(attempt, slot: 1)) == "features 7 (attempt 2) started on slot 1")
        let progress = TaskProgress(activity: .network, images: 162, seconds: [.network: 3.02])
        #expect(
            say(.taskSucceeded(attempt, slot: 0, progress))
                == "features 7 (attempt 2) done on slot 0, 162 images in 3.02 s")
        #expect(
            say(.taskKilled(attempt, slot: 1))
                == "features 7 (attempt 2) stopped on slot 1; to be tried again")
        #expect(say(.taskProgressed(attempt, slot: 1, progress)) == nil, "progress is no news")
    }

    @Test("the same in French, with a decimal comma")
    func french() {
        let progress = TaskProgress(activity: .network, images: 162, seconds: [.network: 3.02])
        #expect(
            say(.taskSucceeded(attempt, slot: 0, progress), .french)
                == "features 7 (essai 2) : fait sur le slot 0, 162 images en 3,02 s")
        #expect(say(.slotsChanged(count: 1), .french) == "1 slot peut travailler")
    }

    @Test("every event of a job says something in both languages")
    func all() {
        for event in jobs.remembered {
            #expect(say(event.kind)?.isEmpty == false && say(event.kind, .french)?.isEmpty == false)
        }
    }
}
