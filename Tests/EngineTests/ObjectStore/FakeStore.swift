import Foundation
import StoreFixtures
import Synchronization

@testable import Engine

/// A bucket that holds whatever keys a test wants, also those that no server on a file system can, and answers with
/// faults when told to. It checks no signatures: real servers do, in `RealStoreTests`.
final class FakeStore: Sendable {
    private struct Contents {
        var objects: [[UInt8]: [UInt8]] = [:]
        /// Asked before each answer; nil lets it pass.
        var fault: @Sendable (_ request: LoopbackServer.Request, _ number: Int) -> LoopbackServer.Reply? = {
            _, _ in nil
        }
        var count = 0
    }

    static let bucket = "fruit"
    private let contents: Box
    let server: LoopbackServer

    private final class Box: Sendable {
        let value = Mutex(Contents())
    }

    init(_ objects: [String: [UInt8]] = [:]) throws {
        let contents = Box()
        self.contents = contents
        contents.value.withLock { contents in
            for (key, bytes) in objects { contents.objects[Array(key.utf8)] = bytes }
        }
        server = try LoopbackServer { request in
            contents.value.withLock { contents in
                contents.count += 1
                return contents.fault(request, contents.count) ?? Self.answer(request, contents.objects)
            }
        }
    }

    deinit { server.close() }

    /// Answers with faults from now on; requests are counted from 1.
    func fail(_ fault: @escaping @Sendable (LoopbackServer.Request, _ number: Int) -> LoopbackServer.Reply?) {
        contents.value.withLock { $0.fault = fault }
    }

    func replace(_ key: String, by bytes: [UInt8]) {
        contents.value.withLock { $0.objects[Array(key.utf8)] = bytes }
    }

    /// Services that find this store and nothing of the machine's own settings.
    func services(
        cacheFolder: String? = nil, environment: [String: String] = [:],
        changing: (inout ObjectStoreOptions) -> Void = { _ in }
    ) -> Services {
        var options = ObjectStoreOptions()
        options.endpoint = server.url
        changing(&options)
        let own = [
            "AWS_ACCESS_KEY_ID": "EXAMPLEKEY1234", "AWS_SECRET_ACCESS_KEY": "a secret", "HOME": "/nowhere",
        ]
        return Services(
            options, environment: own.merging(environment) { $1 }, cacheFolder: cacheFolder)
    }

    func source(_ prefix: String = "", _ services: Services? = nil) throws -> BucketSource {
        try BucketSource(uri: "s3://\(Self.bucket)/\(prefix)", services ?? self.services())
    }

    // MARK: - Answers

    static func tag(_ bytes: [UInt8]) -> String { "\"\(Checksum.hexadecimal(Checksum.md5(bytes)))\"" }

    static func error(_ status: Int, _ code: String, _ headers: [String: String] = [:])
        -> LoopbackServer.Reply
    {
        .text(
            status,
            "<?xml version=\"1.0\"?><Error><Code>\(code)</Code><Message>words of the store</Message></Error>",
            headers)
    }

    private static func answer(_ request: LoopbackServer.Request, _ objects: [[UInt8]: [UInt8]])
        -> LoopbackServer.Reply
    {
        guard request.path != "/\(bucket)" else { return list(request, objects) }
        let key = PercentEncoding.decodeForm(
            String(request.path.dropFirst(bucket.count + 2)).replacing("+", with: "%2B"))
        guard let bytes = objects[key] else { return error(404, "NoSuchKey") }
        if let wanted = request.headers["if-match"], wanted != tag(bytes) {
            return error(412, "PreconditionFailed")
        }
        guard let range = request.headers["range"]?.wholeMatch(of: /bytes=(\d+)-(\d+)/),
            let first = Int(range.1), let last = Int(range.2)
        else { return .answer(200, ["etag": tag(bytes)], bytes) }
        return .answer(206, [:], Array(bytes[first...min(last, bytes.count - 1)]))
    }

    /// Pages of three.
    private static func list(_ request: LoopbackServer.Request, _ objects: [[UInt8]: [UInt8]])
        -> LoopbackServer.Reply
    {
        let prefix = Array((request[query: "prefix"] ?? "").utf8)
        let isEncoded = request[query: "encoding-type"] == "url"
        let keys = objects.keys.filter { $0.starts(with: prefix) }.sorted { $0.lexicographicallyPrecedes($1) }
        let start = request[query: "continuation-token"].flatMap { Int($0) } ?? 0
        let page = keys.dropFirst(start).prefix(3)
        let contents = page.map { key in
            let bytes = objects[key] ?? []
            let name = isEncoded ? PercentEncoding.encode(key) : escaped(String(decoding: key, as: UTF8.self))
            return "<Contents><Key>\(name)</Key><LastModified>2024-05-06T07:08:09.000Z</LastModified>"
                + "<ETag>\(escaped(tag(bytes)))</ETag><Size>\(bytes.count)</Size></Contents>"
        }
        let isMore = start + 3 < keys.count
        return .text(
            200,
            "<?xml version=\"1.0\"?><ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
                + "<IsTruncated>\(isMore)</IsTruncated>"
                + (isEncoded ? "<EncodingType>url</EncodingType>" : "")
                + (isMore ? "<NextContinuationToken>\(start + 3)</NextContinuationToken>" : "")
                + contents.joined() + "</ListBucketResult>")
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\"", with: "&quot;")
            .unicodeScalars.map { $0.value < 32 ? "&#\($0.value);" : String($0) }.joined()
    }
}
