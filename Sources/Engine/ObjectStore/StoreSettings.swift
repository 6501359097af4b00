/// What a user can say of an object store.
public struct ObjectStoreOptions: Sendable, Hashable {
    /// The server, as `http://127.0.0.1:9000`; nil for what the environment or the profile says, else Amazon's.
    public var endpoint: String?
    public var region: String?
    /// A profile of ~/.aws, which goes before keys in the environment.
    public var profile: String?
    /// Puts the bucket into the path. Servers other than Amazon's are asked so anyway, unless the profile says otherwise.
    public var isPathStyle = false
    /// Asks without credentials, as public buckets allow.
    public var isUnsigned = false
    /// Bytes of objects that are kept on this machine at most; 0 keeps none.
    public var cacheBytes = 1 << 30

    public init() {}
}

/// What is settled of an object store, from options, environment and profile, in this order.
struct StoreSettings: Sendable, Hashable {
    /// Whose buckets tell where they really are.
    static let standardRegion = "us-east-1"

    let endpoint: StoreEndpoint
    let region: String
    let way: HTTPWay

    /// - Throws: `SourceError` where an address cannot be understood.
    init(
        _ options: ObjectStoreOptions, environment: [String: String], profile: SharedProfile
    ) throws(SourceError) {
        func first(_ values: String?...) -> String? { values.compactMap(\.self).first { !$0.isEmpty } }
        region =
            first(
                options.region, environment["AWS_REGION"], environment["AWS_DEFAULT_REGION"],
                profile["region"])
            ?? Self.standardRegion
        way = HTTPWay(
            authorities: first(environment["AWS_CA_BUNDLE"], profile["ca_bundle"]),
            proxies: try HTTPProxies(environment: environment))
        let style = profile["s3.addressing_style"]
        let url = first(
            options.endpoint, environment["AWS_ENDPOINT_URL_S3"], environment["AWS_ENDPOINT_URL"],
            profile["s3.endpoint_url"], profile["endpoint_url"])
        guard let url else {
            endpoint = StoreEndpoint(isPathStyle: options.isPathStyle || style == "path")
            return
        }
        guard let named = StoreEndpoint(url: url, isPathStyle: options.isPathStyle || style != "virtual")
        else {
            throw .malformedEndpoint(url)
        }
        endpoint = named
    }
}
