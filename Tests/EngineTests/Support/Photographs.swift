import Foundation

@testable import Engine

/// The real photographs of Fruits-360, which stay outside the repository: tests that want them are skipped
/// without.
enum Photographs {
    /// The folder that holds `Training` and `Validation`: `FRUITS_DATA` of the environment, else
    /// `shared/data/fruits-360` beside the checkout.
    static let root: String? = {
        let checkout = URL(fileURLWithPath: #filePath).appending(path: "../../../..").standardizedFileURL
        let beside = checkout.appending(path: "../shared/data/fruits-360").standardizedFileURL.path
        let candidates = [ProcessInfo.processInfo.environment["FRUITS_DATA"], beside]
        return candidates.compactMap { $0 }.first { FileManager.default.fileExists(atPath: $0 + "/Training") }
    }()

    static var arePresent: Bool { root != nil }

    /// The bytes of one photograph, by its path below the root.
    static func bytes(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: (root ?? "") + "/" + path)))
    }

    /// Up to `count` paths below the root, spread evenly over the categories and splits.
    static func paths(_ count: Int) throws -> [String] {
        guard let root else { return [] }
        let all = try FileManager.default.subpathsOfDirectory(atPath: root).filter { $0.hasSuffix(".jpg") }
            .sorted()
        let stride = max(all.count / count, 1)
        return Array(Swift.stride(from: 0, to: all.count, by: stride).map { all[$0] }.prefix(count))
    }
}
