import Engine
import Plot

@testable import Workbench

/// Runs made up for screen 5: clouds of points around a place for each category, the same every time.
enum ScatterScreenFixtures {
    static let names = ["Avocado", "Banana", "Chestnut", "Eggplant", "Lemon", "Onion Red"]

    static func analysis(
        names: [String] = names, of count: Int = 60, components: Int = 3, generation: Int = 1,
        shuffledBy seed: UInt64? = nil
    ) -> Analysis {
        var numbers = Numbers(state: 7)
        var rows: [(entry: CatalogEntry, values: [Float])] = []
        for name in names {
            let middle = (0..<components).map { _ in numbers.next(within: 8) }
            for index in 0..<count - min(9, name.count) {
                let values = middle.map { $0 + numbers.next(within: 2) + numbers.next(within: 2) }
                rows.append((entry(name, index), values))
            }
        }
        if let seed {
            var shuffling = Numbers(state: seed)
            for index in rows.indices.dropFirst() { rows.swapAt(index, shuffling.next(below: index + 1)) }
        }
        return Analysis(
            images: rows.map(\.entry), features: 2048,
            explainedVarianceRatio: [0.622, 0.105, 0.039, 0.035], chosen: components, target: 0.95,
            projection: rows.flatMap(\.values), generation: generation)
    }

    static func entry(_ name: String, _ index: Int) -> CatalogEntry {
        CatalogEntry(
            path: ImagePath("Training/\(name)/\(index)_100.jpg"), modificationTime: 1_515_888_000,
            length: 4871,
            category: name, split: "Training")
    }

    static func context(
        _ analysis: Analysis?, glyphs: Glyphs = .unicode, _ language: Language = .english
    ) -> ScreenContext {
        var context = ScreenContext(
            theme: Theme(background: .dark, glyphs: glyphs),
            dataset: Dataset(
                name: "fruits-360", entries: (analysis?.images ?? []).sorted { $0.path < $1.path }),
            runChain: "none")
        context.analysis = analysis
        context.words = Words(language)
        return context
    }

    /// A screen that has seen the context; what it asks of the analysis is answered before each key.
    static func screen(_ context: ScreenContext, keys: [Key] = []) -> ScatterScreen {
        var screen = ScatterScreen()
        screen.contextChanged(context)
        for key in keys { press(key, on: &screen, context) }
        return screen
    }

    /// Presses a key, and answers what is asked of the analysis.
    static func press(_ key: Key, on screen: inout ScatterScreen, _ context: ScreenContext) {
        let context = answered(context, screen)
        for command in screen.handle(key, context) {
            guard case .adviseAxes(let one, let other) = command, let analysis = context.analysis else {
                continue
            }
            let rows = [one, other].map { category in
                analysis.categoryOfRow.indices.filter { analysis.categoryOfRow[$0] == category }
            }
            let advice = AxisAdvice(
                separating: rows[0], from: rows[1], in: analysis.projection, columns: analysis.chosen)
            screen.take(advice, between: [one, other], generation: analysis.generation, context)
        }
    }

    /// The context with the neighbours that the screen asks for.
    static func answered(_ context: ScreenContext, _ screen: ScatterScreen) -> ScreenContext {
        var context = context
        for case .findNearest(let row) in screen.wants(context) {
            guard let analysis = context.analysis else { continue }
            let rows = NearestRows(to: row, in: analysis.projection, columns: analysis.chosen, limit: 20)
            context.insight.nearest = (rows, analysis.generation)
        }
        return context
    }

    /// The screen's own cells, as a terminal of this size leaves them between tabs and footer.
    static func grid(_ screen: ScatterScreen, width: Int, height: Int, _ context: ScreenContext) -> CellGrid {
        var grid = CellGrid(width: width, height: height - (height >= 20 ? 3 : 2))
        screen.draw(in: grid.bounds, of: &grid, answered(context, screen))
        return grid
    }

    /// The rows as text, without blanks at their ends.
    static func text(_ grid: CellGrid) -> String {
        grid.lines.map { line in
            String(line.reversed().drop { $0 == " " }.reversed())
        }.joined(separator: "\n")
    }

    /// The same numbers every time (Knuth's MMIX generator).
    private struct Numbers {
        var state: UInt64

        mutating func next(below bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }

        mutating func next(within reach: Float) -> Float { (Float(next(below: 20_001)) / 10_000 - 1) * reach }
    }
}
