import Plot

// What `--demo` shows, scene by scene. A scene leaves its screen as it found it, but for what is
// chosen and the axes, so that each loop is like the first.

extension Demo {
    /// All five screens in some three minutes.
    static let tour = catalog + preprocess + engine + variance + scatter + tools

    private static func typed(_ text: String) -> [Key] { text.map { .character($0) } }

    private static func repeated(_ key: Key, _ count: Int) -> [Key] {
        Array(repeating: key, count: max(0, count))
    }

    /// The same keys whatever the model is.
    private static func scene(
        _ caption: Phrase, _ keys: [Key], leaving: [Key] = [], beat: Double = 0.6, for seconds: Double = 5
    ) -> Scene {
        Scene(caption, for: seconds) { _ in Moves(keys: keys, leaving: leaving, beat: beat) }
    }

    private static let catalog = [
        scene(.demoCatalog, typed("1")),
        Scene(.demoCategories) { model in
            let canOpen = model.context.dataset.splits.count > 1
            return Moves(
                keys: [.down, .down] + (canOpen ? [.enter] : []), leaving: canOpen ? [.escape] : [])
        },
        scene(
            .demoThumbnails, typed("v") + [.tab, .right, .right, .down], leaving: [.tab] + typed("v"), for: 4),
        scene(.demoTable, typed("d"), leaving: typed("d")),
    ]

    // MARK: Preprocess

    private static let preprocess = [
        // Side by side and with something to see, whatever was looked at last and whatever chain the run has.
        Scene(.demoPreprocess, for: 6) { model in
            let modes = PreprocessView.Mode.allCases
            let place = modes.firstIndex(of: model.preprocess.view.mode) ?? 0
            return Moves(
                keys: typed("2") + repeated(.character("m"), (modes.count - place) % modes.count)
                    + switches(in: model.preprocess.steps), beat: 0.3)
        },
        scene(.demoSigma, typed("++++++++"), leaving: typed("--------"), beat: 0.3, for: 4),
        scene(
            .demoSwipe, typed("m" + commas + points + points + commas), beat: 0.12, for: 2),
        scene(.demoDifference, typed("m"), for: 6),
        scene(.demoStrip, typed("m"), for: 6),
        scene(.demoCharacters, typed("mtt"), leaving: typed("TT"), beat: 2, for: 3),
    ]

    private static let commas = String(repeating: ",", count: PreprocessView.seamSteps / 4)
    private static let points = String(repeating: ".", count: PreprocessView.seamSteps / 4)

    /// The keys that switch the usual steps on.
    private static func switches(in list: StepList) -> [Key] {
        let isEqualized = list.steps.contains { $0.isOn && $0.name.hasPrefix("equalize") }
        let isSmoothed = list.steps.contains { $0.isOn && $0.name == "gaussian" }
        return (isEqualized ? [] : typed("e")) + (isSmoothed ? [] : typed("g"))
    }

    // MARK: Engine

    private static let engine = [
        Scene(.demoEngine, for: 7) { model in
            let toJob: [Key] =
                switch model.engine.level {
                case .jobs: [.enter]
                case .job: []
                case .stage: [.escape]
                case .task: [.escape, .escape]
                }
            return Moves(keys: typed("3") + toJob, beat: tickInterval)
        },
        Scene(.demoPlayback, for: 11) { model in
            guard let playback = model.playback else { return nil }
            // So fast that the scene sees most of it.
            let wanted = Playback.speeds.first { Double($0) * 16 >= playback.end } ?? 100
            let now = Playback.speeds.firstIndex(of: playback.speed) ?? 0
            let faster = (Playback.speeds.firstIndex(of: wanted) ?? 0) - now
            return Moves(
                keys: repeated(.character(">"), faster) + typed("{p"),
                leaving: typed("}") + repeated(.character("<"), faster), beat: tickInterval)
        },
        Scene(.demoStage, for: 6) { model in
            model.engine.job(model.context) == nil ? nil : Moves(keys: [.enter])
        },
        Scene(.demoTask) { model in
            guard model.engine.level == .stage else { return nil }
            return Moves(keys: [.enter], leaving: [.escape, .escape])
        },
    ]

    // MARK: Variance

