// Credentials that a machine gives to what runs on it: a container's endpoint (ECS, EKS) and an instance's metadata
// (EC2). Both are asked over plain HTTP at addresses that leave the machine at most by one hop.

import Foundation

extension CredentialsLink {
    /// https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html
    static let container = CredentialsLink { surroundings, isCancelled throws(CredentialsError) in
        guard var request = try ContainerEndpoint.request(surroundings.environment) else { return nil }
        request.staysNear = true
        if let token = try ContainerEndpoint.token(surroundings.environment) {
            request.headers["authorization"] = token
        }
        let answer = try surroundings.transport.answered(
            request, within: 2, isCancelled, failing: CredentialsError.container)
        guard let credentials = Credentials(document: answer) else {
            throw .container(reason: "the endpoint's answer holds none")
        }
        return FoundCredentials(credentials: credentials, origin: "the role of this container")
    }

    /// Version 2 of the instance metadata service, which wants a token fetched by PUT: what only forwards GETs cannot be
    /// tricked into giving credentials away.
    /// https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html
    static let instanceRole = CredentialsLink { surroundings, isCancelled throws(CredentialsError) in
        let metadata = InstanceMetadata(surroundings)
        guard let token = try metadata.token(until: isCancelled) else { return nil }
        let folder = "/latest/meta-data/iam/security-credentials/"
        let role = try metadata.text(folder, token, isCancelled)
            .split(whereSeparator: \.isNewline).first.map(String.init)
        guard let role else { throw .instanceRole(reason: "the instance has no role") }
        let path = folder + PercentEncoding.encode(role)
        guard let credentials = Credentials(document: Array(try metadata.text(path, token, isCancelled).utf8))
        else {
            throw .instanceRole(reason: "the answer for the role '\(role.escapingUnprintable)' holds none")
        }
        return FoundCredentials(
            credentials: credentials, origin: "the role '\(role.escapingUnprintable)' of this instance")
    }
}

/// Where a container asks for its credentials.
private enum ContainerEndpoint {
    /// - Returns: nil outside of a container that has a role.
    static func request(_ environment: [String: String]) throws(CredentialsError) -> HTTPRequest? {
        if let path = environment["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"], !path.isEmpty {
            return HTTPRequest(url: "http://169.254.170.2" + path)
        }
        guard let url = environment["AWS_CONTAINER_CREDENTIALS_FULL_URI"], !url.isEmpty else { return nil }
        guard let request = HTTPRequest(url: url), request.scheme == "https" || isNear(request.host) else {
            throw .container(
                reason:
                    "AWS_CONTAINER_CREDENTIALS_FULL_URI names a host that is neither this machine nor asked over TLS"
            )
        }
        return request
    }

    /// Loopback, and the addresses of the agents of ECS and EKS.
    private static func isNear(_ host: String) -> Bool {
        let name =
            host.hasPrefix("[")
            ? String(host.prefix { $0 != "]" }.dropFirst()) : String(host.prefix { $0 != ":" })
        return ["localhost", "::1", "169.254.170.2", "169.254.170.23", "fd00:ec2::23"].contains(name)
            || name.wholeMatch(of: /127\.\d+\.\d+\.\d+/) != nil
    }

    /// What authorises a container to ask, in a file that is renewed or in the environment.
    static func token(_ environment: [String: String]) throws(CredentialsError) -> String? {
        var token = environment["AWS_CONTAINER_AUTHORIZATION_TOKEN"]
        if let path = environment["AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"], !path.isEmpty {
            guard let data = FileManager.default.contents(atPath: path) else {
                throw .container(reason: "the token file \(path.escapingUnprintable) cannot be read")
            }
            token = String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        }
        guard let token, !token.isEmpty else { return nil }
        // A line break in a header's value would begin another header.
        guard !token.contains(where: \.isNewline) else {
            throw .container(reason: "the token has a line break")
        }
        return token
    }
}

/// What an EC2 instance knows of itself.
struct InstanceMetadata {
    private var base: HTTPRequest?
    private let transport: HTTPTransport
    /// Seconds; elsewhere than on EC2 nobody answers at the address.
    private static let patience = 1.0

    init(_ surroundings: Surroundings) {
        let environment = surroundings.environment
        let isDisabled = environment["AWS_EC2_METADATA_DISABLED"]?.lowercased() == "true"
        let named = environment["AWS_EC2_METADATA_SERVICE_ENDPOINT"].flatMap { $0.isEmpty ? nil : $0 }
        base = isDisabled ? nil : HTTPRequest(url: named ?? "http://169.254.169.254")
        base?.staysNear = true
        transport = surroundings.transport
    }

    /// What allows further questions; nil where this is no instance, is told not to ask, or gets no token: other clouds
    /// have services of their own at the address.
    ///
    /// - Throws: `CredentialsError.cancelled`.
    func token(until isCancelled: () -> Bool) throws(CredentialsError) -> String? {
        guard var request = base else { return nil }
        request.method = "PUT"
        request.path = "/latest/api/token"
        request.headers["x-aws-ec2-metadata-token-ttl-seconds"] = "21600"
        let response: HTTPResponse
        do {
            response = try transport.answer(
                to: request, limit: 1 << 16, deadline: Self.patience, until: isCancelled)
        } catch {
            if error == .cancelled { throw .cancelled }
            return nil
        }
        guard response.isSuccess else { return nil }
        return String(decoding: response.body, as: UTF8.self)
    }

    func text(_ path: String, _ token: String, _ isCancelled: () -> Bool) throws(CredentialsError) -> String {
        guard var request = base else { throw .none }
        request.path = path
        request.headers["x-aws-ec2-metadata-token"] = token
        let body = try transport.answered(
            request, within: Self.patience, isCancelled, failing: CredentialsError.instanceRole)
        return String(decoding: body, as: UTF8.self)
    }
}

extension HTTPTransport {
    /// The body of a successful answer. One that fails is asked for twice more, because a role's endpoint is busy when
    /// many begin at once.
    fileprivate func answered(
        _ request: HTTPRequest, within seconds: Double, _ isCancelled: () -> Bool,
        failing error: (_ reason: String) -> CredentialsError
    ) throws(CredentialsError) -> [UInt8] {
        var reason = ""
        for _ in 0..<3 {
            do {
                let response = try answer(to: request, limit: 1 << 16, deadline: seconds, until: isCancelled)
                if response.isSuccess { return response.body }
                reason = response.status == 404 ? "there is none (404)" : "it is refused (\(response.status))"
                if response.status < 500, response.status != 429 { break }
            } catch {
                if error == .cancelled { throw .cancelled }
                reason = "\(error)"
            }
        }
        throw error(reason)
    }
}
