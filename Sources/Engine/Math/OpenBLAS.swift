// The only file that knows OpenBLAS: matrix products and the symmetric eigenproblem, in double.
//
// Nothing here prints. LAPACKE's convenience functions report bad arguments and failed allocations on stdout, which
// a terminal program cannot have, so this file calls the `_work` functions with arguments checked and workspace made
// beforehand, and turns what they return into a `LAPACKError`.
//
// Threads: every function may be called from any thread at once. The number of threads that OpenBLAS itself uses is
// one setting for the whole process; tasks of the engine want 1, the final eigensolve all cores.

import COpenBLAS

/// Sets how many threads OpenBLAS uses in every later call, from whichever thread it comes; at least 1.
public func setMathThreads(_ count: Int) {
    _ = mostMathThreads
    openblas_set_num_threads(Int32(clamping: max(1, count)))
}

/// How many threads OpenBLAS took when the process started: the cores that the process may run on, or what
/// `OPENBLAS_NUM_THREADS` says. Its threads wait for each other by spinning, so on a machine that is busy otherwise
/// fewer can be much faster.
public let mostMathThreads = Int(openblas_get_num_threads())

/// How many threads OpenBLAS uses at the moment.
public var mathThreads: Int { Int(openblas_get_num_threads()) }

/// OpenBLAS's version and how it was built, as it says itself.
public var openBLASVersion: String { openblas_get_config().map { String(cString: $0) } ?? "unknown" }

/// A LAPACK routine gave up.
public struct LAPACKError: Error, Equatable, CustomStringConvertible {
    public let routine: String
    /// LAPACK's `info`: negative for a bad argument, positive for a computation that did not converge.
    public let info: Int

    public var description: String { "the eigensolver failed (LAPACK's \(routine) returned \(info))" }

    static func check(_ info: Int32, _ routine: String) throws(LAPACKError) {
        if info != 0 { throw LAPACKError(routine: routine, info: Int(info)) }
    }
}

/// The first `rows` rows of `blockᵀ · block`.
///
/// - Parameters:
///   - block: `(depth, columns)`, row-major, `stride` values from one row to the next.
///   - result: `(rows, columns)`, row-major; what it held does not matter.
func multiplyWithItself(
    _ block: UnsafePointer<Double>, stride: Int, depth: Int, rows: Int, columns: Int,
    into result: UnsafeMutablePointer<Double>
) {
    cblas_dgemm(
        CblasRowMajor, CblasTrans, CblasNoTrans, Int32(rows), Int32(columns), Int32(depth), 1,
        block, Int32(stride), block, Int32(stride), 0, result, Int32(columns))
}

/// `result = left · rightᵀ`, with left `(rows, depth)`, right `(columns, depth)`, result `(rows, columns)`.
func multiply(
    _ left: [Double], byTransposed right: Matrix<Double>, depth: Int, into result: inout [Double]
) {
    let (rows, columns) = (left.count / depth, right.rows)
    precondition(right.columns == depth && result.count == rows * columns)
    cblas_dgemm(
        CblasRowMajor, CblasNoTrans, CblasTrans, Int32(rows), Int32(columns), Int32(depth), 1,
        left, Int32(depth), right.values, Int32(depth), 0, &result, Int32(columns))
}

/// A symmetric matrix reduced to a tridiagonal one by orthogonal reflections: `A = Q T Qᵀ`.
///
/// The reduction is nearly all the work of an eigensolve and does not depend on how many eigenvectors are wanted. So
/// it is done once; all eigenvalues, then the vectors of the largest few, follow from it at a fraction of the price.
struct TridiagonalForm: Sendable {
    let order: Int
    private var diagonal: [Double]
    private var offDiagonal: [Double]
    /// The reflections that make up Q, as `dsytrd` leaves them in the triangle it was given.
    private var reflections: [Double]
    private var factors: [Double]

