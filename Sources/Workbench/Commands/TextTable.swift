import Plot

/// A table of text as Spark's `show` draws it: columns as wide as what is in them, numbers to the right.
struct TextTable {
    let columns: [String]
    let rows: [[String]]

    var text: String {
        let widths = columns.indices.map { column in
            ([columns[column]] + rows.map { $0[column] }).map { TextWidth.columns(of: $0) }.max() ?? 0
        }
        let rule = "+" + widths.map { String(repeating: "-", count: $0 + 2) + "+" }.joined()
        let lines = rows.map { line($0, widths) }
        return ([rule, line(columns, widths), rule] + lines + [rule]).joined(separator: "\n")
    }

    private func line(_ cells: [String], _ widths: [Int]) -> String {
        "|"
            + zip(cells, widths).map { cell, width in
                let room = String(repeating: " ", count: max(0, width - TextWidth.columns(of: cell)))
                return " " + (isNumber(cell) ? room + cell : cell + room) + " |"
            }.joined()
    }

    private func isNumber(_ cell: String) -> Bool {
        !cell.isEmpty && cell.allSatisfy { $0.isASCII && $0.isNumber || $0 == "," }
    }
}
