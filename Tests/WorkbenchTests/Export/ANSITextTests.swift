import Plot
import Testing

@testable import Workbench

@Suite("Screens as ANSI text")
struct ANSITextTests {
    private func grid() -> CellGrid {
        var grid = CellGrid(width: 8, height: 3)
        grid.write("a日", x: 0, y: 0, style: Style(.palette(81), on: .standard, .bold))
        grid.write("b", x: 3, y: 0)
        grid.write("  ", x: 0, y: 1, style: Style(.standard, on: .palette(9), [.reverse, .dim]))
        return grid
    }

    @Test("a style is written where it changes, and ends with its line")
    func styles() {
        #expect(
            ANSIText(depth: .full).text(of: grid()) == """
                \u{1B}[0;1;38;5;81ma日\u{1B}[0mb
                \u{1B}[0;2;7;101m  \u{1B}[0m


                """)
    }

    @Test("with eight colours there are eight, without styles no byte is an escape")
    func fewer() {
        #expect(ANSIText(depth: .eight).text(of: grid()).hasPrefix("\u{1B}[0;1;36ma日"))
        #expect(ANSIText(depth: .none, hasStyles: false).text(of: grid()) == "a日b\n\n\n")
    }

    @Test("what a terminal shows of it is the screen")
    func roundTrip() throws {
        let model = Fixtures.model()
        let picture = Picture.ready(try #require(Fixtures.picture()))
        for entry in Fixtures.dataset.entries { model.update(.picture(entry.path, picture)) }
        for screen in "12345" {
            model.type(String(screen))
            var terminal = EmulatedScreen(width: 80, height: 25)
            let text = ANSIText(depth: .full).text(of: model.draw())
            terminal.feed(text.replacing("\n", with: "\r\n").utf8)
            #expect(terminal.lines.dropLast() == model.draw().lines[...], "screen \(screen)")
        }
    }
}
