import Engine
import Foundation

/// The catalog as Spark would print it: its schema, its rows, how many images there are of each category.
enum CatalogTable {
    static let columns = Catalog.schema.map(\.column)

    /// As `printSchema()` does.
    static var schema: [String] {
        ["root"]
            + Catalog.schema.map { " |-- \($0.column): \($0.type) (nullable = \($0.isNullable))" }
    }

    /// The cells of an image's row.
    static func row(_ image: CatalogEntry) -> [String] {
        // A run folder remembers no times.
        let time = image.modificationTime == 0 ? null : timestamp(image.modificationTime)
        return [image.path.printable, time, "\(image.length)", image.category ?? null, image.split ?? null]
    }

    static let null = "NULL"

    /// UTC: `2018-01-14 00:00:00`.
    private static func timestamp(_ seconds: Double) -> String {
        guard seconds.isFinite, seconds.magnitude < 1e11 else { return "?" }
        return String(Date(timeIntervalSince1970: seconds).ISO8601Format().dropLast()).replacing(
            "T", with: " ")
    }
}

extension Dataset {
    /// What was called, and what it would have printed.
    struct Answer {
        let call: String
        let lines: [String]
    }

    /// Rows that `show()` prints.
    private static let shownRows = 20

    /// Schema, first rows, categories with their counts.
    var answers: [Answer] {
        let rows = entries.prefix(Self.shownRows).map(CatalogTable.row)
        let more = entries.count > Self.shownRows ? ["only showing top \(Self.shownRows) rows"] : []
        let show = ShowTable(columns: CatalogTable.columns, rows: rows).lines + more
        return [
            Answer(call: "images.printSchema()", lines: CatalogTable.schema),
            Answer(call: "images.show()", lines: show),
            Answer(call: "images.groupBy(\"category\").pivot(\"split\").count().show()", lines: counts.lines),
        ]
    }

    private var counts: ShowTable {
        let rows = categories.map { category in
            let counts = splits.indices.map { "\(category.count(ofSplit: $0))" }
            return [category.name ?? CatalogTable.null] + counts + ["\(category.members.count)"]
        }
        return ShowTable(columns: ["category"] + splits + ["count"], rows: rows)
    }
}
