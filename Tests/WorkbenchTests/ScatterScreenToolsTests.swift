import Engine
import Plot
import Testing

@testable import Workbench

@Suite("Screen 5, its tools: box, adviser, cos², lineage, mouse")
struct ScatterScreenToolsTests {
    private let context = ScatterScreenFixtures.context(ScatterScreenFixtures.analysis())
    private let area = Rect(x: 0, y: 1, width: 80, height: 21)

    private func screen(_ keys: [Key]) -> ScatterScreen { ScatterScreenFixtures.screen(context, keys: keys) }

    private func text(_ screen: ScatterScreen, _ context: ScreenContext? = nil) -> String {
        ScatterScreenFixtures.text(
            ScatterScreenFixtures.grid(screen, width: 80, height: 24, context ?? self.context))
    }

    /// From the pick a few cells to the right and up.
    private let spanned: [Key] =
        [.character("b")] + Array(repeating: .right, count: 9) + Array(repeating: .up, count: 5)

    @Test("a box from the pick counts what is inside, by category, and Esc gives it up")
    func box() throws {
        let screen = screen(spanned)
        let box = try #require(screen.box)
        let points = try #require(screen.plane?.points)
        let inside = (0..<points.count).filter { row in
            let point = points[row]
            return (box.corner.x...box.other.x).contains(point.x)
                && (box.corner.y...box.other.y).contains(point.y)
        }
        #expect(box.rows == inside && inside.count > 5)
        #expect(box.counts.reduce(0, +) == inside.count)
        #expect(text(screen).contains("\(inside.count) in the box"))
        #expect(self.screen(spanned + [.escape]).box == nil)
        #expect(self.screen(spanned + [.escape]).plane?.isolated == nil)
    }

    @Test("Enter draws only what is in the box, and Esc all again")
    func isolate() throws {
        let rows = try #require(screen(spanned).box?.rows)
        let alone = screen(spanned + [.enter])
        #expect(alone.plane?.isolated == rows && alone.box == nil)
        #expect(alone.plane?.points.counts.reduce(0, +) == rows.count)
        let drawn = text(alone)
        #expect(drawn.contains("only \(rows.count) of \(context.analysis?.images.count ?? 0)"))
        #expect(alone.figure(context).hasPrefix("\(rows.count) seen"))
        let pick = try #require(alone.plane?.pick)
        #expect(rows.contains(pick))
        for keys: [Key] in [[.right], [.left], [.character("n")], [.character("x")], [.character("n"), .up]] {
            let moved = screen(spanned + [.enter] + keys).plane?.pick
            #expect(moved.map(rows.contains) == true)
        }
        #expect(screen(spanned + [.enter, .character("x")]).plane?.isolated == rows)
        #expect(screen(spanned + [.enter, .escape]).plane?.isolated == nil)
        #expect(screen(spanned + [.enter, .escape]).plane?.points.count == context.analysis?.images.count)
    }

    @Test("b moves the corner to where the other one is; a box of nothing isolates nothing")
    func corner() throws {
        let screen = screen(spanned + [.character("b")])
        let before = try #require(self.screen(spanned).box?.other)
        #expect(screen.box?.corner == before && screen.box?.other == before)
        let empty = self.screen(spanned + [.character("b"), .enter])
        #expect(empty.plane?.isolated == nil)
    }

