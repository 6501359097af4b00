/// Tables as RFC 4180 has them: a field with a comma, a quote or a line break stands in quotes.
public enum CSV {
    /// One line, its break included.
    public static func line(_ fields: [String]) -> String {
        fields.map(field).joined(separator: ",") + "\n"
    }

    private static func field(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { ",\"\n\r".unicodeScalars.contains($0) }) else {
            return text
        }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }

    /// The records of a text, quotes undone.
    static func records(of text: String) -> [[String]] {
        var records: [[String]] = []
        var fields: [String] = []
        var field = ""
        var quoted = false
        var scalars = text.unicodeScalars.makeIterator()
        var next = scalars.next()
        while let scalar = next {
            next = scalars.next()
            switch (scalar, quoted) {
            case ("\"", true) where next == "\"":
                field.unicodeScalars.append(scalar)
                next = scalars.next()
            case ("\"", _): quoted.toggle()
            case (",", false):
                fields.append(field)
                field = ""
            case ("\n", false):
                records.append(fields + [field])
                fields = []
                field = ""
            default: field.unicodeScalars.append(scalar)
            }
        }
        if !field.isEmpty || !fields.isEmpty { records.append(fields + [field]) }
        return records
    }
}
