import Plot
import Synchronization

/// The plane as it was binned last, so that a frame in which nothing moved bins nothing.
///
/// What a chart shows follows from its key alone, so keeping one changes no picture. Safe from any thread.
final class ScatterScreenFrames: Sendable {
    /// Everything that a chart is made of.
    struct Key: Hashable, Sendable {
        let generation: Int?
        let xAxis: Int
        let yAxis: Int?
        /// Which points are drawn.
        let isolation: Int
        let viewport: Viewport
        let emphasis: ScatterChart.Emphasis
        let area: Rect
    }

    private let kept = Mutex<(key: Key, chart: ScatterChart)?>(nil)

    /// The chart of a key: the one kept, or else the one that `make` bins.
    func chart(for key: Key, _ make: () -> ScatterChart) -> ScatterChart {
        kept.withLock { kept in
            if let kept, kept.key == key { return kept.chart }
            let chart = make()
            kept = (key, chart)
            return chart
        }
    }

    /// The chart that was asked for last.
    var last: ScatterChart? { kept.withLock { $0?.chart } }
}
