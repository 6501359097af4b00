// What datasets that are kept between jobs need to know of their elements.

import Foundation

/// Where a persisted dataset's partitions are kept.
public enum StorageLevel: String, Sendable, CaseIterable {
    /// While there is room; what has to leave is made again when it is wanted.
    case memory
    /// What has to leave memory goes to the scratch folder.
    case memoryAndDisk = "memory and disk"
    case disk
}

/// An element of datasets that can be persisted.
public protocol Storable: Sendable, Codable {
    /// Bytes that the element takes in memory, about.
    var byteCount: Int { get }
}

extension Storable {
    static func encode(_ elements: [Self]) throws -> [UInt8] {
        let encoder = PropertyListEncoder()
        encoder.outputFormat = .binary
        return [UInt8](try encoder.encode(elements))
    }

    static func decode(_ bytes: [UInt8]) throws -> [Self] {
        try PropertyListDecoder().decode([Self].self, from: Data(bytes))
    }
}

extension CatalogEntry: Storable {
    public var byteCount: Int {
        MemoryLayout<Self>.stride + path.bytes.count + (category?.utf8.count ?? 0) + (split?.utf8.count ?? 0)
    }
}
