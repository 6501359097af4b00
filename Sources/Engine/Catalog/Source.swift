import Foundation

/// Where the photographs of a dataset come from: a folder, or a bucket of an object store.
///
/// Threading: called from every task slot at once.
public protocol Source: Sendable {
    /// The dataset as the user names it, fit for messages and `run.json`.
    var uri: String { get }
    /// The name of the dataset's own folder, which stands for the split where the dataset begins below it.
    var name: String { get }
    /// Finds every image below the root, in no order, and hands them on in batches as they are found.
    ///
    /// - Parameter found: called for each batch, and with empty ones while a store far away is waited for; what it throws
    ///   ends the listing and is thrown on.
    /// - Throws: `SourceError` where the root itself cannot be listed.
    func list(_ found: (ListingBatch) throws -> Void) throws
    /// The bytes of one image.
    ///
    /// - Throws: `SourceError`, whose description becomes the reason that the image is set aside.
    func read(_ path: ImagePath) throws(SourceError) -> [UInt8]
    /// Reads images one after the other, as a slot does with a partition: what is far away is sent for before it is wanted.
    ///
    /// - Parameter isCancelled: asked while something is waited for.
    func reader(of entries: ArraySlice<CatalogEntry>, until isCancelled: @escaping () -> Bool) -> ImageReader
    /// Tells which images will probably be read once a slot is done with what it reads now. They and those of readers are
    /// slices of one catalog.
    ///
    /// - Parameter isCancelled: asked while something is waited for.
    func expect(_ entries: ArraySlice<CatalogEntry>, until isCancelled: () -> Bool)
    /// Bytes that a reader may hold before they are wanted.
    var readAheadByteCount: Int { get }
}

extension Source {
    // What is near is read when it is wanted.
    public func reader(of entries: ArraySlice<CatalogEntry>, until _: @escaping () -> Bool) -> ImageReader {
        var entries = entries
        return ImageReader { () throws(SourceError) in
            guard let entry = entries.popFirst() else { throw .vanished }
            return try read(entry.path)
        }
    }

    public func expect(_: ArraySlice<CatalogEntry>, until _: () -> Bool) {}

    public var readAheadByteCount: Int { 0 }
}

/// The images of a partition, one after the other.
///
/// Threading: belongs to one thread.
public struct ImageReader {
    /// The bytes of the next image.
    ///
    /// - Throws: `SourceError`, as `Source.read`; the image after it comes next all the same.
    public let next: () throws(SourceError) -> [UInt8]
}

/// A part of a listing.
public struct ListingBatch: Sendable {
    public var entries: [CatalogEntry] = []
    /// Folders that could not be looked into, and why.
    public var unlisted: [Rejection] = []
}

/// Opens the dataset that a URI names: a folder, `file:///…`, or `s3://bucket/prefix`.
///
/// - Parameter services: the way to object stores. Nothing is asked of one yet.
/// - Throws: `SourceError` where the URI is of no known kind or there is nothing at it.
public func openSource(_ uri: String, _ services: Services = Services()) throws(SourceError) -> any Source {
    guard let scheme = scheme(of: uri) else { return try LocalFolder(uri: uri, path: uri) }
    switch scheme {
    case "file": return try LocalFolder(uri: uri, path: filePath(of: uri))
    case "s3": return try BucketSource(uri: uri, services)
    default: throw .unknownScheme(uri: uri, scheme: scheme)
    }
}

/// The scheme of `scheme://…`, lower case; nil for a path.
private func scheme(of uri: String) -> String? {
    guard let colon = uri.firstIndex(of: ":"), uri[colon...].hasPrefix("://"), colon > uri.startIndex,
        uri[..<colon].allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) })
    else { return nil }
    return uri[..<colon].lowercased()
}

/// The path of `file:///path` or `file://localhost/path`, `%20` and its like decoded.
private func filePath(of uri: String) throws(SourceError) -> String {
    let rest = uri.dropFirst("file://".count)
    guard let slash = rest.firstIndex(of: "/"), ["", "localhost"].contains(rest[..<slash].lowercased()),
        let path = String(rest[slash...]).removingPercentEncoding
    else { throw .malformed(uri: uri) }
    return path
}

/// The place of a dataset that is no longer there: its run can be looked at without its photographs.
public struct AbsentSource: Source {
    public let uri: String
    public let name = ""

    public init(uri: String) { self.uri = uri }

    public func list(_ found: (ListingBatch) throws -> Void) throws { throw SourceError.missing(uri: uri) }
    public func read(_ path: ImagePath) throws(SourceError) -> [UInt8] { throw .vanished }
}

/// Why a dataset, or one image of it, cannot be had. Descriptions of one image's troubles leave its name to the caller.
public enum SourceError: Error, Equatable, CustomStringConvertible {
    case missing(uri: String)
    case notAFolder(uri: String)
    case cannotList(uri: String, reason: String)
    case malformed(uri: String)
    case unknownScheme(uri: String, scheme: String)
    case malformedBucket(uri: String)
    case malformedEndpoint(String)
    /// With the environment's name for it; its value may hold a password.
    case malformedProxy(variable: String)
    /// The file of trusted authorities.
    case unusableAuthorities(path: String, reason: String)
    case vanished
    case notAFile(kind: String)
    case tooLong(bytes: Int, limit: Int)
    case cannotRead(reason: String)
    /// One object of a store cannot be had.
    case object(ObjectStoreError)
    /// The store, or the bucket, cannot be had.
    case store(ObjectStoreError)

    /// Whether no other image of the dataset fares better.
    var isAboutWhole: Bool { if case .store = self { true } else { false } }

    /// Whether another attempt may fare better, the catalog being the same.
    var mayPass: Bool {
        switch self {
        case .vanished, .cannotRead, .object, .store: true
        default: false
        }
    }

    public var description: String {
        switch self {
        case .missing(let uri): "\(uri.escapingUnprintable): there is no such folder"
        case .notAFolder(let uri):
            "\(uri.escapingUnprintable) is not a folder; name the folder that holds the photographs"
        case .cannotList(let uri, let reason): "\(uri.escapingUnprintable) cannot be listed: \(reason)"
        case .malformed(let uri):
            "\(uri.escapingUnprintable) is not a file URI of this machine; write file:///path or the path itself"
        case .unknownScheme(let uri, let scheme):
            "\(uri.escapingUnprintable): '\(scheme)' datasets cannot be read; "
                + "give a folder, file:///path or s3://bucket/prefix"
        case .malformedBucket(let uri):
            "\(uri.escapingUnprintable) names no bucket; write s3://bucket or s3://bucket/prefix"
        case .malformedEndpoint(let url):
            "\(url.escapingUnprintable) is no address of a store; write http://host:port or https://host"
        case .malformedProxy(let variable):
            "\(variable) is no address of an HTTP proxy; write http://host:port or http://name:password@host:port"
        case .unusableAuthorities(let path, let reason):
            "\(path.escapingUnprintable), named by AWS_CA_BUNDLE or the profile's ca_bundle, cannot be used: \(reason)"
        case .vanished: "is gone since the folder was listed"
        case .notAFile(let kind): "is \(kind), not a file"
        case .tooLong(let bytes, let limit):
            "is \(bytes) bytes long, over the limit of \(limit) bytes"
        case .cannotRead(let reason): "cannot be read: \(reason)"
        case .object(let error): "cannot be had: \(error)"
        case .store(let error): error.description
        }
    }
}
