import Foundation
import Testing

@testable import Engine

/// A request as botocore built and signed it (`Tests/Oracles/signatures.py`).
private struct GoldenRequest: Decodable, Sendable, CustomTestStringConvertible {
    let method: String
    let endpoint: String?
    let pathStyle: Bool
    let region: String
    let bucket: String
    let key: String?
    let query: [[String]]
    let body: Data
    let time: Double
    let access: String
    let secret: String
    let token: String?
    let url: String
    let authorization: String
    let headers: [String: String]

    var testDescription: String { "\(method) \(url)" }

    var credentials: Credentials {
        Credentials(
            accessKey: access, secretKey: Secret(secret), sessionToken: token.map { Secret($0) },
            expiration: nil)
    }

    /// The same request as we build it, before it is signed.
    func request() throws -> HTTPRequest {
        let place = try #require(
            endpoint.map { StoreEndpoint(url: $0, isPathStyle: pathStyle) }
                ?? StoreEndpoint(isPathStyle: pathStyle))
        var request = StoreRequest(action: .get, method: method, key: key.map { Array($0.utf8) })
        request.query = query.map { ($0[0], $0[1]) }
        request.headers = headers
        request.body = Array(body)
        return place.request(request, bucket: bucket, region: region)
    }
}

@Suite("Requests as botocore signs them")
struct SigningGoldenTests {
    private let golden: [GoldenRequest]

    init() throws { golden = try Golden.decode("objectstore/signatures.json") }

    @Test("200 random requests get botocore's signatures, whatever is in their keys and queries")
    func signatures() throws {
        #expect(golden.count == 200)
        for one in golden {
            let signed = try one.request().signed(
                by: one.credentials, region: one.region, at: Date(timeIntervalSince1970: one.time))
            #expect(signed.headers["authorization"] == one.authorization, "\(one.testDescription)")
        }
    }

    @Test("They go to botocore's hosts and paths")
    func urls() throws {
        for one in golden {
            let ours = try one.request().url
            func place(_ url: String) -> Substring { url.prefix { $0 != "?" } }
            // A query without a value has a sign in ours; the signature is the same.
            func query(_ url: String) -> Set<Substring> {
                Set(
                    url.dropFirst(place(url).count + 1).split(separator: "&").map {
                        $0.hasSuffix("=") ? $0.dropLast() : $0
                    })
            }
            #expect(place(ours) == place(one.url))
            #expect(query(ours) == query(one.url))
        }
    }
}
