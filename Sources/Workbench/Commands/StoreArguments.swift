import ArgumentParser
import Engine

/// How a bucket is reached. No option takes a key: keys on a command line are seen by everyone on the machine.
struct StoreArguments: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The object store's server. (default: AWS_ENDPOINT_URL, the profile's, or Amazon's)",
            valueName: "url"))
    var endpointURL: String?

    @Option(
        help: ArgumentHelp(
            "The bucket's region. (default: AWS_REGION, the profile's, or where the store sends us)",
            valueName: "name"))
    var region: String?

    @Option(
        help: ArgumentHelp(
            "The profile of ~/.aws with credentials. (default: AWS_PROFILE)", valueName: "name"))
    var profile: String?

    @Flag(help: "Put the bucket into the path of URLs, as servers other than Amazon's mostly want it.")
    var pathStyle = false

    @Flag(help: "Ask without credentials, as public buckets allow.")
    var noSignRequest = false

    @Option(
        help: ArgumentHelp(
            "Keep this much of what is fetched for the next run, as 4G; 0 for nothing.", valueName: "size"))
    var cache: String = "1G"

    func validate() throws {
        guard cacheBytes != nil else {
            throw ValidationError(
                "--cache must be a size such as 1G or 800M, or 0, not '\(cache.escapingUnprintable)'")
        }
    }

    private var cacheBytes: Int? { cache == "0" ? 0 : MemoryBudget(cache)?.bytes }

    /// The way to object stores with these options.
    var services: Services {
        var options = ObjectStoreOptions()
        options.endpoint = endpointURL
        options.region = region
        options.profile = profile
        options.isPathStyle = pathStyle
        options.isUnsigned = noSignRequest
        options.cacheBytes = cacheBytes ?? 0
        return Services(options, cacheFolder: UserPaths.objects)
    }
}
