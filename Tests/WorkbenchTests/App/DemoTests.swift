import Engine
import Plot
import Testing

@testable import Workbench

@Suite("The demo")
struct DemoTests {
    /// A UI with everything to show, its demo begun; the pictures that it asks for come at once.
    private func demonstrating(after keys: String = "") throws -> UI {
        let model = Fixtures.model(width: 120, height: 40)
        let dataset = ScatterScreenFixtures.analysis()
        model.update(.dataset(Dataset(name: "fruits", entries: dataset.images.sorted { $0.path < $1.path })))
        model.update(.recording(Recording(Fixtures.halfway)))
        model.update(.analysis(dataset))
        let quarter = dataset.images.count / 4
        model.update(.partitioned(firstRows: (0..<4).map { $0 * quarter }))
        for key in keys { model.update(.key(.character(key))) }
        model.begin(Demo())
        return model
    }

    @Test("points are first shown on the first two components", arguments: ["", "x", "y", "xy", "yx", "xyy"])
    func firstAxes(keys: String) throws {
        let model = try demonstrating(after: "5\(keys)1")
        var step = 0.0
        while model.demo?.caption != .demoPick, step < 6_000 {
            step += 1
            model.update(.tick(step * 0.1))
        }
        #expect(model.scatter.plane?.xAxis == 0 && model.scatter.plane?.yAxis == 1)
    }

    @Test("it goes through all five screens, and begins again")
    func visitsAll() throws {
        let model = try demonstrating()
        var visited: [ScreenName] = []
        for step in 0..<4_000 {
            model.update(.tick(Double(step) * 0.1))
            if visited.last != model.shown { visited.append(model.shown) }
        }
        #expect(
            visited.prefix(9) == [
                .catalog, .preprocess, .engine, .variance, .scatter, .engine, .scatter, .catalog, .preprocess,
            ])
        #expect(model.demo != nil)
    }

    @Test("what it changed for a scene is as it was when all has been seen")
    func tidy() throws {
        let model = try demonstrating()
        var step = 0.0
        func play(until isDone: () -> Bool) {
            while !isDone(), step < 6_000 {
                step += 1
                model.update(.tick(step * 0.1))
            }
        }
        play { model.shown == .scatter }
        play { model.shown == .catalog }
        #expect(step < 3_000)
        #expect(model.catalog.view == .list && model.catalog.focus == .categories)
        #expect(model.preprocess.view.mode == .sideBySide && model.preprocess.steps.sigma == 1)
        #expect(model.context.theme.charset == .braille)
        #expect(model.playback?.speed == 1 && model.playback?.isAtEnd == true)
        #expect(model.variance.view == .cumulative && !model.variance.differs)
        let scatter = model.scatter
        #expect(!scatter.showsQuality && scatter.box == nil && scatter.lineage == nil)
        #expect(scatter.plane?.isolated == nil && !scatter.legend.isFocused && model.exportMenu == nil)
    }

    @Test("what the model has nothing for is left out: a run under way has no curve and no points yet")
    func leftOut() {
        let model = Fixtures.model()
        model.update(.events(Fixtures.halfway))
        model.begin(Demo())
        var visited: Set<ScreenName> = []
        for step in 0..<2_000 {
            model.update(.tick(Double(step) * 0.1))
            visited.insert(model.shown)
            #expect(model.demo?.caption != .demoPlayback)
        }
        #expect(visited == [.catalog, .preprocess, .engine])
    }

    @Test("a run without a step in its chain is shown with those that are usual")
    func bareChain() {
        let model = UI(Model(width: 80, height: 24, context: Fixtures.context()))
        model.update(.dataset(Fixtures.dataset))
        model.type("2egm")
        #expect(model.preprocess.steps.chain == "none")
        model.begin(Demo())
        for step in 0..<600 where model.demo?.caption != .demoSigma {
            model.update(.tick(Double(step) * 0.1))
        }
        #expect(model.preprocess.steps.chain.hasPrefix("equalize,gaussian"))
        #expect(model.preprocess.view.mode == .sideBySide)
    }

    @Test("every caption is seen, long enough to be read, in a line that fits beside the way to stop")
    func captions() throws {
        let model = try demonstrating()
        var seconds: [Phrase: Double] = [:]
        for step in 0..<2_500 {
            model.update(.tick(Double(step) * 0.1))
            if let caption = model.demo?.caption { seconds[caption, default: 0] += 0.1 }
        }
        #expect(seconds.count == Set(Demo.tour.map(\.caption)).count)
        for (caption, seconds) in seconds {
            #expect(seconds >= 3, "\(caption.english)")
            #expect(max(caption.english.count, caption.french.count) <= 78, "\(caption.french)")
        }
    }

    @Test(
        "a key or a click stops it where it is, and does nothing else; ^C leaves", arguments: [true, false])
    func stops(byKey: Bool) throws {
        let model = try demonstrating()
        for step in 0..<400 { model.update(.tick(Double(step) * 0.1)) }
        let shown = model.shown
        let commands =
            byKey ? model.press(.character("q")) : model.update(.mouse(MouseEvent(.press, x: 1, y: 0)))
        #expect(commands.isEmpty && model.demo == nil && model.shown == shown)
        for step in 400..<800 { model.update(.tick(Double(step) * 0.1)) }
        #expect(model.shown == shown)
        let other = try demonstrating()
        #expect(other.press(.control("c")) == [.quit])
    }

    @Test("what it wants of the world goes out: pictures, when time brings a new sight")
    func wants() throws {
        let model = try demonstrating()
        let wanted = (0..<2_500).flatMap { model.update(.tick(Double($0) * 0.1)) }
        #expect(wanted.contains { if case .loadThumbnail = $0 { true } else { false } })
        #expect(wanted.contains { if case .preprocess = $0 { true } else { false } })
    }

    @Test("time that was lost is not made up for: one key at a time")
    func late() {
        func scene(_ name: String, _ keys: [Key], for seconds: Double = 5) -> Demo.Scene {
            Demo.Scene(Phrase(same: name), for: seconds) { _ in Demo.Moves(keys: keys) }
        }
        var demo = Demo([scene("a", [.up, .down], for: 1), scene("b", [.left])])
        let model = Fixtures.model().value
        #expect(demo.advance(to: 5, model) == .up)
        #expect(demo.advance(to: 5.5, model) == nil)
        #expect(demo.advance(to: 5.7, model) == .down)
        #expect(demo.advance(to: 6.5, model) == nil)
        #expect(demo.advance(to: 1_000, model) == .left && demo.caption.english == "b")
        #expect(demo.advance(to: 1_000.1, model) == nil)
        #expect(demo.advance(to: 1_005, model) == .up)
    }

    @Test("the caption stands over the footer")
    func banner() throws {
        let model = try demonstrating()
        model.update(.tick(0))
        let lines = model.draw().lines
        #expect(lines[38].contains(Phrase.demoCatalog.english) && lines[39].contains("any key stops"))
    }
}
