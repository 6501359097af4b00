// When a frame may be sent. A line that is slower than its frames would show the past, later and later: what is sent
// waits in the buffers of SSH and of the network, where nobody can take it back. So a frame is followed by the question
// whether the terminal is ready, and its answer says that the frame has been drawn.

/// The frames that are under way, and when the next one may follow. Pure: times come in, in seconds on any clock.
struct FramePacer {
    /// Whether the terminal answers. Where it does not, a frame has arrived as soon as the system has taken its bytes.
    private(set) var isAnswered = false
    /// Seconds that the last frame took to arrive.
    private(set) var delivery = 0.0
    /// When each frame was sent that has not arrived, the oldest first.
    private var underWay: [Double] = []
    /// The frame that was sent last has pictures.
    private var isLong = false

    /// Seconds between frames that no key asked for, on a line that is quick enough.
    static let interval = 0.1
    /// Of the time such frames leave at least as much free as they take, for what keys ask for.
    private static let share = 2.0
    private static let longestInterval = 4.0
    /// One that progress asked for, and one more for a key; behind pictures, which take their time, none.
    private var mostUnderWay: Int { isLong ? 1 : 2 }
    /// Seconds after which an answer is not waited for: of a terminal that has answered before, and of one that has not.
    private static let patience = (known: 10.0, unknown: 2.5)

    /// How many frames have not arrived.
    var waiting: Int { underWay.count }

    /// - Parameter isLong: whether it takes many times longer to arrive than frames do.
    mutating func sent(at time: Double, isLong: Bool = false) {
        underWay.append(time)
        self.isLong = isLong
    }

    /// The terminal has answered that the oldest frame is drawn.
    mutating func answered(at time: Double) {
        isAnswered = true
        arrived(at: time)
    }

    /// The system has taken all bytes.
    mutating func emptied(at time: Double) {
        guard !isAnswered else { return }
        while !underWay.isEmpty { arrived(at: time) }
    }

    private mutating func arrived(at time: Double) {
        guard !underWay.isEmpty else { return }
        delivery = max(0, time - underWay.removeFirst())
    }

    /// Answers that have not come in time will not: the terminal may have been changed for another, as tmux does.
    mutating func giveUp(at time: Double) {
        guard let lost, time >= lost else { return }
        underWay = []
        isAnswered = false
    }

    /// When no answer is waited for any more; nil where none is.
    var lost: Double? {
        underWay.first.map { $0 + (isAnswered ? Self.patience.known : Self.patience.unknown) }
    }

    /// When the next frame may be sent; nil for not before a frame has arrived.
    ///
    /// - Parameters:
    ///   - isReply: a key asked for it, which is answered at once.
    ///   - last: when the last frame was sent.
    func due(isReply: Bool, after last: Double) -> Double? {
        if isReply { return waiting < mostUnderWay ? last : nil }
        guard underWay.isEmpty else { return nil }
        return last + min(Self.longestInterval, max(Self.interval, Self.share * delivery))
    }

    /// What is under way is of no interest any more.
    mutating func forget() { underWay = [] }
}
