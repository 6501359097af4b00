// Array files written as their rows come.
//
// A writer belongs to one thread at a time.

/// A two-dimensional `.npy` file under way, which appears under its name when it is finished.
///
/// The number of rows need not be known beforehand, because images are set aside on the way: the header is written
/// last, into the room kept for it. Where a write fails or the writer is let go unfinished, nothing is left.
public final class NPYWriter<Scalar: NPYScalar> {
    /// Numbers a row.
    public let columns: Int
    /// Rows written so far.
    public private(set) var rows = 0
    private let file: AtomicFile

    /// - Precondition: `columns` is at least 1.
    public init(_ path: String, columns: Int) throws(FileError) {
        precondition(columns > 0)
        self.columns = columns
        file = try AtomicFile(path)
        try file.append(header)
    }

    private var header: [UInt8] { NPY.header(Scalar.npyType, shape: [rows, columns]) }

    /// Writes rows after those there are.
    ///
    /// - Precondition: `values` holds a whole number of rows.
    public func append(_ values: [Scalar]) throws(FileError) {
        precondition(values.count % columns == 0, "rows of \(columns) numbers")
        try file.append(values)
        rows += values.count / columns
    }

    /// Puts the file under its name. Nothing can be appended after that.
    public func finish() throws(FileError) {
        try file.rewind()
        try file.append(header)
        try file.commit()
    }
}
