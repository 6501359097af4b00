import Engine
import Plot
import Testing

@testable import Workbench

@Suite("The whole UI, tabs to footer, as it stands in the grid")
struct WholeUIGoldenTests {
    struct Terminal: Sendable, CustomTestStringConvertible {
        var width = 80
        var height = 24
        var glyphs = Glyphs.unicode
        var colors = ColorDepth.full
        var language = Language.english

        var testDescription: String {
            let charset = glyphs.isUnicode ? "utf8" : "ascii"
            return "\(width)x\(height)-\(charset)-\(colors.rawValue)-\(language.rawValue)"
        }

        /// A UI in the middle of a job that has an earlier run's components, with every picture that it asks for.
        func model() throws -> UI {
            var context = Fixtures.context(glyphs, dataset: Dataset(name: "fruits"))
            context.theme.isColored = colors != .none
            context.theme.hasFewColors = colors < .full
            context.words = Words(language)
            let model = UI(Model(width: width, height: height, context: context))
            let analysis = ScatterScreenFixtures.analysis()
            let dataset = Dataset(name: "fruits", entries: analysis.images.sorted { $0.path < $1.path })
            model.update(.dataset(dataset))
            model.update(.partitioned(firstRows: [0, 60, 120, 240]))
            model.update(.events(Fixtures.halfway))
            model.update(.analysis(analysis))
            model.update(.tick(10))
            let picture = Picture.ready(try #require(Fixtures.picture()))
            for entry in dataset.entries { model.update(.picture(entry.path, picture)) }
            return model
        }
    }

    static let sizes = [(60, 15), (80, 24), (200, 60)]

    static let inFrench: [Terminal] = sizes.flatMap { width, height in
        [Glyphs.unicode, .ascii].map {
            Terminal(width: width, height: height, glyphs: $0, language: .french)
        }
    }

    static let colored: [Terminal] =
        [ColorDepth.full, .eight, .none].map { Terminal(colors: $0) }
        + [Terminal(width: 60, height: 15, glyphs: .ascii, colors: .none)]

    @Test("in French, in every size, with and without UTF-8", arguments: inFrench, ScreenName.allCases)
    func french(terminal: Terminal, screen: ScreenName) throws {
        let model = try show(screen, terminal)
        try Golden.expect(model.draw(), is: "ui-\(screen)-\(terminal.testDescription)")
    }

    @Test("with 256 colours, with eight and without", arguments: colored, ScreenName.allCases)
    func colors(terminal: Terminal, screen: ScreenName) throws {
        let model = try show(screen, terminal)
        try Golden.expect(
            model.draw(), styledFor: terminal.colors, is: "ui-\(screen)-\(terminal.testDescription)")
    }

    /// French words reach every screen: none of its titles and hints is left in English.
    @Test("what stands in both languages differs on every screen", arguments: ScreenName.allCases)
    func languages(screen: ScreenName) throws {
        let english = try show(screen, Terminal(width: 200, height: 60)).draw().lines
        let french = try show(screen, Terminal(width: 200, height: 60, language: .french)).draw().lines
        #expect(english.last != french.last)
        #expect(english[0] != french[0])
    }

    private func show(_ screen: ScreenName, _ terminal: Terminal) throws -> UI {
        let model = try terminal.model()
        model.type("\(screen.rawValue)")
        if screen == .preprocess { model.update(.preview(try Fixtures.preview(model))) }
        return model
    }
}
