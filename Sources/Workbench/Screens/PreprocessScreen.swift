import Engine
import Plot

// Screen 2: an image of the catalog before and after a chain of steps that is edited here. The pictures come from a
// worker; until those of a new chain arrive the old ones stay, so nothing flickers. `PreprocessView` is how they are
// shown.

struct PreprocessScreen: Screen {
    var steps: StepList
    var view = PreprocessView()
    /// The image: where it stands in its category, and its path to find it again when the catalog grows.
    private(set) var category = 0
    private(set) var member = 0
    private(set) var path: ImagePath?
    /// The last image that was taken over from screen 1.
    private var followed: ImagePath?

    init(chain: String) { steps = StepList(chain) }

    static let help = [
        KeyHint("left right", .imageBeforeAfter), KeyHint("PgUp PgDn", .tenImagesOn),
        KeyHint("c C", .categoryNextBefore), KeyHint("e", .equalizeChannels),
        KeyHint("l", .equalizeLuma), KeyHint("g", .gaussianBlur), KeyHint("+ -", .sigmaOfBlur),
        KeyHint("o O", .stepOrder), KeyHint("r", .runsChain),
        KeyHint("m M", .modes),
        KeyHint(", .", .seamOrGain),
        KeyHint("t T", .charsets), KeyHint("", .sextantsNote), KeyHint("", .pixelsNote),
        KeyHint("d", .dithers), KeyHint("u", .levelKinds),
    ]

    func hints(_ context: ScreenContext) -> [KeyHint] {
        let glyphs = context.theme.glyphs
        let adjusted = view.adjustable.map { [KeyHint(", .", $0)] } ?? []
        let dither = context.theme.shownGraphics == nil ? [KeyHint("d", .dither)] : []
        return [KeyHint("m", .mode)] + adjusted + [
            KeyHint(glyphs.arrowsLeftRight, .image), KeyHint("e l g", .steps),
            KeyHint("+/-", .sigma), KeyHint("o", .order), KeyHint("t", .characters),
        ] + dither + [KeyHint("u", .levels), KeyHint("c", .category)]
    }

    /// How the image is shown, and which it is.
    func figure(_ context: ScreenContext) -> String {
        let image = path.map {
            $0.components.suffix(2).map { ImagePath(bytes: Array($0)).printable }.joined(separator: "/")
        }
        return [context.words[view.mode.name], image].compactMap { $0 }.joined(
            separator: " \(context.theme.glyphs.dot) ")
    }

    /// What the screen shows, or would if it had been computed.
    var request: PreviewRequest? { path.map { PreviewRequest(path: $0, chain: steps.chain) } }

    func wants(_ context: ScreenContext) -> [Command] {
        guard let request, context.preview?.request != request else { return [] }
        return [.preprocess(request)]
    }
}

// MARK: Keys

extension PreprocessScreen {
    mutating func handle(_ key: Key, _ context: ScreenContext) -> [Command] {
        if view.take(key) { return [] }
        switch key {
        case .left, .character("h"): step(by: -1, context.dataset)
        case .right, .character(" "): step(by: 1, context.dataset)
        case .pageUp: step(by: -10, context.dataset)
        case .pageDown: step(by: 10, context.dataset)
        case .character("c"): stepCategory(by: 1, context.dataset)
        case .character("C"): stepCategory(by: -1, context.dataset)
        case .character("e"): steps.toggle("equalize")
        case .character("l"): steps.toggle("equalize-luma")
        case .character("g"): steps.toggle("gaussian")
        case .character("+"), .character("="): steps.setSigma(steps.sigma + 0.1)
        case .character("-"): steps.setSigma(steps.sigma - 0.1)
        case .character("o"): steps.rotate()
        case .character("O"): steps.swapFirst()
        case .character("t"): return [.drawPictures(with: context.theme.neighbour(1))]
        case .character("T"): return [.drawPictures(with: context.theme.neighbour(-1))]
        case .character("r"): steps = StepList(context.runChain)
        default: break
        }
        return []
    }

    /// Shows this image from now on.
    mutating func choose(_ path: ImagePath, _ context: ScreenContext) {
        self.path = path
        find(in: context.dataset)
    }

    /// Shows the image that screen 1 has gone to since the last time.
    mutating func follow(_ path: ImagePath?, _ context: ScreenContext) {
        guard let path, path != followed else { return }
        followed = path
        choose(path, context)
    }

    mutating func contextChanged(_ context: ScreenContext) {
        find(in: context.dataset)
        if path == nil { settle(in: context.dataset) }
    }

    /// Where the image stands now.
    private mutating func find(in dataset: Dataset) {
        guard let path, !isAt(path, in: dataset) else { return }
        for (index, category) in dataset.categories.enumerated() {
            if let member = category.members.firstIndex(where: { dataset.entries[$0].path == path }) {
                (self.category, self.member) = (index, member)
                return
            }
        }
    }

    private func isAt(_ path: ImagePath, in dataset: Dataset) -> Bool {
        guard dataset.categories.indices.contains(category) else { return false }
        let members = dataset.categories[category].members
        return members.indices.contains(member) && dataset.entries[members[member]].path == path
    }

    private mutating func step(by count: Int, _ dataset: Dataset) {
        member += count
        settle(in: dataset)
    }

    private mutating func stepCategory(by count: Int, _ dataset: Dataset) {
        let categories = max(1, dataset.categories.count)
        category = (category + count + categories) % categories
        member = 0
        settle(in: dataset)
    }

    /// Keeps the place inside the catalog, and takes the image there.
    private mutating func settle(in dataset: Dataset) {
        category = max(0, min(category, dataset.categories.count - 1))
        guard dataset.categories.indices.contains(category) else { return }
        let members = dataset.categories[category].members
        member = max(0, min(member, members.count - 1))
        if members.indices.contains(member) { path = dataset.entries[members[member]].path }
    }
}
