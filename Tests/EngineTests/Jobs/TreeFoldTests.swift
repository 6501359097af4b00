import TestSupport
import Testing

@testable import Engine

@Suite("Sums up a tree")
struct TreeFoldTests {
    /// Tells how it was put together: "((0 1) (2 3))".
    private func fold(_ count: Int) -> TreeFold<String> {
        TreeFold(count: count, zero: "") { $0 = "(\($0) \($1))" }
    }

    @Test(
        "The shape depends on the number of partitions alone",
        arguments: [
            (1, "0"), (2, "(0 1)"), (3, "((0 1) 2)"), (5, "(((0 1) (2 3)) 4)"),
            (7, "(((0 1) (2 3)) ((4 5) 6))"),
        ])
    func shape(count: Int, expected: String) {
        for seed in 0..<50 {
            var random = SplitMix(seed: UInt64(seed))
            let fold = fold(count)
            for partition in (0..<count).shuffled(using: &random) {
                #expect(fold.result == nil)
                fold.put("\(partition)", partition: partition)
            }
            #expect(fold.result == expected)
            #expect(fold.waitingCount == 0)
        }
    }

    @Test("One late partition holds up one value a level, not every other")
    func late() {
        let fold = fold(1024)
        for partition in 1..<1024 { fold.put("\(partition)", partition: partition) }
        #expect(fold.waitingCount == 10)
        fold.put("0", partition: 0)
        #expect(fold.waitingCount == 0)
        #expect(fold.result != nil)
    }

    @Test("A partition's second value is refused, whether the first waits or is folded in")
    func twice() {
        let fold = fold(3)
        fold.put("0", partition: 0)
        fold.put("again", partition: 0)
        fold.put("1", partition: 1)
        fold.put("again", partition: 1)
        fold.put("2", partition: 2)
        fold.put("again", partition: 2)
        #expect(fold.result == "((0 1) 2)")
    }

    @Test("Of no partitions the sum is that of nothing")
    func none() {
        #expect(TreeFold(count: 0, zero: 7) { $0 += $1 }.result == 7)
    }
}
