import Engine
import Foundation
import Plot
import Synchronization
import Testing

@testable import Workbench

@Suite("What leaves the screen")
struct ExportTests {
    /// A UI that has a dataset, half a job, a preview and an analysis.
    private func whole() throws -> UI {
        let model = Fixtures.model()
        model.update(.events(Fixtures.halfway))
        model.update(.tick(10))
        model.update(.analysis(ScatterScreenFixtures.analysis()))
        model.type("2")
        model.update(.preview(try Fixtures.preview(model)))
        return model
    }

    private func exports(_ commands: [Command]) -> [Export] {
        commands.compactMap { if case .export(let export) = $0 { export } else { nil } }
    }

    private func text(_ form: Export.Form, _ model: UI) throws -> String {
        String(decoding: try Export(form, of: model.value).bytes(), as: UTF8.self)
    }

    @Test("E opens the menu everywhere, e on every screen but Preprocess, where it equalizes")
    func keys() throws {
        let model = try whole()
        for screen in "1345" {
            model.press(.character(screen), .character("e"))
            #expect(model.exportMenu != nil)
            model.press(.escape)
            #expect(model.exportMenu == nil)
        }
        let chain = { model.preprocess.steps.chain }
        model.type("2")
        let before = chain()
        model.type("e")
        #expect(model.exportMenu == nil && chain() != before)
        model.type("E")
        #expect(model.exportMenu != nil)
    }

    @Test("the menu offers what the screen has, and a letter or Enter chooses")
    func menu() throws {
        let model = try whole()
        model.type("1E")
        #expect(model.value.exportForms == [.screenSVG, .screenPNG, .ansi, .csv])
        #expect(exports(model.type("a")).map(\.form) == [.ansi])
        #expect(model.exportMenu == nil)
        model.type("4E")
        #expect(model.value.exportForms == Export.Form.allCases.filter { $0 != .markedCSV })
        #expect(exports(model.press(.down, .down, .enter)).map(\.form) == [.chartSVG])
        model.type("E")
        #expect(model.press(.character("x")).isEmpty)
        #expect(model.exportMenu == nil)
    }

    @Test("the palette exports by name, and two exports are two wishes")
    func palette() throws {
        let model = try whole()
        model.type("5")
        model.type(":export csv")
        let first = exports(model.press(.enter))
        model.type(":export csv")
        let second = exports(model.press(.enter))
        #expect((first + second).map(\.form) == [.csv, .csv] && first != second)
    }

    @Test("what stands over the screen stays there")
    func overlays() throws {
        let model = try whole()
        model.type("1")
        let plain = try text(.ansi, model)
        model.update(.notice(Phrase(same: "a notice"), isError: false))
        model.type("E")
        #expect(try text(.ansi, model) == plain)
    }

    @Test("a golden screen: the catalog as ANSI text and as SVG")
    func golden() throws {
        let model = Fixtures.model(width: 60, height: 15)
        try Golden.expect(try text(.ansi, model), is: "export-catalog-60x15.ansi")
        try Golden.expect(try text(.screenSVG, model), is: "export-catalog-60x15.svg")
    }

    @Test("a PNG has two pixels a unit, and colours where the cells have them")
    func png() throws {
        let model = Fixtures.model(width: 60, height: 15)
        let png = try DecodedPNG(try Export(.screenPNG, of: model.value).bytes())
        #expect((png.width, png.height) == (60 * 20, 15 * 40))
        let grid = model.draw()
        let paper = Drawing.Page.dark.paper
        #expect(png.pixel(1, 1) == paper)
        // A straight piece of a pane's frame: its colour in the middle of the cell, the ground above.
        let frame = try #require(grid.cells.firstIndex { $0.character == "─" })
        let (x, y) = (20 * (frame % 60) + 10, 40 * (frame / 60) + 20)
        let color = try #require(Ink(grid.cells[frame].style.foreground))
        #expect(png.pixel(x, y) == color && png.pixel(x, y - 10) == paper)
        // Letters leave ink in the cells that they stand in.
        let letter = try #require(grid.cells.firstIndex { $0.character == "F" })
        let (left, top) = (20 * (letter % 60), 40 * (letter / 60))
        #expect(png.share(of: paper, x: left..<(left + 20), y: top..<(top + 40)) < 0.95)
    }