    @Test("the adviser goes to the axes that part the two categories held, and says how far")
    func adviser() throws {
        let keys: [Key] = [.tab, .home, .character(" "), .end, .character(" "), .character("a")]
        let analysis = try #require(context.analysis)
        let advised = screen(keys)
        let (first, last) = (0, ScatterScreenFixtures.names.count - 1)
        let rows = [first, last].map { category in
            analysis.categoryOfRow.indices.filter { analysis.categoryOfRow[$0] == category }
        }
        let advice = try #require(
            AxisAdvice(separating: rows[0], from: rows[1], in: analysis.projection, columns: 3))
        #expect(advised.plane?.xAxis == advice.first && advised.plane?.yAxis == advice.second)
        #expect(advised.pane == .plane)
        #expect(text(advised).contains("Avocado and Onion Red: "))
        #expect(!text(screen(keys + [.character("x")])).contains("Avocado and Onion Red: "))
    }

    @Test("with less than two categories held it opens the legend and says what to do")
    func adviserWithoutPair() {
        let asked = screen([.character("a")])
        #expect(asked.pane == .legend && asked.note == .holdTwo)
        #expect(text(asked).contains("hold two categories"))
        let two = ScatterScreenFixtures.context(ScatterScreenFixtures.analysis(names: ["Avocado", "Banana"]))
        var screen = ScatterScreenFixtures.screen(two)
        #expect(screen.handle(.character("a"), two) == [.adviseAxes(0, 1)])
    }

    @Test("an answer about another analysis is not taken, and none says so")
    func lateAdvice() {
        var screen = screen([])
        let axes = screen.plane?.xAxis
        screen.take(nil, between: [0, 1], generation: 7, context)
        #expect(screen.plane?.xAxis == axes && screen.note == nil)
        screen.take(nil, between: [0, 1], generation: 1, context)
        #expect(screen.note == .noAdvice)
    }

    @Test("d dims what the plane represents badly and tells the share that it represents well")
    func quality() throws {
        let dimmed = screen([.character("d")])
        let plane = try #require(dimmed.plane)
        let well = plane.points.quality.count { $0 >= 0.5 }
        let percent = Figures.english.fixed(Double(well) / Double(plane.points.count) * 100, places: 0)
        #expect(text(dimmed).contains("cos² 0.5 or more: \(percent) %"))
        let (one, two) = (
            ScatterScreenFixtures.grid(dimmed, width: 80, height: 24, context),
            ScatterScreenFixtures.grid(screen([]), width: 80, height: 24, context)
        )
        #expect(one.cells.map(\.style) != two.cells.map(\.style))
        #expect(screen([.character("d"), .escape]).showsQuality == false)
        #expect(screen([.character("d"), .character("d")]).showsQuality == false)
    }

    @Test("cos² of the picked image is its share of the squared distance on all kept components")
    func cosine() throws {
        let analysis = try #require(context.analysis)
        let plane = try #require(screen([]).plane)
        let row = try #require(plane.pick)
        let values = analysis.projection[row * 3..<row * 3 + 3].map { Double($0) * Double($0) }
        let share = Figures.english.fixed((values[0] + values[1]) / values.reduce(0, +), places: 2)
        #expect(text(screen([])).contains("cos² \(share) of k 3"))
    }

    @Test("the lineage card leads to the picture, and closes with the key that opened it")
    func lineage() throws {
        let opened = screen([.enter])
        let path = try #require(opened.picked(context)?.path)
        #expect(opened.lineage?.steps == [.picture(path)])
        #expect(text(opened).contains("before and after its preprocessing"))
        var screen = opened
        #expect(screen.handle(.enter, context) == [.follow(.picture(path))])
        #expect(screen.lineage != nil)
        #expect(self.screen([.character("o"), .character("o")]).lineage == nil)
        #expect(self.screen([.enter, .escape]).lineage == nil)
        #expect(self.screen([.enter, .escape]).plane?.pick == opened.plane?.pick)
    }

    @Test("where the run tells of the task that made the features, the card leads there too")
    func task() throws {
        var context = context
        context.partitionFirstRows = [0, 80, 160, 240]
        context.jobs.apply(Fixtures.halfway)
        let opened = ScatterScreenFixtures.screen(context, keys: [.enter, .down])
        let path = try #require(opened.picked(context)?.path)
        let partition = try #require(context.row(of: path).flatMap { context.partition(ofRow: $0) })
        let isDone = partition < 2
        #expect(opened.lineage?.steps.count == 2)
        #expect(opened.lineage?.step == .task(partition: partition))
        #expect(context.maker(ofPartition: partition)?.stage.description.name == "features")
        #expect(context.maker(ofPartition: partition)?.task.state == (isDone ? .succeeded : .running))
        #expect(context.maker(ofPartition: 4) == nil)
        #expect(text(opened, context).contains("features \(partition)"))
    }
}

