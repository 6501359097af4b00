import Engine
import Plot
import Testing

@testable import Workbench

@Suite("Screens 1 to 3 as they stand in the grid")
struct GoldenScreenTests {
    struct Terminal: Sendable, CustomTestStringConvertible {
        let width: Int
        let height: Int
        let glyphs: Glyphs
        var language = Language.english
        var isColored = true

        var testDescription: String {
            "\(width)x\(height)-\(glyphs.isUnicode ? "utf8" : "ascii")\(language == .french ? "-fr" : "")"
                + (isColored ? "" : "-mono")
        }
    }

    static let terminals = [
        Terminal(width: 80, height: 24, glyphs: .unicode), Terminal(width: 80, height: 24, glyphs: .ascii),
        Terminal(width: 60, height: 15, glyphs: .unicode), Terminal(width: 60, height: 15, glyphs: .ascii),
        Terminal(width: 200, height: 60, glyphs: .unicode),
    ]

    /// For what no other test shows in French or without colours.
    static let further =
        terminals + [
            Terminal(width: 80, height: 24, glyphs: .unicode, language: .french),
            Terminal(width: 60, height: 15, glyphs: .ascii, language: .french),
            Terminal(width: 200, height: 60, glyphs: .ascii, language: .french),
            Terminal(width: 80, height: 24, glyphs: .unicode, isColored: false),
        ]

    /// A UI in the middle of a job, with every picture that it asks for.
    private func model(_ terminal: Terminal) throws -> UI {
        var context = Fixtures.context(terminal.glyphs, dataset: Dataset(name: "fruits"))
        context.words = Words(terminal.language)
        context.theme.isColored = terminal.isColored
        let model = UI(Model(width: terminal.width, height: terminal.height, context: context))
        model.update(.dataset(Fixtures.dataset))
        model.update(.events(Fixtures.halfway))
        model.update(.partitioned(firstRows: [0, 6, 12, 18]))
        model.update(.tick(10))
        let picture = Picture.ready(try #require(Fixtures.picture()))
        for entry in Fixtures.dataset.entries { model.update(.picture(entry.path, picture)) }
        return model
    }

    @Test("catalog", arguments: terminals)
    func catalog(terminal: Terminal) throws {
        let model = try model(terminal)
        model.press(.down, .tab, .down)
        try Golden.expect(model.draw(), is: "catalog-\(terminal.testDescription)")
    }

    @Test("catalog: an open category, thumbnails with marks, the table", arguments: further)
    func catalogViews(terminal: Terminal) throws {
        let model = try model(terminal)
        model.press(.down, .enter, .down)
        try Golden.expect(model.draw(), is: "catalog-tree-\(terminal.testDescription)")
        model.press(.character("v"), .tab, .character(" "), .right, .character(" "))
        try Golden.expect(model.draw(), is: "catalog-thumbnails-\(terminal.testDescription)")
        model.press(.character("d"), .pageDown)
        try Golden.expect(model.draw(), is: "catalog-table-\(terminal.testDescription)")
    }

    @Test("preprocess", arguments: terminals)
    func preprocess(terminal: Terminal) throws {
        let model = try model(terminal)
        model.type("2")
        model.update(.preview(try Fixtures.preview(model)))
        try Golden.expect(model.draw(), is: "preprocess-\(terminal.testDescription)")
        for mode in ["swipe", "difference", "strip"] {
            model.type("m")
            try Golden.expect(model.draw(), is: "preprocess-\(mode)-\(terminal.testDescription)")
        }
    }

    @Test("preprocess: the ladder of characters, and cumulative levels")
    func characters() throws {
        let model = try model(Self.terminals[0])
        model.type("2")
        model.update(.preview(try Fixtures.preview(model)))
        for charset in ["half-block", "quadrant", "sextant", "ascii"] {
            model.type("t")
            try Golden.expect(model.draw(), is: "preprocess-\(charset)-80x24-utf8")
        }
        model.type("tu")
        try Golden.expect(model.draw(), is: "preprocess-cumulative-80x24-utf8")
    }

    @Test("engine", arguments: terminals)
    func engine(terminal: Terminal) throws {
        let model = try model(terminal)
        model.type("3")
        try Golden.expect(model.draw(), is: "engine-\(terminal.testDescription)")
    }

    @Test("engine: what it costs, and events that are searched through", arguments: further)
    func engineCost(terminal: Terminal) throws {
        var context = Fixtures.context(terminal.glyphs)
        context.words = Words(terminal.language)
        context.theme.isColored = terminal.isColored
        context.pricePerHour = 0.2
        let model = UI(Model(width: terminal.width, height: terminal.height, context: context))
        model.update(.events(Fixtures.halfway))
        model.update(.tick(10))
        model.type("3/slot 1")
        try Golden.expect(model.draw(), is: "engine-price-\(terminal.testDescription)")
    }

    @Test("engine: all jobs, a stage, a task", arguments: further)
    func engineLevels(terminal: Terminal) throws {
        let model = try model(terminal)
        model.update(.events(Fixtures.storage))
        model.type("3")
        try Golden.expect(model.draw(), is: "engine-storage-\(terminal.testDescription)")
        model.press(.enter, .down)
        try Golden.expect(model.draw(), is: "engine-stage-\(terminal.testDescription)")
        model.press(.enter)
        try Golden.expect(model.draw(), is: "engine-task-\(terminal.testDescription)")
        model.press(.escape, .escape, .escape)
        try Golden.expect(model.draw(), is: "engine-jobs-\(terminal.testDescription)")
    }

    @Test(
        "engine: stragglers with their causes, and a task that broke twice",
        arguments: [terminals[0], terminals[3]])
    func stragglers(terminal: Terminal) throws {
        let model = Fixtures.model(width: terminal.width, height: terminal.height, terminal.glyphs)
        model.update(.events(Fixtures.stragglers))
        model.update(.tick(12))
        model.press(.character("3"), .enter, .character("s"))
        try Golden.expect(model.draw(), is: "engine-stragglers-\(terminal.testDescription)")
        model.press(.character("S"), .home, .down, .down, .down, .enter)
        try Golden.expect(model.draw(), is: "engine-broken-\(terminal.testDescription)")
    }

    @Test("a recorded run in its middle", arguments: [terminals[0], terminals[2], terminals[3]])
    func playback(terminal: Terminal) throws {
        let model = Fixtures.model(width: terminal.width, height: terminal.height, terminal.glyphs)
        model.update(.recording(Recording(Fixtures.halfway)))
        model.type("3{]]]]>>p")
        try Golden.expect(model.draw(), is: "playback-\(terminal.testDescription)")
    }

    @Test("help over a screen, and the question whether to cancel")
    func overlays() throws {
        let model = try model(Self.terminals[0])
        model.type("?")
        try Golden.expect(model.draw(), is: "help-80x24-utf8")
        model.type(" 3x")
        try Golden.expect(model.draw(), is: "cancel-80x24-utf8")
    }

    @Test("an ASCII terminal gets ASCII, whatever files are named")
    func asciiOnly() {
        let dataset = Dataset(name: "früchte", entries: [Fixtures.entry("Test/Pêche/日本_1.jpg")])
        let model = Fixtures.model(width: 80, height: 24, .ascii, dataset: dataset)
        for screen in "12345" {
            model.type(String(screen))
            #expect(model.draw().cells.allSatisfy { $0.character.isASCII })
        }
    }
}
