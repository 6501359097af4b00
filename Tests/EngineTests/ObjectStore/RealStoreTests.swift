import Foundation
import StoreFixtures
import Synchronization
import Testing

@testable import Engine

extension PipelineTests {
    /// Against rclone, which checks what botocore's golden requests cannot: that a server takes our requests for what
    /// they are.
    @Suite(
        "A real store", .serialized,
        .enabled(
            if: RealStore.shared != nil,
            "no S3 server at \(RealStore.program); script/test installs it from PyPI"))
    struct RealStoreTests {
        private let store: RealStore
        private let folder: TemporaryFolder
        private let bucket: String

        init() throws {
            store = try #require(RealStore.shared)
            folder = try TemporaryFolder()
            bucket = "bucket-\(UUID().uuidString.lowercased())"
            try FileManager.default.createDirectory(
                atPath: "\(store.folder)/\(bucket)", withIntermediateDirectories: true)
        }

        private func services(
            at url: String? = nil, secret: String = RealStore.secret, cacheFolder: String? = nil,
            setting: [String: String] = [:]
        ) -> Services {
            let own = ["AWS_ENDPOINT_URL": url ?? store.url, "AWS_SECRET_ACCESS_KEY": secret]
            return Services(
                environment: store.environment(home: folder.path).merging(own) { $1 }.merging(setting) { $1 },
                cacheFolder: cacheFolder)
        }

        private func source(_ services: Services) throws -> BucketSource {
            try BucketSource(uri: "s3://\(bucket)", services)
        }

        private func put(_ bytes: [UInt8], _ key: String) throws {
            let url = URL(fileURLWithPath: "\(store.folder)/\(bucket)/\(key)")
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(bytes).write(to: url)
        }

        @Test("Keys that a file system can hold are listed over several pages and read")
        func keys() throws {
            // rclone writes control characters as pictures of them, and a file system has no such paths.
            let names = BucketSourceTests.awkwardKeys.filter { key in
                !key.contains("//") && !key.hasPrefix("/") && !key.contains("./")
                    && key.unicodeScalars.allSatisfy { $0.value >= 32 }
            }
            let many = (0..<1_200).map { "Many/\($0).jpg" }
            for name in names + many { try put(Array(name.utf8), name) }
            let source = try source(services())
            let catalog = try Catalog(listing: source)
            #expect(Set(catalog.entries.map(\.path)) == Set((names + many).map { ImagePath($0) }))
            for entry in catalog.entries where entry.category != "Many" {
                #expect(try source.read(entry.path) == entry.path.bytes)
            }
        }

        @Test("It refuses a wrong secret")
        func wrongSecret() throws {
            let source = try source(services(secret: "another"))
            let error = #expect(throws: SourceError.self) { try Catalog(listing: source) }
            #expect(error?.description.contains("the secret does not belong to the key EXAM…7890") == true)
        }

        @Test("It gets nothing when nobody vouches for its certificate, or for another host's")
        func certificates() throws {
            let authority = try CertificateAuthority(in: folder.path)
            let secure = try #require(
                RealStore.overTLS(certificate: authority.certificate, key: authority.key))
            try FileManager.default.createDirectory(
                atPath: "\(secure.folder)/\(bucket)/Plum", withIntermediateDirectories: true)
            try Data([1]).write(to: URL(fileURLWithPath: "\(secure.folder)/\(bucket)/Plum/1.jpg"))
            func count(host: String, _ setting: [String: String]) throws -> Int {
                let url = "https://\(host):\(secure.port)"
                return try Catalog(listing: source(services(at: url, setting: setting))).entries.count
            }
            func complaint(host: String, _ setting: [String: String]) -> String {
                let error = #expect(throws: SourceError.self) { try count(host: host, setting) }
                return error?.description ?? ""
            }
            func sentence(host: String) -> String {
                "s3://\(bucket): \(host):\(secure.port) cannot be trusted: its certificate is not vouched for by "
                    + "an authority that this machine knows, or is another host's"
            }
            let trusting = ["AWS_CA_BUNDLE": authority.path]
            #expect(complaint(host: "localhost", [:]) == sentence(host: "localhost"))
            #expect(try count(host: "localhost", trusting) == 1)
            #expect(complaint(host: "127.0.0.1", trusting) == sentence(host: "127.0.0.1"))

            let config = "[default]\nca_bundle = \(authority.path)\n"
            let named = ["AWS_CONFIG_FILE": try folder.write(Array(config.utf8), to: "config")]
            #expect(try count(host: "localhost", named) == 1)
            // Through a proxy it is still the store that is asked for its certificate.
            let proxy = try TunnelProxy()
            defer { proxy.close() }
            let through = trusting.merging(["https_proxy": "http://127.0.0.1:\(proxy.port)"]) { $1 }
            #expect(try count(host: "localhost", through) == 1)
            #expect(proxy.wishes.map(\.target) == ["localhost:\(secure.port)"])
            #expect(complaint(host: "elsewhere.invalid", through) == sentence(host: "elsewhere.invalid"))
        }

