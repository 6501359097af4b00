import Engine
import Plot
import Testing

@testable import Workbench

@Suite("Screen 5, scatter")
struct ScatterScreenTests {
    private typealias Fixtures = ScatterScreenFixtures
    private let context = Fixtures.context(Fixtures.analysis())

    private func screen(_ keys: Key...) -> ScatterScreen { Fixtures.screen(context, keys: keys) }

    @Test("x and y step through the components and never meet")
    func axes() {
        func axes(_ text: String) -> [Int?] {
            let plane = Fixtures.screen(context, keys: text.map { .character($0) }).plane
            return [plane?.xAxis, plane?.yAxis]
        }
        #expect(axes("") == [0, 1])
        #expect(axes("x") == [2, 1])
        #expect(axes("xx") == [0, 1])
        #expect(axes("X") == [2, 1])
        #expect(axes("y") == [0, 2])
        #expect(axes("yY") == [0, 1])
        #expect(axes("yx") == [1, 2])
    }

    @Test("other axes keep the picked image")
    func axesKeepPick() {
        let before = screen(.right).picked(context)
        #expect(before != nil)
        #expect(screen(.right, .character("y")).picked(context) == before)
    }

    @Test("an image is picked from the start, and its thumbnail asked for until it is there")
    func wants() throws {
        var context = context
        let screen = screen()
        let path = try #require(screen.picked(context)?.path)
        context = Fixtures.answered(context, screen)
        #expect(screen.wants(context) == [.loadThumbnail(path)])
        context.pictures.insert(.failed("is gone"), for: path)
        #expect(screen.wants(context).isEmpty)
    }

    @Test("arrows move the pick their way", arguments: [Key.left, .right, .up, .down])
    func arrows(key: Key) throws {
        let before = try #require(screen().plane?.pickedPoint)
        let after = try #require(screen(key).plane?.pickedPoint)
        switch key {
        case .left: #expect(after.x < before.x)
        case .right: #expect(after.x > before.x)
        case .up: #expect(after.y > before.y)
        default: #expect(after.y < before.y)
        }
    }

