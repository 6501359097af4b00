import Foundation
import StoreFixtures
import Testing

@testable import Engine

@Suite("The way to a store")
struct HTTPWayTests {
    private func proxy(_ url: String, _ environment: [String: String]) throws -> String? {
        let request = try #require(HTTPRequest(url: url))
        return try HTTPProxies(environment: environment).proxy(for: request)?.place
    }

    // MARK: - Which proxy

    @Test("Each scheme has its proxy; small letters go first, and an empty name is none")
    func schemes() throws {
        let both = ["HTTP_PROXY": "http://one:3128", "HTTPS_PROXY": "two"]
        #expect(try proxy("http://store:9000", both) == "one:3128")
        #expect(try proxy("https://store", both) == "two:80")
        #expect(
            try proxy("https://store", ["https_proxy": "http://three:1/"].merging(both) { $1 }) == "three:1")
        #expect(try proxy("https://store", ["https_proxy": ""].merging(both) { $1 }) == nil)
        #expect(try proxy("https://store", ["HTTP_PROXY": "http://one", "ALL_PROXY": "http://all"]) == nil)
        #expect(try proxy("http://store", ["http_proxy": "http://[::1]:3128"]) == "[::1]:3128")
    }

    @Test(
        "NO_PROXY spares hosts, and those below them",
        arguments: [
            ("store.example.org", true), ("STORE.example.org", true), (".example.org", true),
            ("example.org", true),
            ("other, example.org", true), ("store.example.org:9000", true), ("*", true), ("ample.org", false),
            ("a.store.example.org", false), ("store.example.org:9001", false), ("", false),
        ])
    func spared(list: String, isSpared: Bool) throws {
        let environment = ["http_proxy": "http://one", "NO_PROXY": list]
        #expect(try proxy("http://store.example.org:9000", environment) == (isSpared ? nil : "one:80"))
    }

    @Test(
        "What is no proxy is refused without its password",
        arguments: [
            "https://u:hush@one", "socks5://u:hush@one", "http://u:hush@", "http://u:hush@one:port",
            "http://u:%hush@one", "http://u:hush@one:70000",
        ])
    func malformed(url: String) {
        let error = #expect(throws: SourceError.self) { try HTTPProxies(environment: ["HTTPS_PROXY": url]) }
        #expect(
            error?.description
                == "HTTPS_PROXY is no address of an HTTP proxy; write http://host:port or http://name:password@host:port"
        )
    }

    // MARK: - Through one

    @Test("A store is reached through a proxy that wants a name, and a role's credentials without")
    func tunnel() throws {
        let store = try FakeStore(["Plum/1.jpg": [1, 2, 3]])
        let (proxy, agent) = (
            try TunnelProxy(),
            try LoopbackServer { _ in .text(200, "{\"AccessKeyId\": \"LENT\", \"SecretAccessKey\": \"s\"}") }
        )
        defer {
            proxy.close()
            agent.close()
        }
        let environment = [
            "HTTP_PROXY": "http://plum:p%40ss@127.0.0.1:\(proxy.port)", "AWS_ACCESS_KEY_ID": "",
            "AWS_SECRET_ACCESS_KEY": "", "AWS_CONTAINER_CREDENTIALS_FULL_URI": agent.url,
        ]
        let services = store.services(environment: environment) {
            $0.endpoint = "http://store.invalid:\(store.server.port)"
        }
        let source = try store.source("", services)
        #expect(try Catalog(listing: source).entries.map { try source.read($0.path) } == [[1, 2, 3]])
        #expect(
            Set(proxy.wishes) == [
                TunnelProxy.Wish(
                    target: "store.invalid:\(store.server.port)",
                    authorization: "Basic \(Data("plum:p@ss".utf8).base64EncodedString())")
            ])
        #expect(agent.requests.count == 1)
        let text = try services.storeDescription()
        #expect(text.hasSuffix("region us-east-1, through the proxy 127.0.0.1:\(proxy.port)"))
    }

    @Test(
        "A proxy that does not let through is named, and never its password",
        arguments: [
            (407, "plum:hush@", "does not take the name and password of its address"),
            (407, "", "wants a name and a password: http://name:password@host:port"),
            (403, "plum:hush@", "makes no connection to store.invalid"),
        ])
    func refusal(status: Int, user: String, reason: String) throws {
        let proxy = try TunnelProxy(status: status)
        defer { proxy.close() }
        #expect(
            try complaint(through: "http://\(user)127.0.0.1:\(proxy.port)")
                == "s3://fruit: the proxy 127.0.0.1:\(proxy.port) \(reason)")
    }

    @Test("A proxy that is not there is not taken for a store that is not there")
    func absent() throws {
        #expect(
            try complaint(through: "http://127.0.0.1:1")
                == "s3://fruit: the proxy 127.0.0.1:1 cannot be reached: Connection refused")
        #expect(
            try complaint(through: "http://no-such-proxy.invalid:1")
                == "s3://fruit: the host no-such-proxy.invalid is not known")
    }

    private func complaint(through proxy: String) throws -> String {
        let store = try FakeStore()
        let services = store.services(environment: ["http_proxy": proxy]) {
            $0.endpoint = "http://store.invalid"
        }
        let source = try store.source("", services)
        let error = #expect(throws: SourceError.self) { try Catalog(listing: source) }
        return error?.description ?? ""
    }

    // MARK: - Authorities

    @Test("A file of authorities that is missing, or has none, is said before anything is asked")
    func authorities() throws {
        let folder = try TemporaryFolder()
        let store = try FakeStore()
        let empty = try folder.write(Array("-----BEGIN CERTIFICATE-----\n".utf8), to: "empty.pem")
        for (path, reason) in [
            (folder.path("missing.pem"), "No such file or directory"),
            (empty, "it holds no certificates in PEM"), (folder.path, "it holds no certificates in PEM"),
        ] {
            let services = store.services(environment: ["AWS_CA_BUNDLE": path])
            let error = #expect(throws: SourceError.self) { try store.source("", services) }
            #expect(
                error?.description
                    == "\(path), named by AWS_CA_BUNDLE or the profile's ca_bundle, cannot be used: \(reason)"
            )
        }
        #expect(store.server.requests.isEmpty)
    }
}