    @Test(
        "names in every script leave ink in their cells; a letter with a mark in the cell of the letter alone"
    )
    func scripts() throws {
        var grid = CellGrid(width: 12, height: 2)
        grid.write("e\u{301}x\u{30A}果 ﾘ", x: 0, y: 1)
        let drawing = Drawing(grid, on: .dark, title: "names")
        let png = try DecodedPNG(try Cairo.png(drawing))
        func paperShare(_ column: Int, _ rows: Range<Int> = 40..<80) -> Double {
            png.share(of: Drawing.Page.dark.paper, x: (20 * column)..<(20 * column + 20), y: rows)
        }
        for column in [0, 1, 2, 5] { #expect(paperShare(column) < 0.97, "column \(column)") }
        #expect(paperShare(4) == 1 && (6..<12).allSatisfy { paperShare($0) == 1 })
        // The ring over the x is over the x, where a plain x has nothing.
        var plain = CellGrid(width: 12, height: 2)
        plain.write("xx", x: 0, y: 1)
        let without = try DecodedPNG(try Cairo.png(Drawing(plain, on: .dark, title: "names")))
        let paper = Drawing.Page.dark.paper
        #expect(without.share(of: paper, x: 20..<40, y: 40..<52) == 1)
        #expect(png.share(of: paper, x: 20..<40, y: 40..<52) < 1)
    }

    @Test("a slide as PNG: white ground, and the mark where the curve is")
    func slide() throws {
        let model = try whole()
        model.type("4")
        let png = try DecodedPNG(try Export(.chartPNG, of: model.value).bytes())
        #expect((png.width, png.height) == (1920, 1080))
        #expect(png.pixel(2, 2) == .white)
        let chart = try #require(model.value.chart)
        let drawing = chart()
        let mark = try #require(
            drawing.shapes.compactMap { shape -> (Drawing.Place, Ink)? in
                if case .disc(let place, _, let ink) = shape { (place, ink) } else { nil }
            }.last)
        #expect(png.pixel(Int(2 * mark.0.x), Int(2 * mark.0.y)) == mark.1)
    }

    @Test("charts speak the person's language")
    func french() throws {
        let model = try whole()
        model.type("4")
        #expect(try text(.chartSVG, model).contains("components keep"))
        model.type(":language French")
        model.press(.enter)
        let text = try text(.chartSVG, model)
        #expect(text.contains("composantes sur") && text.contains("95,63 %"))
    }

    @Test("a screen without a chart or numbers says so")
    func nothing() {
        let empty = Fixtures.model(dataset: Dataset(name: "none"))
        empty.type("3")
        #expect(empty.value.exportForms == [.screenSVG, .screenPNG, .ansi])
        #expect(throws: ExportError.noTable("engine")) { try Export(.csv, of: empty.value).bytes() }
        #expect(throws: ExportError.noChart("engine")) { try Export(.chartSVG, of: empty.value).bytes() }
    }
}

@Suite("The numbers behind each screen")
struct ScreenTableTests {
    private func lines(_ model: UI) throws -> [String] {
        let text = String(decoding: try Export(.csv, of: model.value).bytes(), as: UTF8.self)
        return text.split(separator: "\n").map(String.init)
    }

