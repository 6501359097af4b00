import Foundation
import StoreFixtures
import Synchronization
import Testing

@testable import Engine

@Suite("The chain of credentials")
struct CredentialsTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// What the whole chain finds where only this is set.
    private func find(
        _ environment: [String: String], config: String = "", credentials: String = "", chosen: String? = nil
    ) throws -> FoundCredentials {
        let quiet = ["AWS_EC2_METADATA_DISABLED": "true"].merging(environment) { $1 }
        let profile = SharedProfile(
            chosen: chosen, environment: quiet, SharedConfiguration(config: config, credentials: credentials))
        let surroundings = Surroundings(
            environment: quiet, profile: profile, isProfileChosen: chosen != nil,
            transport: try HTTPTransport())
        return try CredentialsLink.chain.find(in: surroundings)
    }

    private static let document =
        "{\"Version\": 1, \"Code\": \"Success\", \"AccessKeyId\": \"LENTKEY\", \"SecretAccessKey\": \"lent secret\", "
        + "\"Token\": \"lent token\", \"Expiration\": \"2040-01-02T03:04:05Z\"}"

    private func expectLent(_ found: FoundCredentials, _ origin: String) {
        #expect(found.origin == origin)
        #expect(
            found.credentials
                == Credentials(
                    accessKey: "LENTKEY", secretKey: Secret("lent secret"),
                    sessionToken: Secret("lent token"),
                    expiration: Date(timeIntervalSince1970: 2_209_086_245)))
    }

    // MARK: - Environment and files

    private static let keys = ["AWS_ACCESS_KEY_ID": "ENVKEY", "AWS_SECRET_ACCESS_KEY": "x"]

    @Test("Keys in the environment go before profiles, unless an option names one")
    func environment() throws {
        let file = "[default]\naws_access_key_id = FILEKEY\naws_secret_access_key = y\n"
        let found = try find(Self.keys.merging(["AWS_SESSION_TOKEN": "t"]) { $1 }, credentials: file)
        #expect(found.credentials.accessKey == "ENVKEY")
        #expect(found.credentials.sessionToken == Secret("t"))
        #expect(try find(Self.keys, credentials: file, chosen: "default").credentials.accessKey == "FILEKEY")
        #expect(throws: CredentialsError.halfInEnvironment(missing: "AWS_SECRET_ACCESS_KEY")) {
            try find(["AWS_ACCESS_KEY_ID": "ENVKEY"], credentials: file)
        }
    }

    @Test("AWS_PROFILE picks a profile of either file; of both, ~/.aws/credentials counts")
    func profiles() throws {
        let config = """
            # a comment
            [default]
            region = eu-west-3
            [profile fruit] ; another
            aws_access_key_id=CONFIGKEY
            aws_secret_access_key=z # not part of it
            s3 =
                addressing_style = virtual
            region = us-west-2
            """
        let found = try find(["AWS_PROFILE": "fruit"], config: config)
        #expect(found.credentials.accessKey == "CONFIGKEY")
        #expect(found.credentials.secretKey == Secret("z"))
        #expect(found.origin == "the profile 'fruit'")
        let other = "[fruit]\naws_access_key_id = FILEKEY\naws_secret_access_key = y\n"
        #expect(
            try find(["AWS_PROFILE": "fruit"], config: config, credentials: other).credentials.accessKey
                == "FILEKEY")
        let settings = SharedConfiguration(config: config).profiles["fruit"]
        #expect(settings?["s3.addressing_style"] == "virtual")
        #expect(settings?["region"] == "us-west-2")
    }

    @Test("A profile that is not there, is half, or wants more than we do is named")
    func unusableProfiles() throws {
        #expect(throws: CredentialsError.unknownProfile("plum")) { try find(["AWS_PROFILE": "plum"]) }
        #expect(throws: CredentialsError.halfInProfile("p")) {
            try find(["AWS_PROFILE": "p"], credentials: "[p]\naws_access_key_id = A\n")
        }
        #expect(throws: CredentialsError.beyondProfile("p", wants: "assumes a role")) {
            try find(["AWS_PROFILE": "p"], config: "[profile p]\nrole_arn = arn:aws:iam::1:role/x\n")
        }
        #expect(throws: CredentialsError.none) { try find([:]) }
    }

    // MARK: - A process

    @Test("credential_process is run, its words divided as a shell does")
    func process() throws {
        try folder.write(Array(Self.document.utf8), to: "with space.json")
        let config = "[default]\ncredential_process = cat \"\(folder.path("with space.json"))\"\n"
        expectLent(try find([:], config: config), "the credential_process of the profile 'default'")
        #expect(ShellWords.split("a 'b \\c' \"d \\\" e\" f\\ g ''") == ["a", "b \\c", "d \" e", "f g", ""])
        #expect(ShellWords.split("a 'b") == nil)
    }

    @Test("A process that fails is said without what it printed")
    func failingProcess() throws {
        let config = "[default]\ncredential_process = sh -c 'echo secret; echo secret >&2; exit 3'\n"
        #expect(throws: CredentialsError.process(profile: "default", reason: "ended with exit code 3")) {
            try find([:], config: config)
        }
        #expect(throws: CredentialsError.process(profile: "default", reason: "printed no credentials")) {
            try find([:], config: "[default]\ncredential_process = echo secret\n")
        }
    }

    // MARK: - Roles

    @Test("A container's endpoint is asked with the token of its file")
    func container() throws {
        let server = try LoopbackServer { request in
            request.headers["authorization"] == "a token" ? .text(200, Self.document) : .text(403, "")
        }
        defer { server.close() }
        let file = try folder.write(Array("a token\n".utf8), to: "token")
        let environment = [
            "AWS_CONTAINER_CREDENTIALS_FULL_URI": server.url + "/role",
            "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE": file,
        ]
        expectLent(try find(environment), "the role of this container")
        #expect(server.requests.map(\.path) == ["/role"])
        #expect(throws: CredentialsError.container(reason: "it is refused (403)")) {
            try find(["AWS_CONTAINER_CREDENTIALS_FULL_URI": server.url + "/role"])
        }
    }

    @Test("A container's endpoint far away is not asked over plain HTTP")
    func farContainer() {
        let error = #expect(throws: CredentialsError.self) {
            try find(["AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://127.0.0.1.example.org/role"])
        }
        #expect(error?.description.contains("neither this machine nor asked over TLS") == true)
    }

    /// Instance metadata, version 2: a token by PUT, without which nothing is told.
    private func metadata(role: String = "fruit-reader") throws -> LoopbackServer {
        try LoopbackServer { request in
            let folder = "/latest/meta-data/iam/security-credentials/"
            switch (request.method, request.path) {
            case ("PUT", "/latest/api/token"):
                return request.headers["x-aws-ec2-metadata-token-ttl-seconds"] == "21600"
                    ? .text(200, "T0K") : .text(400, "")
            case _ where request.headers["x-aws-ec2-metadata-token"] != "T0K": return .text(401, "")
            case ("GET", folder): return role.isEmpty ? .text(404, "") : .text(200, role)
            case ("GET", folder + "fruit-reader"): return .text(200, Self.document)
            default: return .text(404, "")
            }
        }
    }

    @Test("An instance's role is had by a token first")
    func instanceRole() throws {
        let server = try metadata()
        defer { server.close() }
        let environment = [
            "AWS_EC2_METADATA_DISABLED": "false", "AWS_EC2_METADATA_SERVICE_ENDPOINT": server.url,
        ]
        expectLent(try find(environment), "the role 'fruit-reader' of this instance")
        #expect(server.requests.map(\.method) == ["PUT", "GET", "GET"])
        let disabled = environment.merging(["AWS_EC2_METADATA_DISABLED": "true"]) { $1 }
        #expect(throws: CredentialsError.none) { try find(disabled) }
    }

    @Test("An instance without a role says so; no instance at all is no failure of its own")
    func noRole() throws {
        let server = try metadata(role: "")
        defer { server.close() }
        let error = #expect(throws: CredentialsError.self) {
            try find(["AWS_EC2_METADATA_DISABLED": "", "AWS_EC2_METADATA_SERVICE_ENDPOINT": server.url])
        }
        #expect(
            error?.description == "the credentials of the instance's role cannot be had: there is none (404)")
        let another = try LoopbackServer { _ in .text(403, "") }
        defer { another.close() }
        for url in ["http://127.0.0.1:1", another.url] {
            #expect(throws: CredentialsError.none) {
                try find(["AWS_EC2_METADATA_DISABLED": "", "AWS_EC2_METADATA_SERVICE_ENDPOINT": url])
            }
        }
    }

    // MARK: - Renewal

    private static func found(_ name: String, until end: Double) -> FoundCredentials {
        FoundCredentials(
            credentials: Credentials(
                accessKey: name, secretKey: Secret("s"), sessionToken: nil,
                expiration: Date(timeIntervalSince1970: end)), origin: "a test")
    }

    @Test("Credentials are renewed five minutes before their end, while the old ones still serve")
    func renewal() throws {
        let clock = Mutex(0.0)
        let count = Atomic(0)
        let gate = DispatchSemaphore(value: 0)
        let keeper = CredentialsKeeper(now: { Date(timeIntervalSince1970: clock.withLock { $0 }) }) { _ in
            let number = count.add(1, ordering: .relaxed).newValue
            if number == 2 { gate.wait() }
            return Self.found("key \(number)", until: Double(number) * 3600)
        }
        #expect(try keeper.current().credentials.accessKey == "key 1")
        clock.withLock { $0 = 3299 }
        #expect(try keeper.current().credentials.accessKey == "key 1")
        #expect(count.load(ordering: .relaxed) == 1)
        clock.withLock { $0 = 3301 }
        // The renewal hangs, and nobody waits for it.
        #expect(try keeper.current().credentials.accessKey == "key 1")
        gate.signal()
        while try keeper.current().credentials.accessKey == "key 1" { usleep(1000) }
        #expect(try keeper.current().credentials.accessKey == "key 2")
        #expect(count.load(ordering: .relaxed) == 2)
    }

    @Test("Credentials that a store refuses as expired are fetched anew, once for all who ask")
    func refused() throws {
        let count = Atomic(0)
        let keeper = CredentialsKeeper { _ in
            Self.found("key \(count.add(1, ordering: .relaxed).newValue)", until: 4e9)
        }
        let first = try keeper.current().credentials
        DispatchQueue.concurrentPerform(iterations: 8) { _ in
            _ = try? keeper.current(except: first)
        }
        #expect(count.load(ordering: .relaxed) == 2)
    }

    @Test("A token that expires in the middle of a run is replaced without a word")
    func expiry() throws {
        let store = try FakeStore(["a.jpg": [1]])
        let handed = Atomic(0)
        let agent = try LoopbackServer { _ in
            let number = handed.add(1, ordering: .relaxed).newValue
            return .text(200, Self.document.replacing("LENTKEY", with: "LENTKEY\(number)"))
        }
        defer { agent.close() }
        store.fail { request, _ in
            request.headers["authorization"]?.contains("LENTKEY1/") == true
                ? FakeStore.error(400, "ExpiredToken") : nil
        }
        let services = store.services(environment: [
            "AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": "",
            "AWS_CONTAINER_CREDENTIALS_FULL_URI": agent.url,
        ])
        #expect(try Catalog(listing: store.source("", services)).entries.count == 1)
        #expect(
            store.server.requests.map { $0.headers["x-amz-security-token"] } == ["lent token", "lent token"])
    }

    // MARK: - Secrecy

    @Test("No description or dump of credentials shows a secret")
    func secrecy() throws {
        let found = try find([
            "AWS_ACCESS_KEY_ID": "AN EXAMPLE OF A KEY", "AWS_SECRET_ACCESS_KEY": "hush",
            "AWS_SESSION_TOKEN": "hushtoken",
        ])
        var text = "\(found) \(found.credentials) \(String(reflecting: found.credentials))"
        dump(found, to: &text)
        dump(found.credentials.secretKey, to: &text)
        #expect(!text.contains("hush"))
        #expect(!text.contains("EXAMPLE"))
        #expect(found.credentials.shortenedKey == "AN E… KEY")
    }
}
