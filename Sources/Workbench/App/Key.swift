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

/// A key and what it does, as the footer and the help list show it.
struct KeyHint: Hashable, Sendable {
    /// As printed on the key: `↵`, `/`, `+/-`.
    let key: String
    /// A verb and its object, in a few words.
    let action: String

    init(_ key: String, _ action: String) {
        self.key = key
        self.action = action
    }
}
