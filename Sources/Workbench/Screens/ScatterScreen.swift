import Engine
import Plot

// Screen 5: the images of the run on two of its components. What depends on all points is worked out when the analysis,
// the axes or the legend change; a frame bins them once for its part of the plane and is kept until that changes.

struct ScatterScreen: Screen {
    enum Pane { case plane, legend }

    /// What the lower border of the plane says until the axes are others.
    enum Note: Hashable, Sendable {
        /// The adviser needs two categories.
        case holdTwo
        /// The axes are those that part two categories best.
        case advice(AxisAdvice, between: [Int])
        case noAdvice
    }

    private(set) var pane = Pane.plane
    /// nil until there is an analysis with at least one image and one component.
    private(set) var plane: ScatterScreenPlane?
    private(set) var legend = ScatterScreenLegend()
    private(set) var showsNames = true
    /// Colour is for what the plane represents well, and not for how pure cells are.
    private(set) var showsQuality = false
    /// The part of the plane that is being chosen, while one is.
    private(set) var box: ScatterScreenBox?
    /// Where the mouse was pressed, until it is let go.
    private var pressed: PlanePoint?
    /// The card about the picked image, while it is open.
    private(set) var lineage: ScatterScreenLineage?
    private(set) var note: Note?
    /// Of the analysis that all of this is of.
    private(set) var generation: Int?
    /// Rises with each other choice of points, for charts that are kept.
    private(set) var isolation = 0
    /// The picked image, to find it again in another analysis.
    private var pickedPath: ImagePath?
    let frames = ScatterScreenFrames()

    static let help = [
        KeyHint("arrows", .pickThatWay), KeyHint("n N", .nearestAndBack),
        KeyHint("x X  y Y", .axisComponent), KeyHint("a", .axisAdviser), KeyHint("d", .dimByCosine),
        KeyHint("+ -", .zoomAboutPick), KeyHint("h j k l", .pan), KeyHint("0", .showAll),
        KeyHint("f Tab", .legendFocus), KeyHint("Space", .holdColor), KeyHint("c", .namesOnOff),
        KeyHint("b", .boxAndIsolate), KeyHint("Enter  o", .openLineage), KeyHint("Esc", .allAgain),
    ]

    func hints(_ context: ScreenContext) -> [KeyHint] {
        let glyphs = context.theme.glyphs
        guard plane != nil else { return [KeyHint("3", .engine)] }
        let arrows = KeyHint(glyphs.isUnicode ? "←↑↓→" : "arrows", box == nil ? .pick : .corner)
        if lineage != nil {
            return [
                KeyHint(glyphs.arrowsUpDown, .move), KeyHint(glyphs.enter, .goThere), KeyHint("Esc", .leave),
            ]
        }
        if box != nil {
            return [
                arrows, KeyHint(glyphs.enter, .onlyThese), KeyHint("b", .newCorner), KeyHint("Esc", .leave),
            ]
        }
        if pane == .legend {
            return [
                KeyHint(glyphs.arrowsUpDown, .category), KeyHint("Space", .hold), KeyHint("a", .adviser),
                KeyHint(glyphs.enter, .plane), KeyHint("Esc", .all),
            ]
        }
        let axes = context.analysis.map { $0.chosen > 2 } == true ? [KeyHint("x y", .axes)] : []
        return [arrows, KeyHint(glyphs.enter, .lineage)] + axes + [
            KeyHint("f", .focus),
            KeyHint("a", .adviser), KeyHint("n", .nearest), KeyHint("b", .box),
            KeyHint("d", .cosineShort), KeyHint("+ -", .zoom),
        ]
    }

