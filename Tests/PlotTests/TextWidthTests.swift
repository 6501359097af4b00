import Plot
import Testing

@Suite("Text width")
struct TextWidthTests {
    @Test(
        "Text takes the columns that a terminal gives it",
        arguments: [
            ("Banana", 6), ("", 0), ("漢字", 4), ("ｱ", 1), ("Ａ", 2), ("한글", 4), ("é", 1), ("e\u{301}", 1),
            ("🍌", 2), ("✅", 2), ("★", 1), ("━╌⣿", 3),
        ])
    func columns(text: String, expected: Int) {
        #expect(TextWidth.columns(of: text) == expected)
    }

    @Test("A combining mark alone takes no column")
    func lonelyMark() {
        #expect(TextWidth.columns(of: Character("\u{301}")) == 0)
    }

    @Test(
        "Characters that could steer a terminal become a dot",
        arguments: ["\u{1B}", "\n", "\r\n", "\t", "\u{7F}", "\u{9B}", "\u{202E}", "\u{2028}", "\u{E000}"])
    func unprintable(text: String) {
        #expect(TextWidth.truncated(text, to: 5) == "·")
        #expect(TextWidth.columns(of: text) == 1)
    }

    @Test(
        "Text is cut to its room, never inside a wide character",
        arguments: [(4, "漢字"), (3, "漢…"), (2, "…"), (1, "…"), (0, "")])
    func truncated(room: Int, expected: String) {
        #expect(TextWidth.truncated("漢字", to: room) == expected)
    }
}
