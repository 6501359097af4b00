import Foundation
import StoreFixtures
import Testing

extension CommandLineTests {
    @Suite(
        "Buckets",
        .enabled(
            if: RealStore.shared != nil,
            "no S3 server at \(RealStore.program); script/test installs it from PyPI"))
    struct Buckets {
        private let scratch = Scratch()
        private let store: RealStore
        private let bucket = "bucket-\(UUID().uuidString.lowercased())"
        private var environment: [String: String] { store.environment(home: scratch.path) }

        init() throws {
            store = try #require(RealStore.shared)
            try store.fill(bucket, from: Tool.sampleData)
        }

        private func run(_ arguments: String..., setting: [String: String] = [:]) throws -> Ending {
            try Tool.start(arguments, in: scratch, environment: environment.merging(setting) { $1 }).ending()
        }

        @Test(
            "A run on a bucket and into a bucket comes to the run on the folder, and nothing of it holds a secret"
        )
        func run() throws {
            let local = try run("run", Tool.sampleData, "--input-size", "32", "--out", "local")
            #expect(local.status == 0)
            let out = "s3://\(bucket)/results/one"
            let remote = try run("run", "s3://\(bucket)", "--input-size", "32", "--out", out)
            #expect(remote.status == 0, "\(remote.err)")
            #expect(
                remote.err.hasSuffix("sending run.json (12 of 12)\nthe run is in \(out)\n"), "\(remote.err)")
            try expectSameRun("local", "runs/one", in: scratch)
            let sent = "\(store.folder)/\(bucket)/results/one"
            for name in try FileManager.default.subpathsOfDirectory(atPath: scratch.path + "/runs/one") {
                #expect(
                    FileManager.default.contentsEqual(
                        atPath: "\(sent)/\(name)", andPath: "\(scratch.path)/runs/one/\(name)"), "\(name)")
            }

            let again = try run("run", "s3://\(bucket)", "--limit", "6", "--input-size", "32", "--out", out)
            #expect(again.status == 2)
            #expect(again.err == "workbench: \(out) already holds a run; name another prefix\n")

            for bytes in try everything() + [remote.bytes] {
                #expect(Data(bytes).range(of: Data(RealStore.secret.utf8)) == nil)
                #expect(Data(bytes).range(of: Data(RealStore.key.utf8)) == nil)
            }
        }

        /// Every file that the program has made: run folders, events, caches, logs.
        private func everything() throws -> [[UInt8]] {
            try FileManager.default.subpathsOfDirectory(atPath: scratch.path).compactMap { name in
                try? scratch.bytes(name)
            }
        }

        @Test("The doctor tells which link of the chain answered, and no secret")
        func doctor() throws {
            let found = try run("doctor", setting: ["AWS_SESSION_TOKEN": "aTokenThatMustNotBeSeen"])
            #expect(found.status == 0)
            #expect(found.out.contains("the environment, key EXAM…7890, without an end"))
            #expect(found.out.contains("http://127.0.0.1:\(store.port), region us-east-1"))
            for hidden in [RealStore.secret, RealStore.key, "aTokenThatMustNotBeSeen"] {
                #expect(!found.out.contains(hidden) && !found.err.contains(hidden))
            }
            let none = try run("doctor", setting: ["AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": ""])
            #expect(none.out.contains("no credentials were found"))
        }

        @Test("A bucket that cannot be had is exit code 2 and one line")
        func missing() throws {
            let ending = try run("run", "s3://no-such-bucket/x", "--out", "x")
            #expect(ending.status == 2)
            #expect(ending.err.hasSuffix("workbench: s3://no-such-bucket: there is no such bucket\n"))
            #expect(scratch.names("x").isEmpty)
            let catalog = try run("catalog", "s3://no-such-bucket")
            #expect(catalog.status == 2)
            #expect(catalog.err == "workbench: s3://no-such-bucket: there is no such bucket\n")
            let listed = try run("catalog", "s3://\(bucket)/Training")
            #expect(listed.out.hasSuffix("images in s3://\(bucket)/Training\n"))
        }

        @Test("^C takes effect at once while a store does not answer")
        func interruption() throws {
            let silent = try LoopbackServer { _ in .delayed(20, .reset) }
            defer { silent.close() }
            let running = try Tool.start(
                ["run", "s3://\(bucket)", "--out", "x"], in: scratch,
                environment: environment.merging(["AWS_ENDPOINT_URL": silent.url]) { $1 })
            while silent.requests.isEmpty { usleep(2_000) }
            let sent = Date()
            running.send(SIGINT)
            let ending = try running.ending()
            #expect(ending.status == 130)
            #expect(Date().timeIntervalSince(sent) < 2)
        }

        @Test(
            "Nobody may look into the memory of a program that holds keys: no core file, no report of a crash",
            arguments: [SIGABRT, SIGSEGV])
        func memory(signal: Int32) throws {
            let silent = try LoopbackServer { _ in .delayed(20, .reset) }
            defer { silent.close() }
            let command =
                "ulimit -c unlimited; exec \"$0\" run s3://\(bucket) --endpoint-url \(silent.url) --out x"
            // Swift's own report shows the memory that registers point to.
            let telling = environment.merging(["SWIFT_BACKTRACE": "enable=yes,threads=all,registers=all"]) {
                $1
            }
            let running = try Tool.shell(command, in: scratch, environment: telling)
            while silent.requests.isEmpty { usleep(2_000) }
            // What the system would write, or hand to a program, when the process is killed like this.
            running.send(signal)
            let ending = try running.ending()
            #expect(ending.status == signal)
            #expect(!ending.err.contains("rip") && !ending.out.contains("rip"))
            for bytes in try everything() {
                #expect(Data(bytes).range(of: Data(RealStore.secret.utf8)) == nil)
            }
        }
    }
}
