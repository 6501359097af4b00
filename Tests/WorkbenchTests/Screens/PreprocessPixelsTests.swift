import Foundation
import Plot
import Testing

@testable import Workbench

@Suite("Preprocess: photographs as pixels")
struct PreprocessPixelsTests {
    /// Screen 2 with a preview of two steps, on a terminal that shows pictures, its ladder on pixels.
    private func shown(_ form: TerminalGraphics.Form? = .sixel, _ glyphs: Glyphs = .unicode) throws -> UI {
        let model = Fixtures.model(glyphs)
        let cell = try #require(CellSize(width: 10, height: 20))
        model.update(.graphics(form.map { TerminalGraphics(form: $0, cell: cell) }))
        model.type("2")
        model.update(.preview(try Fixtures.preview(model)))
        model.type("T")
        return model
    }

    @Test(
        "the rung above ASCII is there only on a terminal that shows pictures, and is called by its way",
        arguments: [(TerminalGraphics.Form.sixel, "sixel"), (.kitty, "kitty"), (nil, "ASCII · ordered")])
    func ladder(form: TerminalGraphics.Form?, name: String) throws {
        let model = try shown(form)
        #expect(model.draw().lines.contains { $0.contains(" \(name) ─╯") })
        #expect(model.draw().pictures.isEmpty == (form == nil))
        model.type("t")
        #expect(model.draw().lines.contains { $0.contains(" braille · ordered ") })
        #expect(model.draw().pictures.isEmpty)
    }

    @Test("each mode has its pictures, whole inside its panes and with their shape")
    func modes() throws {
        let model = try shown()
        for count in [2, 1, 1, 3] {
            let pictures = model.draw().pictures
            #expect(pictures.count == count)
            for picture in pictures {
                #expect(picture.area.width == 2 * picture.area.height)
                #expect(picture.area.height > 3)
            }
            model.type("m")
        }
    }

    @Test("side by side are the photograph and what the chain made of it")
    func sides() throws {
        let model = try shown()
        let photograph = try #require(model.context.preview?.before.picture)
        for squash in [0.3, 0.9] {
            model.type("g")
            let request = try #require(model.preprocess.request)
            let result = Picture.ready(try #require(Fixtures.picture(squash: squash)))
            let after = request.steps.map { _ in result }
            model.update(.preview(Preview(request: request, before: photograph, after: after)))
            let isShown = model.draw().pictures.map(\.pixmap) == [photograph, result].compactMap(\.pixmap)
            #expect(isShown)
        }
    }

    @Test("the seam goes through the picture where it is put")
    func seam() throws {
        let model = try shown()
        model.type("m")
        let preview = try #require(model.context.preview)
        model.type(String(repeating: ",", count: 50))
        #expect(
            model.draw().pictures[0].pixmap.pixels.suffix(3) == preview.after.picture.pixmap?.pixels.suffix(3)
        )
        var seen: Set<PlacedPicture> = []
        for _ in 0..<PreprocessView.seamSteps {
            seen.formUnion(model.draw().pictures)
            model.type(".")
        }
        #expect(seen.count > 30)
    }

    @Test(
        "whatever is drawn over a picture takes it away, and leaving that shows it again",
        arguments: ["?", ":", "E"])
    func overlays(key: String) throws {
        let model = try shown()
        let grid = model.draw()
        model.type(key)
        #expect(model.draw().pictures.count < grid.pictures.count)
        for _ in 0..<5 { model.press(.escape) }
        if key == "?" { while model.helpPage != nil { model.press(.escape) } }
        #expect(model.draw() == grid)
    }

    @Test("other screens, exports and terminals that have not answered have braille")
    func elsewhere() throws {
        let model = try shown()
        let ansi = String(decoding: try Export(.ansi, of: model.value).bytes(), as: UTF8.self)
        #expect(ansi.contains("braille · ordered"))
        #expect(ansi.unicodeScalars.contains { (0x2801...0x28FF).contains($0.value) })
        model.type("1")
        #expect(model.draw().pictures.isEmpty)
        model.type("2")
        #expect(model.draw().pictures.count == 2)
        model.update(.graphics(nil))
        #expect(model.draw().pictures.isEmpty)
        #expect(model.draw().lines.contains { $0.contains(" braille · ordered ") })
    }

    @Test("without UTF-8 the ladder has two rungs")
    func ascii() throws {
        let model = try shown(.sixel, .ascii)
        #expect(model.draw().pictures.count == 2)
        model.type("t")
        #expect(model.draw().pictures.isEmpty)
        #expect(model.draw().lines.contains { $0.contains(" ASCII - ordered ") })
        model.type("t")
        #expect(model.draw().pictures.count == 2)
    }

    @Test("a picture that cannot be read says so on this rung, too; sizes of any kind are drawn")
    func extremes() throws {
        let model = try shown()
        for size in [0, 1, 2, 3, 5, 8, 13, 34] {
            model.update(.resized(width: 2 * size, height: size))
            #expect(model.draw().cells.count == 2 * size * size)
        }
        model.update(.resized(width: 80, height: 24))
        let request = try #require(model.preprocess.request)
        let picture = Picture.failed("unreadable")
        model.update(.preview(Preview(request: request, before: picture, after: [picture, picture])))
        #expect(model.draw().lines.contains { $0.contains("unreadable") })
    }

    @Test("a view that no screen has left is not taken up", arguments: ["seam", "gain"])
    func impossible(name: String) throws {
        let view = try JSONEncoder().encode(PreprocessView())
        var fields = try #require(try JSONSerialization.jsonObject(with: view) as? [String: Any])
        fields[name] = 1_000_000_000_000_000_000
        let text = try JSONSerialization.data(withJSONObject: ["preprocessView": fields])
        let state = try JSONDecoder().decode(SavedState.self, from: text)
        var model = Model(width: 80, height: 24, context: Fixtures.context())
        model.restore(state)
        #expect(model.preprocess.view == PreprocessView())
    }

    @Test(
        "the rung is kept between starts, and what earlier versions kept is read",
        arguments: [
            ("pixels", .pixels), ("half-block", .characters(.halfBlock)), ("ASCII", .characters(.ascii)),
        ] as [(String, PictureMeans)])
    func kept(name: String, means: PictureMeans) throws {
        let text = "{\"charset\":\"\(name)\"}"
        let state = try JSONDecoder().decode(SavedState.self, from: Data(text.utf8))
        #expect(state.charset == means)
        #expect(String(decoding: try JSONEncoder().encode(state), as: UTF8.self) == text)
        #expect(PictureMeans(argument: name.uppercased()) == means)
    }
}
