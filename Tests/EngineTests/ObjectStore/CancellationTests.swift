import Foundation
import StoreFixtures
import Testing

@testable import Engine

@Suite("Whatever waits for a server is let go when the work is cancelled")
struct CancellationTests {
    private let folder: TemporaryFolder
    private let store: FakeStore
    private static let longLength = ObjectFetch.pieceLength + 1000

    init() throws {
        folder = try TemporaryFolder()
        store = try FakeStore([
            "short.jpg": [1, 2, 3], "long.jpg": [UInt8](repeating: 7, count: Self.longLength),
        ])
    }

    /// Ways to answer that do not come to an end.
    enum Stall: CaseIterable {
        case silent, slowBody, stalledBody, busy

        var reply: LoopbackServer.Reply {
            let body = [UInt8](repeating: 60, count: 1000)
            return switch self {
            case .silent: .delayed(60, .reset)
            case .slowBody: .dripping(body, every: 0.1)
            case .stalledBody: .dripping(body, every: 60)
            case .busy: .text(503, "<Error><Code>SlowDown</Code></Error>")
            }
        }
    }

    /// Has work begin, cancels it a moment later, and expects it to end then: not before, and long before the server.
    private func expectEnd(
        _ sourceLocation: SourceLocation = #_sourceLocation,
        of work: (_ isCancelled: @escaping () -> Bool) throws -> Void
    ) {
        let began = ContinuousClock.now
        let moment = Duration.milliseconds(300)
        #expect(throws: (any Error).self, sourceLocation: sourceLocation) {
            try work { ContinuousClock.now - began > moment }
        }
        let time = ContinuousClock.now - began
        #expect(time > moment && time < .seconds(8), "\(time)", sourceLocation: sourceLocation)
    }

    private struct Stopped: Error {}

    @Test("A list", arguments: Stall.allCases)
    func list(stall: Stall) throws {
        let source = try store.source()
        store.fail { _, _ in stall.reply }
        expectEnd { isCancelled in
            try source.list { _ in if isCancelled() { throw Stopped() } }
        }
    }

    @Test("An object, whole and in ranges, with a cache and without", arguments: Stall.allCases)
    func object(stall: Stall) throws {
        for (name, cache) in [("short.jpg", nil), ("short.jpg", folder.path("cache")), ("long.jpg", nil)] {
            store.fail { _, _ in nil }
            let source = try store.source("", store.services(cacheFolder: cache))
            _ = try Catalog(listing: source)
            store.fail { _, _ in stall.reply }
            expectEnd { isCancelled in
                _ = try source.begin(ImagePath(name), until: isCancelled).finish(until: isCancelled)
            }
        }
    }

    @Test("What is read ahead", arguments: Stall.allCases)
    func readAhead(stall: Stall) throws {
        let source = try store.source()
        let catalog = try Catalog(listing: source)
        store.fail { _, _ in stall.reply }
        expectEnd { isCancelled in
            _ = try source.reader(of: catalog.entries[...], until: isCancelled).next()
        }
    }

    @Test(
        "A file that is sent: whole, the question whether it has come, the beginning of parts, a part",
        arguments: [("PUT", false), ("HEAD", false), ("POST", true), ("PUT", true)])
    func upload(method: String, isInParts: Bool) throws {
        let file = try folder.write([UInt8](repeating: 7, count: 3000), to: "features.npy")
        // Nor is an answer to be had when the parts are taken back.
        store.fail { request, _ in
            [method, "DELETE"].contains(request.method)
                ? .delayed(60, .reset) : .text(200, "<R><UploadId>u</UploadId></R>")
        }
        let bucket = try store.services().bucket(FakeStore.bucket)
        let lengths = ObjectUpload.Lengths(longestWhole: isInParts ? 1000 : 5000, part: 1000)
        expectEnd { isCancelled in
            try ObjectUpload(bucket: bucket, lengths: lengths, isCancelled: isCancelled).send(
                file, to: Array("runs/features.npy".utf8))
        }
    }

    @Test(
        "A server that takes nothing: long bodies, and TLS that is never agreed on",
        arguments: ["http", "https"])
    func deaf(scheme: String) throws {
        let deaf = try Listener()
        let services = store.services { $0.endpoint = "\(scheme)://127.0.0.1:\(deaf.port)" }
        let file = try folder.write([UInt8](repeating: 7, count: 8 << 20), to: "features.npy")
        let bucket = try services.bucket(FakeStore.bucket)
        expectEnd { isCancelled in
            try ObjectUpload(bucket: bucket, isCancelled: isCancelled).send(file, to: Array("x".utf8))
        }
    }

    // MARK: - Credentials

    private func expectEndOfSearch(_ environment: [String: String], config: String = "") throws {
        let environment = ["AWS_EC2_METADATA_DISABLED": "true"].merging(environment) { $1 }
        let profile = SharedProfile(
            chosen: nil, environment: environment, SharedConfiguration(config: config))
        let surroundings = Surroundings(
            environment: environment, profile: profile, transport: try HTTPTransport())
        expectEnd { isCancelled in
            let error = #expect(throws: CredentialsError.self) {
                try CredentialsLink.chain.find(in: surroundings, until: isCancelled)
            }
            #expect(error == .cancelled)
            throw Stopped()
        }
    }

    @Test("A container's endpoint, an instance's metadata")
    func roles() throws {
        let silent = try LoopbackServer { _ in .delayed(60, .reset) }
        defer { silent.close() }
        try expectEndOfSearch(["AWS_CONTAINER_CREDENTIALS_FULL_URI": silent.url])
        try expectEndOfSearch([
            "AWS_EC2_METADATA_DISABLED": "false", "AWS_EC2_METADATA_SERVICE_ENDPOINT": silent.url,
        ])
        // The second question: the first is answered.
        let halfSilent = try LoopbackServer { request in
            request.method == "PUT" ? .text(200, "token") : .delayed(60, .reset)
        }
        defer { halfSilent.close() }
        try expectEndOfSearch([
            "AWS_EC2_METADATA_DISABLED": "false", "AWS_EC2_METADATA_SERVICE_ENDPOINT": halfSilent.url,
        ])
    }

    @Test(
        "A credential_process, also one that has closed its output",
        arguments: ["sleep 60", "sh -c 'exec >&-; sleep 60'"])
    func process(command: String) throws {
        try expectEndOfSearch([:], config: "[default]\ncredential_process = \(command)\n")
    }

    @Test("Those who wait for another to fetch credentials")
    func keeper() throws {
        let gate = DispatchSemaphore(value: 0)
        let isFetching = DispatchSemaphore(value: 0)
        let keeper = CredentialsKeeper { _ throws(CredentialsError) in
            isFetching.signal()
            gate.wait()
            throw .none
        }
        Thread.detachNewThread { _ = try? keeper.current() }
        isFetching.wait()
        expectEnd { isCancelled in _ = try keeper.current(until: isCancelled) }
        gate.signal()
    }
}
