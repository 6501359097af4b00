import Testing

@testable import Workbench

@Suite("The command palette")
struct CommandPaletteTests {
    @Test("what is typed finds actions in any case, those first whose name begins so")
    func finds() {
        let model = Fixtures.model()
        model.type(":SORT")
        #expect(model.offered.first == "sort by name or by size")
        model.press(.control("u"))
        model.type("lemon")
        #expect(model.offered == ["category Lemon"])
        model.press(.control("u"))
        model.type("no such thing")
        #expect(model.offered.isEmpty)
        #expect(model.draw().lines.joined().contains("No command is named so."))
    }

    @Test("Enter does what the key would, and closes the palette")
    func performs() {
        let model = Fixtures.model()
        model.type(":scatter")
        model.press(.enter)
        #expect(model.shown == .scatter)
        #expect(model.palette == nil)
        model.type(":lemon")
        model.press(.enter)
        #expect(model.shown == .catalog)
        #expect(model.catalog.category(model.context.dataset)?.name == "Lemon")
        model.type(":quit")
        #expect(model.press(.enter) == [.quit])
    }

    @Test("a filter that hides a category gives way when it is asked for by name")
    func categoryBehindFilter() {
        let model = Fixtures.model()
        model.type("/avo")
        model.press(.enter)
        model.type(":category lemon")
        model.press(.enter)
        #expect(model.catalog.category(model.context.dataset)?.name == "Lemon")
    }

    @Test("Tab completes, Up recalls what was done before")
    func completesAndRecalls() {
        let model = Fixtures.model()
        model.type(":scatt")
        model.press(.tab)
        #expect(model.palette?.text == "Scatter")
        model.press(.enter)
        model.type(":engi")
        model.press(.enter)
        model.type(":")
        model.press(.up, .up)
        #expect(model.palette?.text == "Scatter")
        model.press(.down)
        #expect(model.palette?.text == "Engine")
        model.press(.escape)
        #expect(model.palette == nil)
        #expect(model.shown == .engine)
    }

    @Test("the history is kept between starts, and so is how pictures are shown")
    func keptBetweenStarts() {
        let first = Fixtures.model()
        first.type(":scatter")
        first.press(.enter)
        first.type("2mt")
        var second = Model(width: 80, height: 24, context: Fixtures.context())
        second.restore(first.savedState)
        #expect(second.shown == .preprocess)
        #expect(second.paletteHistory == ["Scatter"])
        #expect(second.preprocess.view == first.preprocess.view)
        #expect(second.preprocess.view.mode == .swipe)
    }

    @Test("colours and language change by name")
    func settings() {
        let model = Fixtures.model()
        model.type(":theme light")
        model.press(.enter)
        #expect(model.context.theme.background == .light)
        model.type(":french")
        model.press(.enter)
        #expect(model.draw().lines[0].contains("Catalogue"))
        model.type(":anglaise")
        model.press(.enter)
        #expect(model.draw().lines[0].contains("Catalog"))
    }
}

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

@Suite("Languages")
struct LanguageTests {
    @Test(
        "LC_ALL, LC_MESSAGES and LANG decide, in this order",
        arguments: [
            (["LANG": "fr_FR.UTF-8"], Language.french), (["LANG": "fr"], .french),
            (["LANG": "de_DE.UTF-8"], .english),
            (["LANG": "fr_FR", "LC_MESSAGES": "en_GB"], .english),
            (["LC_ALL": "", "LC_MESSAGES": "fr_CA"], .french),
            (["LC_ALL": "C", "LC_MESSAGES": "fr_FR"], .english), ([:], .english),
            (["LANG": "fro_XX"], .english),
        ])
    func environment(environment: [String: String], language: Language) {
        #expect(Language(environment: environment) == language)
    }

    @Test("figures in French have a comma, and a blank between thousands")
    func figures() {
        let figures = Words(.french).figures
        #expect(figures.grouped(90_483) == "90\u{A0}483")
        #expect(figures.fixed(95.04, places: 2) == "95,04")
    }
}