    /// Tells of the frame that was drawn last: the footer is drawn after the screen.
    func figure(_ context: ScreenContext) -> String {
        guard let plane else { return "" }
        let (words, figures) = (context.words, context.figures)
        guard let chart = frames.last else {
            return words[.countOfImages(figures.grouped(plane.points.count))]
        }
        let seen = words[.seen(figures.grouped(chart.seenCount))]
        guard !showsQuality, let share = chart.ownColorShare else { return seen }
        let percent = figures.fixed((share * 100).rounded(.down), places: 0)
        return "\(seen) \(context.theme.glyphs.dot) \(words[.inOwnColor(percent)])"
    }

    /// The picked image.
    func picked(_ context: ScreenContext) -> CatalogEntry? {
        guard let row = plane?.pick, let images = context.analysis?.images, images.indices.contains(row)
        else {
            return nil
        }
        return images[row]
    }

    func wants(_ context: ScreenContext) -> [Command] {
        guard let path = picked(context)?.path, let row = plane?.pick, let generation else { return [] }
        var wants: [Command] = context.pictures[path] == nil ? [.loadThumbnail(path)] : []
        if context.insight.neighbours(ofRow: plane?.origin ?? row, generation: generation) == nil {
            wants.append(.findNearest(row: plane?.origin ?? row))
        }
        return wants
    }

    mutating func contextChanged(_ context: ScreenContext) {
        guard context.analysis?.generation != generation else { return }
        generation = context.analysis?.generation
        (pane, box, lineage, note) = (.plane, nil, nil, nil)
        guard let analysis = context.analysis, !analysis.images.isEmpty, analysis.chosen > 0 else {
            (plane, legend) = (nil, ScatterScreenLegend())
            return
        }
        let pick = pickedPath.flatMap { path in analysis.images.firstIndex { $0.path == path } }
        show(plane?.xAxis ?? 0, plane?.yAxis ?? 1, of: analysis, pick: pick)
        legend = ScatterScreenLegend(counts: plane?.points.counts ?? [])
    }

    /// Goes to the axes that were advised.
    mutating func take(
        _ advice: AxisAdvice?, between categories: [Int], generation: Int, _ context: ScreenContext
    ) {
        guard let analysis = context.analysis, generation == self.generation else { return }
        guard let advice else { return note = .noAdvice }
        show(advice.first, advice.second, of: analysis, pick: plane?.pick, isolated: plane?.isolated)
        note = .advice(advice, between: categories)
        pane = .plane
    }

    /// Puts two components on the axes, as far as the run kept them.
    private mutating func show(
        _ xAxis: Int, _ yAxis: Int, of analysis: Analysis, pick: Int?, isolated: [Int]? = nil
    ) {
        let kept = analysis.chosen
        let x = min(xAxis, kept - 1)
        let y = min(yAxis, kept - 1)
        let other = y == x ? (x + 1) % kept : y
        var new = ScatterScreenPlane(analysis, xAxis: x, yAxis: kept > 1 ? other : nil, isolated: isolated)
        new.pick(pick)
        if new.pick == nil { new.pickTypical() }
        if isolated != plane?.isolated { isolation += 1 }
        plane = new
        (box, note) = (nil, nil)
        pickedPath = new.pick.map { analysis.images[$0].path }
    }
}

// MARK: Keys

extension ScatterScreen {
    mutating func handle(_ key: Key, _ context: ScreenContext) -> [Command] {
        guard plane != nil else { return [] }
        defer { pickedPath = picked(context)?.path }
        if lineage != nil { return handleInLineage(key) }
        if key == .escape { return leave(context) }
        if box != nil, handleInBox(key, context) { return [] }
        if key == .character("a") { return askAdviser() }
        if handleInBoth(key, context) { return [] }
        switch pane {
        case .legend: handleInLegend(key)
        case .plane: handleInPlane(key, context)
        }
        return []
    }

    /// What was opened or chosen last is given up first.
    private mutating func leave(_ context: ScreenContext) -> [Command] {
        if box != nil {
            box = nil
        } else if pane == .legend || legend.isFocused {
            legend.clear()
            (pane, note) = (.plane, nil)
        } else if plane?.isolated != nil, let plane, let analysis = context.analysis {
            show(plane.xAxis, plane.yAxis ?? 1, of: analysis, pick: plane.pick)
        } else {
            (showsQuality, note) = (false, nil)
        }
        return []
    }

