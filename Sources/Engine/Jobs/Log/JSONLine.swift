// A JSON object written on one line with its fields in the order given, which Foundation's encoder does not
// promise.

struct JSONLine {
    private var fields = ""

    var text: String { "{\(fields)}" }

    mutating func add(_ key: String, _ value: Int) { add(key, raw: String(value)) }
    mutating func add(_ key: String, _ value: Bool) { add(key, raw: value ? "true" : "false") }
    /// The shortest digits that read back as the same number; JSON knows no infinity, so that becomes 0.
    mutating func add(_ key: String, _ value: Double) { add(key, raw: Self.digits(value)) }
    mutating func add(_ key: String, _ value: String) { add(key, raw: Self.quoted(value)) }
    mutating func add(_ key: String, _ value: JSONLine) { add(key, raw: value.text) }
    mutating func add(_ key: String, _ values: [Int]) {
        add(key, raw: "[" + values.map(String.init).joined(separator: ",") + "]")
    }
    mutating func add(_ key: String, _ values: [Double]) {
        add(key, raw: "[" + values.map(Self.digits).joined(separator: ",") + "]")
    }
    mutating func add(_ key: String, _ values: [String]) {
        add(key, raw: "[" + values.map(Self.quoted).joined(separator: ",") + "]")
    }
    mutating func add(_ key: String, _ values: [JSONLine]) {
        add(key, raw: "[" + values.map(\.text).joined(separator: ",") + "]")
    }

    private mutating func add(_ key: String, raw value: String) {
        if !fields.isEmpty { fields += "," }
        fields += "\"\(key)\":\(value)"
    }

    private static func digits(_ value: Double) -> String { value.isFinite ? "\(value)" : "0" }

    /// Control characters and the two line ends that JSON allows but JavaScript and terminals do not are
    /// escaped.
    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\r": quoted += "\\r"
            case "\t": quoted += "\\t"
            case _
            where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
                || scalar.value == 0x2028 || scalar.value == 0x2029:
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
