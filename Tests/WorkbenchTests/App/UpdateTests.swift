import Engine
import Testing

@testable import Workbench

@Suite("update: keys and messages in, model and commands out")
struct UpdateTests {
    @Test("1 to 5 choose the screen", arguments: ScreenName.allCases)
    func digitsChooseTheScreen(name: ScreenName) {
        let model = Fixtures.model()
        model.type("\(name.rawValue)")
        #expect(model.shown == name)
    }

    @Test("q and ^C quit, ^Z suspends, ^L draws again")
    func globalKeys() {
        let model = Fixtures.model()
        #expect(model.press(.character("q")) == [.quit])
        #expect(model.press(.control("c")) == [.quit])
        #expect(model.press(.control("z")) == [.suspend])
        #expect(model.press(.control("l")) == [.redraw])
    }

    @Test("? and F1 open the help list, any key closes it and does nothing else")
    func help() {
        let model = Fixtures.model()
        model.press(.character("?"))
        #expect(model.helpPage == 0)
        #expect(model.press(.character("q")) == [])
        #expect(model.helpPage == nil)
        model.press(.function(1))
        #expect(model.helpPage == 0)
    }

    @Test("on a low terminal the help list has pages, and shows every key on one of them")
    func helpPages() {
        let model = Fixtures.model(width: 60, height: 10)
        model.press(.character("?"))
        var text = ""
        for _ in 0..<10 where model.helpPage != nil {
            text += model.draw().lines.joined()
            model.press(.character(" "))
        }
        #expect(model.helpPage == nil)
        // Long ones go over two lines.
        let words = Set(text.split(whereSeparator: { " │".contains($0) }))
        for hint in CatalogScreen.help {
            #expect(hint.action.english.split(separator: " ").allSatisfy { words.contains($0) }, "\(hint)")
        }
        #expect(text.contains("suspend"))
    }

    @Test("while a filter is typed, q, ? and digits are text, ^C still quits")
    func fieldsTakeText() {
        let model = Fixtures.model()
        #expect(model.type("/q?3").allSatisfy { $0 != .quit })
        #expect(model.shown == .catalog)
        #expect(model.helpPage == nil)
        #expect(model.catalog.filters[.categories]?.field.text == "q?3")
        #expect(model.press(.control("c")) == [.quit])
    }

    @Test("a picture is asked for once, and not at all when it is there")
    func picturesAreAskedForOnce() throws {
        let model = Fixtures.model(dataset: Dataset(name: "fruits"))
        let first = ImagePath("Test/Avocado/10_100.jpg")
        #expect(model.update(.dataset(Fixtures.dataset)) == [.loadThumbnail(first)])
        #expect(model.update(.tick(1)) == [])
        let second = ImagePath("Test/Banana/10_100.jpg")
        #expect(model.press(.down) == [.loadThumbnail(second)])
        #expect(model.press(.up) == [.loadThumbnail(first)])
        #expect(model.update(.picture(first, .ready(try #require(Fixtures.picture())))) == [])
        #expect(model.press(.down) == [.loadThumbnail(second)])
        #expect(model.press(.up) == [])
    }

    @Test("a notice goes away by itself")
    func noticesEnd() {
        let model = Fixtures.model()
        model.update(.tick(10))
        model.update(.notice(Phrase(same: "kept"), isError: false))
        #expect(model.tickInterval != nil)
        model.update(.tick(12))
        #expect(model.notice?.text.english == "kept")
        model.update(.tick(17))
        #expect(model.notice == nil)
        #expect(model.tickInterval == nil)
    }

    @Test("time passes on screen 3 only while a job runs")
    func ticksOnlyWhileSomethingMoves() {
        let model = Fixtures.model()
        model.type("3")
        #expect(model.tickInterval == nil)
        model.update(.events(Fixtures.halfway))
        #expect(model.tickInterval != nil)
        model.type("1")
        #expect(model.tickInterval == nil)
        model.type("3")
        model.update(.events([JobEvent(time: 11, kind: .jobSucceeded(job: 0))]))
        #expect(model.tickInterval == nil)
    }

    @Test("no key, size or order of messages stops update and draw")
    func randomInputIsTaken() {
        var random = Generator(state: 42)
        let keys: [Key] =
            "12345?q/xyneglocrsC+-=hjkGab ".map { .character($0) } + [
                .enter, .escape, .tab, .backTab, .backspace, .delete, .up, .down, .left, .right, .pageUp,
                .pageDown,
                .home, .end, .function(1), .function(5), .control("u"), .control("w"),
            ]
        let model = Fixtures.model()
        for step in 0..<4_000 {
            switch random.next() % 20 {
            case 0:
                model.update(.resized(width: Int(random.next() % 320), height: Int(random.next() % 110)))
            case 1: model.update(.dataset(step.isMultiple(of: 2) ? Dataset(name: "") : Fixtures.dataset))
            case 2: model.update(.events(Array(Fixtures.halfway.prefix(Int(random.next() % 30)))))
            default: model.update(.key(keys[Int(random.next() % UInt64(keys.count))]))
            }
            if step.isMultiple(of: 10) {
                let grid = model.draw()
                #expect(grid.width == model.width && grid.height == model.height)
            }
        }
    }
}

/// splitmix64: the same keys on every machine.
struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
