/// A key as a person knows it; what bytes a terminal sent for it stays in `Ncurses`.
enum Key: Hashable, Sendable {
    /// A printable grapheme: a letter, a digit, a space, `é`.
    case character(Character)
    case enter, escape, tab, backTab, backspace, delete
    case up, down, left, right, pageUp, pageDown, home, end
    /// F1 is `.function(1)`.
    case function(Int)
    /// ^L is `.control("l")`: the letter in lower case.
    case control(Character)
}

/// A key and what it does, as the footer, the help list and the palette show it.
struct KeyHint: Hashable, Sendable {
    /// As printed on the key: `↵`, `/`, `+/-`; several are parted by blanks.
    let key: String
    /// A verb and its object, in a few words.
    let action: Phrase

    init(_ key: String, _ action: Phrase) {
        self.key = key
        self.action = action
    }

    /// The first of the keys, to be pressed for somebody who chose the action by its name; nil where it is a choice of
    /// directions.
    var pressed: Key? {
        guard let first = key.split(separator: " ").first.map(String.init) else { return nil }
        if first.count == 1, let character = first.first, character != "↵" { return .character(character) }
        return Self.named[first]
    }

    private static let named: [String: Key] = [
        "↵": .enter, "Enter": .enter, "Esc": .escape, "Tab": .tab, "Space": .character(" "),
        "F1": .function(1),
        "^L": .control("l"), "^Z": .control("z"),
    ]
}
