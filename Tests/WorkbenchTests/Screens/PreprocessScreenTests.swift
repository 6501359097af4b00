import Engine
import Plot
import Testing

@testable import Workbench

@Suite("Preprocess: the chain and the image")
struct PreprocessScreenTests {
    @Test("each key changes the chain, and the new one is asked for")
    func chain() {
        let model = Fixtures.model()
        model.type("2")
        let path = ImagePath("Test/Avocado/10_100.jpg")
        for (key, chain) in [
            ("e", "gaussian:1.0"), ("l", "gaussian:1.0,equalize-luma"), ("+", "gaussian:1.1,equalize-luma"),
            ("-", "gaussian:1.0,equalize-luma"), ("o", "equalize-luma,gaussian:1.0"),
            ("O", "gaussian:1.0,equalize-luma"), ("o", "equalize-luma,gaussian:1.0"), ("g", "equalize-luma"),
            ("r", "equalize,gaussian:1.0"),
        ] {
            #expect(model.type(key) == [.preprocess(PreviewRequest(path: path, chain: chain))])
        }
    }

    @Test("arrows go through the category, c through the categories")
    func images() {
        let model = Fixtures.model()
        model.type("2")
        model.press(.right)
        #expect(model.preprocess.path == ImagePath("Training/Avocado/10_100.jpg"))
        model.press(.left, .left)
        #expect(model.preprocess.path == ImagePath("Test/Avocado/10_100.jpg"))
        model.type("c")
        #expect(model.preprocess.path == ImagePath("Test/Banana/10_100.jpg"))
        model.press(.pageDown, .pageDown)
        #expect(model.preprocess.path == ImagePath("Training/Banana/21_100.jpg"))
        model.type("CC")
        #expect(model.preprocess.path == ImagePath("alone.jpg"))
    }

    @Test("it follows what screen 1 went to, and else stays where it was")
    func follows() {
        let model = Fixtures.model()
        model.press(.down, .character("2"))
        #expect(model.preprocess.path == ImagePath("Test/Banana/10_100.jpg"))
        model.press(.right, .character("1"), .character("2"))
        #expect(model.preprocess.path == ImagePath("Test/Banana/11_100.jpg"))
        model.press(.character("1"), .down, .character("3"), .character("2"))
        #expect(model.preprocess.path == ImagePath("Training/Lemon/10_100.jpg"))
    }

    @Test("nothing is asked for once the preview is there")
    func settles() throws {
        let model = Fixtures.model()
        model.type("2")
        let request = try #require(model.preprocess.request)
        let picture = Picture.ready(try #require(Fixtures.picture()))
        #expect(model.update(.preview(Preview(request: request, before: picture, after: [picture]))) == [])
        #expect(model.type("e").count == 1)
        #expect(model.type("e") == [])
    }
}

@Suite("Preprocess: how the image is shown")
struct PreprocessViewTests {
    /// Screen 2 with a preview of two steps: each makes the disc rounder.
    private func shown(width: Int = 80, height: Int = 24, _ glyphs: Glyphs = .unicode) throws -> UI {
        let model = Fixtures.model(width: width, height: height, glyphs)
        model.type("2")
        model.update(.preview(try Fixtures.preview(model)))
        return model
    }

    @Test("m goes through the modes and the footer says which, M goes back")
    func modes() throws {
        let model = try shown()
        func footer() -> String { model.draw().lines.last ?? "" }
        for mode in ["side by side", "swipe", "difference", "strip", "side by side"] {
            #expect(footer().contains("\(mode) · Avocado/10_100.jpg"))
            #expect(model.type("m") == [])
        }
        model.type("MM")
        #expect(model.preprocess.view.mode == .strip)
    }

