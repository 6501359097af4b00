import Foundation
import StoreFixtures
import Synchronization
import Testing

@testable import Engine

@Suite("When a store fails")
struct StoreFailureTests {
    private let store: FakeStore

    init() throws { store = try FakeStore(["Plum/1.jpg": [1, 2, 3], "Plum/2.jpg": [4, 5, 6]]) }

    /// What is said where listing fails.
    private func complaint(_ services: Services? = nil) throws -> String {
        let source = try store.source("", services)
        let error = #expect(throws: (any Error).self) { try Catalog(listing: source) }
        return error.map { "\($0)" } ?? ""
    }

    @Test(
        "A bucket that cannot be had is said in one sentence",
        arguments: [
            (404, "NoSuchBucket", "s3://fruit: there is no such bucket"),
            (
                403, "AccessDenied",
                "s3://fruit: access is denied (AccessDenied): the key EXAM…1234 of the environment may not "
                    + "s3:ListBucket there, or the bucket's policy forbids it"
            ),
            (
                403, "InvalidAccessKeyId",
                "s3://fruit: the store does not know the key EXAM…1234 of the environment; is it of another account "
                    + "or store?"
            ),
            (
                403, "SignatureDoesNotMatch",
                "s3://fruit: the secret does not belong to the key EXAM…1234 of the environment, says the store"
            ),
            (
                400, "ExpiredToken",
                "s3://fruit: the key EXAM…1234 of the environment has expired, and nothing newer is to be had; renew it "
                    + "and go on with --resume"
            ),
            (
                301, "PermanentRedirect",
                "s3://fruit: the bucket is not in the region us-east-1; name its own by --region"
            ),
            (418, "Teapot", "s3://fruit: the request is refused (418 Teapot): words of the store"),
            (200, "Odd", "s3://fruit: the store's list cannot be understood; is it an S3 server?"),
        ])
    func refusals(status: Int, code: String, sentence: String) throws {
        store.fail { _, _ in FakeStore.error(status, code) }
        #expect(try complaint() == sentence)
    }

