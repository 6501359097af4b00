import Engine
import Plot

// Screen 5: the images of the run on two of its components. What depends on all points is worked out when the analysis,
// the axes or the legend change; a frame bins them once for its part of the plane and is kept until that changes.

struct ScatterScreen: Screen {
    enum Pane { case plane, legend }

    private(set) var pane = Pane.plane
    /// nil until there is an analysis with at least one image and one component.
    private(set) var plane: ScatterScreenPlane?
    private(set) var legend = ScatterScreenLegend()
    private(set) var showsNames = true
    /// Of the analysis that all of this is of.
    private var generation: Int?
    /// The picked image, to find it again in another analysis.
    private var pickedPath: ImagePath?
    let frames = ScatterScreenFrames()

    static let help = [
        KeyHint("arrows", .pickThatWay), KeyHint("n N", .nearestAndBack),
        KeyHint("x X  y Y", .axisComponent), KeyHint("+ -", .zoomAboutPick),
        KeyHint("h j k l", .pan), KeyHint("0", .showAll),
        KeyHint("f Tab", .legendFocus),
        KeyHint("Space", .holdColor), KeyHint("Esc", .allCategories),
        KeyHint("c", .namesOnOff), KeyHint("Enter", .openInPreprocess),
    ]

    func hints(_ context: ScreenContext) -> [KeyHint] {
        let glyphs = context.theme.glyphs
        if pane == .legend {
            return [
                KeyHint(glyphs.arrowsUpDown, .category), KeyHint("Space", .hold),
                KeyHint(glyphs.enter, .plane), KeyHint("Esc", .all),
            ]
        }
        return [
            KeyHint(glyphs.isUnicode ? "←↑↓→" : "arrows", .pick), KeyHint("x/y", .axes),
            KeyHint("f", .focus),
            KeyHint("+/-", .zoom), KeyHint("n", .nearest), KeyHint(glyphs.enter, .open),
        ]
    }

    /// Tells of the frame that was drawn last: the footer is drawn after the screen.
    func figure(_ context: ScreenContext) -> String {
        guard let plane else { return "" }
        guard let chart = frames.last else { return "\(context.figures.grouped(plane.points.count)) images" }
        let seen = "\(context.figures.grouped(chart.seenCount)) seen"
        guard let share = chart.ownColorShare else { return seen }
        let percent = context.figures.fixed((share * 100).rounded(.down), places: 0)
        return "\(seen) \(context.theme.glyphs.dot) \(percent) % in own colour"
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
        guard let path = picked(context)?.path, context.pictures[path] == nil else { return [] }
        return [.loadThumbnail(path)]
    }

    mutating func contextChanged(_ context: ScreenContext) {
        guard context.analysis?.generation != generation else { return }
        generation = context.analysis?.generation
        pane = .plane
        guard let analysis = context.analysis, !analysis.images.isEmpty, analysis.chosen > 0 else {
            (plane, legend) = (nil, ScatterScreenLegend())
            return
        }
        let pick = pickedPath.flatMap { path in analysis.images.firstIndex { $0.path == path } }
        show(plane?.xAxis ?? 0, plane?.yAxis ?? 1, of: analysis, pick: pick)
        legend = ScatterScreenLegend(counts: plane?.points.counts ?? [])
    }

    /// Puts two components on the axes, as far as the run kept them.
    private mutating func show(_ xAxis: Int, _ yAxis: Int, of analysis: Analysis, pick: Int?) {
        let kept = analysis.chosen
        let x = min(xAxis, kept - 1)
        let y = min(yAxis, kept - 1)
        let other = y == x ? (x + 1) % kept : y
        var new = ScatterScreenPlane(analysis, xAxis: x, yAxis: kept > 1 ? other : nil)
        if let pick { new.pick(pick) } else { new.pickTypical() }
        plane = new
        pickedPath = new.pick.map { analysis.images[$0].path }
    }
}

// MARK: Keys

extension ScatterScreen {
    mutating func handle(_ key: Key, _ context: ScreenContext) -> [Command] {
        guard plane != nil else { return [] }
        defer { pickedPath = picked(context)?.path }
        if handleInBoth(key, context) { return [] }
        switch pane {
        case .legend: handleInLegend(key)
        case .plane:
            if key == .enter { return picked(context).map { [.inspect($0.path)] } ?? [] }
            handleInPlane(key)
        }
        return []
    }

    /// The keys that both panes know; false where the key is another.
    private mutating func handleInBoth(_ key: Key, _ context: ScreenContext) -> Bool {
        switch key {
        case .tab, .backTab, .character("f"): switchPane()
        case .escape:
            legend.clear()
            pane = .plane
        case .character("x"): stepAxes(x: 1, context)
        case .character("X"): stepAxes(x: -1, context)
        case .character("y"): stepAxes(y: 1, context)
        case .character("Y"): stepAxes(y: -1, context)
        case .character("+"), .character("="): plane?.zoom(by: 1.5)
        case .character("-"): plane?.zoom(by: 1 / 1.5)
        case .character("0"): plane?.fit()
        case .character("c"): showsNames.toggle()
        case .character("n"): plane?.visitNeighbour(by: 1)
        case .character("N"): plane?.visitNeighbour(by: -1)
        default: return false
        }
        return true
    }

    private mutating func handleInPlane(_ key: Key) {
        switch key {
        case .left: plane?.movePick(.left)
        case .right: plane?.movePick(.right)
        case .up: plane?.movePick(.up)
        case .down: plane?.movePick(.down)
        case .character("h"): plane?.pan(right: -0.125)
        case .character("l"): plane?.pan(right: 0.125)
        case .character("k"): plane?.pan(up: 0.125)
        case .character("j"): plane?.pan(up: -0.125)
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
        show(newX, newY, of: analysis, pick: plane.pick)
    }
}
