import Testing

@testable import Workbench

@Suite("StepList: a chain being edited")
struct StepListTests {
    @Test(
        "a chain keeps its steps and order, with sigma spelled out",
        arguments: [
            ("equalize,gaussian", "equalize,gaussian:1.0"),
            ("gaussian:1.5,equalize-luma", "gaussian:1.5,equalize-luma"),
            ("none", "none"), ("", "none"), ("clahe:2,equalize", "clahe:2,equalize"),
        ])
    func chain(text: String, chain: String) { #expect(StepList(text).chain == chain) }

    @Test("steps go off and on again in their place")
    func toggle() {
        var list = StepList("equalize,gaussian:2.0")
        list.toggle("equalize")
        #expect(list.chain == "gaussian:2.0")
        list.toggle("equalize")
        #expect(list.chain == "equalize,gaussian:2.0")
        list.toggle("equalize-luma")
        #expect(list.chain == "equalize,gaussian:2.0,equalize-luma")
    }

    @Test("sigma moves in tenths and stays in its range")
    func sigma() {
        var list = StepList("gaussian")
        for _ in 0..<5 { list.setSigma(list.sigma + 0.1) }
        #expect(list.chain == "gaussian:1.5")
        for _ in 0..<50 { list.setSigma(list.sigma - 0.1) }
        #expect(list.chain == "gaussian:0.1")
        list.setSigma(99)
        #expect(list.chain == "gaussian:10.0")
    }

    @Test("two steps change places, three go round, the first two can be swapped")
    func rotate() {
        var list = StepList("equalize,gaussian:1.0")
        list.rotate()
        #expect(list.chain == "gaussian:1.0,equalize")
        list.toggle("equalize-luma")
        list.rotate()
        #expect(list.chain == "equalize,equalize-luma,gaussian:1.0")
        list.swapFirst()
        #expect(list.chain == "equalize-luma,equalize,gaussian:1.0")
        var none = StepList("none")
        none.rotate()
        none.swapFirst()
        #expect(none.chain == "none")
    }
}
