/// Why a bucket, or one object of it, cannot be had: one sentence that names it and the cause.
public struct ObjectStoreError: Error, Hashable, Sendable, CustomStringConvertible {
    public enum Cause: Hashable, Sendable {
        case noSuchBucket
        case noSuchObject
        /// The object is another than was listed.
        case changed
        /// With the store's word for it, and the right that was lacking.
        case denied(code: String, action: String, who: String)
        case unknownKey(who: String)
        case wrongSignature(who: String)
        case expired(who: String)
        /// With the minutes that this machine's clock is ahead.
        case skewed(minutes: Int)
        /// With the region that the bucket is in, where the store tells.
        case wrongRegion(asked: String, right: String?)
        /// Nothing signed goes to another host than was named.
        case redirected(host: String)
        case credentials(CredentialsError)
        /// With words of `HTTPFailure`.
        case notReached(String)
        /// The connection fails again and again in the middle of the answer.
        case broken(String)
        case busy(code: String)
        case failing(code: String)
        case truncated(got: Int, expected: Int)
        /// The store has taken other bytes than were sent.
        case damaged
        case notUnderstood(String)
        case refused(status: Int, code: String, message: String)
        case cancelled
    }

    /// `s3://bucket/key`, or `s3://bucket` where it is about the whole of it.
    public let place: String
    public let cause: Cause

    public init(place: String, cause: Cause) {
        self.place = place
        self.cause = cause
    }

    /// Whether it is about the store, the bucket or who asks, so that no other object of it fares better.
    public var isAboutWhole: Bool {
        switch cause {
        case .noSuchBucket, .unknownKey, .wrongSignature, .expired, .skewed, .wrongRegion, .redirected,
            .credentials, .notReached:
            true
        default: false
        }
    }

    public var description: String { "\(place.escapingUnprintable): \(cause.sentence.escapingUnprintable)" }
}

extension ObjectStoreError.Cause {
    fileprivate var sentence: String {
        switch self {
        case .noSuchBucket: "there is no such bucket"
        case .noSuchObject: "there is no such object"
        case .changed: "the object has changed since it was listed"
        case .denied(let code, let action, let who):
            "access is denied (\(code)): \(who) may not \(action) there, or the bucket's policy forbids it"
        case .unknownKey(let who): "the store does not know \(who); is it of another account or store?"
        case .wrongSignature(let who): "the secret does not belong to \(who), says the store"
        case .expired(let who):
            "\(who) has expired, and nothing newer is to be had; renew it and go on with --resume"
        case .skewed(let minutes):
            "this machine's clock is \(abs(minutes)) minutes \(minutes < 0 ? "behind" : "ahead of") the store's; set it right"
        case .wrongRegion(let asked, let right):
            "the bucket is not in the region \(asked)" + (right.map { " but in \($0)" } ?? "")
                + "; name its own by --region"
        case .redirected(let host):
            "the store sends us to \(host), which is not followed; name the bucket's region by --region, "
                + "or that server by --endpoint-url"
        case .credentials(let error): error.description
        case .notReached(let reason): reason
        case .broken(let reason): "\(reason) again and again"
        case .busy(let code): "the store is too busy (\(code)), also after many tries"
        case .failing(let code): "the store itself fails (\(code)), also after many tries"
        case .truncated(let got, let expected):
            "only \(got) of \(expected) bytes arrive, also after many tries"
        case .damaged: "what arrived at the store is not what was sent"
        case .notUnderstood(let what): "the store's \(what) cannot be understood; is it an S3 server?"
        case .refused(let status, let code, let message):
            "the request is refused (\(status) \(code))" + (message.isEmpty ? "" : ": \(message)")
        case .cancelled: "it was cancelled"
        }
    }
}
