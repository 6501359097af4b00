import Engine
import Plot
import Testing

@testable import Workbench

@Suite("Variance: the cursor and the run's k")
struct VarianceScreenTests {
    @Test("the cursor starts on the run's k and moves by one, by ten, to the ends, and never off them")
    func moves() {
        var stage = VarianceStage.analysed()
        for (key, cursor) in [
            (Key.right, 43), (.right, 44), (.left, 43), (.pageDown, 53), (.pageUp, 43), (.pageUp, 33),
            (.home, 1),
            (.left, 1), (.pageUp, 1), (.end, 2_048), (.right, 2_048), (.character("r"), 42), (.left, 41),
            (.escape, 42),
        ] {
            #expect(stage.press(key).isEmpty)
            #expect(stage.screen.cursor == cursor)
        }
    }

    @Test(
        "a typed number moves the cursor to what it asks for",
        arguments: [
            ("t90", 13), ("t95", 42), ("t99", 220), ("t100", 2_048), ("t62,2", 1), ("t.5", 1), ("k96", 96),
            ("k1", 1),
            ("k2048", 2_048), ("k007", 7), ("tabc90xyz", 13),
        ])
    func typed(text: String, cursor: Int) {
        var stage = VarianceStage.analysed()
        #expect(stage.type(text).isEmpty)
        #expect(stage.screen.takesText)
        #expect(stage.press(.enter).isEmpty)
        #expect(!stage.screen.takesText)
        #expect(stage.screen.cursor == cursor)
    }

    @Test(
        "a number without a meaning stays to be mended, and Esc leaves everything as it was",
        arguments: ["t0", "t101", "t1.2.3", "t.", "k0", "k2049", "k4.5", "k999999999"])
    func wrong(text: String) {
        var stage = VarianceStage.analysed()
        #expect(stage.type(text).isEmpty)
        #expect(stage.press(.enter).isEmpty)
        #expect(stage.screen.takesText)
        #expect(stage.press(.escape).isEmpty)
        #expect(!stage.screen.takesText)
        #expect(stage.screen.cursor == 42)
    }

    @Test("the target that was typed is the one that is drawn")
    func target() {
        var stage = VarianceStage.analysed()
        _ = stage.type("t99")
        _ = stage.press(.enter)
        #expect(stage.screen.target == 0.99)
        #expect(stage.draw(width: 80, height: 24).lines.contains { $0.contains("target 99 %") })
    }

    @Test("an empty entry is left by Enter, an entry is edited with Backspace")
    func editing() {
        var stage = VarianceStage.analysed()
        _ = stage.type("k")
        #expect(stage.press(.enter).isEmpty)
        #expect(!stage.screen.takesText)
        _ = stage.type("k965")
        _ = stage.press(.backspace, .enter)
        #expect(stage.screen.cursor == 96)
    }

    @Test("Enter makes the cursor's k the run's, and asks for nothing where it is that already")
    func chooses() {
        var stage = VarianceStage.analysed()
        #expect(stage.press(.enter).isEmpty)
        #expect(stage.press(.pageDown, .enter) == [.chooseComponents(52)])
        stage.show(chosen: 52, generation: 2)
        #expect(stage.screen.cursor == 52)
        #expect(!stage.screen.differs)
        #expect(stage.press(.enter).isEmpty)
    }

    @Test("a new analysis takes the cursor along, unless it was moved away; the same one changes nothing")
    func follows() {
        var stage = VarianceStage.analysed()
        stage.show(chosen: 30, generation: 2)
        #expect(stage.screen.cursor == 30)
        _ = stage.press(.right)
        stage.show(chosen: 60, generation: 3)
        #expect(stage.screen.cursor == 31)
        stage.show(ratios: [0.75, 0.25], chosen: 2, generation: 4)
        #expect(stage.screen.cursor == 2)
        stage.show(chosen: 42, generation: 4)
        #expect(stage.screen.curve?.count == 2)
        stage.context.analysis = nil
        stage.screen.contextChanged(stage.context)
        #expect(stage.screen.figure(stage.context) == "no analysis yet")
    }

