import Testing

@testable import Plot

@Suite("Points of a plane")
struct ScatterPointsTests {
    let cross = ScatterPoints(
        x: [0, 1, -1, 0, 0, 3], y: [0, 0, 0, 2, -2, 0.1], categories: [0, 0, 1, 1, 7, -1], categoryCount: 2)

    @Test("counts and typical points are of the categories that there are")
    func typical() {
        #expect(cross.counts == [2, 2])
        #expect(cross.typical == [PlanePoint(x: 1, y: 0), PlanePoint(x: 0, y: 2)])
        #expect(cross.categories == [0, 0, 1, 1, -1, -1])
    }

    @Test("of a category in two clusters a point of one is typical, not the empty middle")
    func clusters() {
        let points = ScatterPoints(
            x: [0, 1, 2, 100, 101, 102, 103, .nan], y: [0, 1, 0, 50, 51, 50, 51, 0],
            categories: Array(repeating: 0, count: 8), categoryCount: 2)
        #expect(points.typical == [PlanePoint(x: 100, y: 50), nil])
    }

    @Test("what is not finite is in no count, extent or search")
    func notFinite() {
        let points = ScatterPoints(
            x: [.nan, 1, .infinity, 2], y: [0, 1, 0, 2], categories: [0, 0, 0, 0], categoryCount: 1)
        #expect(points.counts == [2])
        #expect(points.xExtent == 1...2)
        let viewport = Viewport(fitting: points)
        #expect(points.nearest(to: PlanePoint(x: 0, y: 0), in: viewport) == 1)
        let chart = ScatterChart(
            points, in: viewport, emphasis: .init(slots: [0]), area: Rect(x: 0, y: 0, width: 40, height: 12))
        #expect(chart.seenCount == 2)
    }

    @Test(
        "an arrow goes to the nearest point that way",
        arguments: [
            (Direction.right, 1), (.left, 2), (.up, 3), (.down, 4),
        ])
    func directions(direction: Direction, expected: Int) {
        let viewport = Viewport(x: -4...4, y: -4...4)
        let step = PlanePoint(x: 0.02, y: 0.05)
        #expect(cross.next(from: 0, direction, in: viewport, step: step) == expected)
    }

    @Test("an arrow stays where nothing lies that way")
    func noneThatWay() {
        let viewport = Viewport(x: -4...4, y: -4...4)
        #expect(cross.next(from: 5, .right, in: viewport, step: PlanePoint(x: 0.02, y: 0.05)) == nil)
    }

    @Test("the nearest point is the nearest on the screen, not in the data's units")
    func nearestOnScreen() {
        let points = ScatterPoints(x: [0, 100], y: [1, 0], categories: [0, 0], categoryCount: 1)
        let wide = Viewport(x: -1000...1000, y: -1...1)
        #expect(points.nearest(to: PlanePoint(x: 0, y: 0), in: wide) == 1)
    }
}

@Suite("Viewport")
struct ScatterViewportTests {
    let viewport = Viewport(x: -2...6, y: 0...4)

    @Test("zooming keeps its centre where it was on the screen")
    func zoom() {
        let point = PlanePoint(x: 1, y: 3)
        let zoomed = viewport.zoomed(by: 1.5, about: point)
        #expect(abs(zoomed.width - viewport.width / 1.5) < 1e-12)
        #expect(abs(zoomed.share(of: point).x - viewport.share(of: point).x) < 1e-12)
        #expect(abs(zoomed.share(of: point).y - viewport.share(of: point).y) < 1e-12)
    }

    @Test(
        "zooming ends at a millionth and at a thousand times of what was fitted", arguments: [1.5, 1 / 1.5])
    func farZoom(factor: Double) {
        var zoomed = viewport
        for _ in 0..<3000 { zoomed = zoomed.zoomed(by: factor, about: PlanePoint(x: 1, y: 3)) }
        #expect(zoomed.width >= 1e-6 * viewport.width && zoomed.width <= 1e3 * viewport.width)
        #expect(zoomed.height >= 1e-6 * viewport.height && zoomed.height <= 1e3 * viewport.height)
        #expect(zoomed.panned(right: 0.1).width > 0)
        #expect(zoomed.zoomed(by: 1 / factor, about: zoomed.centre) != zoomed)
    }

    @Test(
        "moves that are no numbers, or too far for them, move nothing",
        arguments: [Double.nan, .infinity, -.infinity, 1e308, 1e20])
    func farPan(share: Double) {
        #expect(viewport.panned(right: share) == viewport)
        #expect(viewport.panned(up: share) == viewport)
        #expect(viewport.zoomed(by: share, about: PlanePoint(x: 1, y: 3)) == viewport)
        #expect(viewport.zoomed(by: 1.5, about: PlanePoint(x: share, y: 3)) == viewport)
    }

    @Test("a point out of sight is brought in, one in sight moves nothing")
    func showing() {
        #expect(viewport.showing(PlanePoint(x: 1, y: 1)) == viewport)
        let far = PlanePoint(x: 20, y: -9)
        let moved = viewport.showing(far)
        #expect(moved.contains(far))
        #expect(abs(moved.width - viewport.width) < 1e-9)
    }

    @Test("one point, or none, still has a plane around it")
    func degenerate() {
        let one = ScatterPoints(x: [3], y: [-1], categories: [0], categoryCount: 1)
        #expect(Viewport(fitting: one).contains(one[0]))
        let none = ScatterPoints(x: [], y: [], categories: [], categoryCount: 0)
        #expect(Viewport(fitting: none).width > 0)
    }
}
