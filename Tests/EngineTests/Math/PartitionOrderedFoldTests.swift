import Testing

@testable import Engine

@Suite struct PartitionOrderedFoldTests {
    @Test("Values are folded in partition order, each as soon as all before it are there")
    func order() {
        var fold = PartitionOrderedFold([String]()) { $0.append($1) }
        fold.insert("c", partition: 2)
        #expect(fold.result == [])
        #expect(fold.waitingCount == 1)
        fold.insert("a", partition: 0)
        #expect(fold.result == ["a"])
        fold.insert("b", partition: 1)
        #expect(fold.result == ["a", "b", "c"])
        #expect(fold.waitingCount == 0)
        #expect(fold.next == 3)
    }

    @Test("A partition's second value is refused, whether the first waits or is folded in")
    func twice() {
        var fold = PartitionOrderedFold([String]()) { $0.append($1) }
        let taken = [("first", 0), ("second", 0), ("waits", 5), ("again", 5)].map {
            fold.insert($0, partition: $1)
        }
        #expect(taken == [true, false, true, false])
        #expect(fold.result == ["first"])
        #expect(fold.waitingCount == 1)
    }
}
