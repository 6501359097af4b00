/// When to try again, and when to give up.
struct RetryPolicy: Sendable, Hashable {
    /// Trouble that may pass.
    enum Trouble: Sendable, Hashable {
        /// A broken connection, a truncated answer, a server's own failure.
        case brief
        /// The store asks for fewer requests.
        case busy
        /// No connection comes about. Where none ever did, that is a wrong name or a missing network rather than an
        /// outage, and the user should know soon.
        case unreachable(before: Bool)
    }

    /// Attempts in all.
    var attempts = 10
    /// Attempts at a store that was never reached.
    var firstAttempts = 3
    /// Seconds before the second attempt; doubled with each.
    var first = 0.1
    var longest = 10.0

    /// Seconds to wait before the next attempt; nil to give up.
    ///
    /// - Parameters:
    ///   - attempt: how many there were, from 1.
    ///   - chance: 0..<1. Half of the wait is left to it, so that those who failed together do not come back together.
    func delay(after attempt: Int, _ trouble: Trouble, chance: Double) -> Double? {
        guard attempt < (trouble == .unreachable(before: false) ? firstAttempts : attempts) else {
            return nil
        }
        let base = (trouble == .busy ? 4 : 1) * first
        var wait = base
        for _ in 1..<attempt { wait = min(longest, wait * 2) }
        return min(longest, wait) * (1 + chance) / 2
    }
}
