// A bucket and how it is asked: signed, sent, and where that helps asked again.
//
// Threading: any thread may ask; who waits for an answer blocks.

import Foundation

/// A bucket of an object store.
final class Bucket: Sendable {
    /// What was found out about the store meanwhile.
    private struct State {
        var region: String
        /// Seconds that the store's clock is ahead of ours.
        var ahead = 0.0
        var wasReached = false
    }

    let name: String
    let endpoint: StoreEndpoint
    private let transport: HTTPTransport
    /// nil asks without a signature.
    private let credentials: CredentialsKeeper?
    private let policy: RetryPolicy
    private let state: Monitor<State>

    init(
        name: String, endpoint: StoreEndpoint, region: String, transport: HTTPTransport,
        credentials: CredentialsKeeper?, policy: RetryPolicy = RetryPolicy()
    ) {
        self.name = name
        self.endpoint = endpoint
        self.transport = transport
        self.credentials = credentials
        self.policy = policy
        state = Monitor(State(region: region))
    }

    /// `s3://bucket/key`, or the bucket alone.
    func place(_ key: [UInt8]?) -> String {
        "s3://\(name)" + (key.map { "/" + ImagePath(bytes: $0).description } ?? "")
    }

    /// A request on its way, with what it was signed with.
    struct Attempt: Sendable {
        fileprivate let exchange: HTTPExchange
        fileprivate let found: FoundCredentials?
        fileprivate let region: String
        fileprivate let time: Date
        /// Seconds that the store's clock was taken to be ahead.
        fileprivate let ahead: Double

        func cancel() { exchange.cancel() }
    }

    /// Signs and sends a request.
    ///
    /// - Throws: where there are no credentials to sign with.
    func start(
        _ request: StoreRequest, until isCancelled: () -> Bool
    ) throws(ObjectStoreError) -> Attempt {
        try start(request, except: nil, until: isCancelled)
    }

    /// Sends a request once, and waits no longer than `seconds` for whatever comes of it.
    func tell(_ request: StoreRequest, seconds: Double) {
        let end = ContinuousClock.now + .seconds(seconds)
        func isOver() -> Bool { ContinuousClock.now > end }
        _ = try? start(request, until: isOver).exchange.wait(until: isOver)
    }

    /// Waits for the answer to a request, which is sent again where that may help.
    ///
    /// - Parameter first: the first attempt, where it is on its way already.
    func answer(
        to request: StoreRequest, first: Attempt? = nil, until isCancelled: () -> Bool = { false }
    ) throws(ObjectStoreError) -> HTTPResponse {
        var corrected: Set<StoreVerdict.Correction> = []
        var refused: Credentials?
        var next = first
        var number = 1
        while true {
            let attempt: Attempt
            if let begun = next {
                attempt = begun
            } else {
                attempt = try start(request, except: refused, until: isCancelled)
            }
            next = nil
            let result = Result { () throws(HTTPFailure) in try attempt.exchange.wait(until: isCancelled) }
            switch verdict(of: result, request, attempt, corrected) {
            case .good: return try result.mapError { failed(request, .notReached("\($0)")) }.get()
            case .fail(let cause): throw failed(request, cause)
            case .correct(let correction):
                corrected.insert(correction)
                if correction == .credentials { refused = attempt.found?.credentials }
                apply(correction, of: attempt)
            case .retry(let trouble, let cause):
                let chance = Double.random(in: 0..<1)
                guard let delay = policy.delay(after: number, trouble, chance: chance) else {
                    throw failed(request, cause)
                }
                number += 1
                guard Self.sleep(delay, until: isCancelled) else { throw failed(request, .cancelled) }
            }
        }
    }

    private func start(
        _ request: StoreRequest, except refused: Credentials?, until isCancelled: () -> Bool
    ) throws(ObjectStoreError) -> Attempt {
        var found: FoundCredentials?
        do throws(CredentialsError) {
            found = try credentials?.current(except: refused, until: isCancelled)
        } catch {
            throw failed(request, error == .cancelled ? .cancelled : .credentials(error))
        }
        let state = state.withLock { $0 }
        let time = Date(timeIntervalSinceNow: state.ahead)
        var sent = endpoint.request(request, bucket: name, region: state.region)
        if let found { sent = sent.signed(by: found.credentials, region: state.region, at: time) }
        return Attempt(
            exchange: transport.start(sent, limit: max(request.limit, request.expectedLength ?? 0)),
            found: found,
            region: state.region, time: time, ahead: state.ahead)
    }

    private func verdict(
        of result: Result<HTTPResponse, HTTPFailure>, _ request: StoreRequest, _ attempt: Attempt,
        _ corrected: Set<StoreVerdict.Correction>
    ) -> StoreVerdict {
        let wasReached = state.withLock { state in
            if case .success = result { state.wasReached = true }
            return state.wasReached
        }
        let who = attempt.found.map { "\($0.credentials) of \($0.origin)" } ?? "public, without credentials,"
        return StoreVerdict(
            of: result,
            AttemptContext(
                request: request, region: attempt.region, who: "the \(who)",
                time: attempt.time.timeIntervalSince1970, wasReached: wasReached, corrected: corrected))
    }

    /// Many requests may have been sent before the first is answered: what is wrong is set right once for them all.
    private func apply(_ correction: StoreVerdict.Correction, of attempt: Attempt) {
        state.withLock { state in
            switch correction {
            case .region(let region): state.region = region
            case .clock(let ahead): state.ahead = attempt.ahead + ahead
            case .credentials: break
            }
        }
    }

    private func failed(_ request: StoreRequest, _ cause: ObjectStoreError.Cause) -> ObjectStoreError {
        let error = ObjectStoreError(place: place(request.key), cause: cause)
        return error.isAboutWhole ? ObjectStoreError(place: place(nil), cause: cause) : error
    }

    /// Sleeps in short pieces; false when it was cut short.
    private static func sleep(_ seconds: Double, until isCancelled: () -> Bool) -> Bool {
        let end = ContinuousClock.now + .seconds(seconds)
        while ContinuousClock.now < end {
            if isCancelled() { return false }
            Thread.sleep(forTimeInterval: min(0.05, seconds))
        }
        return true
    }
}
