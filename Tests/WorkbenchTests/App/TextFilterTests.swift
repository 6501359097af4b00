import Testing

@testable import Workbench

@Suite("Filters: what a person typed to choose among many")
struct TextFilterTests {
    @Test(
        "a word in either case, ! for what does not hold it, nothing for all",
        arguments: [
            ("lem", "Lemon", true), ("EMO", "lemon", true), ("lemons", "lemon", false),
            ("!lem", "Lemon", false),
            ("!lem", "Banana", true), ("", "Banana", true), ("!", "Banana", true), ("ê", "Pêche", true),
            ("nan", "Banananas", true), ("aas", "Banananas", false),
        ])
    func passes(text: String, name: String, isPassed: Bool) {
        #expect(TextFilter(text).passes(name) == isPassed)
    }
}
