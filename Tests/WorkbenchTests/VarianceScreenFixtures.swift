import Engine
import Foundation
import Plot

@testable import Workbench

/// A screen 4 under test, with the world around it.
struct VarianceStage {
    var context: ScreenContext
    var screen = VarianceScreen()

    init(_ glyphs: Glyphs = .unicode) {
        context = ScreenContext(
            theme: Theme(background: .dark, glyphs: glyphs), dataset: Dataset(name: "fruits"),
            runChain: "none")
    }

    /// With the analysis of 2,590 photographs: 42 components keep 95 %, 220 keep 99 %.
    static func analysed(_ glyphs: Glyphs = .unicode, chosen: Int = 42) -> VarianceStage {
        var stage = VarianceStage(glyphs)
        stage.show(chosen: chosen, generation: 1)
        return stage
    }

    mutating func show(ratios: [Double] = photographs, images: Int = 2_590, chosen: Int, generation: Int) {
        context.analysis = Self.analysis(
            ratios: ratios, images: images, chosen: chosen, generation: generation)
        screen.contextChanged(context)
    }

    static func analysis(
        ratios: [Double] = photographs, images: Int = 2_590, chosen: Int = 42, generation: Int = 1
    ) -> Analysis {
        let entries = (0..<images).map {
            CatalogEntry(
                path: ImagePath("Training/Plum/\($0).jpg"), modificationTime: 0, length: 1, category: "Plum",
                split: "Training")
        }
        return Analysis(
            images: entries, features: 2_048, explainedVarianceRatio: ratios, chosen: chosen, target: 0.95,
            projection: [], generation: generation)
    }

    /// Takes the keys and returns all that was asked for.
    mutating func press(_ keys: Key...) -> [Command] { keys.flatMap { screen.handle($0, context) } }

    mutating func type(_ text: String) -> [Command] {
        text.flatMap { screen.handle(.character($0), context) }
    }

    /// The screen's own rows in a terminal of this size: without the tabs above and the footer below.
    func draw(width: Int, height: Int) -> CellGrid {
        var grid = CellGrid(width: width, height: height - (height >= 20 ? 3 : 2))
        screen.draw(in: grid.bounds, of: &grid, context)
        return grid
    }

    /// Falling shares as photographs of fruit give them, between measured landmarks even on a logarithmic axis.
    static let photographs: [Double] = {
        let first = [0.622, 0.105, 0.039, 0.035, 0.030, 0.019]
        let landmarks = [(6.0, 0.85), (13, 0.9003), (42, 0.9504), (220, 0.9901), (2_048, 1)]
        var ratios = first
        for (start, end) in zip(landmarks, landmarks.dropFirst()) {
            let slope = (end.1 - start.1) / log(end.0 / start.0)
            for k in (Int(start.0) + 1)...Int(end.0) { ratios.append(slope * log(Double(k) / Double(k - 1))) }
        }
        return ratios
    }()

    /// A job in its second stage of three, one of two partitions done.
    static let halfway: [JobEvent] = {
        let stages = [("catalog", 1), ("features", 2), ("pca", 1)].enumerated().map { index, stage in
            StageDescription(
                stage: index, name: stage.0, tasks: stage.1, parents: index == 0 ? [] : [index - 1])
        }
        let attempt = TaskAttempt(job: 0, stage: 1, partition: 0, attempt: 1)
        let kinds: [JobEvent.Kind] = [
            .jobStarted(job: 0, name: "components", stages: stages), .stageStarted(job: 0, stage: 0),
            .stageSucceeded(job: 0, stage: 0), .stageStarted(job: 0, stage: 1),
            .taskStarted(attempt, slot: 0),
            .taskSucceeded(attempt, slot: 0, TaskProgress(activity: .network, images: 1_214, total: 1_214)),
        ]
        return kinds.enumerated().map { JobEvent(time: Double($0.offset), kind: $0.element) }
    }()
}
