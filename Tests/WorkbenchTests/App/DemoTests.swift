import Engine
import Plot
import Testing

@testable import Workbench

@Suite("The demo")
struct DemoTests {
    /// A UI with everything to show, its demo begun; the pictures that it asks for come at once.
    private func demonstrating() throws -> UI {
        let model = Fixtures.model(width: 120, height: 40)
        let dataset = ScatterScreenFixtures.analysis()
        model.update(.dataset(Dataset(name: "fruits", entries: dataset.images.sorted { $0.path < $1.path })))
        model.update(.recording(Recording(Fixtures.halfway)))
        model.update(.analysis(dataset))
        model.begin(Demo())
        return model
    }

    @Test("it goes through all five screens, and begins again")
    func visitsAll() throws {
        let model = try demonstrating()
        var visited: [ScreenName] = []
        for step in 0..<3_000 {
            model.update(.tick(Double(step) * 0.1))
            if visited.last != model.shown { visited.append(model.shown) }
        }
        #expect(
            visited.prefix(7) == [.catalog, .preprocess, .engine, .variance, .scatter, .catalog, .preprocess])
        #expect(model.demo != nil)
    }

    @Test("every caption is seen, long enough to be read, in lines that fit")
    func captions() throws {
        let model = try demonstrating()
        var seconds: [Phrase: Double] = [:]
        for step in 0..<1_500 {
            model.update(.tick(Double(step) * 0.1))
            if let caption = model.demo?.caption { seconds[caption, default: 0] += 0.1 }
        }
        #expect(seconds.count == Set(Demo.tour.map(\.caption)).count)
        for (caption, seconds) in seconds {
            #expect(seconds >= 3, "\(caption.english)")
            #expect(max(caption.english.count, caption.french.count) <= 2 * 78 - 10, "\(caption.french)")
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
        let wanted = (0..<200).flatMap { model.update(.tick(Double($0) * 0.1)) }
        #expect(wanted.contains { if case .loadThumbnail = $0 { true } else { false } })
        #expect(wanted.contains { if case .preprocess = $0 { true } else { false } })
    }

    @Test("time that was lost is not made up for: one key at a time")
    func late() {
        var demo = Demo([.init(Phrase(same: "a"), [.up, .down], for: 1), .init(Phrase(same: "b"), [.left])])
        #expect(demo.advance(to: 5) == .up)
        #expect(demo.advance(to: 5.5) == nil)
        #expect(demo.advance(to: 5.7) == .down)
        #expect(demo.advance(to: 6.5) == nil)
        #expect(demo.advance(to: 1_000) == .left && demo.caption.english == "b")
        #expect(demo.advance(to: 1_000.1) == nil)
        #expect(demo.advance(to: 1_005) == .up)
    }

    @Test("the caption stands over the footer")
    func banner() throws {
        let model = try demonstrating()
        model.update(.tick(0))
        let lines = model.draw().lines
        #expect(lines[38].contains(Phrase.demoCatalog.english) && lines[39].contains("any key stops"))
    }
}
