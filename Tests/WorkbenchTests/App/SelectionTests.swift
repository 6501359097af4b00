import Testing

@testable import Workbench

@Suite("Selection and TextField: what lists and fields do with keys")
struct SelectionTests {
    /// Whether each key was taken, and where the cursor is after them.
    private func taken(_ keys: [Key], count: Int) -> (taken: [Bool], row: Int) {
        var cursor = Selection()
        return (keys.map { cursor.handle($0, count: count) }, cursor.row)
    }

    @Test("the cursor stays in the list")
    func clamps() {
        #expect(taken([.up], count: 5) == ([true], 0))
        #expect(taken([.pageDown], count: 5) == ([true], 4))
        #expect(taken([.end, .up, .character("k")], count: 5) == ([true, true, true], 2))
        #expect(taken([.enter, .tab], count: 5) == ([false, false], 0))
        #expect(taken([.down, .end], count: 0) == ([true, true], 0))
    }

    @Test("the visible rows hold the cursor and fill the room", arguments: [0, 1, 7, 49, 50, 98, 99])
    func window(row: Int) {
        var cursor = Selection()
        cursor.move(to: row, of: 100)
        let visible = cursor.visible(of: 100, height: 10)
        #expect(visible.contains(row))
        #expect(visible.count == 10)
        #expect(cursor.visible(of: 100, height: 0).isEmpty)
    }

    @Test("a field takes text, and gives it back by letter, word and line")
    func field() {
        func text(after keys: [Key]) -> String {
            var field = TextField()
            for key in keys { _ = field.handle(key) }
            return field.text
        }
        let typed: [Key] = "red onion  ".map { .character($0) }
        #expect(text(after: typed + [.backspace]) == "red onion ")
        #expect(text(after: typed + [.control("w")]) == "red ")
        #expect(text(after: typed + [.control("u")]) == "")
        #expect(text(after: [.backspace, .up, .enter]) == "")
    }
}
