import Foundation
import Plot
import Testing

@testable import Workbench

/// Screens as text files: `Golden/<name>.txt` holds the rows of the grid as they stand.
///
/// `UPDATE_GOLDEN=1 swift test --filter WorkbenchTests` writes them anew; what changed is then for `git diff` to show.
enum Golden {
    private static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Golden")

    static func expect(_ grid: CellGrid, is name: String, sourceLocation: SourceLocation = #_sourceLocation)
        throws
    {
        try expect(grid.lines, is: name, sourceLocation: sourceLocation)
    }

    /// The rows, below them a letter for the style of each cell, and what the letters mean.
    static func expect(
        _ grid: CellGrid, styledFor colors: ColorDepth, is name: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        var letters: [Style: Character] = [.plain: " "]
        var legend: [String] = []
        let rows = (0..<grid.height).map { y in
            let row = (0..<grid.width).map { x -> Character in
                let style = colors.style(grid[x, y].style)
                if let letter = letters[style] { return letter }
                let letter = Self.letter(letters.count - 1)
                letters[style] = letter
                legend.append("\(letter) \(describe(style))")
                return letter
            }
            return String(row)
        }
        try expect(grid.lines + [""] + rows + [""] + legend, is: name, sourceLocation: sourceLocation)
    }

    private static func letter(_ number: Int) -> Character {
        let letters = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
        return number < letters.count ? letters[number] : "*"
    }

    private static func describe(_ style: Style) -> String {
        func name(_ color: Color) -> String {
            if case .palette(let index) = color { "\(index)" } else { "standard" }
        }
        let attributes: [(Style.Attributes, String)] = [
            (.bold, "bold"), (.dim, "dim"), (.underline, "underline"), (.reverse, "reverse"),
        ]
        let set = attributes.filter { style.attributes.contains($0.0) }.map(\.1)
        return (["\(name(style.foreground)) on \(name(style.background))"] + set).joined(separator: " ")
    }

    /// A text as it stands, its last line ended.
    static func expect(_ text: String, is name: String, sourceLocation: SourceLocation = #_sourceLocation)
        throws
    {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        try expect(Array(lines.dropLast()), is: name, sourceLocation: sourceLocation)
    }

    private static func expect(_ lines: [String], is name: String, sourceLocation: SourceLocation) throws {
        let file = folder.appendingPathComponent("\(name).txt")
        let text = lines.joined(separator: "\n") + "\n"
        if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
        let golden = try String(contentsOf: file, encoding: .utf8)
        #expect(text == golden, "\(name) differs:\n\(text)", sourceLocation: sourceLocation)
    }
}
