// From points to cells, in one pass.

extension ScatterChart {
    /// The points of a viewport on a canvas. The series of the canvas are the categories.
    struct Binning {
        private(set) var canvas: BrailleCanvas
        /// The mean quality of each cell's points, row by row; empty where it is not wanted.
        private(set) var quality: [Double] = []

        init(
            _ points: ScatterPoints, _ viewport: Viewport, columns: Int, rows: Int, withQuality: Bool
        ) {
            canvas = BrailleCanvas(columns: columns, rows: rows)
            guard columns > 0, rows > 0 else { return }
            let scaleX = Double(canvas.width - 1) / viewport.width
            let scaleY = Double(canvas.height - 1) / viewport.height
            var sums = [Int](repeating: 0, count: withQuality && !points.quality.isEmpty ? columns * rows : 0)
            for index in 0..<points.count {
                let x = Double(points.x[index])
                let y = Double(points.y[index])
                // Not a number is in no range.
                guard viewport.x.contains(x), viewport.y.contains(y) else { continue }
                let column = Int((x - viewport.x.lowerBound) * scaleX + 0.5)
                let row = Int((viewport.y.upperBound - y) * scaleY + 0.5)
                canvas.set(x: column, y: row, series: points.categories[index])
                if !sums.isEmpty {
                    // Whole numbers: their sum does not depend on the order of the points.
                    sums[row / 4 * columns + column / 2] += Int(points.quality[index] * 1_000)
                }
            }
            quality = sums.enumerated().map { cell, sum in
                Double(sum) / 1_000
                    / Double(max(1, canvas.count(column: cell % columns, row: cell / columns)))
            }
        }
    }
}
