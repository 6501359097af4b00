// What an answer means, decided without sending anything: the table of errors of S3 and of those who speak like it.

/// What to do after an attempt.
enum StoreVerdict: Sendable, Equatable {
    case good
    /// Something is to be set right first; once each.
    case correct(Correction)
    /// May pass by itself.
    case retry(RetryPolicy.Trouble, ObjectStoreError.Cause)
    case fail(ObjectStoreError.Cause)

    enum Correction: Sendable, Hashable {
        /// The bucket is in this region.
        case region(String)
        /// Seconds that the store's clock is ahead of ours.
        case clock(Double)
        /// Other credentials are wanted than those that were sent.
        case credentials
    }
}

/// What is known of an attempt beside its answer.
struct AttemptContext: Sendable {
    let request: StoreRequest
    /// The region that was signed for.
    let region: String
    /// Who asked, as "the key AKIA…WXYZ of the environment".
    let who: String
    /// Seconds since 1970 by which was signed.
    let time: Double
    /// The store has answered before.
    let wasReached: Bool
    /// What was set right already.
    let corrected: Set<StoreVerdict.Correction>
}

extension StoreVerdict {
    init(of result: Result<HTTPResponse, HTTPFailure>, _ context: AttemptContext) {
        switch result {
        case .failure(let failure): self = Self.of(failure, context)
        case .success(let response) where response.isSuccess: self = Self.ofSuccess(response, context)
        case .success(let response): self = Self.of(Refusal(response), context)
        }
    }

    private static func of(_ failure: HTTPFailure, _ context: AttemptContext) -> StoreVerdict {
        switch failure {
        case .noSuchHost, .notReached, .timedOut, .heldUp:
            .retry(.unreachable(before: context.wasReached), .notReached("\(failure)"))
        case .broken: .retry(.brief, .broken("\(failure)"))
        case .untrusted, .unsendable: .fail(.notReached("\(failure)"))
        case .tooLong: .fail(.notUnderstood("answer, which is far too long,"))
        case .cancelled: .fail(.cancelled)
        }
    }

    private static func ofSuccess(_ response: HTTPResponse, _ context: AttemptContext) -> StoreVerdict {
        if context.request.isAnsweredEarly, XMLTree(parsing: response.body)?.name == "Error" {
            return of(Refusal(response), context)
        }
        guard let expected = context.request.expectedLength, response.body.count != expected else {
            return .good
        }
        return .retry(.brief, .truncated(got: response.body.count, expected: expected))
    }

    private static func of(_ refusal: Refusal, _ context: AttemptContext) -> StoreVerdict {
        let who = context.who
        switch (refusal.status, refusal.code) {
        case (_, "ExpiredToken"), (_, "TokenRefreshRequired"):
            return context.correcting(.credentials, else: .expired(who: who))
        case (_, "RequestTimeTooSkewed"): return ofSkew(refusal, context)
        case (300..<400, _), (_, "PermanentRedirect"), (_, "AuthorizationHeaderMalformed"),
            (_, "IllegalLocationConstraintException"):
            return ofRedirect(refusal, context)
        case (400, _) where refusal.region.map { $0 != context.region } ?? false:
            return ofRedirect(refusal, context)
        case (_, "NoSuchBucket"): return .fail(.noSuchBucket)
        case (_, "InvalidAccessKeyId"), (_, "InvalidToken"), (_, "InvalidClientTokenId"):
            return .fail(.unknownKey(who: who))
        case (_, "SignatureDoesNotMatch"): return .fail(.wrongSignature(who: who))
        case (_, "BadDigest"), (_, "XAmzContentSHA256Mismatch"): return .retry(.brief, .damaged)
        case (412, _): return .fail(.changed)
        case (404, _) where context.request.key != nil: return .fail(.noSuchObject)
        case (404, _) where refusal.isOfStore: return .fail(.noSuchBucket)
        case (401, _), (403, _):
            let action = context.request.action.rawValue
            return .fail(.denied(code: refusal.code, action: action, who: who))
        case (503, _), (429, _), (_, "SlowDown"):
            return .retry(.busy, .busy(code: "\(refusal.status) \(refusal.code)"))
        case (500..., _), (408, _), (_, "RequestTimeout"), (_, "InternalError"):
            return .retry(.brief, .failing(code: "\(refusal.status) \(refusal.code)"))
        default:
            guard refusal.isOfStore || context.request.key != nil else {
                return .fail(.notUnderstood("answer (\(refusal.status))"))
            }
            return .fail(.refused(status: refusal.status, code: refusal.code, message: refusal.message))
        }
    }

    /// The host of a redirect is never taken from the answer: it follows from the region.
    private static func ofRedirect(_ refusal: Refusal, _ context: AttemptContext) -> StoreVerdict {
        guard let region = refusal.region, region != context.region else {
            return .fail(
                refusal.host.map { .redirected(host: $0) } ?? .wrongRegion(asked: context.region, right: nil))
        }
        for case .region in context.corrected {
            return .fail(.wrongRegion(asked: context.region, right: region))
        }
        return .correct(.region(region))
    }

    private static func ofSkew(_ refusal: Refusal, _ context: AttemptContext) -> StoreVerdict {
        guard let time = refusal.time else {
            return .fail(.refused(status: refusal.status, code: refusal.code, message: refusal.message))
        }
        let ahead = time - context.time
        for case .clock(let before) in context.corrected {
            // Signed by the store's own clock already, and still refused: the user's is what can be mended.
            return .fail(.skewed(minutes: Int((-(before + ahead) / 60).rounded())))
        }
        return .correct(.clock(ahead))
    }
}

extension AttemptContext {
    fileprivate func correcting(
        _ correction: StoreVerdict.Correction, else cause: ObjectStoreError.Cause
    ) -> StoreVerdict {
        corrected.contains(correction) ? .fail(cause) : .correct(correction)
    }
}

/// What an answer says that is no success. Of its text only these parts are looked at: the rest may hold what was sent,
/// a session's token among it.
private struct Refusal {
    let status: Int
    let code: String
    let message: String
    /// The code is the store's own, and not only made of the status.
    let isOfStore: Bool
    /// Where the bucket is, as the store tells.
    let region: String?
    /// Where a redirect leads.
    let host: String?
    /// Seconds since 1970 on the store's clock.
    let time: Double?

    init(_ response: HTTPResponse) {
        let answer = XMLTree(parsing: response.body)
        status = response.status
        isOfStore = answer?["Code"] != nil
        code = Self.brief(answer?["Code"] ?? Self.name(of: response.status))
        message = Self.brief(answer?["Message"] ?? "")
        region = (response.headers["x-amz-bucket-region"] ?? answer?["Region"]).flatMap {
            Self.isRegion($0) ? $0 : nil
        }
        host = response.headers["location"].flatMap { HTTPRequest(url: $0)?.host }
        time = response.headers["date"].flatMap { Timestamp.http($0) }?.timeIntervalSince1970
    }

    /// An answer to HEAD has no text.
    private static func name(of status: Int) -> String {
        [
            301: "PermanentRedirect", 400: "BadRequest", 401: "Unauthorized", 403: "Forbidden",
            404: "NotFound", 502: "BadGateway", 503: "ServiceUnavailable",
        ][status]
            ?? "HTTP"
    }

    private static func brief(_ text: String) -> String { String(text.prefix(200)) }

    /// It becomes part of a host's name.
    private static func isRegion(_ text: String) -> Bool {
        !text.isEmpty && text.count < 40
            && text.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "-") }
    }
}
