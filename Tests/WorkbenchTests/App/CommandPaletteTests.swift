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
