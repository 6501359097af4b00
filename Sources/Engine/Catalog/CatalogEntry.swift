/// One image of a dataset: a row of the catalog.
public struct CatalogEntry: Hashable, Sendable, Codable {
    public let path: ImagePath
    /// Seconds since 1970-01-01 UTC.
    public let modificationTime: Double
    /// Bytes.
    public let length: Int
    /// The name of the folder that the image lies in, fit for a terminal; nil for an unlabelled image.
    public let category: String?
    /// The name of the folder above the category's (`Training`, `Test`); nil where there is none.
    public let split: String?

    public init(path: ImagePath, modificationTime: Double, length: Int, category: String?, split: String?) {
        self.path = path
        self.modificationTime = modificationTime
        self.length = length
        self.category = category
        self.split = split
    }
}

/// An image set aside, and why: a sentence part that a person understands.
public struct Rejection: Hashable, Sendable, Codable {
    /// `ImagePath.description` of the image.
    public let path: String
    public let reason: String

    public init(path: String, reason: String) {
        self.path = path
        self.reason = reason
    }
}
