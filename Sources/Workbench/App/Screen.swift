import Engine
import Plot

/// The five screens, in the order of their keys.
enum ScreenName: Int, CaseIterable, Sendable {
    case catalog = 1
    case preprocess, engine, variance, scatter

    var title: Phrase {
        switch self {
        case .catalog: .catalogTitle
        case .preprocess: .preprocessTitle
        case .engine: .engineTitle
        case .variance: .varianceTitle
        case .scatter: .scatterTitle
        }
    }
}

/// What every screen reads: the state that is not one screen's own. Screens never write it.
struct ScreenContext: Sendable {
    var theme: Theme
    /// The person's language.
    var words = Words(.english)
    var dataset: Dataset
    /// The first row of each partition of the run, rising; empty until a run is planned.
    var partitionFirstRows: [Int] = []
    /// What the engine does, as the fold of its events.
    var jobs = JobStatus()
    var analysis: Analysis?
    /// What was found out about it on request.
    var insight = Insight()
    var pictures = PictureCache()
    var preview: Preview?
    /// The chain of the run, as `--preprocess` takes it.
    var runChain: String
    /// Dollars that an hour of the machine costs; nil where nobody has said.
    var pricePerHour: Double?
    /// Where the screen in front stands.
    var area = Rect(x: 0, y: 0, width: 0, height: 0)
    /// Now, or the moment of a recorded run that is shown: seconds on the clock of `JobEvent.time`.
    var clock = 0.0
    /// What is shown happened earlier: none of it can be stopped.
    var isPast = false
}

extension ScreenContext {
    /// How numbers are written for the person.
    var figures: Figures { words.figures }

    /// The row of an image in the run: its place among all, once they are listed in order.
    func row(of path: ImagePath) -> Int? { dataset.isListing ? nil : dataset.row(of: path) }

    /// The partition that a row of the run belongs to.
    func partition(ofRow row: Int) -> Int? {
        partitionFirstRows.isEmpty ? nil : partitionFirstRows.lastIndex { $0 <= row }
    }
}

/// One screen: a value that turns keys into commands, and itself into cells.
///
/// `handle` and `draw` are pure: they read the context, never the world. Both are called on the UI thread and must be
/// quick at any dataset size, so no screen walks all entries in them.
protocol Screen: Sendable {
    /// Every key of the screen, for the help list.
    static var help: [KeyHint] { get }
    /// The keys that matter now, for the footer; the first ones survive on a narrow terminal.
    func hints(_ context: ScreenContext) -> [KeyHint]
    /// The one figure that matters, at the right of the footer.
    func figure(_ context: ScreenContext) -> String
    /// True while characters are text for a field, so that `q`, `?` and `1`–`5` are not commands.
    var takesText: Bool { get }
    mutating func handle(_ key: Key, _ context: ScreenContext) -> [Command]
    /// The mouse inside the screen's area; nil where the screen has no use for it.
    mutating func handle(_ mouse: MouseEvent, in area: Rect, _ context: ScreenContext) -> [Command]?
    /// The context has a new dataset or analysis: keep selections valid.
    mutating func contextChanged(_ context: ScreenContext)
    /// The pictures that the screen lacks to be drawn whole: asked for once each time the list changes.
    func wants(_ context: ScreenContext) -> [Command]
    func draw(in area: Rect, of grid: inout CellGrid, _ context: ScreenContext)
}

extension Screen {
    var takesText: Bool { false }
    mutating func handle(_ mouse: MouseEvent, in area: Rect, _ context: ScreenContext) -> [Command]? { nil }
    mutating func contextChanged(_ context: ScreenContext) {}
    func wants(_ context: ScreenContext) -> [Command] { [] }
}