    @Test("footer: the cursor's k and variance; Enter is offered where it does something")
    func footer() {
        var stage = VarianceStage.analysed()
        #expect(stage.screen.figure(stage.context) == "k 42 · 95.04 %")
        #expect(stage.screen.hints(stage.context).first?.action == .kCount)
        _ = stage.press(.right)
        #expect(stage.screen.hints(stage.context).first == KeyHint("↵", .keepThisK))
        _ = stage.type("t")
        #expect(stage.screen.hints(stage.context).map(\.key) == ["↵", "Esc"])
    }

    @Test("keys before there is an analysis do nothing")
    func early() {
        var stage = VarianceStage()
        #expect(stage.press(.left, .right, .end, .enter, .character("t"), .character("9"), .enter).isEmpty)
        #expect(!stage.screen.takesText)
    }

    @Test("l changes the axis there and back")
    func axis() {
        var stage = VarianceStage.analysed()
        let logarithmic = stage.draw(width: 80, height: 24)
        _ = stage.type("l")
        #expect(stage.draw(width: 80, height: 24).lines.contains { $0.contains("1500") })
        _ = stage.type("l")
        #expect(stage.draw(width: 80, height: 24) == logarithmic)
    }

    @Test("c goes round the curves, each with its own axis")
    func views() {
        var stage = VarianceStage.analysed()
        stage.context.insight.trial = .found(TrialFixtures.trial())
        let first = stage.draw(width: 80, height: 24)
        var seen = [first]
        for view in [VarianceScreen.View.scree, .neighbours] {
            _ = stage.type("c")
            #expect(stage.screen.view == view)
            seen.append(stage.draw(width: 80, height: 24))
        }
        #expect(Set(seen).count == 3)
        _ = stage.type("c")
        #expect(stage.draw(width: 80, height: 24) == first)
    }

    @Test(
        "zoom keeps the cursor in sight wherever it goes, and 0 shows all", arguments: ["", "l", "c", "cl"])
    func zoom(before: String) {
        var stage = VarianceStage.analysed()
        _ = stage.type(before)
        let whole = stage.draw(width: 80, height: 24)
        _ = stage.type("+++++")
        #expect(stage.draw(width: 80, height: 24) != whole)
        for key in [Key.right, .pageDown, .end, .pageUp, .left, .home, .right, .character("r")] {
            _ = stage.press(key)
            let area = Rect(x: 0, y: 0, width: 80, height: 21)
            let frame = stage.frame(in: area)
            #expect(frame.column(ofX: Double(stage.screen.cursor)) != nil)
        }
        _ = stage.type("---------")
        #expect(stage.screen.zoom.magnification == 1)
        _ = stage.type("++0")
        #expect(stage.draw(width: 80, height: 24) == whole)
    }

    @Test("a press or a drag puts the cursor where it points, a wheel moves it by one")
    func mouse() {
        var stage = VarianceStage.analysed()
        let area = Rect(x: 0, y: 1, width: 80, height: 21)
        for kind in [MouseEvent.Kind.press, .drag] {
            for components in [5, 42, 600] {
                let column = stage.frame(in: area).column(ofX: Double(components)) ?? 0
                #expect(stage.screen.handle(MouseEvent(kind, x: column, y: 8), in: area, stage.context) == [])
                let cell = stage.frame(in: area).column(ofX: Double(stage.screen.cursor))
                #expect(cell == column)
            }
        }
        let before = stage.screen.cursor
        _ = stage.screen.handle(MouseEvent(.wheelUp, x: 9, y: 9), in: area, stage.context)
        #expect(stage.screen.cursor == before + 1)
        _ = stage.screen.handle(MouseEvent(.wheelDown, x: 9, y: 9), in: area, stage.context)
        _ = stage.screen.handle(MouseEvent(.press, x: 70, y: 3), in: area, stage.context)
        _ = stage.screen.handle(MouseEvent(.release, x: 9, y: 9), in: area, stage.context)
        #expect(stage.screen.cursor == before)
    }

