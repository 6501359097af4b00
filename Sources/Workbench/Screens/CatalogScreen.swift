import Engine
import Plot

// Screen 1: the categories of the dataset as a tree, the images of the chosen one, and the chosen image. What is shown is
// kept as indices, rebuilt when the dataset, a filter or the order changes, so that a frame costs what it shows.

struct CatalogScreen: Screen {
    enum Pane: CaseIterable { case categories, images }
    /// By name or path, or by size, largest first.
    enum Order { case name, size }
    /// The images as a list beside the chosen one or as thumbnails; or all as a table, as Spark would print it.
    enum View { case list, thumbnails, table }

    /// A line of the tree: a category, or one of its splits.
    struct Row: Hashable {
        /// Index into `Dataset.categories`.
        let category: Int
        /// Index into `Dataset.splits`; nil for the category as a whole.
        var split: Int?
    }

    /// What the cursors are on, to find it again when the lists change.
    struct Chosen: Hashable {
        var category: String?
        var split: String?
        var path = ImagePath(bytes: [])
    }

    /// What narrows the list of a pane, or is searched for in it.
    struct Filter: Hashable {
        var field = TextField()
        /// Hides nothing: what passes is walked to.
        var isSearch = false
    }

    var focus = Pane.categories
    var view = View.list
    private(set) var order: [Pane: Order] = [:]
    var filters: [Pane: Filter] = [:]
    /// Whether characters go to the filter of the focused pane.
    private(set) var isTyping = false
    var categoryCursor = Selection()
    var imageCursor = Selection()
    /// The names of the categories whose splits are shown.
    var opened: Set<String?> = []
    /// The categories that pass the filter, as indices into `Dataset.categories`.
    var categories: [Int] = []
    /// The categories with the splits of those that are open.
    var rows: [Row] = []
    /// The images of the chosen row that pass the filter, as indices into `Dataset.entries`.
    var images: [Int] = []
    var chosen: Chosen?
    /// What the person has marked, for as long as the UI runs.
    private(set) var marks: Set<ImagePath> = []
    /// How many of each category are.
    private(set) var markCounts: [String?: Int] = [:]
    /// Only marked images are listed, and their categories.
    private(set) var showsMarked = false
    /// The first line and column of the table that are seen.
    var tableOrigin = Point(x: 0, y: 0)

    static let help = [
        KeyHint("Tab", .categoriesOrImages), KeyHint("arrows hjkl", .move),
        KeyHint("PgUp PgDn g G", .moveFar), KeyHint("Enter", .openThenImages),
        KeyHint("Esc", .closeOrClear),
        KeyHint("/", .filterKeeps), KeyHint("n  N", .nextMatch),
        KeyHint("s", .sortByNameOrSize), KeyHint("v", .listOrThumbnails),
        KeyHint("Space", .markImage), KeyHint("M", .onlyMarked), KeyHint("d", .asTable),
    ]

    var takesText: Bool { isTyping }

    func hints(_ context: ScreenContext) -> [KeyHint] {
        let glyphs = context.theme.glyphs
        if isTyping {
            return [
                KeyHint(glyphs.enter, .keep), KeyHint("Esc", .clear), KeyHint(glyphs.arrowsUpDown, .move),
            ]
        }
        if view == .table { return [KeyHint("d", .back), KeyHint(glyphs.arrowsUpDown, .move)] }
        let enter: Phrase =
            focus == .images ? .preprocessIt : canOpen(context.dataset) ? .openIt : .images
        return [
            KeyHint("/", .filter), KeyHint("Tab", .pane), KeyHint(glyphs.enter, enter),
            KeyHint("v", view == .list ? .thumbnails : .list), KeyHint("d", .table), KeyHint("s", .sort),
            KeyHint("Space", .mark),
        ]
    }

    func figure(_ context: ScreenContext) -> String {
        let count = context.figures.grouped(context.dataset.entries.count)
        let soFar = context.words[context.dataset.isListing ? .imagesSoFar(count) : .imageCount(count)]
        return "\(name(of: context.dataset, in: context.area.width))  \(soFar)"
    }

    /// As much of the end of the dataset's name as leaves the footer room for keys.
    private func name(of dataset: Dataset, in columns: Int) -> String {
        let parts = dataset.name.split(separator: "/")
        guard columns < 120, parts.count > 2 else { return dataset.name }
        return parts.suffix(columns < 80 ? 1 : 2).joined(separator: "/")
    }

    /// The chosen image.
    func selected(_ dataset: Dataset) -> CatalogEntry? {
        guard images.indices.contains(imageCursor.row) else { return nil }
        return dataset.entries[images[imageCursor.row]]
    }

