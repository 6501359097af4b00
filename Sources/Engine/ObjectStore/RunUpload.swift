// A finished run folder to a bucket.

import Foundation

/// Where a run's folder goes once it is whole: `--out s3://bucket/prefix`.
public struct RunUpload: Sendable {
    public let uri: String
    var lengths = ObjectUpload.Lengths()
    private let address: StoreAddress
    private let bucket: Bucket

    /// Asks nothing of the bucket yet.
    ///
    /// - Throws: `SourceError` where the URI names no bucket.
    public init(to uri: String, _ services: Services) throws(SourceError) {
        guard let address = StoreAddress(uri: uri) else { throw .malformedBucket(uri: uri) }
        self.uri = uri
        self.address = address
        bucket = try services.bucket(address.bucket)
    }

    /// Whether a text is the address of a bucket.
    public static func isAddress(_ text: String) -> Bool { text.lowercased().hasPrefix("s3://") }

    /// Where the run is made on this machine: always the same for the same address, so that it can be resumed.
    public var folder: RunFolder { RunFolder(path: "runs/\(address.name)") }

    /// Finds out before a run begins whether it could be sent: whether the bucket can be had, and holds no other run there.
    ///
    /// - Throws: `RunUploadError`.
    public func check(until isCancelled: () -> Bool) throws(RunUploadError) {
        // Listed and not looked at: only a list tells a bucket that is missing from one that is empty.
        let record = address.key(Array("run.json".utf8))
        let listing: ObjectListing?
        do {
            let request = StoreRequest.list(prefix: record, after: nil)
            listing = ObjectListing(parsing: try bucket.answer(to: request, until: isCancelled).body)
        } catch {
            throw .unreachable(error)
        }
        guard let listing else {
            throw .unreachable(ObjectStoreError(place: bucket.place(nil), cause: .notUnderstood("list")))
        }
        if listing.objects.contains(where: { $0.key == record }) { throw .holdsRun(uri) }
    }

    /// Sends every file of the folder, `run.json` last: without it a run is not finished, here as there.
    ///
    /// - Parameter begun: called with each file's name before it is sent, with how many there are.
    /// - Throws: `RunUploadError`; sent again from the beginning, the run comes to the same.
    public func send(
        _ folder: RunFolder, begun: (_ name: String, _ number: Int, _ count: Int) -> Void = { _, _, _ in },
        until isCancelled: () -> Bool = { false }
    ) throws(RunUploadError) {
        do {
            try withoutActuallyEscaping(isCancelled) { isCancelled in
                let upload = ObjectUpload(bucket: bucket, lengths: lengths, isCancelled: isCancelled)
                let names = try Self.names(in: folder)
                for (index, name) in names.enumerated() {
                    begun(name, index + 1, names.count)
                    try upload.send("\(folder.path)/\(name)", to: address.key(Array(name.utf8)))
                }
            }
        } catch {
            let reason = (error as? ObjectStoreError)?.cause == .cancelled ? "it was interrupted" : "\(error)"
            throw .notSent(folder: folder.path, uri: uri, reason: reason)
        }
    }

    /// Hidden files are those of a run under way.
    private static func names(in folder: RunFolder) throws -> [String] {
        let all = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { name in
            var status = stat()
            let isFile = stat("\(folder.path)/\(name)", &status) == 0 && status.st_mode & S_IFMT == S_IFREG
            return isFile && !name.split(separator: "/").contains { $0.hasPrefix(".") }
        }
        let record = URL(fileURLWithPath: folder.record).lastPathComponent
        return all.filter { $0 != record }.sorted() + [record]
    }
}

/// Why a run is not in its bucket.
public enum RunUploadError: Error, Equatable, CustomStringConvertible {
    case unreachable(ObjectStoreError)
    case holdsRun(String)
    case notSent(folder: String, uri: String, reason: String)

    public var description: String {
        switch self {
        case .unreachable(let error): error.description
        case .holdsRun(let uri): "\(uri.escapingUnprintable) already holds a run; name another prefix"
        case .notSent(let folder, let uri, let reason):
            "the run is whole in \(folder.escapingUnprintable) but not in \(uri.escapingUnprintable): \(reason); "
                + "the same command with --resume sends it"
        }
    }
}
