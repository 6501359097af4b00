import Engine
import Plot

// What the palette offers, and what its actions do to the model.

extension Model {
    /// All that can be done here by name, and what the text typed says with a number in it.
    func paletteEntries(for text: String) -> [CommandPalette.Entry] {
        numericEntries(for: text) + CommandPalette.matching(text, namedEntries)
    }

    /// Keys first, those of the screen in front before those of all.
    private var namedEntries: [CommandPalette.Entry] {
        let words = context.words
        let keys = helpHints.compactMap { hint in
            hint.pressed.map {
                CommandPalette.Entry(name: words[hint.action], key: words.keys(hint.key), effect: .press($0))
            }
        }
        let screens = ScreenName.allCases.map {
            CommandPalette.Entry(name: words[$0.title], key: "\($0.rawValue)", effect: .show($0))
        }
        let settings: [(Phrase, CommandPalette.Effect)] = [
            (.themeDark, .background(.dark)), (.themeLight, .background(.light)),
            (.inEnglish, .speak(.english)),
            (.inFrench, .speak(.french)),
        ]
        let exports = exportForms.map {
            CommandPalette.Entry(name: words[$0.name], key: "", effect: .export($0))
        }
        let categories = context.dataset.categories.compactMap(\.name).map {
            CommandPalette.Entry(name: "\(words[.category]) \($0)", key: "", effect: .chooseCategory($0))
        }
        return keys + screens + exports
            + settings.map { CommandPalette.Entry(name: words[$0], key: "", effect: $1) } + categories
    }

    /// `k 96`, `target 99.5`, `workers 4`, `seek 12`: a verb and the beginning of no other.
    private func numericEntries(for text: String) -> [CommandPalette.Entry] {
        let parts = text.split(separator: " ")
        guard parts.count == 2, let number = Self.number(String(parts[1])) else { return [] }
        let verbs: [(Phrase, CommandPalette.Effect?)] = [
            (.kCount, Int(exactly: number).map { .components($0) }), (.target, .target(number)),
            (.workers, Int(exactly: number).map { .workers($0) }),
            (.seek, playback == nil ? nil : .seek(number)),
        ]
        return verbs.compactMap { verb, effect in
            guard let effect, context.words[verb].hasPrefix(parts[0].lowercased()) else { return nil }
            return CommandPalette.Entry(name: "\(context.words[verb]) \(parts[1])", key: "", effect: effect)
        }
    }

    /// With a point or a comma.
    private static func number(_ text: String) -> Double? {
        Double(text.replacing(",", with: ".")).flatMap { $0.isFinite ? $0 : nil }
    }

    mutating func takeForPalette(_ key: Key) -> [Command] {
        guard var palette else { return [] }
        let entries = paletteEntries(for: palette.text)
        let goesOn = palette.handle(key, entries)
        self.palette = palette
        if goesOn { return [] }
        defer { paletteHistory = self.palette?.history ?? paletteHistory }
        guard key == .enter, entries.indices.contains(palette.selection.row) else {
            self.palette = nil
            return []
        }
        let entry = entries[palette.selection.row]
        palette.remember(entry.name)
        paletteHistory = palette.history
        self.palette = nil
        return perform(entry.effect)
    }

    /// Does what an entry says, as if it had been chosen in the palette.
    mutating func performByName(_ entry: CommandPalette.Entry) -> [Command] {
        let commands = perform(entry.effect)
        return commands + update(.tick(clock))
    }

    private mutating func perform(_ effect: CommandPalette.Effect) -> [Command] {
        switch effect {
        case .press(let key): return take(key)
        case .show(let name): show(name)
        case .chooseCategory(let name):
            show(.catalog)
            catalog.choose(category: name, context.dataset)
        case .background(let background): context.theme.background = background
        case .speak(let language): context.words = Words(language)
        case .components(let count):
            show(.variance)
            variance.moveCursor(to: count)
        case .target(let percent):
            show(.variance)
            variance.moveCursor(toTarget: percent / 100)
        case .workers(let count):
            guard !context.isPast, let slots = context.jobs.slotCount else { return [] }
            return [.changeWorkers(by: max(1, count) - slots)]
        case .export(let form): return export(form)
        case .seek(let seconds):
            playback?.seek(to: seconds, &context.jobs)
            followClock()
        }
        return []
    }

    /// A line to type in, over the screen, and below it what it could mean.
    func draw(_ palette: CommandPalette, in area: Rect, of grid: inout CellGrid) {
        let (theme, words) = (context.theme, context.words)
        let entries = paletteEntries(for: palette.text)
        let width = min(area.width, max(40, area.width * 3 / 5))
        let height = min(area.height, max(1, min(entries.count, 12)) + 3)
        let box = Rect(x: area.x + (area.width - width) / 2, y: area.y, width: width, height: height)
        grid.fill(box)
        let inner = grid.drawPane(box, title: words[.commands], isFocused: true, theme).insetBy(dx: 1, dy: 0)
        guard inner.height > 0 else { return }
        grid.write(":\(palette.text)_", x: inner.x, y: inner.y, style: theme.title, limit: inner.width)
        if entries.isEmpty, inner.height > 1 {
            grid.write(words[.noCommand], x: inner.x, y: inner.y + 1, style: theme.dim, limit: inner.width)
        }
        let rows = palette.selection.visible(of: entries.count, height: inner.height - 1)
        for (line, row) in rows.enumerated() {
            let y = inner.y + 1 + line
            let style = row == palette.selection.row ? theme.selected : theme.plain
            grid.fill(Rect(x: inner.x, y: y, width: inner.width, height: 1), style: style)
            let key = entries[row].key
            let keyX = inner.maxX - TextWidth.columns(of: key)
            grid.write(entries[row].name, x: inner.x, y: y, style: style, limit: keyX - inner.x - 1)
            grid.write(key, x: keyX, y: y, style: style)
        }
    }
}
