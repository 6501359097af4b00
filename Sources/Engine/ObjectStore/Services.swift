// What the engine has of the world outside of this machine, made when it is first wanted and shared by whoever wants it.
//
// Threading: any thread.

import CProcess
import Foundation

/// The way to object stores: connections, credentials, and the cache of what was fetched.
public final class Services: Sendable {
    private struct State {
        var transport: HTTPTransport?
        var keeper: CredentialsKeeper?
        var cache: ObjectCache?
    }

    public let options: ObjectStoreOptions
    private let environment: [String: String]
    private let cacheFolder: String?
    private let state = Monitor(State())

    /// - Parameters:
    ///   - environment: where settings and credentials are looked for.
    ///   - cacheFolder: where fetched objects are kept; nil keeps none.
    public init(
        _ options: ObjectStoreOptions = ObjectStoreOptions(),
        environment: [String: String] = ProcessInfo.processInfo.environment, cacheFolder: String? = nil
    ) {
        self.options = options
        self.environment = environment
        self.cacheFolder = cacheFolder
    }

    /// A bucket of the store that options and environment name. Nothing is asked of it yet.
    func bucket(_ name: String) throws(SourceError) -> Bucket {
        workbench_forbid_dumps()
        let settings = try settings()
        return Bucket(
            name: name, endpoint: settings.endpoint, region: settings.region,
            transport: try transport(settings.way),
            credentials: try options.isUnsigned ? nil : keeper(settings.way))
    }

    private func settings() throws(SourceError) -> StoreSettings {
        try StoreSettings(
            options, environment: environment, profile: Self.profile(options, environment))
    }

    /// nil where none is kept.
    var cache: ObjectCache? {
        guard let cacheFolder, options.cacheBytes > 0 else { return nil }
        return state.withLock { state in
            let cache = state.cache ?? ObjectCache(folder: cacheFolder, limit: options.cacheBytes)
            state.cache = cache
            return cache
        }
    }

    private static func profile(
        _ options: ObjectStoreOptions, _ environment: [String: String]
    ) -> SharedProfile {
        SharedProfile(
            chosen: options.profile, environment: environment, SharedConfiguration(environment: environment))
    }

    private func transport(_ way: HTTPWay) throws(SourceError) -> HTTPTransport {
        if let transport = state.withLock({ $0.transport }) { return transport }
        let new = try HTTPTransport(way)
        return state.withLock { state in
            // Another thread may have been quicker.
            let transport = state.transport ?? new
            state.transport = transport
            return transport
        }
    }

    private func keeper(_ way: HTTPWay) throws(SourceError) -> CredentialsKeeper {
        let transport = try transport(way)
        return state.withLock { state in
            let keeper =
                state.keeper
                ?? CredentialsKeeper { [environment, options] isCancelled throws(CredentialsError) in
                    let surroundings = Surroundings(
                        environment: environment, profile: Self.profile(options, environment),
                        isProfileChosen: options.profile != nil, transport: transport)
                    return try CredentialsLink.chain.find(in: surroundings, until: isCancelled)
                }
            state.keeper = keeper
            return keeper
        }
    }
}

/// What may be told of credentials.
public struct CredentialsReport: Sendable, Hashable {
    /// Where they were found: "the environment", "the role 'fruit' of this instance".
    public let origin: String
    /// First and last letters of the key's name.
    public let key: String
    /// nil for those that last.
    public let expiration: Date?
}

extension Services {
    /// Looks for credentials as a run would.
    ///
    /// - Throws: `CredentialsError`, or `SourceError` where it is not clear how to ask for them.
    public func credentials() throws -> CredentialsReport {
        workbench_forbid_dumps()
        let found = try keeper(try settings().way).current()
        return CredentialsReport(
            origin: found.origin, key: found.credentials.shortenedKey,
            expiration: found.credentials.expiration)
    }

    /// The server and the region that a bucket is first looked for in, and what is special about the way there.
    ///
    /// - Throws: `SourceError` where an address cannot be understood.
    public func storeDescription() throws(SourceError) -> String {
        let settings = try settings()
        _ = try transport(settings.way)
        let host = settings.endpoint.host.map { "\(settings.endpoint.scheme)://\($0)" } ?? "Amazon S3"
        let request = settings.endpoint.request(
            StoreRequest(action: .list), bucket: "bucket", region: settings.region)
        let proxy = settings.way.proxies.proxy(for: request).map { ", through the proxy \($0.place)" }
        let authorities = settings.way.authorities.map { ", trusting only the authorities in \($0)" }
        return "\(host), region \(settings.region)\(proxy ?? "")\(authorities ?? "")"
    }
}
