import Engine

/// Keys written down in one line: characters stand for themselves, others by their names in angle brackets:
/// `4<Right><PgDn>`, `<lt>` for the bracket itself, `<^L>` for a control key.
enum KeyScript {
    /// - Throws: `KeyScriptError` at the first name that is none.
    static func keys(of text: String) throws(KeyScriptError) -> [Key] {
        var keys: [Key] = []
        var rest = text[...]
        while let first = rest.popFirst() {
            guard first == "<" else {
                keys.append(.character(first))
                continue
            }
            guard let end = rest.firstIndex(of: ">") else { throw KeyScriptError(name: "<\(rest)") }
            let name = String(rest[..<end])
            guard let key = key(named: name) else { throw KeyScriptError(name: "<\(name)>") }
            keys.append(key)
            rest = rest[rest.index(after: end)...]
        }
        return keys
    }

    private static func key(named name: String) -> Key? {
        if let key = names[name.lowercased()] { return key }
        guard name.count == 2, name.first == "^", let letter = name.lowercased().last, letter.isLetter else {
            return nil
        }
        return .control(letter)
    }

    private static let names: [String: Key] = [
        "enter": .enter, "esc": .escape, "tab": .tab, "backtab": .backTab, "backspace": .backspace,
        "delete": .delete, "up": .up, "down": .down, "left": .left, "right": .right, "pgup": .pageUp,
        "pgdn": .pageDown, "home": .home, "end": .end, "space": .character(" "), "lt": .character("<"),
        "f1": .function(1),
    ]
}

struct KeyScriptError: Error, Equatable, CustomStringConvertible {
    let name: String

    var description: String {
        "there is no key \(name.escapingUnprintable); keys are characters, and names as <Enter>, <Esc>, <Tab>, "
            + "<Up>, <Left>, <PgDn>, <Home>, <^L>, <lt>"
    }
}
