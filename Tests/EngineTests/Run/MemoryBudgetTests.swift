import Testing

@testable import Engine

@Suite struct MemoryBudgetTests {
    @Test(
        "Sizes are read with K, M and G as powers of 1024, or in bytes",
        arguments: [
            ("1G", 1 << 30), ("1g", 1 << 30), ("1.5M", 3 << 19), ("800M", 800 << 20), ("64K", 1 << 16),
            ("7", 7),
        ])
    func sizes(text: String, bytes: Int) {
        #expect(MemoryBudget(text)?.bytes == bytes)
    }

    @Test(
        "What is no size is none",
        arguments: ["", "G", "0", "-1G", "1T", "1 G", "one", "nan", "inf", "1e30G", "0.1", "1GG"])
    func noSizes(text: String) {
        #expect(MemoryBudget(text) == nil)
    }

    @Test("A budget takes slots away, down to one, and names the least that can do")
    func slots() throws {
        let network = try Network(weights: .random(seed: 1), inputSize: 32)
        #expect(try MemoryBudget(bytes: 1 << 40).slots(for: network, atMost: 7) == 7)
        let error = try #require(throws: MemoryBudgetError.self) {
            try MemoryBudget(bytes: 1 << 20).slots(for: network, atMost: 7)
        }
        #expect("\(error)".hasPrefix("--memory 1M is too little for this run: the least that can do is "))
        // Other tests of this process take and free memory meanwhile: by the least one slot fits, by much more a few.
        let roomy = MemoryBudget(bytes: error.least + 1 << 30)
        #expect((2...40).contains(try roomy.slots(for: network, atMost: 1000)))
    }
}
