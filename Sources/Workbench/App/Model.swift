import Plot

/// The whole state of the UI as one value. Only `update` changes it; `draw` reads it.
struct Model: Sendable {
    /// A sentence in the footer that goes away by itself.
    struct Notice: Hashable, Sendable {
        let text: Phrase
        let isError: Bool
        /// On the session's clock.
        let until: Double
    }

    var width: Int
    var height: Int
    var shown = ScreenName.catalog
    /// The page of the help list that is shown, from 0; nil where none is.
    var helpPage: Int?
    var notice: Notice?
    /// The command palette while it is open.
    var palette: CommandPalette?
    /// What was done by name, the newest last.
    var paletteHistory: [String] = []
    /// The menu of what can leave the screen while it is open.
    var exportMenu: ExportMenu?
    /// How many exports were asked for.
    var exportCount = 0
    /// What presses the keys in a person's stead, until a person does.
    var demo: Demo?
    var context: ScreenContext
    /// The recorded run that is looked at; nil while one is made.
    var playback: Playback?
    /// Seconds since the session began.
    var clock = 0.0
    /// A point of screen 5 was followed to another screen, from which Esc comes back.
    var isFollowing = false

    var catalog = CatalogScreen()
    var preprocess: PreprocessScreen
    var engine = EngineScreen()
    var variance = VarianceScreen()
    var scatter = ScatterScreen()

    /// The wishes of the screen in front that were passed on last.
    var lastWants: [Command] = []

    init(width: Int, height: Int, context: ScreenContext) {
        self.width = width
        self.height = height
        self.context = context
        preprocess = PreprocessScreen(chain: context.runChain)
        self.context.area = layout.screen
    }

    /// Seconds after which the time that is shown is stale; nil where none is shown.
    var tickInterval: Double? {
        if demo != nil { return Demo.tickInterval }
        if playback?.isPlaying == true { return Playback.frameInterval }
        if shown == .engine, context.jobs.current?.state == .running { return 0.2 }
        return notice == nil ? nil : 1
    }

    /// The screen in front.
    var screen: any Screen {
        switch shown {
        case .catalog: catalog
        case .preprocess: preprocess
        case .engine: engine
        case .variance: variance
        case .scatter: scatter
        }
    }

    /// Gives a key to the screen in front.
    mutating func handleOnScreen(_ key: Key) -> [Command] {
        switch shown {
        case .catalog: catalog.handle(key, context)
        case .preprocess: preprocess.handle(key, context)
        case .engine: engine.handle(key, context)
        case .variance: variance.handle(key, context)
        case .scatter: scatter.handle(key, context)
        }
    }

    /// Gives the mouse to the screen in front; nil where it has no use for it.
    mutating func handleOnScreen(_ mouse: MouseEvent) -> [Command]? {
        let area = layout.screen
        switch shown {
        case .catalog: return catalog.handle(mouse, in: area, context)
        case .preprocess: return preprocess.handle(mouse, in: area, context)
        case .engine: return engine.handle(mouse, in: area, context)
        case .variance: return variance.handle(mouse, in: area, context)
        case .scatter: return scatter.handle(mouse, in: area, context)
        }
    }

    /// Tells every screen that the dataset or the analysis is another.
    mutating func contextChanged() {
        catalog.contextChanged(context)
        preprocess.contextChanged(context)
        engine.contextChanged(context)
        variance.contextChanged(context)
        scatter.contextChanged(context)
    }
}
