import Foundation

/// An authority that nobody knows, and a certificate that it has made out to 127.0.0.1. By openssl.
public struct CertificateAuthority {
    /// The authority's own certificate.
    public let path: String
    public let certificate: String
    public let key: String

    struct CannotMake: Error {}

    public init(in folder: String) throws {
        (path, certificate, key) = (folder + "/authority.pem", folder + "/server.pem", folder + "/server.key")
        try Self.make("/CN=An authority", path, folder + "/authority.key")
        try Self.make(
            "/CN=127.0.0.1", certificate, key, "-CA", path, "-CAkey", folder + "/authority.key",
            "-addext", "subjectAltName=IP:127.0.0.1", "-addext", "basicConstraints=critical,CA:FALSE")
    }

    private static func make(
        _ subject: String, _ certificate: String, _ key: String, _ more: String...
    ) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments =
            [
                "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
                "-nodes",
            ]
            + ["-subj", subject, "-out", certificate, "-keyout", key] + more
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw CannotMake() }
    }
}
