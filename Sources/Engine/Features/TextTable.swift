/// Rows of cells as text in columns.
struct TextTable {
    private let rows: [[String]]
    private let rightAligned: Set<Int>

    /// - Parameter rightAligned: columns that end where the column ends: numbers.
    init(_ header: [String], _ rows: [[String]], rightAligned: Set<Int>) {
        self.rows = [header] + rows
        self.rightAligned = rightAligned
    }

    /// The header, a rule, the rows and a rule, each ended.
    var text: String {
        let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        let lines = rows.map { line($0, widths) }
        let rule = String(repeating: "─", count: lines.map(\.count).max() ?? 0)
        return ([lines[0], rule] + lines.dropFirst() + [rule]).joined(separator: "\n") + "\n"
    }

    /// Cells with two spaces between them.
    private func line(_ cells: [String], _ widths: [Int]) -> String {
        let padded = cells.indices.map { column in
            let space = String(repeating: " ", count: widths[column] - cells[column].count)
            return rightAligned.contains(column) ? space + cells[column] : cells[column] + space
        }
        var text = padded.joined(separator: "  ")
        while text.last == " " { text.removeLast() }
        return text
    }
}