    /// The chosen category, or that of the chosen split.
    func category(_ dataset: Dataset) -> Dataset.Category? {
        row.map { dataset.categories[$0.category] }
    }

    var row: Row? { rows.indices.contains(categoryCursor.row) ? rows[categoryCursor.row] : nil }

    /// The marked images, in the order of the catalog.
    func marked(_ dataset: Dataset) -> [CatalogEntry] {
        marks.isEmpty ? [] : dataset.entries.filter { marks.contains($0.path) }
    }

    func wants(_ context: ScreenContext) -> [Command] {
        guard view == .thumbnails, let thumbnails = thumbnails(context) else {
            guard view == .list, let path = selected(context.dataset)?.path, context.pictures[path] == nil
            else { return [] }
            return [.loadThumbnail(path)]
        }
        let paths = thumbnails.shown.map { context.dataset.entries[images[$0]].path }
        let missing = paths.filter { context.pictures[$0] == nil }
        return missing.isEmpty ? [] : [.loadThumbnails(missing)]
    }
}

// MARK: Keys

extension CatalogScreen {
    mutating func handle(_ key: Key, _ context: ScreenContext) -> [Command] {
        if isTyping, type(key, context.dataset) { return [] }
        if view == .table {
            handleInTable(key, context)
            return []
        }
        switch key {
        case .tab, .backTab: focus = focus == .categories ? .images : .categories
        case .enter: return enter(context.dataset)
        case .escape: escape(context.dataset)
        case .character("/"): beginTyping(context.dataset)
        case .character("n"), .character("N"): search(backwards: key == .character("N"), context.dataset)
        case .character("s"): sort(context.dataset)
        case .character("v"): view = view == .list ? .thumbnails : .list
        case .character("d"): view = .table
        case .character(" "): mark(context.dataset)
        case .character("M"):
            showsMarked.toggle()
            rebuild(context.dataset)
        default: move(key, context)
        }
        return []
    }

    private mutating func beginTyping(_ dataset: Dataset) {
        isTyping = true
        filters[focus, default: Filter()].isSearch = false
        rebuild(dataset)
    }

    /// Takes the keys of a filter being typed; the others are the list's.
    private mutating func type(_ key: Key, _ dataset: Dataset) -> Bool {
        switch key {
        case .enter: isTyping = false
        case .escape:
            isTyping = false
            setFilter(TextField(), dataset)
        default:
            var field = filters[focus]?.field ?? TextField()
            guard field.handle(key) else { return false }
            setFilter(field, dataset)
        }
        return true
    }

    /// Opens what is closed; then goes to the images, and from there to the next screen.
    mutating func enter(_ dataset: Dataset) -> [Command] {
        switch focus {
        case .categories: if !open(dataset) { focus = .images }
        case .images: if let path = selected(dataset)?.path { return [.inspect(path)] }
        }
        return []
    }

    /// Shows what a filter hides, or else closes what is open.
    private mutating func escape(_ dataset: Dataset) {
        guard filters[focus]?.field.text.isEmpty ?? true else { return setFilter(TextField(), dataset) }
        if showsMarked {
            showsMarked = false
            rebuild(dataset)
        } else if focus == .images {
            focus = .categories
        } else {
            close(dataset)
        }
    }

    private mutating func setFilter(_ field: TextField, _ dataset: Dataset) {
        filters[focus] = Filter(field: field)
        rebuild(dataset)
    }

    private mutating func sort(_ dataset: Dataset) {
        order[focus] = order[focus] == .size ? .name : .size
        rebuild(dataset)
    }

    /// Marks the chosen image, or all that are listed of the chosen category; takes the marks away where all have one.
    private mutating func mark(_ dataset: Dataset) {
        let chosen =
            focus == .images ? [selected(dataset)].compactMap { $0 } : images.map { dataset.entries[$0] }
        let areMarked = chosen.allSatisfy { marks.contains($0.path) }
        for entry in chosen {
            if areMarked {
                marks.remove(entry.path)
                markCounts[entry.category, default: 0] -= 1
            } else if marks.insert(entry.path).inserted {
                markCounts[entry.category, default: 0] += 1
            }
        }
        if showsMarked { rebuild(dataset) }
    }

    /// Goes to a category, which a filter must not hide.
    mutating func choose(category name: String, _ dataset: Dataset) {
        (filters[.categories], showsMarked, isTyping) = (nil, false, false)
        if view == .table { view = .list }
        chosen = Chosen(category: name)
        focus = .categories
        rebuild(dataset)
    }
}
