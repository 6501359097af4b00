import Engine
import Plot

/// Something that happened, told to `update`: the only way in which the UI's state changes.
enum Message: Sendable {
    case key(Key)
    case mouse(MouseEvent)
    /// The terminal has told its background's colour.
    case background(Theme.Background)
    /// The terminal has told how it shows pictures as pixels.
    case graphics(TerminalGraphics?)
    /// The terminal's size in cells.
    case resized(width: Int, height: Int)
    /// Time has passed: seconds since the session began, on the clock of `JobEvent.time`.
    case tick(Double)
    /// The catalog as far as it is listed; sent again as it grows.
    case dataset(Dataset)
    /// Where each partition's first row is, for the run that is shown.
    case partitioned(firstRows: [Int])
    case events([JobEvent])
    /// A run that was made before, to be looked at from its end on.
    case recording(Recording)
    case picture(ImagePath, Picture)
    case preview(Preview)
    case analysis(Analysis)
    /// How held-out images fare, as far as it is known; sent again when more components are tried.
    case trial(NeighbourTrial)
    case trialFailed(String)
    /// Neighbours in the analysis of this generation.
    case nearest(NearestRows, generation: Int)
    /// The axes that part two categories; nil where there are none to compare.
    case advice(AxisAdvice?, between: [Int], generation: Int)
    /// One sentence for the person, in the footer for a few seconds.
    case notice(Phrase, isError: Bool)
}

/// An image fetched for display.
enum Picture: Hashable, Sendable {
    case ready(Pixmap)
    /// Why it cannot be shown, as what is said of it: `ends after 900 of 4,811 bytes`.
    case failed(String)

    var pixmap: Pixmap? {
        if case .ready(let pixmap) = self { pixmap } else { nil }
    }
}
