// Credentials for as long as a run takes: fetched once, and again before they expire.
//
// Threading: any thread may ask. Those that ask while there are none wait for the one that fetches; a renewal happens on
// a thread of its own while the old ones still count.

import Foundation

/// Keeps credentials fresh.
final class CredentialsKeeper: Sendable {
    private struct State {
        var found: FoundCredentials?
        var isFetching = false
        /// Not before this is a renewal tried again that has failed.
        var nextTry = Date.distantPast
    }

    private let fetch: @Sendable (_ isCancelled: () -> Bool) throws(CredentialsError) -> FoundCredentials
    private let now: @Sendable () -> Date
    private let state = Monitor(State())
    /// Seconds before their end at which credentials are renewed.
    static let margin = 300.0
    /// Seconds between two tries to renew them.
    static let interval = 10.0

    init(
        now: @escaping @Sendable () -> Date = { Date() },
        fetch: @escaping @Sendable (_ isCancelled: () -> Bool) throws(CredentialsError) -> FoundCredentials
    ) {
        self.fetch = fetch
        self.now = now
    }

    /// Credentials that count.
    ///
    /// - Parameter refused: credentials that a store took for expired; others are fetched in their stead.
    func current(
        except refused: Credentials? = nil, until isCancelled: () -> Bool = { false }
    ) throws(CredentialsError) -> FoundCredentials {
        if let kept = kept(except: refused) { return kept }
        while true {
            let turn = state.withLock { state in
                defer { state.isFetching = true }
                return !state.isFetching
            }
            if turn { break }
            state.wait(seconds: 0.05, until: { !$0.isFetching }, then: { _ in })
            if isCancelled() { throw .cancelled }
            if let kept = kept(except: refused) { return kept }
        }
        defer { state.change { $0.isFetching = false } }
        // Somebody may have fetched them between the look and the turn.
        if let kept = kept(except: refused) { return kept }
        let found = try fetch(isCancelled)
        state.withLock { $0.found = found }
        return found
    }

    /// What is kept, where it counts; renewed beside where it soon will not.
    private func kept(except refused: Credentials?) -> FoundCredentials? {
        let time = now()
        return state.withLock { state in
            guard let found = state.found, found.credentials != refused else { return nil }
            guard let end = found.credentials.expiration else { return found }
            let left = end.timeIntervalSince(time)
            guard left > 0 else { return nil }
            if left < Self.margin, !state.isFetching, time >= state.nextTry {
                state.isFetching = true
                state.nextTry = time.addingTimeInterval(Self.interval)
                renew()
            }
            return found
        }
    }

    private func renew() {
        let thread = Thread { [self] in
            let found = try? fetch { false }
            state.change { state in
                if let found { state.found = found }
                state.isFetching = false
            }
        }
        thread.name = "credentials"
        thread.start()
    }
}
