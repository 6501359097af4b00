import Foundation

/// An S3 server that others have written, on this machine: rclone, which serves a folder's folders as buckets and checks
/// every signature. `script/test` installs it.
public final class RealStore: Sendable {
    /// One for all tests; nil where the server is not installed or does not start.
    public static let shared = RealStore()

    /// One that shows a certificate which only its maker vouches for; nil where it does not start.
    public static func overTLS(certificate: String, key: String) -> RealStore? {
        RealStore(arguments: "--cert '\(certificate)' --key '\(key)'")
    }

    public static let key = "EXAMPLEKEY1234567890"
    public static let secret = "aSecretThatMustNotBeSeenAnywhere/+0123456"

    /// The folder that holds the buckets.
    public let folder: String
    public let port: Int
    private let process = Process()
    /// The server ends when this is closed, which happens however the tests end.
    private let life = Pipe()

    public var url: String { "http://127.0.0.1:\(port)" }

    /// What a program needs to use the store, and nothing of the machine's own settings.
    public func environment(home: String) -> [String: String] {
        [
            "AWS_ENDPOINT_URL": url, "AWS_ACCESS_KEY_ID": Self.key, "AWS_SECRET_ACCESS_KEY": Self.secret,
            "AWS_SESSION_TOKEN": "", "AWS_PROFILE": "", "AWS_REGION": "", "AWS_DEFAULT_REGION": "",
            "AWS_EC2_METADATA_DISABLED": "true", "HOME": home, "XDG_CACHE_HOME": home + "/cache",
            "AWS_CA_BUNDLE": "", "HTTP_PROXY": "", "HTTPS_PROXY": "", "http_proxy": "", "https_proxy": "",
        ]
    }

    private static let checkout = URL(fileURLWithPath: #filePath).appending(path: "../../..")
        .standardizedFileURL.path
    public static let program = checkout + "/.venv-test/bin/rclone"

    private init?(arguments: String = "") {
        guard FileManager.default.isExecutableFile(atPath: Self.program) else { return nil }
        folder = FileManager.default.temporaryDirectory.appending(path: "store-\(UUID().uuidString)").path
        port = Self.freePort()
        guard mkdir(folder, 0o777) == 0 else { return nil }
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        // A cache of no time at all has rclone spin.
        let serve =
            "\"$0\" serve s3 --addr \"127.0.0.1:$1\" --auth-key \"$2\" \(arguments) --dir-cache-time 10ms --config /dev/null \"$3\""
        process.arguments = [
            "-c", "\(serve) >/dev/null 2>&1 & server=$!; cat >/dev/null; kill $server; rm -r \"$3\"",
            Self.program,
            "\(port)", "\(Self.key),\(Self.secret)", folder,
        ]
        process.standardInput = life
        guard (try? process.run()) != nil, answers(within: 30) else { return nil }
    }

    /// Copies a folder into a bucket.
    public func fill(_ bucket: String, from source: String) throws {
        try FileManager.default.copyItem(atPath: source, toPath: folder + "/" + bucket)
    }

    private func answers(within seconds: Double) -> Bool {
        let end = Date(timeIntervalSinceNow: seconds)
        while Date() < end {
            if let connection = Connection(port: port) {
                connection.close()
                return true
            }
            usleep(50_000)
        }
        return false
    }

    private static func freePort() -> Int { (try? Listener())?.port ?? 0 }
}
