// The places in which credentials are looked for, in the order that people know from Amazon's own tools. Each link is a
// plain function: nil where it has no say, an error where it has and fails, which ends the search.

import Foundation

/// Where links look.
struct Surroundings: Sendable {
    var environment: [String: String]
    var profile: SharedProfile
    /// The profile was named by an option, which goes before the environment's keys.
    var isProfileChosen = false
    let transport: HTTPTransport
}

/// Credentials, and whence.
struct FoundCredentials: Sendable {
    let credentials: Credentials
    /// As a person would say it: "the environment", "the role fruit-reader of this instance".
    let origin: String
}

/// A place where credentials may be.
struct CredentialsLink: Sendable {
    let find:
        @Sendable (Surroundings, _ isCancelled: () -> Bool) throws(CredentialsError) -> FoundCredentials?

    /// Every link, in its order.
    static let chain: [CredentialsLink] = [.environment, .profile, .process, .container, .instanceRole]
}

extension [CredentialsLink] {
    /// The credentials of the first link that has a say.
    func find(
        in surroundings: Surroundings, until isCancelled: () -> Bool = { false }
    ) throws(CredentialsError) -> FoundCredentials {
        for link in self {
            if let found = try link.find(surroundings, isCancelled) { return found }
        }
        throw .none
    }
}

extension CredentialsLink {
    /// `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` and, for lent keys, `AWS_SESSION_TOKEN`.
    static let environment = CredentialsLink { surroundings, _ throws(CredentialsError) in
        guard !surroundings.isProfileChosen else { return nil }
        func value(_ name: String) -> String? {
            surroundings.environment[name].flatMap { $0.isEmpty ? nil : $0 }
        }
        switch (value("AWS_ACCESS_KEY_ID"), value("AWS_SECRET_ACCESS_KEY")) {
        case (nil, nil): return nil
        case (nil, _): throw .halfInEnvironment(missing: "AWS_ACCESS_KEY_ID")
        case (_, nil): throw .halfInEnvironment(missing: "AWS_SECRET_ACCESS_KEY")
        case (let key?, let secret?):
            let token = value("AWS_SESSION_TOKEN").map { Secret($0) }
            return FoundCredentials(
                credentials: Credentials(
                    accessKey: key, secretKey: Secret(secret), sessionToken: token, expiration: nil),
                origin: "the environment")
        }
    }

    /// Keys in the profile itself. A profile that was named must be there.
    static let profile = CredentialsLink { surroundings, _ throws(CredentialsError) in
        let profile = surroundings.profile
        if profile.isNamed, profile.settings == nil { throw .unknownProfile(profile.name) }
        if let wants = profile.unmetWish { throw .beyondProfile(profile.name, wants: wants) }
        switch (profile["aws_access_key_id"], profile["aws_secret_access_key"]) {
        case (nil, nil): return nil
        case (let key?, let secret?):
            let token = profile["aws_session_token"].map { Secret($0) }
            return FoundCredentials(
                credentials: Credentials(
                    accessKey: key, secretKey: Secret(secret), sessionToken: token, expiration: nil),
                origin: "the profile '\(profile.name)'")
        default: throw .halfInProfile(profile.name)
        }
    }
}

extension SharedProfile {
    /// What the profile wants done that only Amazon's own tools do.
    fileprivate var unmetWish: String? {
        if self["role_arn"] != nil { return "assumes a role" }
        if self["sso_session"] != nil || self["sso_start_url"] != nil { return "signs in through SSO" }
        return nil
    }
}