    /// The keys that both panes know; false where the key is another.
    private mutating func handleInBoth(_ key: Key, _ context: ScreenContext) -> Bool {
        switch key {
        case .tab, .backTab, .character("f"): switchPane()
        case .character("x"): stepAxes(x: 1, context)
        case .character("X"): stepAxes(x: -1, context)
        case .character("y"): stepAxes(y: 1, context)
        case .character("Y"): stepAxes(y: -1, context)
        case .character("+"), .character("="): plane?.zoom(by: 1.5)
        case .character("-"): plane?.zoom(by: 1 / 1.5)
        case .character("0"): plane?.fit()
        case .character("c"): showsNames.toggle()
        case .character("d"): showsQuality.toggle()
        case .character("n"): visitNeighbour(by: 1, context)
        case .character("N"): visitNeighbour(by: -1, context)
        default: return false
        }
        return true
    }

    private mutating func handleInPlane(_ key: Key, _ context: ScreenContext) {
        switch key {
        case .left: plane?.movePick(.left)
        case .right: plane?.movePick(.right)
        case .up: plane?.movePick(.up)
        case .down: plane?.movePick(.down)
        case .character("h"): plane?.pan(right: -0.125)
        case .character("l"): plane?.pan(right: 0.125)
        case .character("k"): plane?.pan(up: 0.125)
        case .character("j"): plane?.pan(up: -0.125)
        case .character("b"):
            if let plane, let point = plane.pickedPoint {
                box = ScatterScreenBox(from: point, to: point, in: plane.points)
            }
        case .enter, .character("o"): openLineage(context)
        default: break
        }
    }

    private mutating func handleInLegend(_ key: Key) {
        switch key {
        case .enter: pane = .plane
        case .character(" "): legend.toggleHeld()
        default: if legend.handle(key) { legend.search(for: legend.current) }
        }
    }

    /// Into the legend, at the picked image's category; out of it, which keeps what is looked for.
    private mutating func switchPane() {
        pane = pane == .plane ? .legend : .plane
        guard pane == .legend, !legend.isFocused, let plane, let pick = plane.pick else { return }
        legend.search(for: plane.points.categories[pick])
    }

    private mutating func visitNeighbour(by steps: Int, _ context: ScreenContext) {
        guard let plane, let generation else { return }
        let neighbours = plane.pick.flatMap {
            context.insight.neighbours(ofRow: plane.origin ?? $0, generation: generation)
        }
        self.plane?.visitNeighbour(by: steps, of: neighbours?.map(\.row))
    }

    /// The next component for an axis, past the one on the other axis, round from the last to the first.
    private mutating func stepAxes(x: Int = 0, y: Int = 0, _ context: ScreenContext) {
        guard let plane, let analysis = context.analysis, let yAxis = plane.yAxis else { return }
        let kept = analysis.chosen
        guard kept > 2 else { return }
        var (newX, newY) = (plane.xAxis, yAxis)
        repeat {
            newX = (newX + x + kept) % kept
            newY = (newY + y + kept) % kept
        } while newX == newY
        show(newX, newY, of: analysis, pick: plane.pick, isolated: plane.isolated)
    }

    /// Asks for the axes that part the two categories in colour; says how to choose two where they are not.
    private mutating func askAdviser() -> [Command] {
        guard let pair = legend.pair else {
            (pane, note) = (.legend, .holdTwo)
            return []
        }
        return [.adviseAxes(pair.0, pair.1)]
    }
}

// MARK: Box

