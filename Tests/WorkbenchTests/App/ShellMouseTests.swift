import Testing

@testable import Workbench

@Suite("The mouse on what all screens share")
struct ShellMouseTests {
    @Test("a click on a tab shows its screen, at every width", arguments: [60, 80, 200])
    func tabs(width: Int) throws {
        let model = Fixtures.model(width: width)
        for name in ScreenName.allCases.reversed() {
            // On a narrow terminal the tab in front is longer, so that others move.
            let tab = try #require(model.tabs.first { $0.name == name })
            model.update(.mouse(MouseEvent(.press, x: tab.columns.lowerBound + 1, y: 0)))
            #expect(model.shown == name)
        }
    }

    @Test("a click on a hint presses its key, one outside of an overlay closes it")
    func hints() throws {
        let model = Fixtures.model()
        let help = try #require(model.footerHints.first)
        model.update(.mouse(MouseEvent(.press, x: help.columns.lowerBound, y: 23)))
        #expect(model.helpPage == 0)
        model.update(.mouse(MouseEvent(.press, x: 1, y: 10)))
        #expect(model.helpPage == nil)
    }
}
