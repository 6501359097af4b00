import Foundation
import Plot

/// What the UI keeps between starts: how a person likes to look at things, never what of.
struct SavedState: Codable, Hashable, Sendable {
    var screen: Int?
    var paletteHistory: [String]?
    /// The characters of photographs, or pixels.
    var charset: PictureMeans?
    var preprocessView: PreprocessView?
    var isVarianceLogarithmic: Bool?

    private static let sizeLimit = 65_536

    /// What was kept at this path; nothing where there is none, or what is there is no such thing.
    init(readingFrom path: String) {
        let file = FileHandle(forReadingAtPath: path)
        defer { try? file?.close() }
        let data = try? file?.read(upToCount: Self.sizeLimit)
        self = data.flatMap { try? JSONDecoder().decode(SavedState.self, from: $0) } ?? SavedState()
    }

    init() {}

    /// Writes the file whole or not at all.
    func write(to path: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        try encoder.encode(self).write(to: URL(fileURLWithPath: path), options: .atomic)
    }
}

extension Model {
    var savedState: SavedState {
        var state = SavedState()
        state.screen = shown.rawValue
        state.paletteHistory = paletteHistory
        state.charset = context.theme.pictures
        state.preprocessView = preprocess.view
        state.isVarianceLogarithmic = variance.isLogarithmic
        return state
    }

    /// Takes up what an earlier session kept.
    mutating func restore(_ state: SavedState) {
        if let screen = state.screen.flatMap(ScreenName.init) { show(screen) }
        paletteHistory = CommandPalette(history: state.paletteHistory ?? []).history
        if let means = state.charset { context.theme.pictures = means }
        if let view = state.preprocessView, view.isPossible { preprocess.view = view }
        if let isLogarithmic = state.isVarianceLogarithmic { variance.isLogarithmic = isLogarithmic }
    }
}