extension ScatterScreen {
    /// The keys of a box; others do what they do without.
    private mutating func handleInBox(_ key: Key, _ context: ScreenContext) -> Bool {
        let directions: [Key: Direction] = [.left: .left, .right: .right, .up: .up, .down: .down]
        if let direction = directions[key] {
            if let plane { box = box?.moved(direction, in: plane) }
            return true
        }
        switch key {
        case .enter: isolateBox(context)
        case .character("b"):
            if let plane, let other = box?.other {
                box = ScatterScreenBox(from: other, to: other, in: plane.points)
            }
        // Points or axes that are others would leave the box somewhere else.
        case .character("x"), .character("X"), .character("y"), .character("Y"), .character("a"): box = nil
        default: break
        }
        return key == .enter || key == .character("b")
    }

    /// Draws only the points in the box, as large as they fit.
    private mutating func isolateBox(_ context: ScreenContext) {
        guard let box, let plane, let analysis = context.analysis, !box.rows.isEmpty else { return }
        self.box = nil
        show(plane.xAxis, plane.yAxis ?? 1, of: analysis, pick: plane.pick, isolated: box.rows)
    }
}

// MARK: Lineage

extension ScatterScreen {
    private mutating func openLineage(_ context: ScreenContext) {
        if let row = plane?.pick { lineage = ScatterScreenLineage(ofRow: row, context) }
    }

    private mutating func handleInLineage(_ key: Key) -> [Command] {
        switch key {
        case .escape, .character("o"): lineage = nil
        case .enter: return lineage?.step.map { [.follow($0)] } ?? []
        default: lineage?.handle(key)
        }
        return []
    }
}

// MARK: Mouse

extension ScatterScreen {
    mutating func handle(_ mouse: MouseEvent, in area: Rect, _ context: ScreenContext) -> [Command]? {
        guard let plane else { return nil }
        defer { pickedPath = picked(context)?.path }
        let layout = layout(in: area)
        let frame = ScatterChart.frame(
            of: plane.viewport, in: layout.chart(hasOneComponent: plane.yAxis == nil))
        if lineage != nil {
            if mouse.kind == .press { lineage = nil }
            return []
        }
        if mouse.kind == .press, mouse.isInside(layout.legend) { return clickLegend(mouse, layout.legend) }
        guard !frame.canvas.isEmpty, mouse.isInside(frame.canvas) || pressed != nil else { return [] }
        let place = frame.values(at: Point(x: mouse.x, y: mouse.y))
        point(mouse.kind, at: PlanePoint(x: place.x, y: place.y), context)
        return []
    }

    /// Presses pick, drags span a box, the wheel zooms about the pointer.
    private mutating func point(_ kind: MouseEvent.Kind, at place: PlanePoint, _ context: ScreenContext) {
        guard let plane else { return }
        switch kind {
        case .press:
            (pressed, box, pane) = (place, nil, .plane)
            self.plane?.pick(plane.points.nearest(to: place, in: plane.viewport))
        case .drag:
            if let pressed, pressed != place {
                box = ScatterScreenBox(from: pressed, to: place, in: plane.points)
            }
        case .release:
            pressed = nil
            if box?.rows.isEmpty == true { box = nil }
        case .wheelUp: self.plane?.zoom(by: 1.25, about: place)
        case .wheelDown: self.plane?.zoom(by: 1 / 1.25, about: place)
        case .doubleClick:
            pressed = nil
            openLineage(context)
        }
    }

    /// Looks for the category that is clicked.
    private mutating func clickLegend(_ mouse: MouseEvent, _ area: Rect) -> [Command] {
        let inner = area.insetBy(dx: 1, dy: 1)
        let rows = legend.cursor.visible(of: legend.order.count, height: inner.height)
        let row = rows.lowerBound + mouse.y - inner.y
        pane = .legend
        if mouse.isInside(inner), rows.contains(row) { legend.search(for: legend.order[row]) }
        return []
    }

    func layout(in area: Rect) -> ScatterScreenLayout {
        ScatterScreenLayout(area, legendHasKeys: pane == .legend, categories: legend.order.count)
    }
}
