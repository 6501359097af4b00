/// A row of columns, one a value: how a figure went.
public enum Sparkline {
    /// The last `width` values from 0 to `maximum`, or to the largest shown; one column each, as text.
    ///
    /// What is above 0 never looks like 0. Values that are not numbers leave a gap.
    public static func text(
        _ values: some Sequence<Double>, width: Int, maximum: Double? = nil, glyphs: GlyphSet = .unicode
    ) -> String {
        let shown = Array(values).suffix(max(0, width))
        let top = maximum ?? shown.lazy.filter(\.isFinite).max() ?? 0
        let levels: [Character] = glyphs == .unicode ? Array("▁▂▃▄▅▆▇█") : Array("_.:-=+*#")
        return String(
            shown.map { value in
                guard value.isFinite else { return " " }
                guard value > 0, top > 0 else { return levels[0] }
                let share = min(1, value / top)
                return levels[max(1, Int((share * Double(levels.count - 1)).rounded()))]
            })
    }
}
