import Engine
import Plot

/// The two pictures of a run, as they stand in its folder: drawn to be put on a slide.
struct RunPlots {
    let analysis: ComponentAnalysis
    let count: ComponentCount

    init(of analysis: ComponentAnalysis, count: ComponentCount) {
        self.analysis = analysis
        self.count = count
    }

    /// Writes `plots/variance.svg` and `plots/scatter.svg`.
    func write(to folder: RunFolder) throws {
        try makeFolders(folder.plots)
        try AtomicFile.write(variance.drawing.svg, to: folder.plots + "/variance.svg")
        try AtomicFile.write(scatter().drawing.svg, to: folder.plots + "/scatter.svg")
    }

    private var images: [CatalogEntry] { analysis.rows.images }
    private var kept: Int { analysis.components.components.rows }

    private let slides = SlideWriter(words: Words(.english))

    private var variance: CurveSlide {
        slides.cumulative(
            analysis.components.spectrum.cumulativeRatios, chosen: kept, target: count.target,
            images: images.count, features: ResNet50.featureCount)
    }

    private func scatter() throws -> ScatterSlide {
        let names = Set(images.compactMap(\.category)).sorted()
        let positions = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
        let second = min(1, kept - 1)
        let points = ScatterPoints(
            x: try analysis.projection(on: 0), y: try analysis.projection(on: second),
            categories: images.map { image in image.category.flatMap { positions[$0] } ?? -1 },
            categoryCount: names.count)
        return slides.scatter(
            points, in: Viewport(fitting: points), emphasis: emphasis(of: names), names: names,
            axisTitles: (title(0), title(second)))
    }

    /// The largest categories have the colours, as on the screen.
    private func emphasis(of names: [String]) -> ScatterChart.Emphasis {
        let counts = images.reduce(into: [:]) { $0[$1.category ?? "", default: 0] += 1 }
        let bySize = names.indices.sorted { (counts[names[$1]] ?? 0, $0) < (counts[names[$0]] ?? 0, $1) }
        var slots = [Int?](repeating: nil, count: names.count)
        for (slot, category) in bySize.prefix(Palette.count).enumerated() { slots[category] = slot }
        return ScatterChart.Emphasis(slots: slots)
    }

    private func title(_ component: Int) -> String {
        let share = analysis.components.explainedVarianceRatio[component]
        return "PC\(component + 1) \(RunSummary.percent(share))"
    }
}
