import Plot

/// A table of text as Spark's `show` prints it.
struct ShowTable {
    let columns: [String]
    let rows: [[String]]
    /// Longer cells end in `...`, and all stand at the right of their columns, as `show()` has it; nil for whole cells at
    /// the left, as `show(truncate=False)` has them.
    var truncation: Int? = 20

    var lines: [String] {
        let cells = rows.map { $0.map(cut) }
        let widths = columns.indices.map { column in
            ([columns[column]] + cells.map { $0[column] }).map { TextWidth.columns(of: $0) }.reduce(3, max)
        }
        let rule = "+" + widths.map { String(repeating: "-", count: $0) + "+" }.joined()
        return [rule, line(columns, widths), rule] + cells.map { line($0, widths) } + [rule]
    }

    private func line(_ cells: [String], _ widths: [Int]) -> String {
        "|"
            + zip(cells, widths).map { cell, width in
                let room = String(repeating: " ", count: max(0, width - TextWidth.columns(of: cell)))
                return (truncation == nil ? cell + room : room + cell) + "|"
            }.joined()
    }

    private func cut(_ cell: String) -> String {
        guard let truncation, cell.count > truncation else { return cell }
        return cell.prefix(truncation - 3) + "..."
    }
}