    @Test("catalog: categories by split")
    func catalog() throws {
        #expect(
            try lines(Fixtures.model()) == [
                "category,Test,Training,no split,images", "Avocado,1,4,0,5", "Banana,3,12,0,15",
                "Lemon,0,2,0,2",
                ",0,0,1,1",
            ])
    }

    @Test("preprocess: all levels, and as many pixels as the picture has")
    func levels() throws {
        let model = Fixtures.model()
        model.type("2")
        model.update(.preview(try Fixtures.preview(model)))
        let rows = try lines(model).map { $0.split(separator: ",") }
        #expect(rows.count == 257 && rows.allSatisfy { $0.count == 9 })
        for column in 1...8 {
            #expect(rows.dropFirst().compactMap { Int($0[column]) }.reduce(0, +) == 100 * 100)
        }
    }

    @Test("engine: every task with its figures")
    func tasks() throws {
        let model = Fixtures.model()
        model.update(.events(Fixtures.halfway))
        model.update(.tick(10))
        model.type("3")
        let rows = try lines(model).map { $0.split(separator: ",", omittingEmptySubsequences: false) }
        #expect(rows.count == 1 + 7)
        #expect(rows.allSatisfy { $0.count == rows[0].count })
        #expect(
            rows[2].prefix(9) == [
                "0", "features of 640 images", "1", "features", "0", "succeeded", "0", "0.5", "5.5",
            ])
        let images = try #require(rows[0].firstIndex(of: "images"))
        #expect(rows[2][images] == "160" && rows[7][images] == "")
    }

    @Test("variance: every component, and its sum")
    func variance() throws {
        let model = Fixtures.model()
        model.update(.analysis(ScatterScreenFixtures.analysis()))
        model.type("4")
        let rows = try lines(model)
        #expect(rows[0] == "component,explained variance ratio,cumulative")
        // The fixture's shares sum to 0.801, of which cumulative shares are parts.
        #expect(rows.count == 5 && rows[1].hasPrefix("1,0.622,0.7765") && rows[2].hasPrefix("2,0.105,0.9076"))
    }

    @Test("scatter: every point with its place on the axes that are shown")
    func scatter() throws {
        let model = Fixtures.model()
        let analysis = ScatterScreenFixtures.analysis()
        model.update(.analysis(analysis))
        model.type("5x")
        let rows = try lines(model)
        #expect(rows.count == 1 + analysis.images.count)
        #expect(rows[0] == "path,category,PC3,PC2")
        let (x, y) = (analysis.projection[2], analysis.projection[1])
        #expect(rows[1] == "\(analysis.images[0].path),Avocado,\(x),\(y)")
    }
}

@Suite("Files of what left the screen")
struct ExporterTests {
    private let scratch = Scratch()

    private func export(_ forms: Export.Form..., to folder: String) -> [Message] {
        let box = Told()
        let exporter = Exporter(folder: folder) { box.take($0) }
        for form in forms { exporter.write(Export(form, of: Fixtures.model().value)) }
        exporter.finish()
        return box.all
    }

    private final class Told: Sendable {
        private let messages = Mutex<[Message]>([])
        var all: [Message] { messages.withLock { $0 } }
        func take(_ message: Message) { messages.withLock { $0.append(message) } }
    }

    @Test("the next free number, never a file that was there; the notice names it")
    func names() throws {
        try scratch.write([1], to: "out/fruits-catalog-1.csv")
        let told = export(.csv, .csv, .ansi, to: scratch.path + "/out")
        #expect(
            scratch.names("out") == [
                "fruits-catalog-1.ansi", "fruits-catalog-1.csv", "fruits-catalog-2.csv",
                "fruits-catalog-3.csv",
            ])
        #expect(try scratch.bytes("out/fruits-catalog-1.csv") == [1])
        #expect(try !scratch.bytes("out/fruits-catalog-3.csv").isEmpty)
        guard case .notice(let phrase, let isError)? = told.first else {
            Issue.record("no notice")
            return
        }
        #expect(!isError && phrase.english.hasSuffix("out/fruits-catalog-2.csv"))
    }

    @Test("a folder that cannot be is an error in one sentence, and nothing is left")
    func refused() {
        let told = export(.csv, to: "/proc/nowhere")
        guard case .notice(let phrase, true)? = told.first else {
            Issue.record("no error")
            return
        }
        #expect(phrase.english == "cannot create /proc/nowhere: No such file or directory")
    }
}
