// Keys as they are said and written in lines: signs by their names, which voices pass over, and names in both languages.

extension Words {
    /// The keys of a hint: `comma, point`, `n, N`, `control C`.
    func spokenKeys(_ text: String) -> String {
        text.split(separator: " ").map { key in
            if let sign = Self.signs[String(key)] { return self[sign] }
            if key.count == 2, key.first == "^" { return self[.controlKey(String(key.dropFirst()))] }
            return keys(String(key))
        }.joined(separator: ", ")
    }

    /// The key that a line names, in English or as this language's keyboards print it.
    func key(named line: String) -> Key? {
        let name = line.lowercased()
        if let key = Self.namedKeys[name] { return key }
        return Self.namedKeys.first { keys($0.value.print).lowercased() == name }?.value
    }

    private static let signs: [String: Phrase] = [
        ":": Phrase("colon", "deux-points"), ",": Phrase("comma", "virgule"), ".": Phrase("point", "point"),
        "/": Phrase("slash", "barre oblique"), "?": Phrase("question mark", "point d’interrogation"),
        "+": Phrase("plus", "plus"), "-": Phrase("minus", "moins"),
        "+/-": Phrase("plus, minus", "plus, moins"),
        "[": Phrase("left bracket", "crochet ouvrant"), "]": Phrase("right bracket", "crochet fermant"),
        "{": Phrase("left brace", "accolade ouvrante"), "}": Phrase("right brace", "accolade fermante"),
        "<": Phrase("less than", "inférieur"), ">": Phrase("greater than", "supérieur"),
        "1-5": Phrase("1 to 5", "1 à 5"),
    ]

    private static let namedKeys: [String: Key] = [
        "up": .up, "down": .down, "left": .left, "right": .right, "enter": .enter, "esc": .escape,
        "tab": .tab, "pgup": .pageUp, "pgdn": .pageDown, "home": .home, "end": .end,
        "space": .character(" "),
    ]
}

extension Key {
    /// As help lists write it.
    fileprivate var print: String {
        switch self {
        case .up: "up"
        case .down: "down"
        case .left: "left"
        case .right: "right"
        case .enter: "Enter"
        case .escape: "Esc"
        case .pageUp: "PgUp"
        case .pageDown: "PgDn"
        case .home: "Home"
        case .end: "End"
        case .character(" "): "Space"
        default: ""
        }
    }
}

extension Phrase {
    fileprivate static func controlKey(_ letter: String) -> Phrase {
        Phrase("control \(letter)", "contrôle \(letter)")
    }
}