        @Test("A run from a bucket leaves the same bytes as from the folder, and through every kind of fault")
        func sameFeatures() throws {
            let trial = try PipelineTrial()
            try store.fill(bucket + "/set", from: trial.options.dataset)
            let local = try trial.perform(.components, as: "folder")
            let uri = "s3://\(bucket)/set"
            let remote = try trial.perform(.components, as: "bucket", source: openSource(uri, services()))
            expectSame(local, remote, PerformedRun.featureFiles + PerformedRun.componentFiles)

            let number = Atomic(0)
            let proxy = try FaultProxy(to: store.port) { _, answer in
                let number = number.add(1, ordering: .relaxed).newValue
                switch number % 8 {
                case 0: return .reset
                case 1: return .text(503, "<Error><Code>SlowDown</Code></Error>")
                case 2:
                    guard case .answer(_, _, let body) = answer(), !body.isEmpty else { return .reset }
                    return .truncated(body, after: body.count / 2)
                case 3: return .delayed(0.03, answer())
                default: return answer()
                }
            }
            let shaken = try trial.perform(
                .components, as: "shaken", source: openSource(uri, services(at: proxy.url)))
            expectSame(local, shaken, PerformedRun.featureFiles + PerformedRun.componentFiles)
        }

        @Test("A run that loses its store ends with one sentence, and --resume completes it")
        func lostStore() throws {
            let trial = try PipelineTrial()
            try store.fill(bucket + "/set", from: trial.options.dataset)
            let uri = "s3://\(bucket)/set"
            let reads = Atomic(0)
            let proxy = try FaultProxy(to: store.port) { request, answer in
                guard request.path.hasSuffix(".jpg"), reads.add(1, ordering: .relaxed).newValue > 6 else {
                    return answer()
                }
                return .text(403, "<Error><Code>InvalidAccessKeyId</Code></Error>")
            }
            let error = #expect(throws: SourceError.self) {
                try trial.perform(.features, as: "run", source: openSource(uri, services(at: proxy.url))) {
                    $0.workers = 1
                }
            }
            #expect(
                error?.description.hasPrefix("s3://\(bucket): the store does not know the key EXAM…7890")
                    == true)
            let resumed = try trial.perform(
                .features, as: "run", resuming: true, source: openSource(uri, services()))
            #expect(resumed.result.record.counts.features == PipelineTrial.imageCount)
        }

        @Test("A second run with a cache asks for the list alone")
        func cache() throws {
            let trial = try PipelineTrial()
            try store.fill(bucket + "/set", from: trial.options.dataset)
            let proxy = try FaultProxy(to: store.port) { _, answer in answer() }
            let cache = folder.path("cache")
            for name in ["first", "second"] {
                try trial.perform(
                    .features, as: name,
                    source: openSource("s3://\(bucket)/set", services(at: proxy.url, cacheFolder: cache)))
            }
            let images = proxy.requests.count { $0.path.hasSuffix(".jpg") }
            #expect(images == PipelineTrial.imageCount)
        }

        @Test("A run folder is sent whole, run.json last, long files in parts")
        func upload() throws {
            let run = folder.path("run")
            let lengths = ObjectUpload.Lengths(longestWhole: 256 << 10, part: 64 << 10)
            let long = (0..<(lengths.longestWhole + 12_345)).map {
                UInt8(truncatingIfNeeded: $0 &* 7919 >> 5)
            }
            try folder.write(long, to: "run/features.npy")
            try folder.write([], to: "run/rejected.csv")
            try folder.write(Array("{}".utf8), to: "run/run.json")
            try folder.write([1, 2, 3], to: "run/pca/mean.npy")
            try folder.write([1], to: "run/.parts/plan.json")
            let proxy = try FaultProxy(to: store.port) { request, answer in
                // One part of the long file has to be sent twice.
                request[query: "partNumber"] == "2" && Bool.random() ? .text(503, "") : answer()
            }
            var upload = try RunUpload(to: "s3://\(bucket)/runs/one", services(at: proxy.url))
            upload.lengths = lengths
            try upload.check { false }
            var names: [String] = []
            try upload.send(RunFolder(path: run), begun: { name, _, _ in names.append(name) })
            #expect(names == ["features.npy", "pca/mean.npy", "rejected.csv", "run.json"])
            for name in names {
                #expect(
                    try contents("\(store.folder)/\(bucket)/runs/one/\(name)") == contents("\(run)/\(name)"),
                    "\(name)")
            }
            let parts = proxy.requests.compactMap { $0[query: "partNumber"] }
            #expect(Set(parts) == ["1", "2", "3", "4", "5"])
            #expect(throws: RunUploadError.holdsRun("s3://\(bucket)/runs/one")) { try upload.check { false } }
        }

        @Test("An upload that fails says that the run itself is whole")
        func failedUpload() throws {
            try folder.write(Array("{}".utf8), to: "run/run.json")
            let proxy = try FaultProxy(to: store.port) { request, answer in
                request.method == "PUT" ? .text(403, "<Error><Code>AccessDenied</Code></Error>") : answer()
            }
            let upload = try RunUpload(to: "s3://\(bucket)/runs/two", services(at: proxy.url))
            let run = folder.path("run")
            let error = #expect(throws: RunUploadError.self) { try upload.send(RunFolder(path: run)) }
            #expect(
                error?.description == "the run is whole in \(run) but not in s3://\(bucket)/runs/two: "
                    + "s3://\(bucket)/runs/two/run.json: access is denied (AccessDenied): the key EXAM…7890 of the "
                    + "environment may not s3:PutObject there, or the bucket's policy forbids it; "
                    + "the same command with --resume sends it")
            let missing = try RunUpload(to: "s3://no-such-bucket/x", services())
            #expect(
                throws: RunUploadError.unreachable(
                    ObjectStoreError(place: "s3://no-such-bucket", cause: .noSuchBucket))
            ) {
                try missing.check { false }
            }
        }
    }
}
