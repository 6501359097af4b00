// Amazon's Signature Version 4, as S3 wants it: paths are signed as they are sent, neither normalised nor encoded twice.
// https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html

import Foundation

extension HTTPRequest {
    /// The request with all that shows who sends it, and when, and that nothing of it was changed on the way.
    ///
    /// - Parameter date: may differ from the server's clock by a quarter of an hour.
    func signed(by credentials: Credentials, region: String, at date: Date) -> HTTPRequest {
        var request = self
        let time = Timestamp.compact(date)
        request.headers["x-amz-date"] = time
        request.headers["x-amz-content-sha256"] = Checksum.hexadecimal(Checksum.sha256(body))
        if let token = credentials.sessionToken { request.headers["x-amz-security-token"] = token.value }
        let scope = "\(time.prefix(8))/\(region)/s3/aws4_request"
        let canonical = Checksum.sha256(Array(request.canonical.utf8))
        let text = "AWS4-HMAC-SHA256\n\(time)\n\(scope)\n\(Checksum.hexadecimal(canonical))"
        let signature = Checksum.hmac(text, key: credentials.signingKey(scope: scope))
        request.headers["authorization"] =
            "AWS4-HMAC-SHA256 Credential=\(credentials.accessKey)/\(scope), "
            + "SignedHeaders=\(request.signedHeaders.map(\.name).joined(separator: ";")), "
            + "Signature=\(Checksum.hexadecimal(signature))"
        return request
    }

    /// What is signed of the request, in the one form that both sides come to.
    private var canonical: String {
        let fields = signedHeaders
        let parts =
            [method, path, canonicalQuery] + fields.map { "\($0.name):\($0.value)" }
            + ["", fields.map(\.name).joined(separator: ";"), headers["x-amz-content-sha256"] ?? ""]
        return parts.joined(separator: "\n")
    }

    /// In order of the encoded names, then of the encoded values.
    private var canonicalQuery: String {
        query.map { (PercentEncoding.encode($0.name), PercentEncoding.encode($0.value)) }.sorted { $0 < $1 }
            .map { "\($0.0)=\($0.1)" }.joined(separator: "&")
    }

    /// By name; of the values, runs of spaces as one.
    private var signedHeaders: [(name: String, value: String)] {
        headers.merging(["host": host]) { _, host in host }.sorted { $0.key < $1.key }.map { name, value in
            (name, value.split(whereSeparator: \.isWhitespace).joined(separator: " "))
        }
    }
}

extension Credentials {
    /// The key for a day, region and service: a chain of HMACs, so that it gives away nothing of the secret.
    fileprivate func signingKey(scope: String) -> [UInt8] {
        scope.split(separator: "/").reduce(Array("AWS4\(secretKey.value)".utf8)) { key, part in
            Checksum.hmac(String(part), key: key)
        }
    }
}
