import Engine
import Plot

/// What screen 4 derives from an analysis: once for each, so that no frame sums thousands of values.
struct VarianceCurve: Sendable {
    /// The analysis that this is of.
    let generation: Int
    let images: Int
    /// Values of a whole feature vector.
    let features: Int
    /// The run's own k.
    let chosen: Int
    /// The share of variance that the run was asked for, where it was.
    let target: Double?
    /// Share of the variance of each component, largest first.
    let ratios: [Double]
    /// Share of the first 1, 2, … components together; rises to 1, or stays 0 where nothing varies.
    let cumulative: [Double]
    /// The curve in percent, as the chart takes it.
    let points: [LineChart.DataPoint]
    /// The share of each component in percent, likewise.
    let shares: [LineChart.DataPoint]
    /// What people ask for, and the components that each takes.
    let landmarks: [(share: Double, components: Int)]

    init(_ analysis: Analysis) {
        let spectrum = VarianceSpectrum(analysis.explainedVarianceRatio)
        generation = analysis.generation
        images = analysis.images.count
        features = analysis.features
        chosen = analysis.chosen
        target = analysis.target
        ratios = analysis.explainedVarianceRatio
        let cumulative = spectrum.cumulativeRatios
        self.cumulative = cumulative
        points = cumulative.enumerated().map { .init(x: Double($0.offset + 1), y: $0.element * 100) }
        shares = ratios.enumerated().map { .init(x: Double($0.offset + 1), y: $0.element * 100) }
        landmarks = [0.9, 0.95, 0.99].map { ($0, Self.components(for: $0, of: cumulative)) }
    }

    /// Components that nearest neighbours are tried on: enough for any k that one would keep.
    var componentsTried: Int { min(count, max(512, chosen)) }

    /// How many components there are.
    var count: Int { cumulative.count }

    /// Whether the images differ at all.
    var hasVariance: Bool { (cumulative.last ?? 0) > 0 }

    /// The share of the first `components` together; 0 for none.
    func share(_ components: Int) -> Double {
        cumulative.indices.contains(components - 1) ? cumulative[components - 1] : 0
    }

    /// As few components as explain this share; all where none does.
    func components(for share: Double) -> Int { Self.components(for: share, of: cumulative) }

    func clamped(_ components: Int) -> Int { max(1, min(components, count)) }

    /// Bytes of one vector, and of the whole set, as 32-bit floats.
    func vectorBytes(_ values: Int) -> Int { 4 * values }
    func setBytes(_ values: Int) -> Int { 4 * values * images }

    private static func components(for share: Double, of cumulative: [Double]) -> Int {
        cumulative.firstIndex { $0 >= share }.map { $0 + 1 } ?? cumulative.count
    }
}
