import Foundation
import Plot
import Testing

/// Screens as text files: `Golden/<name>.txt` holds the rows of the grid as they stand.
///
/// `UPDATE_GOLDEN=1 swift test --filter WorkbenchTests` writes them anew; what changed is then for `git diff` to show.
enum Golden {
    private static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Golden")

    static func expect(_ grid: CellGrid, is name: String, sourceLocation: SourceLocation = #_sourceLocation)
        throws
    {
        let file = folder.appendingPathComponent("\(name).txt")
        let text = grid.lines.joined(separator: "\n") + "\n"
        if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
        let golden = try String(contentsOf: file, encoding: .utf8)
        #expect(text == golden, "\(name) differs:\n\(text)", sourceLocation: sourceLocation)
    }
}