    @Test("A server of another kind is not taken for a store without the bucket")
    func otherServer() throws {
        for status in [400, 404] {
            store.fail { _, _ in .text(status, "<html><body>Not found</body></html>") }
            #expect(
                try complaint()
                    == "s3://fruit: the store's answer (\(status)) cannot be understood; is it an S3 server?")
        }
    }

    @Test("A server that is not there is said soon")
    func unreachable() throws {
        let refused = store.services { $0.endpoint = "http://127.0.0.1:1" }
        #expect(try complaint(refused) == "s3://fruit: 127.0.0.1:1 cannot be reached: Connection refused")
        let unknown = store.services { $0.endpoint = "http://no-such-host.invalid" }
        #expect(try complaint(unknown) == "s3://fruit: the host no-such-host.invalid is not known")
    }

    @Test(
        "Trouble that passes is passed over: busy and failing servers, resets, truncated answers",
        arguments: [
            LoopbackServer.Reply.text(503, "<Error><Code>SlowDown</Code></Error>"), .text(500, ""), .reset,
            .truncated(Array("<ListBucketResult>".utf8), after: 5),
        ])
    func passing(reply: LoopbackServer.Reply) throws {
        store.fail { _, number in number % 2 == 1 ? reply : nil }
        let source = try store.source()
        let catalog = try Catalog(listing: source)
        #expect(try catalog.entries.map { try source.read($0.path) } == [[1, 2, 3], [4, 5, 6]])
    }

    @Test("An image that cannot be had is set aside with its bucket, key and cause")
    func oneImage() throws {
        let source = try store.source()
        _ = try Catalog(listing: source)
        store.fail { _, _ in FakeStore.error(403, "AccessDenied") }
        let error = #expect(throws: SourceError.self) { try source.read(ImagePath("Plum/1.jpg")) }
        #expect(error?.isAboutWhole == false)
        #expect(
            error?.description
                == "cannot be had: s3://fruit/Plum/1.jpg: access is denied (AccessDenied): the key "
                + "EXAM…1234 of the environment may not s3:GetObject there, or the bucket's policy forbids it"
        )
    }

    @Test("A redirect changes the region that is signed for, and never the host")
    func region() throws {
        let elsewhere = try LoopbackServer { _ in .text(200, "") }
        defer { elsewhere.close() }
        store.fail { request, _ in
            let isRight = request.headers["authorization"]?.contains("/eu-west-3/s3/") == true
            return isRight
                ? nil
                : FakeStore.error(
                    301, "PermanentRedirect", ["x-amz-bucket-region": "eu-west-3", "location": elsewhere.url])
        }
        #expect(try Catalog(listing: store.source()).entries.count == 2)
        store.fail { _, _ in
            FakeStore.error(307, "TemporaryRedirect", ["location": elsewhere.url + "/x?y=hush"])
        }
        #expect(
            try complaint()
                == "s3://fruit: the store sends us to 127.0.0.1:\(elsewhere.port), which is not followed; name the "
                + "bucket's region by --region, or that server by --endpoint-url")
        #expect(elsewhere.requests.isEmpty)
    }

    @Test("A machine whose clock is wrong signs by the store's")
    func skew() throws {
        store.fail { request, number in
            number == 1
                ? FakeStore.error(403, "RequestTimeTooSkewed", ["date": "Sat, 01 Jan 2050 00:00:00 GMT"])
                : request.headers["x-amz-date"]?.hasPrefix("20500101T0000") == true ? nil : .reset
        }
        #expect(try Catalog(listing: store.source()).entries.count == 2)
        store.fail { _, _ in
            FakeStore.error(403, "RequestTimeTooSkewed", ["date": "Sat, 01 Jan 2000 00:00:00 GMT"])
        }
        // By the machine's own clock, whatever was signed by.
        let minutes = Int((Date().timeIntervalSince1970 - 946_684_800) / 60)
        let sentence = try complaint()
        #expect(
            (minutes - 1...minutes + 1).contains {
                sentence
                    == "s3://fruit: this machine's clock is \($0) minutes ahead of the store's; set it right"
            }, "\(sentence)")
    }

    @Test("A list that gives the same page for ever ends")
    func circle() throws {
        store.fail { _, _ in
            .text(
                200,
                "<ListBucketResult><IsTruncated>true</IsTruncated><NextContinuationToken>x</NextContinuationToken></ListBucketResult>"
            )
        }
        #expect(try complaint() == "s3://fruit: the store's list cannot be understood; is it an S3 server?")
    }

    @Test("What a store says does not become a header of ours")
    func injection() throws {
        store.fail { request, _ in
            guard request.path == "/\(FakeStore.bucket)" else { return nil }
            let contents =
                "<Contents><Key>Plum/1.jpg</Key><LastModified>2024-05-06T07:08:09.000Z</LastModified>"
                + "<ETag>&quot;a&quot;&#13;&#10;x-evil: 1</ETag><Size>3</Size></Contents>"
            return .text(200, "<ListBucketResult>\(contents)</ListBucketResult>")
        }
        #expect(try complaint() == "s3://fruit: the store's list cannot be understood; is it an S3 server?")

        var request = try #require(HTTPRequest(url: store.server.url))
        request.headers["if-match"] = "a\r\nx-evil: 1"
        let transport = try HTTPTransport()
        #expect(throws: HTTPFailure.unsendable) {
            try transport.answer(to: request, limit: 1000, until: { false })
        }
        let sent = store.server.requests.flatMap(\.headers.keys)
        #expect(!sent.contains("x-evil") && !sent.contains("if-match"))
    }

    @Test("An answer longer than it may be is cut off: its body, and its headers")
    func tooLong() throws {
        let body = [UInt8](repeating: 60, count: 2000)
        let server = try LoopbackServer { request in
            request.path == "/body"
                ? .answer(200, [:], body)
                : .answer(200, ["x-long": String(repeating: "x", count: 90_000), "y": "z"])
        }
        defer { server.close() }
        let transport = try HTTPTransport()
        func answer(_ path: String, limit: Int) throws -> HTTPResponse {
            let request = try #require(HTTPRequest(url: server.url + path))
            return try transport.answer(to: request, limit: limit, until: { false })
        }
        #expect(try answer("/body", limit: 2000).body == body)
        #expect(throws: HTTPFailure.tooLong(limit: 1999)) { try answer("/body", limit: 1999) }
        #expect(throws: HTTPFailure.broken(host: "127.0.0.1:\(server.port)")) {
            try answer("/head", limit: 10)
        }
    }

    @Test("A server without TLS is not taken for one that broke off")
    func noTLS() throws {
        let listener = try Listener()
        defer { listener.close() }
        listener.answer(Array("HTTP/1.1 400 Bad Request\r\n\r\n".utf8))
        let place = "127.0.0.1:\(listener.port)"
        #expect(
            try complaint(store.services { $0.endpoint = "https://\(place)" })
                == "s3://fruit: \(place) cannot be trusted: it does not speak TLS as it should")
        // That may pass, and is asked for again.
        let busy = try Listener()
        defer { busy.close() }
        busy.reset()
        let request = try #require(HTTPRequest(url: "https://127.0.0.1:\(busy.port)"))
        #expect(throws: HTTPFailure.broken(host: request.host)) {
            try HTTPTransport().answer(to: request, limit: 1, until: { false })
        }
    }

    @Test("Credentials that cannot be sent are said so, and nothing is asked")
    func unsendable() throws {
        let services = store.services(environment: ["AWS_SESSION_TOKEN": "token\r"])
        #expect(
            try complaint(services)
                == "s3://fruit: nothing can be asked with a control character in it; look at the credentials")
        #expect(store.server.requests.isEmpty)
    }

    @Test("A store that names another region each time is left")
    func wanderer() throws {
        store.fail { _, number in
            FakeStore.error(
                400, "AuthorizationHeaderMalformed", ["x-amz-bucket-region": "eu-west-\(number)"])
        }
        #expect(
            try complaint()
                == "s3://fruit: the bucket is not in the region eu-west-1 but in eu-west-2; "
                + "name its own by --region")
        #expect(store.server.requests.count == 2)
    }

    @Test("An upload that is answered before it has failed is completed again")
    func lateError() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write([UInt8](repeating: 7, count: 3000), to: "features.npy")
        store.fail { request, number in
            switch request.method {
            case "HEAD": .answer(200, [:], [UInt8](repeating: 7, count: 3000))
            case "POST" where request.target.contains("uploads"):
                .text(200, "<R><UploadId>u</UploadId></R>")
            case "POST" where number < 7:
                .text(200, "<Error><Code>InternalError</Code><Message>late</Message></Error>")
            default: .text(200, "<R/>", ["etag": "e"])
            }
        }
        let bucket = try store.services().bucket(FakeStore.bucket)
        let lengths = ObjectUpload.Lengths(longestWhole: 1000, part: 1000)
        try ObjectUpload(bucket: bucket, lengths: lengths, isCancelled: { false }).send(
            file, to: Array("runs/features.npy".utf8))
        let methods = store.server.requests.map(\.method).joined(separator: " ")
        #expect(methods == "POST PUT PUT PUT POST POST POST HEAD")
    }

    @Test("XML that defines entities is not read")
    func entities() {
        let text =
            "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b SYSTEM \"file:///etc/passwd\">]><ListBucketResult>&a;&b;</ListBucketResult>"
        #expect(ObjectListing(parsing: Array(text.utf8)) == nil)
        #expect(ObjectListing(parsing: Array(String(repeating: "<a>", count: 100_000).utf8)) == nil)
    }

    @Test("Whoever waits is let go at once when the work is cancelled", arguments: [0, 1])
    func cancellation(kind: Int) throws {
        // An answer that does not come, and a retry that is waited for.
        store.fail { _, _ in kind == 0 ? .delayed(5, .reset) : .text(503, "") }
        let source = try store.source()
        let started = ContinuousClock.now
        struct Stopped: Error {}
        #expect(throws: Stopped.self) {
            try source.list { _ in
                if ContinuousClock.now - started > .milliseconds(300) { throw Stopped() }
            }
        }
        #expect(ContinuousClock.now - started < .seconds(3))
    }
}

@Suite("Retries")
struct RetryPolicyTests {
    private let policy = RetryPolicy()

    @Test("Waits grow, are left half to chance, and end")
    func waits() {
        let longest = (1...9).compactMap { policy.delay(after: $0, .brief, chance: 1) }
        #expect(longest.count == 9)
        #expect(longest == longest.sorted())
        #expect(longest.allSatisfy { $0 <= policy.longest })
        #expect(
            zip(longest, (1...9).compactMap { policy.delay(after: $0, .brief, chance: 0) }).allSatisfy {
                $0 == 2 * $1
            })
        #expect(policy.delay(after: 10, .brief, chance: 0) == nil)
    }

    @Test("A store that was never reached is given up sooner than one that was")
    func unreachable() {
        #expect(policy.delay(after: 3, .unreachable(before: false), chance: 0) == nil)
        #expect(policy.delay(after: 3, .unreachable(before: true), chance: 0) != nil)
    }
}
