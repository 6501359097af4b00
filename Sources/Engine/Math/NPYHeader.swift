// What an array file's header says, believed only as far as it can be checked.

/// The text of a `.npy` header: a Python dictionary such as
/// `{'descr': '<f4', 'fortran_order': False, 'shape': (2590, 2048), }`.
struct NPYHeader: Equatable {
    let type: String
    let isFortranOrder: Bool
    let shape: [Int]

    /// Returns nil where `text` is not exactly such a dictionary of these three entries, or a side is negative or
    /// beyond an `Int`.
    init?(_ text: some Sequence<UInt8>) {
        var scanner = PythonScanner(text)
        var (type, order, shape): (String?, Bool?, [Int]?)
        guard scanner.skip("{") else { return nil }
        while !scanner.skip("}") {
            guard let key = scanner.string(), scanner.skip(":") else { return nil }
            switch key {
            case "descr" where type == nil: type = scanner.string() ?? scanner.recordType()
            case "fortran_order" where order == nil: order = scanner.boolean()
            case "shape" where shape == nil: shape = scanner.tuple()
            default: return nil
            }
            guard scanner.skip(",") || scanner.nextIs("}") else { return nil }
        }
        guard let type, let order, let shape, scanner.isAtEnd else { return nil }
        (self.type, isFortranOrder, self.shape) = (type, order, shape)
    }

    /// Numbers in the array; nil where there are more than an `Int` can count.
    var count: Int? {
        shape.reduce(1) { (count: Int?, side) in
            count.flatMap { count in
                let (product, overflow) = count.multipliedReportingOverflow(by: side)
                return overflow ? nil : product
            }
        }
    }
}

/// Reads the few Python literals that a header is made of. Each function takes a literal off the front, or returns
/// nil or false and leaves the rest as unreadable as it was.
private struct PythonScanner {
    private var rest: ArraySlice<UInt8>

    init(_ text: some Sequence<UInt8>) { rest = Array(text)[...] }

    var isAtEnd: Bool {
        mutating get {
            skipSpace()
            return rest.isEmpty
        }
    }

    mutating func skipSpace() {
        rest = rest.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") }
    }

    mutating func nextIs(_ word: StaticString) -> Bool {
        skipSpace()
        return rest.starts(with: UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
    }

    mutating func skip(_ word: StaticString) -> Bool {
        guard nextIs(word) else { return false }
        rest = rest.dropFirst(word.utf8CodeUnitCount)
        return true
    }

    /// A string in single or double quotes, without escapes.
    mutating func string() -> String? {
        skipSpace()
        guard let quote = rest.first, [UInt8(ascii: "'"), UInt8(ascii: "\"")].contains(quote),
            let end = rest.dropFirst().firstIndex(of: quote)
        else { return nil }
        let content = rest[(rest.startIndex + 1)..<end]
        rest = rest[(end + 1)...]
        return String(validating: content, as: UTF8.self)
    }

    /// The list that describes a structured type, which ends at its last bracket.
    mutating func recordType() -> String? {
        guard nextIs("["), let end = rest.lastIndex(of: UInt8(ascii: "]")) else { return nil }
        defer { rest = rest[(end + 1)...] }
        return String(validating: rest[...end], as: UTF8.self)
    }

    mutating func boolean() -> Bool? {
        if skip("True") { return true }
        return skip("False") ? false : nil
    }

    /// `()`, `(3,)`, `(3, 4)`: integers from 0 up.
    mutating func tuple() -> [Int]? {
        guard skip("(") else { return nil }
        var items: [Int] = []
        while !skip(")") {
            guard let item = integer() else { return nil }
            items.append(item)
            guard skip(",") || nextIs(")") else { return nil }
        }
        return items
    }

    private mutating func integer() -> Int? {
        skipSpace()
        let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        rest = rest[digits.endIndex...]
        return Int(String(decoding: digits, as: UTF8.self))
    }
}
