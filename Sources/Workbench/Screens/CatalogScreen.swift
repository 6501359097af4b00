import Engine
import Plot

// Screen 1: the categories of the dataset, the images of the chosen one, and the chosen image. What is shown is kept
// as indices, rebuilt when the dataset, the filter or the order changes, so that a frame costs what it shows.

struct CatalogScreen: Screen {
    enum Pane: CaseIterable { case categories, images }
    /// By name or path, or by size, largest first.
    enum Order { case name, size }

    private(set) var focus = Pane.categories
    private(set) var order: [Pane: Order] = [:]
    /// The filter of each pane; an empty one lets all pass.
    private(set) var filters: [Pane: TextField] = [:]
    /// Whether characters go to the filter of the focused pane.
    private(set) var isTyping = false
    private(set) var categoryCursor = Selection()
    private(set) var imageCursor = Selection()
    /// The categories that pass the filter, as indices into `Dataset.categories`.
    private(set) var categories: [Int] = []
    /// The images of the chosen category that pass the filter, as indices into `Dataset.entries`.
    private(set) var images: [Int] = []
    /// What the cursors are on, to find it again when the lists change.
    private var chosen: (category: String?, path: ImagePath)?

    static let help = [
        KeyHint("Tab", .categoriesOrImages), KeyHint("arrows hjkl", .move),
        KeyHint("PgUp PgDn g G", .moveFar), KeyHint("/", .filterKeeps),
        KeyHint("s", .sortByNameOrSize), KeyHint("Enter", .imagesThenOpen),
    ]

    var takesText: Bool { isTyping }

    func hints(_ context: ScreenContext) -> [KeyHint] {
        if isTyping {
            return [
                KeyHint(context.theme.glyphs.enter, .keep), KeyHint("Esc", .clear),
                KeyHint(context.theme.glyphs.arrowsUpDown, .move),
            ]
        }
        let enter = focus == .categories ? Phrase.images : .preprocessIt
        return [
            KeyHint("/", .filter), KeyHint("Tab", .pane), KeyHint(context.theme.glyphs.enter, enter),
            KeyHint("s", .sort),
        ]
    }

    func figure(_ context: ScreenContext) -> String {
        let count = context.figures.grouped(context.dataset.entries.count)
        let listing = context.dataset.isListing ? "listing, so far " : ""
        return "\(context.dataset.name)  \(listing)\(count) images"
    }

    /// The chosen image.
    func selected(_ dataset: Dataset) -> CatalogEntry? {
        guard images.indices.contains(imageCursor.row) else { return nil }
        return dataset.entries[images[imageCursor.row]]
    }

    /// The chosen category.
    func category(_ dataset: Dataset) -> Dataset.Category? {
        guard categories.indices.contains(categoryCursor.row) else { return nil }
        return dataset.categories[categories[categoryCursor.row]]
    }

    func wants(_ context: ScreenContext) -> [Command] {
        guard let path = selected(context.dataset)?.path, context.pictures[path] == nil else { return [] }
        return [.loadThumbnail(path)]
    }
}

// MARK: Keys

extension CatalogScreen {
    mutating func handle(_ key: Key, _ context: ScreenContext) -> [Command] {
        if isTyping, type(key, context.dataset) { return [] }
        switch key {
        case .tab, .backTab: focus = focus == .categories ? .images : .categories
        case .left, .character("h"): focus = .categories
        case .right, .character("l"): focus = .images
        case .enter: return enter(context.dataset)
        case .escape: setFilter(TextField(), context.dataset)
        case .character("/"): isTyping = true
        case .character("s"): sort(context.dataset)
        default: move(key, context.dataset)
        }
        return []
    }

    /// Takes the keys of a filter being typed; the others are the list's.
    private mutating func type(_ key: Key, _ dataset: Dataset) -> Bool {
        switch key {
        case .enter: isTyping = false
        case .escape:
            isTyping = false
            setFilter(TextField(), dataset)
        default:
            var field = filters[focus] ?? TextField()
            guard field.handle(key) else { return false }
            setFilter(field, dataset)
        }
        return true
    }

    private mutating func enter(_ dataset: Dataset) -> [Command] {
        switch focus {
        case .categories: focus = .images
        case .images: if let path = selected(dataset)?.path { return [.inspect(path)] }
        }
        return []
    }

    private mutating func move(_ key: Key, _ dataset: Dataset) {
        switch focus {
        case .categories:
            guard categoryCursor.handle(key, count: categories.count) else { return }
            imageCursor = Selection()
            listImages(dataset)
        case .images: _ = imageCursor.handle(key, count: images.count)
        }
        remember(dataset)
    }

    /// Goes to a category, which a filter must not hide.
    mutating func choose(category name: String, _ dataset: Dataset) {
        filters[.categories] = TextField()
        chosen = (name, ImagePath(bytes: []))
        rebuild(dataset)
        focus = .categories
    }

    private mutating func setFilter(_ field: TextField, _ dataset: Dataset) {
        filters[focus] = field
        rebuild(dataset)
    }

    private mutating func sort(_ dataset: Dataset) {
        order[focus] = order[focus] == .size ? .name : .size
        rebuild(dataset)
    }
}

// MARK: The lists

extension CatalogScreen {
    mutating func contextChanged(_ context: ScreenContext) { rebuild(context.dataset) }

    /// Lists again, and keeps the cursors on what they were on where it is still listed.
    private mutating func rebuild(_ dataset: Dataset) {
        let chosen = chosen
        listCategories(dataset)
        if let chosen,
            let row = categories.firstIndex(where: { dataset.categories[$0].name == chosen.category })
        {
            categoryCursor.move(to: row, of: categories.count)
        }
        categoryCursor.clamp(to: categories.count)
        listImages(dataset)
        if let chosen, let row = images.firstIndex(where: { dataset.entries[$0].path == chosen.path }) {
            imageCursor.move(to: row, of: images.count)
        }
        remember(dataset)
    }

    private mutating func remember(_ dataset: Dataset) {
        chosen = selected(dataset).map { ($0.category, $0.path) } ?? chosen
    }

    private mutating func listCategories(_ dataset: Dataset) {
        categories = dataset.categories.indices.filter {
            matches(Array(dataset.categories[$0].title.utf8), .categories)
        }
        if order[.categories] == .size {
            categories.sort { dataset.categories[$0].members.count > dataset.categories[$1].members.count }
        }
    }

    private mutating func listImages(_ dataset: Dataset) {
        images = category(dataset)?.members ?? []
        if isFiltered(.images) { images = images.filter { matches(dataset.entries[$0].path.bytes, .images) } }
        if order[.images] == .size {
            images.sort { dataset.entries[$0].length > dataset.entries[$1].length }
        }
        imageCursor.clamp(to: images.count)
    }

    func isFiltered(_ pane: Pane) -> Bool { !(filters[pane]?.text.isEmpty ?? true) }

    /// Whether the bytes hold the pane's filter, letters of ASCII in either case.
    private func matches(_ bytes: [UInt8], _ pane: Pane) -> Bool {
        guard let filter = filters[pane]?.text, !filter.isEmpty else { return true }
        let wanted = filter.utf8.map(\.lowercased)
        guard bytes.count >= wanted.count else { return false }
        return (0...(bytes.count - wanted.count)).contains { start in
            wanted.indices.allSatisfy { bytes[start + $0].lowercased == wanted[$0] }
        }
    }
}

extension UInt8 {
    /// The letter in lower case; other bytes as they are.
    fileprivate var lowercased: UInt8 { (0x41...0x5A).contains(self) ? self | 0x20 : self }
}
