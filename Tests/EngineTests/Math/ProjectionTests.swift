import TestSupport
import Testing

@testable import Engine

@Suite struct ProjectionTests {
    @Test("Coordinates are (x − mean) · componentsᵀ", arguments: [0, 1, 255, 256, 257, 600])
    func definition(count: Int) throws {
        var random = SplitMix(seed: 12)
        let fitted = random.rows(700, 9)
        let pca = try PrincipalComponents(of: Gramian(of: fitted, dimension: 9), keeping: .fixed(4))
        let rows = Array(fitted[..<(count * 9)])
        let projection = pca.project(rows)
        #expect(projection.count == count * 4)
        for (index, coordinate) in projection.enumerated() {
            let (row, axis) = (index / 4, pca.components.row(index % 4))
            let expected = zip(zip(rows[row * 9..<(row + 1) * 9], pca.mean), axis).reduce(0) { sum, term in
                sum + (Double(term.0.0) - term.0.1) * term.1
            }
            #expect(abs(Double(coordinate) - expected) < 1e-6)
        }
    }

    @Test("Rows projected in parts are those projected at once, to a Float's last digit")
    func parts() throws {
        var random = SplitMix(seed: 13)
        let rows = random.rows(300, 20)
        let pca = try PrincipalComponents(of: Gramian(of: rows, dimension: 20), keeping: .fixed(6))
        let parts = [0..<1, 1..<130, 130..<300].flatMap {
            pca.project(Array(rows[$0.lowerBound * 20..<$0.upperBound * 20]))
        }
        #expect(zip(parts, pca.project(rows)).allSatisfy { abs($0 - $1) <= 2 * max($0.ulp, 1e-7) })
    }
}
