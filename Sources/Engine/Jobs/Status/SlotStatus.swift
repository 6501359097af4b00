// What each slot does and has done: the lanes of a timeline.

extension JobStatus {
    /// One attempt on a slot's timeline.
    public struct Segment: Sendable {
        public let attempt: TaskAttempt
        /// Seconds since the session began; `end` is nil while the attempt runs.
        public let start: Double
        public internal(set) var end: Double?
        public internal(set) var state = State.running
        /// What is taken to be done until the attempt says more.
        public let activity: TaskActivity
        /// What the slot mostly did, piece by piece, from `start` on.
        public internal(set) var pieces: [Piece] = []
    }

    /// A stretch of time in which a slot mostly did one thing.
    public struct Piece: Sendable, Hashable {
        public let activity: TaskActivity
        public let start: Double
        public internal(set) var end: Double
    }

    public struct Slot: Sendable {
        public let slot: Int
        /// What runs on it now.
        public private(set) var current: TaskAttempt?
        public private(set) var progress: TaskProgress?
        /// Oldest first, the running one last; the oldest are forgotten.
        public private(set) var segments: [Segment] = []

        static let segmentLimit = 4_096
        static let pieceLimit = 4_096

        init(slot: Int) { self.slot = slot }

        mutating func begin(_ attempt: TaskAttempt, _ activity: TaskActivity, at time: Double) {
            // The end of the attempt before was dropped on the way: it ended now at the latest.
            end(.succeeded, at: time)
            current = attempt
            segments.append(Segment(attempt: attempt, start: time, activity: activity))
            if segments.count > 2 * Self.segmentLimit {
                segments.removeFirst(segments.count - Self.segmentLimit)
            }
        }

        mutating func progress(_ attempt: TaskAttempt, _ progress: TaskProgress, at time: Double) {
            guard attempt == current, let last = segments.indices.last else { return }
            let activity = Self.mainActivity(from: self.progress, to: progress)
            segments[last].extend(activity, to: time)
            self.progress = progress
        }

        mutating func end(_ state: State, at time: Double) {
            guard current != nil, let last = segments.indices.last else { return }
            segments[last].end = time
            segments[last].state = state
            (current, progress) = (nil, nil)
        }

        /// The activity whose seconds grew most between two reports.
        private static func mainActivity(from old: TaskProgress?, to new: TaskProgress) -> TaskActivity {
            let growth = new.seconds.map { activity, seconds in
                (seconds - (old?.seconds[activity] ?? 0), activity)
            }
            let main = growth.max { ($0.0, $0.1.rawValue) < ($1.0, $1.1.rawValue) }
            return main.flatMap { $0.0 > 0 ? $0.1 : nil } ?? new.activity
        }
    }
}

extension JobStatus.Segment {
    /// Adds a piece up to `time`, or makes the last one longer.
    mutating func extend(_ activity: TaskActivity, to time: Double) {
        guard let last = pieces.indices.last else {
            pieces.append(JobStatus.Piece(activity: activity, start: start, end: max(start, time)))
            return
        }
        let end = max(pieces[last].end, time)
        if pieces[last].activity == activity || pieces.count >= JobStatus.Slot.pieceLimit {
            pieces[last].end = end
        } else {
            pieces.append(JobStatus.Piece(activity: activity, start: pieces[last].end, end: end))
        }
    }
}
