// The one file that knows OpenSSL's libcrypto. What leaves it are bytes and answers.

import CCrypto

/// Hashes as signatures and uploads need them.
enum Checksum {
    /// 32 bytes.
    static func sha256(_ bytes: [UInt8]) -> [UInt8] {
        written(32) { EVP_Q_digest(nil, "SHA256", nil, bytes, bytes.count, $0, $1) }
    }

    /// 16 bytes. Tells damage on the way and nothing more.
    static func md5(_ bytes: [UInt8]) -> [UInt8] {
        written(16) { EVP_Q_digest(nil, "MD5", nil, bytes, bytes.count, $0, $1) }
    }

    /// HMAC-SHA256 (RFC 2104): 32 bytes.
    static func hmac(_ text: String, key: [UInt8]) -> [UInt8] {
        let text = Array(text.utf8)
        return written(32) { hash, count in
            EVP_Q_mac(
                nil, "HMAC", nil, "SHA256", nil, key, key.count, text, text.count, hash, 32, count) == nil
                ? 0 : 1
        }
    }

    /// What a function of the library writes, whose success is 1. One that the system's policy forbids leaves zeroes,
    /// which no server takes for the right hash.
    private static func written(
        _ count: Int, _ write: (UnsafeMutablePointer<UInt8>, UnsafeMutablePointer<Int>) -> Int32
    ) -> [UInt8] {
        var hash = [UInt8](repeating: 0, count: count)
        var length = 0
        let isWritten = hash.withUnsafeMutableBufferPointer { buffer in
            buffer.baseAddress.map { write($0, &length) } == 1
        }
        return isWritten && length == count ? hash : [UInt8](repeating: 0, count: count)
    }

    /// Two small digits a byte.
    static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef")
        return bytes.reduce(into: "") { text, byte in
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
    }
}

/// A file of authorities' certificates.
enum CertificateFile {
    /// Whether at least one can be read, in PEM.
    static func holdsCertificates(_ path: String) -> Bool {
        let store = X509_STORE_new()
        defer {
            X509_STORE_free(store)
            ERR_clear_error()
        }
        return X509_STORE_load_file(store, path) == 1
    }
}
