import Engine

/// Times PCA with as many threads as the mathematics may have.
struct ComponentsBench {
    let rows: Matrix<Float>
    /// Components to keep.
    let kept: Int
    let rounds: Int

    func measurements() throws -> [Measurement] {
        setMathThreads(mostMathThreads)
        defer { setMathThreads(1) }
        let gramian = Gramian(of: rows.values, dimension: rows.columns)
        let shape = "\(rows.rows)×\(rows.columns)"
        return [
            .whole(
                "Gramian of \(shape)",
                milliseconds: medianMilliseconds(rounds: rounds) {
                    _ = Gramian(of: rows.values, dimension: rows.columns)
                }),
            .whole(
                "PCA from the Gramian, \(kept) kept",
                milliseconds: try medianMilliseconds(rounds: rounds) {
                    _ = try PrincipalComponents(of: gramian, keeping: .fixed(kept))
                }),
            .whole(
                "PCA of \(shape), \(kept) kept",
                milliseconds: try medianMilliseconds(rounds: rounds) {
                    let gramian = Gramian(of: rows.values, dimension: rows.columns)
                    _ = try PrincipalComponents(of: gramian, keeping: .fixed(kept))
                }),
        ]
    }
}
