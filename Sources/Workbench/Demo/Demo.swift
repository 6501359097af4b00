import Plot

/// A walk through the screens by itself, for a projector: keys pressed in a person's stead, and words on what is seen.
///
/// A value that time is told to: the same times and the same model give the same keys.
struct Demo: Sendable {
    /// What leads to a sight, and away from it.
    struct Moves: Sendable {
        /// Pressed one after the other; none where the sight is there already.
        let keys: [Key]
        /// Pressed when it has been seen, so that the next scene finds the screen as this one found it.
        var leaving: [Key] = []
        /// Seconds between two keys.
        var beat = 0.6
    }

    /// What is said of one sight, and how it is come to.
    struct Scene: Sendable {
        let caption: Phrase
        /// Seconds that it stays after the last key.
        let seconds: Double
        /// From the model as it is; nil where that has nothing to be seen, and the scene is left out.
        let moves: @Sendable (Model) -> Moves?

        init(_ caption: Phrase, for seconds: Double = 5, _ moves: @escaping @Sendable (Model) -> Moves?) {
            (self.caption, self.seconds, self.moves) = (caption, seconds, moves)
        }
    }

    /// A key, or none, and how long it is looked at.
    private struct Step {
        let key: Key?
        let seconds: Double
    }

    private let scenes: [Scene]
    /// The scene that is shown; nil before the first.
    private var scene: Int?
    /// What is still to be done of it.
    private var steps: [Step] = []
    /// When the next step comes; nil before the first.
    private var due: Double?

    /// Seconds between two looks at the clock.
    static let tickInterval = 0.1

    /// - Parameter scenes: at least one.
    init(_ scenes: [Scene] = Self.tour) { self.scenes = scenes }

    var caption: Phrase { scenes[scene ?? 0].caption }

    /// The key that is to be pressed by now; nil where none is. After the last scene comes the first again.
    mutating func advance(to clock: Double, _ model: Model) -> Key? {
        guard clock >= due ?? clock else { return nil }
        if steps.isEmpty { begin(nextFor: model) }
        guard !steps.isEmpty else { return nil }
        let step = steps.removeFirst()
        // What was missed while the process stood still is not made up for in one go.
        due = clock + step.seconds
        return step.key
    }

    /// The next scene that the model has something for.
    private mutating func begin(nextFor model: Model) {
        let first = scene.map { $0 + 1 } ?? 0
        for index in (first..<(first + scenes.count)).map({ $0 % scenes.count }) {
            guard let moves = scenes[index].moves(model) else { continue }
            scene = index
            steps = moves.keys.dropLast().map { Step(key: $0, seconds: moves.beat) }
            steps.append(Step(key: moves.keys.last, seconds: scenes[index].seconds))
            steps += moves.leaving.map { Step(key: $0, seconds: Self.tickInterval) }
            return
        }
    }
}

extension Model {
    /// The demo's key for this moment.
    mutating func demoKey(at clock: Double) -> Key? {
        guard var demo else { return nil }
        defer { self.demo = demo }
        return demo.advance(to: clock, self)
    }

    /// The caption over the footer, as large as the footer is.
    func draw(_ demo: Demo, in area: Rect, of grid: inout CellGrid) {
        let style = context.theme.accent.with(.reverse)
        grid.fill(area, style: style)
        let inner = area.insetBy(dx: 1, dy: 0)
        let below = grid.writeParagraph(context.words[demo.caption], in: inner, style: style)
        guard below < area.maxY else { return }
        let stop = context.words[.anyKeyStops]
        let x = max(inner.x, inner.maxX - TextWidth.columns(of: stop))
        grid.write(stop, x: x, y: below, style: style, limit: inner.maxX - x)
    }
}