    @Test("a pick that leaves the viewport takes it along")
    func pickIsShown() throws {
        let zoomed = Array(repeating: Key.character("+"), count: 6)
        let plane = try #require(
            Fixtures.screen(context, keys: zoomed + Array(repeating: .right, count: 30)).plane)
        let point = try #require(plane.pickedPoint)
        #expect(plane.viewport.contains(point))
        #expect(plane.viewport != Fixtures.screen(context, keys: zoomed).plane?.viewport)
    }

    @Test("n visits the neighbours on all kept components of the image it began with, N goes back to it")
    func neighbours() throws {
        let analysis = try #require(context.analysis)
        let origin = try #require(screen().plane?.pick)
        let nearest = NearestRows(to: origin, in: analysis.projection, columns: 3, limit: 2).neighbours.map(
            \.row)
        #expect(screen(.character("n")).plane?.pick == nearest[0])
        #expect(screen(.character("n"), .character("n")).plane?.pick == nearest[1])
        #expect(screen(.character("n"), .character("n")).plane?.origin == origin)
        #expect(screen(.character("n"), .character("N")).plane?.pick == origin)
        #expect(screen(.character("N")).plane?.pick == origin)
        var unanswered = screen()
        _ = unanswered.handle(.character("n"), context)
        #expect(unanswered.plane?.pick == origin)
        #expect(unanswered.wants(context).contains(.findNearest(row: origin)))
    }

    @Test("zoom keeps the pick in place, 0 shows all again")
    func zoom() throws {
        let plane = try #require(screen().plane)
        let zoomed = try #require(screen(.character("+"), .character("+")).plane)
        let point = try #require(plane.pickedPoint)
        #expect(abs(zoomed.viewport.width - plane.viewport.width / 2.25) < 1e-9)
        #expect(abs(zoomed.viewport.share(of: point).x - plane.viewport.share(of: point).x) < 1e-9)
        #expect(screen(.character("+"), .character("l"), .character("0")).plane?.viewport == plane.viewport)
    }

    @Test("hjkl pan", arguments: [("h", -1.0, 0.0), ("l", 1, 0), ("k", 0, 1), ("j", 0, -1)])
    func pan(key: String, right: Double, up: Double) throws {
        let before = try #require(screen().plane?.viewport)
        let after = try #require(screen(.character(Character(key))).plane?.viewport)
        #expect((after.centre.x - before.centre.x).sign(within: before.width) == right)
        #expect((after.centre.y - before.centre.y).sign(within: before.height) == up)
    }

    @Test("f looks for the picked category, arrows for the next, Esc for none")
    func focus() throws {
        let picked = try #require(screen().picked(context)?.category)
        let names = Fixtures.names
        let focused = screen(.character("f"))
        #expect(focused.pane == .legend)
        #expect(colored(focused) == [picked])
        let row = try #require(names.firstIndex(of: picked))
        #expect(colored(screen(.tab, .home)) == [names[0]])
        #expect(colored(screen(.tab, row == 0 ? .down : .up)) == [names[row == 0 ? 1 : row - 1]])
        #expect(colored(screen(.tab, .home, .enter)) == [names[0]])
        #expect(screen(.tab, .enter).pane == .plane)
        #expect(colored(screen(.tab, .escape)) == names)
        #expect(screen(.tab, .escape).pane == .plane)
    }

    @Test("a held category stays in colour while the cursor moves on, in its own colour")
    func held() {
        let screen = screen(.tab, .home, .character(" "), .end)
        #expect(colored(screen) == ["Avocado", "Onion Red"])
        #expect(screen.legend.emphasis.slots[5] == 5)
        #expect(colored(self.screen(.tab, .home, .character(" "), .character(" "))) == ["Avocado"])
    }

    @Test("of 131 categories the eight largest have a colour, and any other takes a free one")
    func many() {
        let names = (0..<131).map { "Category \($0 < 10 ? "00" : $0 < 100 ? "0" : "")\($0)" }
        let context = Fixtures.context(Fixtures.analysis(names: names, of: 12))
        let all = Fixtures.screen(context)
        #expect(all.legend.emphasis.slots.compactMap { $0 }.sorted() == Array(0..<8))
        let last = Fixtures.screen(context, keys: [.tab, .end])
        #expect(last.legend.emphasis.slots[130] != nil)
        let many = Fixtures.screen(
            context, keys: [.tab, .end] + Array(repeating: [.character(" "), .up], count: 20).flatMap { $0 })
        #expect(Set(many.legend.emphasis.slots.compactMap { $0 }).count == 8)
    }

    @Test("another analysis of the same images keeps the picked one and what axes it can")
    func reanalysed() throws {
        var screen = screen(.character("y"), .right)
        let path = screen.picked(context)?.path
        let fewer = Fixtures.context(Fixtures.analysis(components: 2, generation: 2))
        screen.contextChanged(fewer)
        #expect(screen.picked(fewer)?.path == path)
        #expect(screen.plane?.xAxis == 0 && screen.plane?.yAxis == 1)
    }

    @Test("the order of the rows changes no frame", arguments: [UInt64(1), 2, 3])
    func shuffled(seed: UInt64) {
        let other = Fixtures.context(Fixtures.analysis(shuffledBy: seed))
        for keys: [Key] in [[], [.character("+"), .right], [.tab, .down]] {
            let (one, two) = (Fixtures.screen(context, keys: keys), Fixtures.screen(other, keys: keys))
            #expect(
                Fixtures.grid(one, width: 80, height: 24, context)
                    == Fixtures.grid(two, width: 80, height: 24, other))
            #expect(one.figure(context) == two.figure(other))
        }
    }

    @Test("any keys at any size are drawn", arguments: [(10, 4), (60, 15), (80, 24), (160, 50), (300, 100)])
    func anySize(width: Int, height: Int) {
        let keys: [Key] = [
            .right, .character("+"), .character("n"), .character("b"), .right, .up, .enter, .character("d"),
            .enter, .escape, .tab, .down, .character("a"), .character("-"), .character("c"),
        ]
        for count in 0...keys.count {
            let screen = Fixtures.screen(context, keys: Array(keys.prefix(count)))
            _ = Fixtures.grid(screen, width: width, height: height, context)
        }
    }

    @Test("one component, no component and no image each have their sentence")
    func little() {
        func text(_ analysis: Analysis?) -> String {
            let context = Fixtures.context(analysis)
            let screen = Fixtures.screen(
                context, keys: [.right, .character("n"), .tab, .down, .character("x")])
            return Fixtures.text(Fixtures.grid(screen, width: 80, height: 24, context))
        }
        #expect(text(Fixtures.analysis(components: 1)).contains("The run kept one component"))
        #expect(text(Fixtures.analysis(components: 0)).contains("kept no component"))
        #expect(text(Fixtures.analysis(names: [])).contains("no image"))
        #expect(text(nil).contains("appear here once a run"))
    }

    @Test("while a job is on its way, it shows how far that is, and where more is told of it")
    func waiting() {
        var context = Fixtures.context(nil)
        context.jobs.apply(VarianceStage.halfway)
        let screen = Fixtures.screen(context, keys: [])
        let text = Fixtures.text(Fixtures.grid(screen, width: 80, height: 24, context))
        #expect(text.contains("once the run has projected them"))
        #expect(text.contains("1/2  1,214 images"))
        #expect(screen.hints(context).map(\.key) == ["3"])
        context.jobs.apply(JobEvent(time: 9, kind: .jobFailed(job: 0, reason: "the disk is full")))
        let after = Fixtures.text(Fixtures.grid(screen, width: 80, height: 24, context))
        #expect(after.contains("ended without a projection"))
    }

    /// The categories that have a colour.
    private func colored(_ screen: ScatterScreen) -> [String] {
        zip(Fixtures.names, screen.legend.emphasis.slots).filter { $1 != nil }.map(\.0)
    }
}

extension Double {
    /// -1, 0 or 1; 0 for what is next to nothing beside `whole`.
    fileprivate func sign(within whole: Double) -> Double {
        magnitude < whole * 1e-9 ? 0 : self < 0 ? -1 : 1
    }
}
