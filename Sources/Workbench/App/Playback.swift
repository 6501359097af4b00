import Engine

/// A recorded run being looked at: which moment of it, and how fast it plays.
///
/// It folds into the same `JobStatus` that a live run does, so screens know no difference. At its end it stands for the
/// run as it was left; what is done to the run from then on goes into the recording and is shown as it happens.
struct Playback: Sendable {
    private(set) var recording: Recording
    /// The moment that is shown, in seconds since the run's first session began.
    private(set) var position: Double
    private(set) var speed = 1
    private(set) var isPlaying = false
    /// How many events have been folded.
    private var folded: Int
    /// The recording has gone on since it was opened.
    private var isLive = false
    /// The session's clock when the position was last moved on.
    private var clock: Double?

    static let speeds = [1, 2, 5, 10, 20, 50, 100]
    /// Seconds between two frames of a run that plays.
    static let frameInterval = 0.1

    /// Opens the recording at its end.
    init(_ recording: Recording, folding status: inout JobStatus) {
        self.recording = recording
        position = recording.end
        folded = 0
        show(recording.end, &status)
    }

    var end: Double { recording.end }
    var isAtEnd: Bool { position >= end }

    /// What is shown is not what happens now.
    var isPast: Bool { !isAtEnd || !isLive }

    /// What screens take for now.
    func now(clock: Double) -> Double { isPast ? position : max(position, clock) }

    /// Plays or pauses; at the end, plays from the beginning.
    mutating func toggle(_ status: inout JobStatus) {
        if !isPlaying, isAtEnd { show(0, &status) }
        isPlaying.toggle()
        clock = nil
    }

    mutating func changeSpeed(by steps: Int) {
        let index = (Self.speeds.firstIndex(of: speed) ?? 0) + steps
        speed = Self.speeds[max(0, min(index, Self.speeds.count - 1))]
    }

    /// Moves by so many fiftieths of the whole, each a second at least.
    mutating func seek(by steps: Int, _ status: inout JobStatus) {
        show(position + Double(steps) * max(1, end / 50), &status)
    }

    mutating func seek(to time: Double, _ status: inout JobStatus) { show(time, &status) }

    /// Lets the time since the last call pass, at the speed chosen.
    mutating func advance(to clock: Double, _ status: inout JobStatus) {
        guard isPlaying else { return }
        if let last = self.clock { show(position + max(0, clock - last) * Double(speed), &status) }
        self.clock = clock
        if isAtEnd { isPlaying = false }
    }

    /// The run goes on while it is looked at.
    mutating func append(_ events: [JobEvent], _ status: inout JobStatus) {
        let isFollowing = isAtEnd && !isPlaying
        recording.append(events)
        isLive = true
        if isFollowing { show(end, &status) }
    }

    private mutating func show(_ time: Double, _ status: inout JobStatus) {
        position = max(0, min(time, end))
        let count = recording.count(at: position)
        if count < folded || folded == 0 {
            status = recording.status(after: count)
        } else {
            status.apply(recording.events[folded..<count])
        }
        folded = count
        if isAtEnd, !isLive { status.endSession() }
    }
}