    @Test("neighbours are asked for until enough components are tried, and not again after a failure")
    func wants() {
        var stage = VarianceStage.analysed()
        #expect(stage.screen.wants(stage.context) == [.tryNeighbours(components: 512)])
        stage.context.insight.trial = .found(TrialFixtures.trial(components: 42))
        #expect(stage.screen.wants(stage.context) == [.tryNeighbours(components: 512)])
        stage.context.insight.trial = .found(TrialFixtures.trial())
        #expect(stage.screen.wants(stage.context).isEmpty)
        stage.show(chosen: 600, generation: 2)
        #expect(stage.screen.wants(stage.context) == [.tryNeighbours(components: 600)])
        stage.context.insight.trial = .failed("features.npy is missing")
        #expect(stage.screen.wants(stage.context).isEmpty)
        _ = stage.type("cc")
        #expect(stage.text.contains("features.npy is missing"))
    }

    @Test(
        "moving k shows what it does to neighbours: accuracy, changes from all features and from the run's k")
    func neighbours() {
        var stage = VarianceStage.analysed()
        stage.context.insight.trial = .found(TrialFixtures.trial())
        #expect(stage.text.contains("99.8 %   97.7 %"))
        #expect(stage.text.contains("changed          11 of 518"))
        _ = stage.type("k2")
        _ = stage.press(.enter)
        #expect(stage.text.contains("99.8 %   50.0 %"))
        #expect(stage.text.contains("from k 42     247 of 518"))
        _ = stage.press(.end)
        #expect(stage.text.contains("tried up to k 512"))
        stage.context.insight.trial = .found(TrialFixtures.trial(held: 0))
        #expect(stage.text.contains("too few images"))
        _ = stage.type("cc")
        #expect(stage.text.contains("too few images of a category"))
        _ = stage.type("l++")
        #expect(stage.text.contains("too few images of a category"))
    }

    @Test("without a job, in its middle and after it failed, the screen says what it waits on")
    func waiting() {
        var stage = VarianceStage()
        #expect(stage.text.contains("no job has been started"))
        stage.context.jobs.apply(VarianceStage.halfway)
        #expect(stage.text.contains("which is now at features."))
        #expect(stage.text.contains("1/2  1,214 images"))
        stage.context.jobs.apply(JobEvent(time: 9, kind: .jobFailed(job: 0, reason: "the disk is full")))
        #expect(stage.text.contains("The job failed, so there is no curve: the disk is full."))
    }

    @Test(
        "runs with hardly anything in them are told in a sentence or drawn, never trapped on",
        arguments: [
            ([], 1, "this run has 1"), ([0, 0], 3, "nothing varies"), ([1], 2, "k = 1"),
            ([0.75, 0.25], 3, "k = 1"),
        ] as [([Double], Int, String)])
    func degenerate(ratios: [Double], images: Int, text: String) {
        var stage = VarianceStage()
        stage.show(ratios: ratios, images: images, chosen: 1, generation: 1)
        #expect(stage.text.contains(text))
        _ = stage.press(.end, .right, .home, .left, .enter, .character("l"))
        _ = stage.type("t95")
        _ = stage.press(.enter)
        #expect(stage.text.contains(text) || ratios.count > 1)
    }

    @Test("every size draws, and stays inside its area", arguments: [Glyphs.unicode, .ascii])
    func sizes(glyphs: Glyphs) {
        var stage = VarianceStage.analysed(glyphs)
        _ = stage.press(.pageDown)
        _ = stage.type("t97")
        for (width, height) in [(1, 1), (8, 3), (20, 6), (40, 9), (59, 15), (75, 24), (76, 13), (300, 100)] {
            var grid = CellGrid(width: width + 4, height: height + 4)
            let area = Rect(x: 2, y: 2, width: width, height: height)
            stage.screen.draw(in: area, of: &grid, stage.context)
            if glyphs == .ascii {
                #expect(grid.cells.allSatisfy { $0.character.isASCII || $0.character == "…" })
            }
            grid.fill(area)
            #expect(grid == CellGrid(width: width + 4, height: height + 4))
        }
    }
}

extension VarianceStage {
    /// All that an 80×24 terminal says, its lines joined.
    fileprivate var text: String { draw(width: 80, height: 24).lines.joined(separator: "\n") }

    /// Where things lie on the curve.
    fileprivate func frame(in area: Rect) -> AxisFrame {
        guard let curve = screen.curve else {
            return AxisFrame(x: Axis(Scale(0...1)), y: Axis(Scale(0...1)), in: area)
        }
        return screen.chart(of: curve, context).frame(in: VarianceScreenLayout(area).chart)
    }
}
