import Plot

/// A walk through the screens by itself, for a projector: keys pressed in a person's stead, and words on what is seen.
///
/// A value that time is told to: the same times give the same keys.
struct Demo: Sendable {
    /// What is said of one sight, and the keys that lead there.
    struct Scene: Sendable {
        let caption: Phrase
        let keys: [Key]
        /// Seconds that it stays after the last key.
        let seconds: Double

        init(_ caption: Phrase, _ keys: [Key], for seconds: Double = 5) {
            (self.caption, self.keys, self.seconds) = (caption, keys, seconds)
        }
    }

    private let scenes: [Scene]
    /// The scene that is shown.
    private var scene = 0
    /// How many of its keys have been pressed.
    private var pressed = 0
    /// When the next key or scene comes; nil before the first.
    private var due: Double?

    /// Seconds between two keys of a scene.
    static let beat = 0.6
    /// Seconds between two looks at the clock.
    static let tickInterval = 0.1

    /// - Parameter scenes: at least one, each with a key.
    init(_ scenes: [Scene] = Self.tour) { self.scenes = scenes }

    var caption: Phrase { scenes[scene].caption }

    /// The key that is to be pressed by now; nil where none is. After the last scene comes the first again.
    mutating func advance(to clock: Double) -> Key? {
        guard clock >= due ?? clock else { return nil }
        if pressed == scenes[scene].keys.count { (scene, pressed) = ((scene + 1) % scenes.count, 0) }
        let key = scenes[scene].keys[pressed]
        pressed += 1
        // What was missed while the process stood still is not made up for in one go.
        due = clock + (pressed == scenes[scene].keys.count ? scenes[scene].seconds : Self.beat)
        return key
    }
}

extension Model {
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
