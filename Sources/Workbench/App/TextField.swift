/// A line of text being typed. Esc and Enter are the screen's to interpret.
struct TextField: Hashable, Sendable {
    private(set) var text: String

    init(_ text: String = "") { self.text = text }

    private static let limit = 80

    mutating func clear() { text = "" }

    /// Takes the keys that edit; false where the key is another.
    mutating func handle(_ key: Key) -> Bool {
        switch key {
        case .character(let character):
            if text.count < Self.limit { text.append(character) }
        case .backspace, .delete: _ = text.popLast()
        case .control("u"): text = ""
        case .control("w"):
            while text.last == " " { text.removeLast() }
            while let last = text.last, last != " " { text.removeLast() }
        default: return false
        }
        return true
    }
}
