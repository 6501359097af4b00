import Testing

@testable import Workbench

@Suite("Keys written down")
struct KeyScriptTests {
    @Test("characters stand for themselves, names in brackets for the other keys")
    func keys() throws {
        #expect(
            try KeyScript.keys(of: "5x é<Right><pgdn><^L><lt><Enter>") == [
                .character("5"), .character("x"), .character(" "), .character("é"), .right, .pageDown,
                .control("l"), .character("<"), .enter,
            ])
        #expect(try KeyScript.keys(of: "").isEmpty)
    }

    @Test(
        "what is no key is named",
        arguments: [("a<Entre>", "<Entre>"), ("<", "<"), ("<^1>", "<^1>"), ("<>", "<>")])
    func wrong(script: String, name: String) {
        #expect(throws: KeyScriptError(name: name)) { try KeyScript.keys(of: script) }
    }
}
