import Engine
import Plot

// Screen 4: how much of the variance the first k components keep, and a cursor that tries a k before the run takes it.

struct VarianceScreen: Screen {
    /// The components that the cursor stands on, from 1; 0 before there is an analysis.
    private(set) var cursor = 0
    var isLogarithmic = true
    /// The number being typed, while one is.
    private(set) var entry: VarianceEntry?
    /// The share of variance that the rule stands at.
    private(set) var target = 0.95
    /// nil until there is an analysis.
    private(set) var curve: VarianceCurve?

    static let help = [
        KeyHint("left right", .oneComponent), KeyHint("PgUp PgDn", .tenComponents),
        KeyHint("Home End", .firstOrAll), KeyHint("t", .typeTarget),
        KeyHint("k", .typeCount), KeyHint("l", .logOrLinear),
        KeyHint("Enter", .makeRunsK), KeyHint("r  Esc", .backToRunsK),
    ]

    var takesText: Bool { entry != nil }

    func hints(_ context: ScreenContext) -> [KeyHint] {
        let glyphs = context.theme.glyphs
        guard curve != nil else { return [KeyHint("3", .engine)] }
        if entry != nil { return [KeyHint(glyphs.enter, .goThere), KeyHint("Esc", .leave)] }
        let keep = differs ? [KeyHint(glyphs.enter, .keepThisK), KeyHint("r", .runsK)] : []
        return keep + [
            KeyHint(glyphs.arrowsLeftRight, .kCount), KeyHint("PgUp/PgDn", .ten), KeyHint("t", .target),
            KeyHint("k", .count), KeyHint("l", isLogarithmic ? .linear : .logarithmic),
        ]
    }

    /// `k 42 · 95.04 %`
    func figure(_ context: ScreenContext) -> String {
        guard let curve else { return "no analysis yet" }
        let share = context.figures.fixed(curve.share(cursor) * 100, places: 2)
        return "k \(cursor) \(context.theme.glyphs.dot) \(share) %"
    }

    /// Whether the cursor has left the run's k.
    var differs: Bool { curve.map { $0.chosen != cursor } ?? false }
}

// MARK: Keys

extension VarianceScreen {
    mutating func handle(_ key: Key, _ context: ScreenContext) -> [Command] {
        guard let curve else { return [] }
        if entry != nil {
            handleInEntry(key, curve)
            return []
        }
        switch key {
        case .left: cursor = curve.clamped(cursor - 1)
        case .right: cursor = curve.clamped(cursor + 1)
        case .pageUp: cursor = curve.clamped(cursor - 10)
        case .pageDown: cursor = curve.clamped(cursor + 10)
        case .home, .character("g"): cursor = 1
        case .end, .character("G"): cursor = curve.count
        case .escape, .character("r"): cursor = curve.clamped(curve.chosen)
        case .character("t"): entry = VarianceEntry(.target)
        case .character("k"): entry = VarianceEntry(.count)
        case .character("l"): isLogarithmic.toggle()
        case .enter: return differs && curve.hasVariance ? [.chooseComponents(cursor)] : []
        default: break
        }
        return []
    }

    /// Tries another k: from 1 up to all.
    mutating func moveCursor(to components: Int) {
        if let curve { cursor = curve.clamped(components) }
    }

    /// Tries the least k that keeps a share of the variance, 0…1.
    mutating func moveCursor(toTarget share: Double) {
        guard let curve, (0...1).contains(share) else { return }
        (target, cursor) = (share, curve.components(for: share))
    }

    /// Enter takes a number that has a meaning, and leaves another to be mended.
    private mutating func handleInEntry(_ key: Key, _ curve: VarianceCurve) {
        switch key {
        case .escape: entry = nil
        case .enter:
            switch entry?.meaning(on: curve) {
            case .components(let count)?:
                cursor = count
                target = entry?.share ?? target
                entry = nil
            case .nothingYet?: entry = nil
            case .wrong?, nil: break
            }
        default: entry?.handle(key)
        }
    }

    /// The cursor follows the run's k, but stays where it was moved to.
    mutating func contextChanged(_ context: ScreenContext) {
        guard let analysis = context.analysis else {
            (curve, entry) = (nil, nil)
            return
        }
        guard analysis.generation != curve?.generation else { return }
        let follows = curve == nil || !differs
        let curve = VarianceCurve(analysis)
        self.curve = curve
        cursor = curve.clamped(follows ? curve.chosen : cursor)
        if follows, let asked = curve.target { target = asked }
    }
}