    /// Reduces a symmetric matrix, `dsytrd`.
    ///
    /// - Parameter matrix: `(order, order)`, row-major; only its upper triangle is read. Consumed, so that a caller
    ///   who hands over the only reference pays for no copy.
    /// - Precondition: `order` is at least 1 and every value is finite.
    init(reducing matrix: consuming [Double], order: Int) throws(LAPACKError) {
        precondition(order > 0 && matrix.count == order * order)
        self.order = order
        diagonal = [Double](repeating: 0, count: order)
        offDiagonal = [Double](repeating: 0, count: order)
        factors = [Double](repeating: 0, count: order)
        reflections = matrix
        let n = Int32(order)
        var wanted = 0.0
        try LAPACKError.check(
            LAPACKE_dsytrd_work(
                columnMajor, lower, n, &reflections, n, &diagonal, &offDiagonal, &factors, &wanted, -1),
            "dsytrd")
        var work = [Double](repeating: 0, count: Int(wanted))
        try LAPACKError.check(
            LAPACKE_dsytrd_work(
                columnMajor, lower, n, &reflections, n, &diagonal, &offDiagonal, &factors, &work,
                Int32(work.count)),
            "dsytrd")
    }

    /// All eigenvalues, largest first, `dsterf`.
    func eigenvalues() throws(LAPACKError) -> [Double] {
        var values = diagonal
        var scratch = offDiagonal
        try LAPACKError.check(LAPACKE_dsterf_work(Int32(order), &values, &scratch), "dsterf")
        return values.reversed()
    }

    /// Unit eigenvectors of the `count` largest eigenvalues, largest first: `(count, order)`, row-major. Their signs
    /// are arbitrary.
    ///
    /// - Precondition: `count` is from 1 to `order`.
    func eigenvectors(largest count: Int) throws(LAPACKError) -> [Double] {
        precondition((1...order).contains(count))
        // LAPACK's column-major (order, count), one vector a column, is our row-major (count, order).
        var vectors = try tridiagonalEigenvectors(largest: count)
        try rotateBack(&vectors, count: count)
        reverseRows(of: &vectors, width: order)
        return vectors
    }

    /// Eigenvectors of T, smallest of the wanted eigenvalues first, `dstemr`.
    private func tridiagonalEigenvectors(largest count: Int) throws(LAPACKError) -> [Double] {
        let n = Int32(order)
        var diagonal = diagonal
        var offDiagonal = offDiagonal
        var found: Int32 = 0
        var values = [Double](repeating: 0, count: order)
        var vectors = [Double](repeating: 0, count: order * count)
        var support = [Int32](repeating: 0, count: 2 * count)
        var tryHighAccuracy: Int32 = 1
        var work = [Double](repeating: 0, count: 18 * order)
        var integerWork = [Int32](repeating: 0, count: 10 * order)
        try LAPACKError.check(
            LAPACKE_dstemr_work(
                columnMajor, withVectors, byIndex, n, &diagonal, &offDiagonal, 0, 0,
                n - Int32(count) + 1, n, &found, &values, &vectors, n, Int32(count), &support,
                &tryHighAccuracy, &work, Int32(work.count), &integerWork, Int32(integerWork.count)),
            "dstemr")
        guard Int(found) == count else { throw LAPACKError(routine: "dstemr", info: Int(found)) }
        return vectors
    }

    /// Turns eigenvectors of T into those of A by applying Q, `dormtr`.
    private func rotateBack(_ vectors: inout [Double], count: Int) throws(LAPACKError) {
        let n = Int32(order)
        let k = Int32(count)
        var wanted = 0.0
        try LAPACKError.check(
            LAPACKE_dormtr_work(
                columnMajor, fromLeft, lower, asIs, n, k, reflections, n, factors, &vectors, n, &wanted, -1),
            "dormtr")
        var work = [Double](repeating: 0, count: Int(wanted))
        try LAPACKError.check(
            LAPACKE_dormtr_work(
                columnMajor, fromLeft, lower, asIs, n, k, reflections, n, factors, &vectors, n, &work,
                Int32(work.count)),
            "dormtr")
    }
}

// LAPACK's letters by what they say. A row-major upper triangle is a column-major lower one, hence `lower`.
private let columnMajor = LAPACK_COL_MAJOR
private let lower = CChar(UInt8(ascii: "L"))
private let fromLeft = CChar(UInt8(ascii: "L"))
private let asIs = CChar(UInt8(ascii: "N"))
private let withVectors = CChar(UInt8(ascii: "V"))
private let byIndex = CChar(UInt8(ascii: "I"))

private func reverseRows(of values: inout [Double], width: Int) {
    let rows = values.count / width
    for row in 0..<rows / 2 {
        let (top, bottom) = (row * width, (rows - 1 - row) * width)
        for column in 0..<width { values.swapAt(top + column, bottom + column) }
    }
}
