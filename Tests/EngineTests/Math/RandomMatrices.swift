import TestSupport

@testable import Engine

/// Reproducible tables of numbers for property tests.
extension SplitMix {
    /// `(rows, columns)`, row-major; columns are correlated with the first, and their scale falls.
    mutating func rows(_ rows: Int, _ columns: Int, offset: Float = 0, scale: Float = 1) -> [Float] {
        (0..<rows).flatMap { _ in
            let common = unit()
            return (0..<columns).map { offset + scale * (common + unit()) / Float($0 + 1).squareRoot() }
        }
    }

    /// Numbers `0..<count` in random order.
    mutating func order(_ count: Int) -> [Int] { (0..<count).shuffled(using: &self) }

    /// Evenly from −1 to 1.
    private mutating func unit() -> Float { Float.random(in: -1...1, using: &self) }
}

/// The scatter by its definition, `(d, d)`: what the fast one is compared with.
func naiveScatter(of rows: [Float], dimension: Int) -> Matrix<Double> {
    let count = rows.count / dimension
    let values = rows.map(Double.init)
    let mean = (0..<dimension).map { column in
        (0..<count).reduce(0) { $0 + values[$1 * dimension + column] } / Double(count)
    }
    var scatter = Matrix(
        rows: dimension, columns: dimension, values: [Double](repeating: 0, count: dimension * dimension))
    for i in 0..<dimension {
        for j in 0..<dimension {
            scatter[i, j] = (0..<count).reduce(0) { sum, row in
                sum + (values[row * dimension + i] - mean[i]) * (values[row * dimension + j] - mean[j])
            }
        }
    }
    return scatter
}

extension Gramian {
    /// The largest difference of an entry of the scatter from `expected`, as a share of its largest entry.
    func relativeDifference(from expected: Matrix<Double>) -> Double {
        let largest = expected.values.map(abs).max() ?? 0
        let differences = (0..<dimension).flatMap { i in
            (0..<dimension).map { j in abs(scatter(i, j) - expected[i, j]) }
        }
        return (differences.max() ?? 0) / largest
    }
}
