// The header of a safetensors file: eight bytes of length, then a JSON object that maps each tensor's name to its type,
// shape and place. The header comes from a file that anyone may have made, so it is read by a scanner of just this
// grammar: it does not recurse, it sees a name that comes twice, and no number in it is trusted.

/// Where a tensor lies in a safetensors file.
struct SafetensorsEntry: Hashable {
    let name: String
    /// As the file spells it: `F32`, `BF16`.
    let type: String
    let shape: [Int]
    /// Bytes, counted from the end of the header.
    let bytes: Range<Int>
}

/// What a scan found wrong, as the end of a sentence.
struct SafetensorsFault: Error, Equatable {
    let reason: String
}

/// Reads the header's JSON.
///
/// - Returns: the entries, in the order of the file.
/// - Throws: `SafetensorsFault` where the text is not such a header, or names a tensor twice.
func scanSafetensorsHeader(_ json: [UInt8]) throws(SafetensorsFault) -> [SafetensorsEntry] {
    var scanner = HeaderScanner(json)
    var entries: [SafetensorsEntry] = []
    var names: Set<String> = []
    try scanner.object { scanner, name throws(SafetensorsFault) in
        guard names.insert(name).inserted else {
            throw SafetensorsFault(reason: "it names \(name.shownAsName) twice")
        }
        if name == "__metadata__" { return try scanner.skipMetadata() }
        entries.append(try scanner.entry(name))
    }
    try scanner.end()
    return entries
}

/// A position in the header's bytes.
private struct HeaderScanner {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// `{"key": value, …}`; `value` reads what stands after each colon.
    mutating func object(
        _ value: (inout HeaderScanner, String) throws(SafetensorsFault) -> Void
    ) throws(SafetensorsFault) {
        try expect("{")
        if take("}") { return }
        repeat {
            let key = try string()
            try expect(":")
            try value(&self, key)
        } while take(",")
        try expect("}")
    }

    /// `{"dtype": "F32", "shape": [7, 7, 3, 64], "data_offsets": [0, 37632]}`, in any order.
    mutating func entry(_ name: String) throws(SafetensorsFault) -> SafetensorsEntry {
        var type: String?
        var shape: [Int]?
        var offsets: [Int]?
        try object { scanner, key throws(SafetensorsFault) in
            switch key {
            case "dtype": type = try scanner.string()
            case "shape": shape = try scanner.numbers()
            case "data_offsets": offsets = try scanner.numbers()
            default: throw SafetensorsFault(reason: "\(name.shownAsName) has a field \(key.shownAsName)")
            }
        }
        guard let type, let shape, let offsets, offsets.count == 2, offsets[0] <= offsets[1] else {
            throw SafetensorsFault(reason: "\(name.shownAsName) lacks its type, shape or place")
        }
        return SafetensorsEntry(name: name, type: type, shape: shape, bytes: offsets[0]..<offsets[1])
    }

    /// The remarks of whoever wrote the file: strings by name.
    mutating func skipMetadata() throws(SafetensorsFault) {
        try object { scanner, _ throws(SafetensorsFault) in _ = try scanner.string() }
    }

    /// Nothing but the spaces that fill a header up.
    mutating func end() throws(SafetensorsFault) {
        skipSpace()
        guard position == bytes.count else { throw fault("something follows it") }
    }

    /// `[1, 2]`: at most eight numbers, each small enough to take another digit.
    private mutating func numbers() throws(SafetensorsFault) -> [Int] {
        try expect("[")
        var numbers: [Int] = []
        if take("]") { return numbers }
        repeat {
            numbers.append(try number())
            guard numbers.count <= 8 else { throw fault("a list is too long") }
        } while take(",")
        try expect("]")
        return numbers
    }

    private mutating func number() throws(SafetensorsFault) -> Int {
        skipSpace()
        var value = 0
        let start = position
        while position < bytes.count, case UInt8(ascii: "0")...UInt8(ascii: "9") = bytes[position] {
            value = value * 10 + Int(bytes[position] - UInt8(ascii: "0"))
            guard value < 1 << 59 else { throw fault("a number is too large") }
            position += 1
        }
        guard position > start else { throw fault("a number is missing") }
        return value
    }

    private mutating func string() throws(SafetensorsFault) -> String {
        try expect("\"")
        var text: [UInt8] = []
        while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
            if bytes[position] == UInt8(ascii: "\\") {
                text += try escaped()
            } else {
                text.append(bytes[position])
                position += 1
            }
        }
        try expect("\"")
        guard let string = String(validating: text, as: UTF8.self) else { throw fault("a name is not UTF-8") }
        return string
    }

    /// The character that a backslash and what follows stand for.
    private mutating func escaped() throws(SafetensorsFault) -> [UInt8] {
        let rest = bytes[position...].dropFirst()
        position += 2
        switch rest.first {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Array(rest.prefix(1))
        case UInt8(ascii: "n"): return [0x0a]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "r"): return [0x0d]
        case UInt8(ascii: "b"): return [0x08]
        case UInt8(ascii: "f"): return [0x0c]
        case UInt8(ascii: "u"):
            position += 4
            let digits = String(decoding: rest.dropFirst().prefix(4), as: UTF8.self)
            guard let scalar = UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init) else { break }
            return Array(String(scalar).utf8)
        default: break
        }
        throw fault("an escape in it means nothing")
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        skipSpace()
        guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private mutating func expect(_ character: Unicode.Scalar) throws(SafetensorsFault) {
        guard take(character) else { throw fault("a \(character) is missing") }
    }

    private mutating func skipSpace() {
        while position < bytes.count, [0x20, 0x0a, 0x0d, 0x09].contains(bytes[position]) { position += 1 }
    }

    private func fault(_ reason: String) -> SafetensorsFault {
        SafetensorsFault(reason: "its header is no safetensors header: \(reason) at byte \(position)")
    }
}
