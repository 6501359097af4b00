import Foundation
import Testing

@testable import Engine

@Suite("Where a store is")
struct StoreSettingsTests {
    private func settings(
        _ environment: [String: String] = [:], config: String = "",
        changing: (inout ObjectStoreOptions) -> Void = { _ in }
    ) throws -> StoreSettings {
        var options = ObjectStoreOptions()
        changing(&options)
        let profile = SharedProfile(
            chosen: options.profile, environment: environment, SharedConfiguration(config: config))
        return try StoreSettings(options, environment: environment, profile: profile)
    }

    private func url(_ settings: StoreSettings, bucket: String = "fruit") -> String {
        settings.endpoint.request(
            StoreRequest(action: .get, key: Array("a b.jpg".utf8)), bucket: bucket, region: settings.region
        ).url
    }

    private static let config = """
        [default]
        region = eu-west-3
        endpoint_url = http://10.0.0.1:9000/
        [profile virtual]
        endpoint_url = https://store.example.org
        s3 =
          addressing_style = virtual
        """

    @Test("Options go before the environment, the environment before the profile")
    func order() throws {
        #expect(try settings().region == "us-east-1")
        #expect(try settings(config: Self.config).region == "eu-west-3")
        let environment = ["AWS_REGION": "us-west-2", "AWS_ENDPOINT_URL": "http://localhost:80"]
        #expect(try settings(environment, config: Self.config).region == "us-west-2")
        #expect(try settings(environment) { $0.region = "sa-east-1" }.region == "sa-east-1")
        #expect(try url(settings(config: Self.config)) == "http://10.0.0.1:9000/fruit/a%20b.jpg")
        #expect(try url(settings(environment, config: Self.config)) == "http://localhost/fruit/a%20b.jpg")
        #expect(
            try url(settings(environment) { $0.endpoint = "http://[::1]:9000" })
                == "http://[::1]:9000/fruit/a%20b.jpg")
    }

    @Test("Amazon's buckets have hosts of their own, others' are in the path, unless it is said otherwise")
    func styles() throws {
        #expect(try url(settings()) == "https://fruit.s3.us-east-1.amazonaws.com/a%20b.jpg")
        #expect(try url(settings(), bucket: "a.b") == "https://s3.us-east-1.amazonaws.com/a.b/a%20b.jpg")
        #expect(
            try url(settings { $0.isPathStyle = true })
                == "https://s3.us-east-1.amazonaws.com/fruit/a%20b.jpg")
        #expect(
            try url(settings(["AWS_REGION": "cn-north-1"]))
                == "https://fruit.s3.cn-north-1.amazonaws.com.cn/a%20b.jpg")
        #expect(
            try url(settings(["AWS_PROFILE": "virtual"], config: Self.config))
                == "https://fruit.store.example.org/a%20b.jpg")
    }

    @Test(
        "What is no address of a server is refused",
        arguments: ["localhost:9000", "ftp://x", "http://", "http://a:b@c"])
    func malformed(url: String) {
        #expect(throws: SourceError.malformedEndpoint(url)) { try settings { $0.endpoint = url } }
    }

    @Test("The moments that services write are read")
    func timestamps() {
        #expect(Timestamp.http("Sun, 06 Nov 1994 08:49:37 GMT")?.timeIntervalSince1970 == 784_111_777)
        #expect(Timestamp.http("Sunday, 06-Nov-94 08:49:37 GMT") == nil)
        #expect(Timestamp.iso8601("1994-11-06T08:49:37Z")?.timeIntervalSince1970 == 784_111_777)
        #expect(Timestamp.iso8601("1994-11-06T08:49:37.000Z")?.timeIntervalSince1970 == 784_111_777)
        #expect(Timestamp.iso8601("1994-11-06T08:49:37+00:00")?.timeIntervalSince1970 == 784_111_777)
        #expect(Timestamp.compact(Date(timeIntervalSince1970: 784_111_777)) == "19941106T084937Z")
    }
}
