// What the UI says, in every language that it speaks. The table is this folder: each file has the phrases of one screen, and a
// phrase cannot be written in one language alone.

/// Words of the UI, in English and in French.
struct Phrase: Hashable, Sendable {
    let english: String
    let french: String

    init(_ english: String, _ french: String) {
        self.english = english
        self.french = french
    }

    /// What is the same in every language: a name, a symbol, a key's print.
    init(same text: String) { self.init(text, text) }
}

/// A language that the UI speaks.
enum Language: String, CaseIterable, Codable, Hashable, Sendable {
    case english = "en"
    case french = "fr"

    /// The first that is set and not empty of `LC_ALL`, `LC_MESSAGES` and `LANG` decides, as in POSIX; English where
    /// it names a language that the UI does not speak.
    init(environment: [String: String]) {
        let names = ["LC_ALL", "LC_MESSAGES", "LANG"]
        let locale = names.lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
        let code = locale.prefix { $0.isLetter }.lowercased()
        self = Language(rawValue: code) ?? .english
    }
}

/// How a person is spoken to: the language of phrases and the way figures are written in it.
struct Words: Hashable, Sendable {
    let language: Language

    init(_ language: Language) { self.language = language }

    subscript(phrase: Phrase) -> String {
        switch language {
        case .english: phrase.english
        case .french: phrase.french
        }
    }

    var figures: Figures { Figures(language) }
}
