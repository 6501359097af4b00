import Engine
import Plot

// Screen 4: how much of the variance the first k components keep, what that does to nearest neighbours, and a cursor that
// tries a k before the run takes it.

struct VarianceScreen: Screen {
    /// What is drawn over the components.
    enum View: CaseIterable, Sendable {
        /// The share of variance of the first k together.
        case cumulative
        /// The share of each alone: the scree plot.
        case scree
        /// How many held-out images have a nearest neighbour of their category.
        case neighbours
    }

    /// The components that the cursor stands on, from 1; 0 before there is an analysis.
    private(set) var cursor = 0
    private(set) var view = View.cumulative
    /// Of the components.
    var isLogarithmic = true
    /// Of the shares in the scree plot.
    private(set) var hasLogarithmicShares = true
    private(set) var zoom = VarianceScreenZoom()
    /// The number being typed, while one is.
    private(set) var entry: VarianceEntry?
    /// The share of variance that the rule stands at.
    private(set) var target = 0.95
    /// nil until there is an analysis.
    private(set) var curve: VarianceCurve?

    static let help = [
        KeyHint("left right", .oneComponent), KeyHint("PgUp PgDn", .tenComponents),
        KeyHint("Home End", .firstOrAll), KeyHint("t", .typeTarget), KeyHint("k", .typeCount),
        KeyHint("c", .nextCurve), KeyHint("l", .logOrLinear), KeyHint("y", .logOrLinearShares),
        KeyHint("+ -", .zoomAboutCursor), KeyHint("0", .allComponents),
        KeyHint("Enter", .makeRunsK), KeyHint("r  Esc", .backToRunsK),
    ]

    var takesText: Bool { entry != nil }

    func hints(_ context: ScreenContext) -> [KeyHint] {
        let glyphs = context.theme.glyphs
        guard let curve else { return [KeyHint("3", .engine)] }
        if entry != nil { return [KeyHint(glyphs.enter, .goThere), KeyHint("Esc", .leave)] }
        let isChoice = differs && curve.hasVariance
        let keep = isChoice ? [KeyHint(glyphs.enter, .keepThisK), KeyHint("r", .runsK)] : []
        return keep + [
            KeyHint(glyphs.arrowsLeftRight, .kCount), KeyHint("c", view.next.name), KeyHint("t", .target),
            KeyHint("l", isLogarithmic ? .linear : .logarithmic), KeyHint("+ -", .zoom),
            KeyHint("k", .count),
        ]
    }

    /// `k 42 · 95.04 %`
    func figure(_ context: ScreenContext) -> String {
        guard let curve else { return context.words[.noAnalysisYet] }
        return "k \(cursor) \(context.theme.glyphs.dot) \(percent(curve.share(cursor), context))"
    }

    /// The nearest neighbours are looked up only for those who look at this screen.
    func wants(_ context: ScreenContext) -> [Command] {
        guard let curve, curve.hasVariance, curve.images > 1 else { return [] }
        let components = curve.componentsTried
        guard case .failed = context.insight.trial else {
            let known = context.insight.found?.components ?? 0
            return known < components ? [.tryNeighbours(components: components)] : []
        }
        return []
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
        if key == .enter { return differs && curve.hasVariance ? [.chooseComponents(cursor)] : [] }
        if !moveCursor(key, curve) { changeView(key) }
        return []
    }

    private mutating func moveCursor(_ key: Key, _ curve: VarianceCurve) -> Bool {
        switch key {
        case .left: moveCursor(to: cursor - 1)
        case .right: moveCursor(to: cursor + 1)
        case .pageUp: moveCursor(to: cursor - 10)
        case .pageDown: moveCursor(to: cursor + 10)
        case .home, .character("g"): moveCursor(to: 1)
        case .end, .character("G"): moveCursor(to: curve.count)
        case .escape, .character("r"): moveCursor(to: curve.chosen)
        default: return false
        }
        return true
    }

    private mutating func changeView(_ key: Key) {
        switch key {
        case .character("t"): entry = VarianceEntry(.target)
        case .character("k"): entry = VarianceEntry(.count)
        case .character("c"): view = view.next
        case .character("y"): hasLogarithmicShares.toggle()
        case .character("l"):
            isLogarithmic.toggle()
            zoom.follow(placeOfCursor)
        case .character("+"), .character("="): zoom.zoom(by: 1.5, about: placeOfCursor)
        case .character("-"): zoom.zoom(by: 1 / 1.5, about: placeOfCursor)
        case .character("0"): zoom = VarianceScreenZoom()
        default: break
        }
    }

    /// A press or a drag puts the cursor under the pointer, a wheel moves it by one.
    mutating func handle(_ mouse: MouseEvent, in area: Rect, _ context: ScreenContext) -> [Command]? {
        guard let curve, curve.hasVariance, entry == nil else { return nil }
        switch mouse.kind {
        case .wheelUp: moveCursor(to: cursor + 1)
        case .wheelDown: moveCursor(to: cursor - 1)
        case .press, .drag:
            let inside = VarianceScreenLayout(area).chart
            guard mouse.isInside(inside) else { return [] }
            let frame = chart(of: curve, context).frame(in: inside)
            guard !frame.canvas.isEmpty else { return [] }
            moveCursor(to: Int(frame.values(at: Point(x: mouse.x, y: mouse.y)).x.rounded()))
        case .release, .doubleClick: break
        }
        return []
    }

    /// Tries another k: from 1 up to all.
    mutating func moveCursor(to components: Int) {
        guard let curve else { return }
        cursor = curve.clamped(components)
        zoom.follow(placeOfCursor)
    }

    /// Tries the least k that keeps a share of the variance, 0…1.
    mutating func moveCursor(toTarget share: Double) {
        guard let curve, (0...1).contains(share) else { return }
        target = share
        moveCursor(to: curve.components(for: share))
    }

    /// Enter takes a number that has a meaning, and leaves another to be mended.
    private mutating func handleInEntry(_ key: Key, _ curve: VarianceCurve) {
        switch key {
        case .escape: entry = nil
        case .enter:
            switch entry?.meaning(on: curve) {
            case .components(let count)?:
                target = entry?.share ?? target
                moveCursor(to: count)
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
        if follows, let asked = curve.target { target = asked }
        moveCursor(to: follows ? curve.chosen : cursor)
    }

    /// The whole axis of components.
    func wholeAxis(_ curve: VarianceCurve) -> Scale {
        Scale(1...Double(max(2, curve.count)), isLogarithmic ? .log10 : .linear)
    }

    private var placeOfCursor: Double { curve.map { wholeAxis($0).fraction(of: Double(cursor)) } ?? 0 }
}

extension VarianceScreen.View {
    /// The one that the key goes on to.
    var next: Self {
        switch self {
        case .cumulative: .scree
        case .scree: .neighbours
        case .neighbours: .cumulative
        }
    }

    /// As the footer offers it.
    var name: Phrase {
        switch self {
        case .cumulative: .cumulativeShort
        case .scree: .screeShort
        case .neighbours: .neighboursShort
        }
    }

    var title: Phrase {
        switch self {
        case .cumulative: .cumulativeVariance
        case .scree: .varianceOfEach
        case .neighbours: .neighboursOfOwn
        }
    }
}
