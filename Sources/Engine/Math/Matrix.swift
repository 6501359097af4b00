/// A table of numbers, row-major: entry (i, j) is `values[i * columns + j]`.
public struct Matrix<Scalar> {
    public let rows: Int
    public let columns: Int
    public var values: [Scalar]

    /// - Precondition: `values` holds `rows × columns` entries.
    public init(rows: Int, columns: Int, values: [Scalar]) {
        precondition(rows >= 0 && columns >= 0 && values.count == rows * columns)
        self.rows = rows
        self.columns = columns
        self.values = values
    }

    public subscript(row: Int, column: Int) -> Scalar {
        get { values[row * columns + column] }
        set { values[row * columns + column] = newValue }
    }

    /// The entries of one row.
    public func row(_ row: Int) -> ArraySlice<Scalar> { values[row * columns..<(row + 1) * columns] }
}

extension Matrix: Equatable where Scalar: Equatable {}
extension Matrix: Sendable where Scalar: Sendable {}
