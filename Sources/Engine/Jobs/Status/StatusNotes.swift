// Events as short texts, for the list of the last ones and for plain progress lines.

extension JobStatus {
    /// An event in words.
    public struct Note: Sendable, Hashable {
        public enum Weight: Sendable { case plain, success, warning, failure }

        /// Seconds since the session began.
        public let time: Double
        /// One line; names in it are as they came, so what goes to a terminal takes `escapingUnprintable`.
        public let text: String
        public let weight: Weight
    }

    /// The event in words; nil for progress.
    public func note(_ event: JobEvent) -> Note? {
        guard let (text, weight) = words(of: event.kind) else { return nil }
        return Note(time: event.time, text: text, weight: weight)
    }

    /// What is remembered of one task, oldest first.
    public func notes(ofPartition partition: Int, stage: Int, job: Int) -> [Note] {
        remembered.filter { event in
            guard let attempt = event.kind.attempt else { return false }
            return (attempt.partition, attempt.stage, attempt.job) == (partition, stage, job)
        }.compactMap(note)
    }

    private func words(of kind: JobEvent.Kind) -> (String, Note.Weight)? {
        switch kind {
        case .jobStarted, .jobSucceeded, .jobFailed, .jobCancelled: jobWords(kind)
        case .stageStarted, .stageSucceeded, .stageFailed, .stageCancelled: stageWords(kind)
        case .taskStarted, .taskProgressed, .taskSucceeded, .taskFailed, .taskCancelled: taskWords(kind)
        case .imageRejected(_, let rejection):
            ("set aside \(rejection.path): \(rejection.reason)", .warning)
        case .slotsChanged(let count): ("\(count) \(count == 1 ? "slot" : "slots") may work", .plain)
        case .sessionStarted: ("a session started", .plain)
        case .imagesListed, .blockUpdated: nil
        case .dropped(let count): ("\(count) events dropped: this listener was slow", .warning)
        }
    }

    private func jobWords(_ kind: JobEvent.Kind) -> (String, Note.Weight)? {
        switch kind {
        case .jobStarted(let job, let name, _): ("job \(job) started: \(name)", .plain)
        case .jobSucceeded(let job): ("job \(job) done", .success)
        case .jobFailed(let job, let reason): ("job \(job) failed: \(reason)", .failure)
        case .jobCancelled(let job): ("job \(job) cancelled", .warning)
        default: nil
        }
    }

    private func stageWords(_ kind: JobEvent.Kind) -> (String, Note.Weight)? {
        switch kind {
        case .stageStarted(let job, let stage): ("\(name(job, stage)) started", .plain)
        case .stageSucceeded(let job, let stage): ("\(name(job, stage)) done", .success)
        case .stageFailed(let job, let stage, let reason):
            ("\(name(job, stage)) failed: \(reason)", .failure)
        case .stageCancelled(let job, let stage): ("\(name(job, stage)) cancelled", .warning)
        default: nil
        }
    }

    private func taskWords(_ kind: JobEvent.Kind) -> (String, Note.Weight)? {
        switch kind {
        case .taskStarted(let attempt, let slot): ("\(name(attempt)) started on slot \(slot)", .plain)
        case .taskSucceeded(let attempt, let slot, let progress):
            ("\(name(attempt)) done on slot \(slot)\(figures(progress))", .success)
        case .taskFailed(let attempt, let slot, let reason, let willRetry):
            (
                "\(name(attempt)) failed on slot \(slot): \(reason)\(willRetry ? "; to be tried again" : "")",
                willRetry ? .warning : .failure
            )
        case .taskCancelled(let attempt, let slot): ("\(name(attempt)) cancelled on slot \(slot)", .warning)
        default: nil
        }
    }

    private func name(_ job: Int, _ stage: Int) -> String {
        guard let stages = self.job(job)?.stages, stages.indices.contains(stage) else {
            return "stage \(stage)"
        }
        return stages[stage].description.name
    }

    /// "features 7", "features 7 (attempt 2)".
    private func name(_ attempt: TaskAttempt) -> String {
        let retry = attempt.attempt > 1 ? " (attempt \(attempt.attempt))" : ""
        return "\(name(attempt.job, attempt.stage)) \(attempt.partition)\(retry)"
    }

    /// ", 162 images in 3.02 s".
    private func figures(_ progress: TaskProgress) -> String {
        let hundredths = (progress.seconds.values.reduce(0, +) * 100).rounded()
        guard (0..<1e12).contains(hundredths) else { return "" }
        let (whole, rest) = Int(hundredths).quotientAndRemainder(dividingBy: 100)
        let time = "\(whole).\(rest < 10 ? "0" : "")\(rest) s"
        return progress.images > 0 ? ", \(progress.images) images in \(time)" : " in \(time)"
    }
}
