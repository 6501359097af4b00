import Engine

// The UI as a dialogue: a line comes in, lines go out. It is the same model, told by the same messages; only what has changed
// since it was said is said again.

struct LinearDialogue: Sendable {
    private(set) var model: Model
    /// What was said of the screen in front.
    private var said: [String] = []
    private var saidOf: ScreenName?

    init(_ model: Model) { self.model = model }

    /// What a line means: a key by its name or its character, the text that is asked for, or an action by its name. An
    /// empty line asks for the whole screen again.
    mutating func take(line: String) -> (lines: [String], commands: [Command]) {
        let words = line.split(separator: " ").joined(separator: " ")
        if words.isEmpty {
            said = []
            return ([], [])
        }
        if let key = model.context.words.key(named: words) { return ([], model.update(.key(key))) }
        if model.asksForText { return ([], type(words)) }
        if words == "?" || words == "help" { return (help, []) }
        // A palette would have to be read out at each letter; a line is a name anyway.
        if words == ":" { return ([model.context.words[.linearHelp]], []) }
        if words.count == 1, let character = words.first {
            return ([], model.update(.key(.character(character))))
        }
        guard let entry = model.paletteEntries(for: words).first else {
            return ([model.context.words[.noCommand]], [])
        }
        let left = model.exportMenu == nil ? [] : model.update(.key(.escape))
        return ([], left + model.performByName(entry))
    }

    /// Gives a field the whole of its text and closes it.
    private mutating func type(_ text: String) -> [Command] {
        let keys = [Key.control("u")] + text.map { Key.character($0) } + [.enter]
        return keys.flatMap { model.update(.key($0)) }
    }

    /// What is said where a line has led to nothing.
    var nothingChanged: String { model.context.words[.nothingChanged] }

    mutating func update(_ message: Message) -> [Command] { model.update(message) }

    /// What there is to say now: of a screen that is new all of it, of one that was said what has changed.
    mutating func news() -> [String] {
        var lines: [String] = []
        if let notice = model.takeNotice() { lines.append(model.context.words[notice].escapingUnprintable) }
        let now = model.spoken
        let isNew = saidOf != model.shown || said.isEmpty
        let known = Set(said)
        lines += isNew ? now : now.filter { !known.contains($0) }
        // A menu or a card was left: what is in front again is named.
        if lines.isEmpty, now.count < said.count { lines = Array(now.prefix(1)) }
        (said, saidOf) = (now, model.shown)
        return lines
    }

    /// Whether a job runs, or is still to begin.
    var isBusy: Bool {
        if model.playback != nil { return false }
        return model.context.jobs.current.map { !$0.state.isOver } ?? model.context.dataset.isListing
    }

    private var help: [String] {
        let words = model.context.words
        let hints = model.helpHints.filter { !$0.key.isEmpty }
        return hints.map { words.labelled(words.spokenKeys($0.key), words[$0.action]) } + [words[.linearHelp]]
    }
}
