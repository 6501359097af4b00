// What the UI says of an event of the engine. Names in it are as they came, so what goes to a terminal takes
// `escapingUnprintable`.

import Engine

/// An event in words.
struct EventNote: Hashable, Sendable {
    enum Weight: Hashable, Sendable { case plain, success, warning, failure }

    let phrase: Phrase
    let weight: Weight

    private init(_ english: String, _ french: String, _ weight: Weight = .plain) {
        phrase = Phrase(english, french)
        self.weight = weight
    }

    /// nil for what is no news: progress, images listed, blocks.
    ///
    /// - Parameter jobs: tells the names of stages.
    init?(_ event: JobEvent, of jobs: JobStatus) {
        switch event.kind {
        case .jobStarted, .jobSucceeded, .jobFailed, .jobCancelled: self.init(ofJob: event.kind)
        case .stageStarted, .stageSucceeded, .stageFailed, .stageCancelled:
            self.init(ofStage: event.kind, jobs)
        case .taskStarted, .taskProgressed, .taskSucceeded, .taskFailed, .taskCancelled, .taskKilled:
            self.init(ofTask: event.kind, jobs)
        case .imageRejected(_, let rejection):
            let what = "\(rejection.path): \(rejection.reason)"
            self.init("set aside \(what)", "écartée \(what)", .warning)
        case .slotsChanged(let count):
            let phrase = Phrase.slotsMayWork(count)
            self.init(phrase.english, phrase.french)
        case .sessionStarted: self.init("a session started", "une session a commencé")
        case .dropped(let count):
            self.init(
                "\(count) events dropped: this listener was slow",
                "\(count) événements perdus : lecteur lent", .warning)
        case .imagesListed, .blockUpdated: return nil
        }
    }

    private init?(ofJob kind: JobEvent.Kind) {
        switch kind {
        case .jobStarted(let job, let name, _):
            self.init("job \(job) started: \(name)", "job \(job) : début : \(name)")
        case .jobSucceeded(let job): self.init("job \(job) done", "job \(job) : fait", .success)
        case .jobFailed(let job, let reason):
            self.init("job \(job) failed: \(reason)", "job \(job) : échec : \(reason)", .failure)
        case .jobCancelled(let job): self.init("job \(job) cancelled", "job \(job) : annulé", .warning)
        default: return nil
        }
    }

    private init?(ofStage kind: JobEvent.Kind, _ jobs: JobStatus) {
        switch kind {
        case .stageStarted(let job, let stage):
            let name = jobs.name(job, stage)
            self.init("\(name) started", "\(name) : début")
        case .stageSucceeded(let job, let stage):
            let name = jobs.name(job, stage)
            self.init("\(name) done", "\(name) : fait", .success)
        case .stageFailed(let job, let stage, let reason):
            let name = jobs.name(job, stage)
            self.init("\(name) failed: \(reason)", "\(name) : échec : \(reason)", .failure)
        case .stageCancelled(let job, let stage):
            let name = jobs.name(job, stage)
            self.init("\(name) cancelled", "\(name) : annulé", .warning)
        default: return nil
        }
    }

    private init?(ofTask kind: JobEvent.Kind, _ jobs: JobStatus) {
        guard let attempt = kind.attempt else { return nil }
        let name = jobs.name(attempt)
        switch kind {
        case .taskStarted(_, let slot):
            self.init("\(name.english) started on slot \(slot)", "\(name.french) : début sur le slot \(slot)")
        case .taskSucceeded(_, let slot, let progress):
            let figures = Self.figures(progress)
            self.init(
                "\(name.english) done on slot \(slot)\(figures.english)",
                "\(name.french) : fait sur le slot \(slot)\(figures.french)", .success)
        case .taskFailed(_, let slot, let reason, let willRetry):
            let rest = willRetry ? Phrase("; to be tried again", " ; sera réessayé") : Phrase(same: "")
            self.init(
                "\(name.english) failed on slot \(slot): \(reason)\(rest.english)",
                "\(name.french) : échec sur le slot \(slot) : \(reason)\(rest.french)",
                willRetry ? .warning : .failure)
        case .taskCancelled(_, let slot):
            self.init(
                "\(name.english) cancelled on slot \(slot)", "\(name.french) : annulé sur le slot \(slot)",
                .warning)
        case .taskKilled(_, let slot):
            self.init(
                "\(name.english) stopped on slot \(slot); to be tried again",
                "\(name.french) : arrêté sur le slot \(slot) ; sera réessayé", .warning)
        default: return nil
        }
    }

    /// `, 162 images in 3.02 s`
    private static func figures(_ progress: TaskProgress) -> Phrase {
        let seconds = progress.seconds.values.reduce(0, +)
        let (english, french) = (
            Figures(.english).fixed(seconds, places: 2), Figures(.french).fixed(seconds, places: 2)
        )
        return progress.images > 0
            ? Phrase(
                ", \(progress.images) images in \(english) s", ", \(progress.images) images en \(french) s")
            : Phrase(" in \(english) s", " en \(french) s")
    }
}

extension Phrase {
    fileprivate static func slotsMayWork(_ count: Int) -> Phrase {
        count == 1
            ? Phrase("1 slot may work", "1 slot peut travailler")
            : Phrase("\(count) slots may work", "\(count) slots peuvent travailler")
    }
}

extension JobStatus {
    fileprivate func name(_ job: Int, _ stage: Int) -> String {
        guard let stages = self.job(job)?.stages, stages.indices.contains(stage) else {
            return "stage \(stage)"
        }
        return stages[stage].description.name
    }

    /// `features 7`, `features 7 (attempt 2)`
    fileprivate func name(_ attempt: TaskAttempt) -> Phrase {
        let name = "\(name(attempt.job, attempt.stage)) \(attempt.partition)"
        guard attempt.attempt > 1 else { return Phrase(same: name) }
        return Phrase("\(name) (attempt \(attempt.attempt))", "\(name) (essai \(attempt.attempt))")
    }
}
