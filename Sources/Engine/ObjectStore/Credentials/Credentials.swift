import Foundation

/// What shows a store who asks.
struct Credentials: Sendable, Hashable {
    /// Names the key; no secret, but not shown whole either.
    let accessKey: String
    let secretKey: Secret
    /// Goes with keys that a role was lent.
    let sessionToken: Secret?
    /// When they cease to count; nil for those that last.
    let expiration: Date?

    /// The key's first and last letters, enough to know it by.
    var shortenedKey: String {
        accessKey.count > 12 ? "\(accessKey.prefix(4))…\(accessKey.suffix(4))" : "…"
    }
}

extension Credentials: CustomStringConvertible, CustomReflectable {
    var description: String { "key \(shortenedKey)" }
    var customMirror: Mirror { Mirror(self, children: []) }
}

/// Text that is never shown: not by `print`, not in a debugger's list of fields, not in a message that quotes it.
struct Secret: Sendable, Hashable, CustomStringConvertible, CustomReflectable {
    let value: String

    init(_ value: String) { self.value = value }

    var description: String { "(hidden)" }
    var customMirror: Mirror { Mirror(self, children: []) }
}

/// The answer of a credential process, a container's endpoint or an instance's metadata: three names for the token.
struct CredentialsDocument: Decodable {
    let accessKey: String
    let secretKey: String
    let sessionToken: String?
    let expiration: String?

    enum CodingKeys: String, CodingKey {
        case accessKey = "AccessKeyId"
        case secretKey = "SecretAccessKey"
        case sessionToken = "SessionToken"
        case token = "Token"
        case expiration = "Expiration"
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        accessKey = try fields.decode(String.self, forKey: .accessKey)
        secretKey = try fields.decode(String.self, forKey: .secretKey)
        sessionToken =
            try fields.decodeIfPresent(String.self, forKey: .sessionToken)
            ?? fields.decodeIfPresent(String.self, forKey: .token)
        expiration = try fields.decodeIfPresent(String.self, forKey: .expiration)
    }
}

extension Credentials {
    /// - Returns: nil where the bytes are no such document, or a key in it is empty.
    init?(document bytes: [UInt8]) {
        guard let document = try? JSONDecoder().decode(CredentialsDocument.self, from: Data(bytes)),
            !document.accessKey.isEmpty, !document.secretKey.isEmpty
        else { return nil }
        let expiration = document.expiration.map { Timestamp.iso8601($0) }
        // A time that cannot be understood must not become "for ever".
        if case .some(.none) = expiration { return nil }
        self.init(
            accessKey: document.accessKey, secretKey: Secret(document.secretKey),
            sessionToken: document.sessionToken.map { Secret($0) }, expiration: expiration ?? nil)
    }
}

/// Why there are no credentials.
public enum CredentialsError: Error, Hashable, Sendable, CustomStringConvertible {
    case none
    case halfInEnvironment(missing: String)
    case unknownProfile(String)
    case halfInProfile(String)
    /// With what the profile wants, as "assumes a role".
    case beyondProfile(String, wants: String)
    case process(profile: String, reason: String)
    case container(reason: String)
    case instanceRole(reason: String)
    case cancelled

    public var description: String {
        switch self {
        case .none:
            "no credentials were found in the environment, in ~/.aws, or from a role of this machine; 'aws configure' "
                + "sets them, 'aws configure export-credentials' gives those of a sign-in, and --no-sign-request "
                + "reads public buckets without any"
        case .halfInEnvironment(let missing):
            "the environment has only half of the credentials: \(missing) is not set"
        case .unknownProfile(let name):
            "there is no profile '\(name.escapingUnprintable)' in ~/.aws/credentials or ~/.aws/config"
        case .halfInProfile(let name):
            "the profile '\(name.escapingUnprintable)' has only half of its credentials"
        case .beyondProfile(let name, let wants):
            "the profile '\(name.escapingUnprintable)' \(wants), which is left to the AWS CLI: "
                + "eval \"$(aws configure export-credentials --profile \(name.escapingUnprintable) --format env)\""
        case .process(let profile, let reason):
            "the credential_process of the profile '\(profile.escapingUnprintable)' \(reason)"
        case .container(let reason): "the container's credentials cannot be had: \(reason)"
        case .instanceRole(let reason): "the credentials of the instance's role cannot be had: \(reason)"
        case .cancelled: "it was cancelled"
        }
    }
}
