// Whether a terminal shows pictures as pixels, found out by asking it. All pure.

import Plot

/// How a terminal shows pictures as pixels.
struct TerminalGraphics: Hashable, Sendable {
    enum Form: String, Sendable {
        /// Cells that are written over a picture erase it.
        case sixel
        /// Pictures have names and lie over the cells, whatever is written there.
        case kitty
    }

    let form: Form
    let cell: CellSize

    /// Pixels of a side: a photograph gains nothing by more, and sixels of these take 40 ms and some 300 kB already.
    private static let longestSixels = 640

    /// The cells in the middle of an area that a picture fills.
    func cells(for picture: Pixmap, in area: Rect) -> Rect {
        cell.cells(for: picture, in: area, limit: form == .sixel ? Self.longestSixels : nil)
    }
}

/// What is asked about pictures, and what has been answered.
///
/// The size of a cell is asked together with the terminal's attributes, which every terminal tells. Only one that is
/// by these a VT200 or more is asked for kitty's pictures: others may print a question that they do not know.
struct GraphicsInquiry {
    private enum Stage { case attributes, kitty, over }

    private var stage: Stage
    private let mayHaveKitty: Bool
    private var hasSixels = false
    private var hasKitty = false
    /// nil as long as nobody has told it.
    var cell: CellSize?

    /// - Parameter isWanted: whether pictures would be shown if they could be.
    init(_ environment: [String: String], isWanted: Bool, cell: CellSize?) {
        let isPossible = isWanted && Capabilities.isAskable(environment)
        stage = isPossible ? .attributes : .over
        mayHaveKitty = !Capabilities.isMultiplexed(environment)
        self.cell = cell
    }

    /// An answer is under way that is not a frame's.
    var isAskingForKitty: Bool { stage == .kitty }

    /// What is asked before the attributes.
    var question: String { stage == .attributes && cell == nil ? TerminalQuestion.cellSize : "" }

    /// What is known in the end; nil for no pictures.
    var graphics: TerminalGraphics? {
        guard stage == .over, let cell, hasKitty || hasSixels else { return nil }
        return TerminalGraphics(form: hasKitty ? .kitty : .sixel, cell: cell)
    }

    /// Takes the terminal's attributes, and returns what is to be asked next; these are then told once more.
    mutating func take(attributes: [Int]) -> String {
        switch stage {
        case .attributes:
            hasSixels = attributes.dropFirst().contains(4)
            let isAsked = mayHaveKitty && cell != nil && (attributes.first ?? 0) >= 62
            stage = isAsked ? .kitty : .over
            return isAsked ? TerminalQuestion.kitty + TerminalQuestion.attributes : ""
        case .kitty:
            stage = .over
            return ""
        case .over: return ""
        }
    }

    /// It has shown that it knows kitty's pictures.
    mutating func takeKitty() { if stage == .kitty { hasKitty = true } }

    /// Nothing more is asked.
    mutating func end() { if stage == .attributes { stage = .over } }
}
