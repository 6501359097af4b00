import Foundation

/// The command palette: what is being typed, and which of the actions that it could mean is chosen.
struct CommandPalette: Hashable, Sendable {
    /// Something that can be done by its name.
    struct Entry: Hashable, Sendable {
        let name: String
        /// The key that does the same, as the help list prints it.
        let key: String
        let effect: Effect
    }

    enum Effect: Hashable, Sendable {
        case press(Key)
        case show(ScreenName)
        case chooseCategory(String)
        case background(Theme.Background)
        case speak(Language)
        case components(Int)
        case target(Double)
        case workers(Int)
        case seek(Double)
        case export(Export.Form)
    }

    private(set) var text = ""
    private(set) var selection = Selection()
    /// What was done before by name, the newest last.
    private(set) var history: [String]
    /// The place in the history that is shown; nil while something new is typed.
    private var recalled: Int?

    private static let historyLimit = 50
    private static let textLimit = 80

    init(history: [String] = []) { self.history = Array(history.suffix(Self.historyLimit)) }

    /// Takes the keys that type and choose; false for those that end it.
    mutating func handle(_ key: Key, _ entries: [Entry]) -> Bool {
        switch key {
        case .enter, .escape: return false
        case .backspace where text.isEmpty: return false
        case .tab: if entries.indices.contains(selection.row) { set(entries[selection.row].name) }
        case .control("p"): recall(by: -1)
        case .control("n"): recall(by: 1)
        case .up where text.isEmpty || recalled != nil: recall(by: -1)
        case .down where recalled != nil: recall(by: 1)
        case .up: selection.move(to: selection.row - 1, of: entries.count)
        case .down: selection.move(to: selection.row + 1, of: entries.count)
        case .pageUp: selection.move(to: selection.row - 8, of: entries.count)
        case .pageDown: selection.move(to: selection.row + 8, of: entries.count)
        default: edit(key)
        }
        return true
    }

    /// Remembers a name, once, as the newest.
    mutating func remember(_ name: String) {
        history.removeAll { $0 == name }
        history = Array((history + [name]).suffix(Self.historyLimit))
    }

    private mutating func edit(_ key: Key) {
        var field = TextField(text)
        if field.handle(key) { set(field.text) }
    }

    private mutating func set(_ text: String) {
        self.text = String(text.prefix(Self.textLimit))
        selection = Selection()
        recalled = nil
    }

    private mutating func recall(by step: Int) {
        let place = (recalled ?? history.count) + step
        guard history.indices.contains(place) else {
            if place >= history.count { set("") }
            return
        }
        set(history[place])
        recalled = place
    }
}

// MARK: Finding

extension CommandPalette {
    /// The entries that every word typed is part of, those first whose name begins so.
    static func matching(_ text: String, _ entries: [Entry]) -> [Entry] {
        let words = folded(text).split(separator: " ")
        guard !words.isEmpty else { return entries }
        let ranked = entries.enumerated().compactMap {
            place, entry -> (rank: Int, place: Int, entry: Entry)? in
            let name = folded(entry.name)
            guard words.allSatisfy({ name.contains($0) }) else { return nil }
            let begins = name.hasPrefix(words[0])
            let beginsWord = name.split(separator: " ").contains { $0.hasPrefix(words[0]) }
            return (begins ? 0 : beginsWord ? 1 : 2, place, entry)
        }
        return ranked.sorted { ($0.rank, $0.place) < ($1.rank, $1.place) }.map(\.entry)
    }

    /// Without case and accents, as people type.
    private static func folded(_ text: String) -> String {
        text.folding(options: [.caseInsensitive, .diacriticInsensitive], locale: nil)
    }
}
