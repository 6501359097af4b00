// Jobs and stages as the fold of events knows them; their tasks are in TaskStatus.swift.

extension JobStatus {
    /// What a job, a stage or a task is doing.
    public enum State: String, Sendable, CaseIterable {
        case waiting, running, succeeded, failed, cancelled

        public var isOver: Bool { self != .waiting && self != .running }
    }

    public struct Job: Sendable {
        public let job: Int
        public let name: String
        /// Seconds since the session began; `ended` is nil while the job is not over.
        public let started: Double
        public private(set) var ended: Double?
        public private(set) var state = State.running
        /// Why it failed, or came to nothing.
        public private(set) var reason: String?
        public internal(set) var stages: [Stage]

        init(job: Int, name: String, started: Double, stages: [StageDescription]) {
            self.job = job
            self.name = name
            self.started = started
            self.stages = stages.map { Stage($0) }
        }

        /// Ends the stages too whose own end was dropped on the way.
        mutating func end(_ state: State, reason: String?, at time: Double) {
            (self.state, self.reason, ended) = (state, reason, time)
            for stage in stages.indices where !stages[stage].state.isOver {
                let isCancelled = state == .cancelled
                stages[stage].end(
                    state == .succeeded ? .succeeded : .cancelled, reason: isCancelled ? reason : nil,
                    at: time)
            }
        }
    }

    public struct Stage: Sendable {
        public let description: StageDescription
        public private(set) var state = State.waiting
        /// Why it failed, or came to nothing.
        public private(set) var reason: String?
        /// Seconds since the session began.
        public private(set) var started: Double?
        public private(set) var ended: Double?
        /// By partition.
        public private(set) var tasks: [Task]
        /// Attempts that failed, tried again or not.
        public private(set) var failedAttempts = 0
        /// Images finished, set aside ones included, without those of failed attempts.
        public private(set) var images = 0
        /// Bytes of image files read.
        public private(set) var bytes = 0
        /// Images set aside.
        public private(set) var rejected = 0
        /// Images finished in each second since the stage started, as long as `throughputLimit`.
        public private(set) var imagesBySecond: [Int] = []
        private var counts: [State: Int]

        /// A day.
        static let throughputLimit = 86_400

        init(_ description: StageDescription) {
            self.description = description
            let count = max(0, description.tasks)
            tasks = (0..<count).map { Task(partition: $0) }
            counts = [.waiting: count]
        }

        /// How many tasks are in a state.
        public func count(_ state: State) -> Int { counts[state] ?? 0 }

        mutating func start(at time: Double) {
            guard state == .waiting else { return }
            (state, started) = (.running, time)
        }

        /// Settles the tasks too whose own end was dropped on the way.
        mutating func end(_ state: State, reason: String?, at time: Double) {
            (self.state, self.reason, ended) = (state, reason, time)
            for partition in tasks.indices where !tasks[partition].state.isOver {
                change(partition) { $0.end(state == .succeeded ? .succeeded : .cancelled, at: time) }
            }
        }

        mutating func start(_ attempt: TaskAttempt, slot: Int, at time: Double) {
            start(at: time)
            let ready = started ?? time
            change(attempt.partition) { $0.start(attempt.attempt, slot: slot, at: time, ready: ready) }
        }

        mutating func progress(_ attempt: TaskAttempt, _ progress: TaskProgress, at time: Double) {
            let before = images
            change(attempt.partition) { $0.progress = progress }
            countThroughput(images &- before, at: time)
        }

        mutating func succeed(_ attempt: TaskAttempt, _ progress: TaskProgress, at time: Double) {
            self.progress(attempt, progress, at: time)
            change(attempt.partition) { $0.end(.succeeded, at: time) }
        }

        mutating func fail(_ attempt: TaskAttempt, reason: String, willRetry: Bool, at time: Double) {
            failedAttempts += 1
            change(attempt.partition) { $0.fail(reason: reason, willRetry: willRetry, at: time) }
        }

        mutating func cancel(_ attempt: TaskAttempt, at time: Double) {
            change(attempt.partition) { $0.end(.cancelled, at: time) }
        }

        mutating func kill(_ attempt: TaskAttempt, at time: Double) {
            change(attempt.partition) { $0.kill(at: time) }
        }

        /// The one way to change a task: keeps the sums and counts of the stage true.
        private mutating func change(_ partition: Int, _ body: (inout Task) -> Void) {
            let state = tasks[partition].state
            let (images, bytes, rejected) = tasks[partition].sums
            body(&tasks[partition])
            let sums = tasks[partition].sums
            self.images &+= sums.images &- images
            self.bytes &+= sums.bytes &- bytes
            self.rejected &+= sums.rejected &- rejected
            if tasks[partition].state != state {
                counts[state, default: 0] -= 1
                counts[tasks[partition].state, default: 0] += 1
            }
        }

        private mutating func countThroughput(_ images: Int, at time: Double) {
            guard images > 0, let started, time >= started else { return }
            let age = time - started
            guard age < Double(Self.throughputLimit) else { return }
            while imagesBySecond.count <= Int(age) { imagesBySecond.append(0) }
            imagesBySecond[Int(age)] &+= images
        }
    }
}
