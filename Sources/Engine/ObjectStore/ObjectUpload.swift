// One file to one object: whole, or in parts where it is long. The store is told the checksums and refuses what does not
// fit them; what it holds in the end is asked for once more.

import Foundation

/// Sends files to a bucket.
struct ObjectUpload {
    let bucket: Bucket
    var lengths = Lengths()
    let isCancelled: () -> Bool

    /// In bytes.
    struct Lengths: Sendable {
        /// Longer files go in parts.
        var longestWhole = 64 << 20
        /// Of which a store takes 10,000, and Amazon's none below 5 MiB but the last.
        var part = 16 << 20
    }

    private static let checksumHeader = "x-amz-checksum-sha256"

    /// Sends the file at `path` to `key`, replacing what is there.
    ///
    /// - Throws: `ObjectStoreError`, or `FileError` where the file cannot be read.
    func send(_ path: String, to key: [UInt8]) throws {
        let file = try ReadableFile(path)
        guard let length = try file.length() else {
            throw FileError(path: path, operation: .read, code: EINVAL)
        }
        if length > lengths.longestWhole {
            try sendParts(file, length, to: key)
        } else {
            _ = try put(
                file.bytes(length, at: 0), to: key, headers: ["content-type": Self.contentType(of: path)])
        }
        guard try self.length(of: key) == length else { throw damaged(key) }
    }

    /// The length of an object; nil where there is none.
    func length(of key: [UInt8]) throws(ObjectStoreError) -> Int? {
        do throws(ObjectStoreError) {
            let head = StoreRequest(action: .get, method: "HEAD", key: key)
            return try bucket.answer(to: head, until: isCancelled).headers["content-length"].flatMap {
                Int($0)
            }
        } catch  where error.cause == .noSuchObject {
            return nil
        }
    }

    /// Returns what the store calls the bytes.
    private func put(
        _ bytes: [UInt8], to key: [UInt8], query: [(name: String, value: String)] = [],
        headers: [String: String] = [:]
    ) throws(ObjectStoreError) -> String {
        let checksum = Data(Checksum.sha256(bytes)).base64EncodedString()
        var request = StoreRequest(
            action: .put, method: "PUT", key: key, query: query, headers: headers, body: bytes)
        // Every store knows the older of the two; Amazon's keeps the newer beside the object.
        request.headers["content-md5"] = Data(Checksum.md5(bytes)).base64EncodedString()
        request.headers[Self.checksumHeader] = checksum
        let response = try bucket.answer(to: request, until: isCancelled)
        if let stored = response.headers[Self.checksumHeader], stored != checksum { throw damaged(key) }
        return response.headers["etag"] ?? ""
    }

    // MARK: - In parts

    private func sendParts(_ file: borrowing ReadableFile, _ length: Int, to key: [UInt8]) throws {
        let upload = try begin(key, Self.contentType(of: file.path))
        do {
            var parts: [String] = []
            for offset in stride(from: 0, to: length, by: lengths.part) {
                let bytes = try file.bytes(min(lengths.part, length - offset), at: offset)
                let number = "\(parts.count + 1)"
                let tag = try put(bytes, to: key, query: [("partNumber", number), ("uploadId", upload)])
                let checksum = Data(Checksum.sha256(bytes)).base64EncodedString()
                parts.append(
                    "<Part><PartNumber>\(number)</PartNumber><ETag>\(Self.escaped(tag))</ETag>"
                        + "<ChecksumSHA256>\(checksum)</ChecksumSHA256></Part>")
            }
            try complete(key, upload, parts)
        } catch {
            // Parts that belong to nothing would be paid for until somebody finds them. Not cancelled by what cancelled
            // the upload.
            let abort = StoreRequest(
                action: .abort, method: "DELETE", key: key, query: [("uploadId", upload)])
            bucket.tell(abort, seconds: 0.3)
            throw error
        }
    }

    private func begin(_ key: [UInt8], _ contentType: String) throws(ObjectStoreError) -> String {
        let headers = ["x-amz-checksum-algorithm": "SHA256", "content-type": contentType]
        let request = StoreRequest(
            action: .put, method: "POST", key: key, query: [("uploads", "")], headers: headers)
        let answer = XMLTree(parsing: try bucket.answer(to: request, until: isCancelled).body)
        guard let upload = answer?["UploadId"], !upload.isEmpty else {
            throw ObjectStoreError(place: bucket.place(key), cause: .notUnderstood("answer to an upload"))
        }
        return upload
    }

    private func complete(_ key: [UInt8], _ upload: String, _ parts: [String]) throws(ObjectStoreError) {
        var request = StoreRequest(action: .put, method: "POST", key: key, query: [("uploadId", upload)])
        request.isAnsweredEarly = true
        request.headers["content-type"] = "application/xml"
        request.body = Array(
            "<CompleteMultipartUpload xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">\(parts.joined())</CompleteMultipartUpload>"
                .utf8)
        do throws(ObjectStoreError) {
            _ = try bucket.answer(to: request, until: isCancelled)
        } catch  where error.cause == .noSuchObject {
            // An earlier attempt came through, and only its answer did not: the length will tell.
        }
    }

    // MARK: - Words

    private func damaged(_ key: [UInt8]) -> ObjectStoreError {
        ObjectStoreError(place: bucket.place(key), cause: .damaged)
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\"", with: "&quot;")
    }

    /// So that a browser shows what it can.
    private static func contentType(of path: String) -> String {
        switch path.split(separator: ".").last {
        case "json": "application/json"
        case "csv": "text/csv; charset=utf-8"
        case "svg": "image/svg+xml"
        case "jsonl": "application/x-ndjson"
        default: "application/octet-stream"
        }
    }
}
