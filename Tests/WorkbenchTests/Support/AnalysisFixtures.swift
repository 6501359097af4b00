import Plot
import Testing

@testable import Engine
@testable import Workbench

/// Trials made up for screen 4.
enum TrialFixtures {
    /// 518 held-out images: the more components, the fewer have a neighbour of another category.
    static func trial(components: Int = 512, held: Int = 518) -> NeighbourTrial {
        let heldOut = HeldOut(
            of: (0..<held * 5).map {
                CatalogEntry(
                    path: ImagePath("Plum/\($0).jpg"), modificationTime: 0, length: 1, category: "Plum",
                    split: "Training")
            })
        let nearest = (1...components).flatMap { k in (0..<held).map { Int32($0 < held / k ? 1 : 0) } }
        return NeighbourTrial(
            heldOut: heldOut, categories: Array(repeating: 0, count: held), nearest: nearest,
            nearestByFeatures: (0..<held).map { $0 < 1 ? 1 : 0 })
    }
}

/// A terminal that goldens are for.
struct GoldenTerminal: Sendable, CustomTestStringConvertible {
    let width: Int
    let height: Int
    var glyphs = Glyphs.unicode
    var language = Language.english

    var testDescription: String {
        "\(width)x\(height)-\(glyphs.isUnicode ? "utf8" : "ascii")\(language == .french ? "-fr" : "")"
    }

    static let all = [(60, 15), (80, 24), (200, 60)].flatMap { width, height in
        [
            GoldenTerminal(width: width, height: height),
            GoldenTerminal(width: width, height: height, glyphs: .ascii),
            GoldenTerminal(width: width, height: height, language: .french),
        ]
    }
}
