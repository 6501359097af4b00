import TestSupport
import Testing

@testable import Engine

@Suite struct GramianTests {
    @Test(
        "The scatter is that of its definition, whatever the number of rows and features",
        arguments: [(1, 1), (2, 1), (1, 5), (7, 3), (256, 20), (520, 9), (257, 128), (30, 129), (3, 260)])
    func definition(rows: Int, dimension: Int) {
        var random = SplitMix(seed: 1)
        let values = random.rows(rows, dimension)
        let gramian = Gramian(of: values, dimension: dimension)
        let naive = naiveScatter(of: values, dimension: dimension)
        #expect(gramian.count == rows)
        if rows == 1 {
            #expect((0..<dimension).allSatisfy { gramian.scatter($0, $0) == 0 })
        } else {
            #expect(gramian.relativeDifference(from: naive) < 1e-13)
        }
    }

    @Test("The classic triple comes back: Σxxᵀ = S + n·m·mᵀ")
    func classicTriple() {
        let gramian = Gramian(of: [1, 2, 3, 4, 5, 9], dimension: 2)
        #expect(gramian.count == 3)
        #expect(gramian.sum == [9, 15])
        let (n, mean) = (Double(gramian.count), gramian.mean)
        // 1·2 + 3·4 + 5·9, and 2² + 4² + 9².
        #expect(abs(gramian.scatter(0, 1) + n * mean[0] * mean[1] - 59) < 1e-12)
        #expect(abs(gramian.scatter(1, 1) + n * mean[1] * mean[1] - 101) < 1e-12)
    }

    @Test("Merged parts are the whole, also where the parts are of very unequal size")
    func merging() {
        var random = SplitMix(seed: 2)
        let rows = random.rows(400, 33)
        var merged = Gramian(dimension: 33)
        for part in [0..<1, 1..<3, 3..<3, 3..<390, 390..<400] {
            merged.merge(Gramian(of: Array(rows[part.lowerBound * 33..<part.upperBound * 33]), dimension: 33))
        }
        let whole = Gramian(of: rows, dimension: 33)
        #expect(merged.count == 400)
        #expect(zip(merged.sum, whole.sum).allSatisfy { abs($0 - $1) < 1e-11 })
        #expect(merged.relativeDifference(from: naiveScatter(of: rows, dimension: 33)) < 1e-13)
    }

    @Test("Rows added in place come to what their merged Gramians come to")
    func adding() {
        var random = SplitMix(seed: 5)
        let rows = random.rows(400, 33)
        var (added, merged) = (Gramian(dimension: 33), Gramian(dimension: 33))
        for part in [0..<1, 1..<300, 300..<300, 300..<400] {
            let values = Array(rows[part.lowerBound * 33..<part.upperBound * 33])
            added.add(values)
            merged.merge(Gramian(of: values, dimension: 33))
        }
        #expect(added.count == 400)
        #expect(added.sum == merged.sum)
        #expect(added.relativeDifference(from: naiveScatter(of: rows, dimension: 33)) < 1e-13)
    }

    @Test("Merging nothing changes nothing, and nothing merged with something is that")
    func mergingNothing() {
        let something = Gramian(of: [1, 2, 3, 5], dimension: 2)
        var left = something
        left.merge(Gramian(dimension: 2))
        var right = Gramian(dimension: 2)
        right.merge(something)
        #expect(left == something)
        #expect(right == something)
    }

    @Test("A small deviation beside a large mean keeps its digits")
    func cancellation() {
        var random = SplitMix(seed: 3)
        let rows = random.rows(300, 8, offset: 30_000, scale: 0.5)
        let naive = naiveScatter(of: rows, dimension: 8)
        var merged = Gramian(of: Array(rows[..<800]), dimension: 8)
        merged.merge(Gramian(of: Array(rows[800...]), dimension: 8))
        #expect(Gramian(of: rows, dimension: 8).relativeDifference(from: naive) < 1e-9)
        #expect(merged.relativeDifference(from: naive) < 1e-9)
    }

    @Test("Equal rows have no scatter at all, in one part or in many")
    func equalRows() {
        let row: [Float] = [0.1, -3.3e7, 1e-20]
        var merged = Gramian(dimension: 3)
        for count in [1, 7, 300] {
            merged.merge(Gramian(of: Array(repeatElement(row, count: count).joined()), dimension: 3))
        }
        #expect(merged.count == 308)
        #expect((0..<3).allSatisfy { i in (0..<3).allSatisfy { j in merged.scatter(i, j) == 0 } })
    }

    @Test("Whatever the order in which partitions finish, the merged bits are the same")
    func completionOrder() {
        var random = SplitMix(seed: 4)
        let parts = [30, 1, 0, 17, 64, 5, 40, 40, 3, 12].map { random.rows($0, 40) }
        let partials = parts.map { Gramian(of: $0, dimension: 40) }
        func sum(_ order: [Int]) -> Gramian? {
            let fold = TreeFold(count: parts.count, zero: Gramian(dimension: 40)) { $0.merge($1) }
            for partition in order { fold.put(partials[partition], partition: partition) }
            return fold.result
        }
        let inOrder = sum(Array(parts.indices))
        #expect(inOrder?.count == parts.reduce(0) { $0 + $1.count / 40 })
        for _ in 0..<50 { #expect(sum(random.order(parts.count)) == inOrder) }
    }

    @Test("Slots that compute partials at once give the same bits as one slot")
    func concurrentPartials() async {
        setMathThreads(1)
        var random = SplitMix(seed: 5)
        let parts = (0..<8).map { _ in random.rows(100, 200) }
        let alone = parts.map { Gramian(of: $0, dimension: 200) }
        let together = await withTaskGroup(of: (Int, Gramian).self) { group in
            for (index, part) in parts.enumerated() {
                group.addTask { (index, Gramian(of: part, dimension: 200)) }
            }
            return await group.reduce(into: [Int: Gramian]()) { $0[$1.0] = $1.1 }
        }
        for (index, expected) in alone.enumerated() { #expect(together[index] == expected) }
    }
}