    @Test("before is left of the seam, after right of it, and the seam stays on the picture")
    func seam() throws {
        let model = try shown()
        let sides = model.draw()
        model.type("m" + String(repeating: ",", count: 50))
        #expect(model.preprocess.view.seam == 0)
        let after = model.draw()
        model.type(String(repeating: ".", count: 50))
        #expect(model.preprocess.view.seam == PreprocessView.seamSteps)
        let before = model.draw()
        #expect(before != after && before != sides)
        model.type(String(repeating: ",", count: 20))
        let half = model.draw()
        let seam = try #require((1..<37).first { x in (3..<21).allSatisfy { half[x, $0].character == "│" } })
        for y in 3..<21 {
            for x in 2..<36 where x != seam { #expect(half[x, y] == (x < seam ? before : after)[x, y]) }
        }
    }

    @Test("the gain of the difference doubles and halves within its range, and is told")
    func gain() throws {
        let model = try shown()
        model.type("mm")
        #expect(model.draw().lines[2].contains("×4"))
        model.type(".")
        #expect(model.draw().lines[2].contains("×8"))
        model.type(",,,,,")
        #expect(model.preprocess.view.gain == 1)
        model.type("........")
        #expect(model.preprocess.view.gain == PreprocessView.mostGain)
    }

    @Test("the comma and the point change nothing where there is neither seam nor gain")
    func idle() throws {
        let model = try shown()
        let view = model.preprocess.view
        model.type(",.")
        #expect(model.preprocess.view == view)
    }

    @Test("t goes through the characters, d through the dithers; the lower border names both")
    func ladder() throws {
        let model = try shown()
        var seen: Set<CellGrid> = []
        for charset in ["braille", "half-block", "quadrant", "sextant", "ASCII"] {
            for dither in ["ordered", "Floyd-Steinberg", "no dither"] {
                let grid = model.draw()
                #expect(grid.lines.contains { $0.contains(" \(charset) · \(dither) ") })
                seen.insert(grid)
                model.type("d")
            }
            model.type("t")
        }
        #expect(seen.count == 15)
        #expect(model.draw().lines.contains { $0.contains(" braille · ordered ") })
        model.type("T")
        #expect(model.draw().lines.contains { $0.contains(" ASCII · ordered ") })
    }

    @Test("a terminal without UTF-8 gets ASCII in every mode, whatever is asked for")
    func ascii() throws {
        let model = try shown(.ascii)
        for key in "tmtmtmtm" {
            model.type(String(key))
            #expect(model.draw().cells.allSatisfy { $0.character.isASCII })
            #expect(model.draw().lines.contains { $0.contains(" ASCII - ordered ") })
        }
    }

    @Test("u shows cumulative levels instead of counts; a wide terminal shows both")
    func levels() throws {
        func titles(_ model: UI) -> [Bool] {
            ["levels 0…255", "up to level 0…255"].map { title in
                model.draw().lines.contains { $0.contains("─ \(title)") }
            }
        }
        let narrow = try shown()
        #expect(titles(narrow) == [true, false])
        narrow.type("u")
        #expect(titles(narrow) == [false, true])
        #expect(titles(try shown(width: 160, height: 50)) == [true, true])
    }

    @Test("the strip has a pane for the image before and after each step")
    func strip() throws {
        let model = try shown()
        model.type("M")
        let line = model.draw().lines[2]
        for title in ["─ before ─", "─ 1 equalize ─", "─ 2 gaussian:1.0 ─"] { #expect(line.contains(title)) }
    }

    @Test("on screens of any size every mode is drawn")
    func sizes() throws {
        let model = try shown()
        for _ in 0..<4 {
            for size in [0, 1, 2, 3, 5, 8, 13, 20, 34] {
                model.update(.resized(width: 2 * size, height: size))
                #expect(model.draw().cells.count == 2 * size * size)
            }
            model.type("m")
        }
    }

    @Test("an image that cannot be read says so in every mode")
    func failed() throws {
        let model = Fixtures.model()
        model.type("2")
        let request = try #require(model.preprocess.request)
        let picture = Picture.failed("unreadable")
        model.update(.preview(Preview(request: request, before: picture, after: [picture, picture])))
        for _ in 0..<4 {
            #expect(model.draw().lines.contains { $0.contains("unreadable") })
            model.type("m")
        }
    }
}