// MARK: Mouse

extension ScatterScreenToolsTests {
    private func cell(_ screen: ScatterScreen, of point: PlanePoint) throws -> Point {
        let plane = try #require(screen.plane)
        let frame = ScatterChart.frame(
            of: plane.viewport, in: screen.layout(in: area).chart(hasOneComponent: false))
        return Point(
            x: try #require(frame.column(ofX: point.x)), y: try #require(frame.row(ofY: point.y)))
    }

    private func send(_ kind: MouseEvent.Kind, _ cell: Point, to screen: inout ScatterScreen) -> [Command]? {
        screen.handle(MouseEvent(kind, x: cell.x, y: cell.y), in: area, context)
    }

    @Test("a press picks the point under the pointer")
    func press() throws {
        var screen = screen([])
        let points = try #require(screen.plane?.points)
        for row in [3, 100, 250] {
            let target = try cell(screen, of: points[row])
            #expect(send(.press, target, to: &screen) == [])
            let picked = try #require(screen.plane?.pickedPoint)
            let hit = try cell(screen, of: picked)
            #expect(abs(hit.x - target.x) <= 1 && abs(hit.y - target.y) <= 1)
        }
    }

    @Test("a drag spans a box, which stays when the button is let go, and a press gives it up")
    func drag() throws {
        var screen = screen([])
        let canvas = Rect(x: 10, y: 4, width: 30, height: 12)
        _ = send(.press, Point(x: canvas.x, y: canvas.y), to: &screen)
        _ = send(.drag, Point(x: canvas.maxX, y: canvas.maxY), to: &screen)
        #expect(screen.box?.rows.isEmpty == false)
        _ = send(.drag, Point(x: 79, y: 23), to: &screen)
        _ = send(.release, Point(x: 79, y: 23), to: &screen)
        #expect(screen.box?.rows.isEmpty == false)
        _ = send(.drag, Point(x: 20, y: 8), to: &screen)
        let standing = screen.box?.rows
        #expect(standing?.isEmpty == false)
        _ = send(.press, Point(x: canvas.x, y: canvas.y), to: &screen)
        #expect(screen.box == nil)
    }

    @Test("the wheel zooms about the pointer, which stays over the same place")
    func wheel() throws {
        var screen = screen([])
        let before = try #require(screen.plane?.viewport)
        let pointer = Point(x: 20, y: 8)
        let area = screen.layout(in: area).chart(hasOneComponent: false)
        let place = ScatterChart.frame(of: before, in: area).values(at: pointer)
        _ = send(.wheelUp, pointer, to: &screen)
        let after = try #require(screen.plane?.viewport)
        #expect(abs(after.width - before.width / 1.25) < 1e-9)
        let now = ScatterChart.frame(of: after, in: area).values(at: pointer)
        // Labels on the left may have become wider by then.
        #expect(abs(now.x - place.x) < after.width / 20 && abs(now.y - place.y) < after.height / 20)
        _ = send(.wheelDown, pointer, to: &screen)
        #expect(abs((screen.plane?.viewport.width ?? 0) - before.width) < 1e-9)
    }

    @Test("a click in the legend looks for that category, a double click opens the lineage")
    func clicks() throws {
        var screen = screen([])
        let legend = screen.layout(in: area).legend
        _ = send(.press, Point(x: legend.x + 4, y: legend.y + 3), to: &screen)
        #expect(screen.pane == .legend && screen.legend.current == 2)
        _ = send(.doubleClick, Point(x: 20, y: 8), to: &screen)
        #expect(screen.lineage != nil)
        _ = send(.press, Point(x: 2, y: 2), to: &screen)
        #expect(screen.lineage == nil)
    }
}