    private static let variance = [
        analysed(.demoVariance, typed("4"), for: 7),
        analysed(.demoFewer, [.home, .right, .right], for: 6),
        analysed(.demoTarget, typed("t99") + [.enter], leaving: typed("r"), for: 6),
        analysed(.demoScree, typed("c")),
        Scene(.demoNeighbourCurve, for: 6) { model in
            guard model.context.analysis != nil, model.variance.view == .scree else { return nil }
            return Moves(keys: typed("c"), leaving: typed("c"))
        },
    ]

    /// Of what there is only once the run has its components.
    private static func analysed(
        _ caption: Phrase, _ keys: [Key], leaving: [Key] = [], beat: Double = 0.6, for seconds: Double = 5
    ) -> Scene {
        Scene(caption, for: seconds) { model in
            model.scatter.plane == nil || model.variance.curve == nil
                ? nil : Moves(keys: keys, leaving: leaving, beat: beat)
        }
    }

    // MARK: Scatter

    private static let scatter = [
        Scene(.demoScatter, for: 7) { model in
            guard let plane = model.scatter.plane, model.variance.curve != nil else { return nil }
            return Moves(keys: typed("5") + toFirstAxes(of: plane), beat: 0.05)
        },
        analysed(.demoPick, [.right, .up, .left, .left]),
        analysed(.demoNeighbours, typed("nnn"), leaving: typed("NNN"), beat: 1.5),
        analysed(.demoZoom, typed("+++"), leaving: typed("0"), for: 4),
        analysed(.demoFocus, typed("f"), leaving: [.escape]),
        analysed(.demoCosines, typed("d"), leaving: typed("d"), for: 6),
        Scene(.demoAdviser, for: 7) { model in
            guard let plane = model.scatter.plane,
                let pair = closest(in: plane, among: model.scatter.legend.order.prefix(Palette.count))
            else { return nil }
            let toFirst: [Key] = [.home] + repeated(.down, pair.lowerBound)
            return Moves(
                keys: typed("f") + toFirst + typed(" ") + repeated(.down, pair.count - 1) + typed(" a"),
                leaving: [.escape], beat: 0.8)
        },
    ]

    /// The adviser of the round before has left others.
    private static func toFirstAxes(of plane: ScatterScreenPlane) -> [Key] {
        guard var yAxis = plane.yAxis else { return [] }
        var (xAxis, keys) = (plane.xAxis, [Key]())
        if yAxis == 0 {
            yAxis = xAxis == 1 ? 2 : 1
            keys.append(.character("y"))
        }
        while xAxis > 0 {
            // One that is on the other axis is passed over.
            xAxis -= xAxis - 1 == yAxis ? 2 : 1
            keys.append(.character("X"))
        }
        return keys + repeated(.character("Y"), yAxis - 1)
    }

    /// The rows of the legend whose categories this plane parts least: there is most for the adviser to do.
    private static func closest(
        in plane: ScatterScreenPlane, among order: ArraySlice<Int>
    ) -> ClosedRange<Int>? {
        func distance(_ rows: ClosedRange<Int>) -> Double {
            guard let one = plane.points.typical[order[rows.lowerBound]],
                let other = plane.points.typical[order[rows.upperBound]]
            else { return .infinity }
            let (dx, dy) = (
                (one.x - other.x) / plane.viewport.width, (one.y - other.y) / plane.viewport.height
            )
            return dx * dx + dy * dy
        }
        let pairs = order.indices.flatMap { first in order.indices.filter { $0 > first }.map { first...$0 } }
        return pairs.min { distance($0) < distance($1) }
    }

    private static let tools = [
        analysed(
            .demoBox, typed("b") + repeated(.right, 6) + repeated(.up, 4) + [.enter], leaving: [.escape],
            beat: 0.2),
        analysed(.demoLineage, [.enter], leaving: [.escape], for: 6),
        Scene(.demoFollow, for: 6) { model in
            guard let row = model.scatter.plane?.pick else { return nil }
            let steps = ScatterScreenLineage(ofRow: row, model.context).steps
            guard steps.contains(where: { if case .task = $0 { true } else { false } }) else { return nil }
            // Esc comes back to the point, and once more leaves its card.
            return Moves(keys: [.enter, .down, .enter], leaving: [.escape, .escape], beat: 0.8)
        },
        analysed(.demoExport, typed("e"), leaving: [.escape]),
        analysed(.demoAll, typed("0")),
    ]
}
