import Foundation

/// Where the rendered set of the repository lies.
enum SampleData {
    static let name = "sample-data"

    /// Below the folder where one stands, or in the checkout that the program was built in.
    ///
    /// - Throws: `SampleDataError` where it is in neither.
    static func path() throws -> String {
        if FileManager.default.fileExists(atPath: name) { return name }
        var folder = Bundle.main.bundleURL
        while folder.path != "/" {
            let candidate = folder.appending(path: name)
            if FileManager.default.fileExists(atPath: candidate.path) { return candidate.path }
            folder.deleteLastPathComponent()
        }
        throw SampleDataError()
    }
}

struct SampleDataError: Error, CustomStringConvertible {
    let description =
        "no dataset was named, and there is no sample-data folder here; name a folder of photographs"
}
