// A task as the fold of events knows it.

extension JobStatus {
    public struct Task: Sendable {
        public let partition: Int
        public private(set) var state = State.waiting
        /// The last attempt; 0 before the first.
        public private(set) var attempt = 0
        /// The slot of the last attempt.
        public private(set) var slot: Int?
        /// Seconds since the session began, of the last attempt.
        public private(set) var started: Double?
        public private(set) var ended: Double?
        /// Seconds that the last attempt could have run and had no slot.
        public private(set) var wait: Double?
        /// How far the last attempt is; nil before it says so and after it failed.
        public internal(set) var progress: TaskProgress?
        /// Attempts that failed.
        public private(set) var failures = 0
        /// Seconds that they took together.
        public private(set) var secondsLost = 0.0
        /// Why the last of them did.
        public private(set) var lastFailure: String?
        /// Attempts that were asked to stop, their task being tried again.
        public private(set) var kills = 0

        init(partition: Int) { self.partition = partition }

        /// Seconds that the last attempt has taken or took.
        public func duration(at now: Double) -> Double? { started.map { max(0, (ended ?? now) - $0) } }

        /// What is done of it, 0…1.
        public var fraction: Double {
            if state == .succeeded { return 1 }
            guard state == .running, let progress, progress.total > 0 else { return 0 }
            return min(1, Double(progress.images) / Double(progress.total))
        }

        var sums: (images: Int, bytes: Int, rejected: Int) {
            (progress?.images ?? 0, progress?.bytes ?? 0, progress?.rejected ?? 0)
        }

        /// - Parameter ready: when its stage started; the task was ready again from the end of the attempt before on.
        mutating func start(_ attempt: Int, slot: Int, at time: Double, ready: Double) {
            wait = max(0, time - (ended ?? ready))
            state = .running
            (self.attempt, self.slot) = (attempt, slot)
            (started, ended, progress) = (time, nil, nil)
        }

        mutating func fail(reason: String, willRetry: Bool, at time: Double) {
            end(willRetry ? .waiting : .failed, at: time)
            failures += 1
            secondsLost += duration(at: time) ?? 0
            (progress, lastFailure) = (nil, reason)
        }

        mutating func kill(at time: Double) {
            end(.waiting, at: time)
            kills += 1
            progress = nil
        }

        mutating func end(_ state: State, at time: Double) {
            self.state = state
            if started != nil, ended == nil { ended = time }
        }
    }
}
