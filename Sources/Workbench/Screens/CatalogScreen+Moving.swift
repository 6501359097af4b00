import Engine
import Plot

// Moving on screen 1: in the tree, among images in a list or as thumbnails, and from match to match.

extension CatalogScreen {
    mutating func move(_ key: Key, _ context: ScreenContext) {
        let dataset = context.dataset
        switch focus {
        case .categories:
            switch key {
            case .left, .character("h"): close(dataset)
            case .right, .character("l"): if !open(dataset) { focus = .images }
            default: moveCategory(key, dataset)
            }
        case .images: moveImage(key, context)
        }
        remember(dataset)
    }

    private mutating func moveCategory(_ key: Key, _ dataset: Dataset) {
        guard categoryCursor.handle(key, count: rows.count) else { return }
        imageCursor = Selection()
        listImages(dataset)
    }

    private mutating func moveImage(_ key: Key, _ context: ScreenContext) {
        guard view == .thumbnails, let thumbnails = thumbnails(context) else {
            if key == .left || key == .character("h") { focus = .categories }
            _ = imageCursor.handle(key, count: images.count)
            return
        }
        let columns = thumbnails.columns
        let step: Int? =
            switch key {
            case .left, .character("h"): -1
            case .right, .character("l"): 1
            case .up, .character("k"): -columns
            case .down, .character("j"): columns
            case .pageUp: -columns * thumbnails.rows
            case .pageDown: columns * thumbnails.rows
            default: nil
            }
        guard let step else {
            _ = imageCursor.handle(key, count: images.count)
            return
        }
        if step == -1, imageCursor.row.isMultiple(of: columns) {
            focus = .categories
        } else if images.indices.contains(imageCursor.row + step) || step.magnitude > columns {
            imageCursor.move(to: imageCursor.row + step, of: images.count)
        }
    }

    // MARK: - The tree

    /// Whether the chosen row has splits that are not shown.
    func canOpen(_ dataset: Dataset) -> Bool {
        guard let row, row.split == nil, dataset.splits.count > 1 else { return false }
        let category = dataset.categories[row.category]
        return !opened.contains(category.name) && !category.countBySplit.isEmpty
    }

    /// Shows the splits of the chosen category; false where there are none to show.
    mutating func open(_ dataset: Dataset) -> Bool {
        guard canOpen(dataset), let category = category(dataset) else { return false }
        opened.insert(category.name)
        rebuild(dataset)
        return true
    }

    /// Hides the splits of the chosen category, which then is chosen itself.
    mutating func close(_ dataset: Dataset) {
        guard let category = category(dataset), opened.remove(category.name) != nil else { return }
        chosen?.split = nil
        rebuild(dataset)
    }

    // MARK: - Searching

    /// Turns the focused pane's filter into a search: hides nothing any more, and goes to the next that passes.
    mutating func search(backwards: Bool, _ dataset: Dataset) {
        let filter = filter(focus)
        guard !filter.isEmpty else { return }
        filters[focus]?.isSearch = true
        rebuild(dataset)
        switch focus {
        case .categories: searchCategory(filter, backwards: backwards, dataset)
        case .images: searchImage(filter, backwards: backwards, dataset)
        }
        remember(dataset)
    }

    private mutating func searchCategory(_ filter: TextFilter, backwards: Bool, _ dataset: Dataset) {
        let (rows, here, step) = (rows, categoryCursor.row, backwards ? -1 : 1)
        let places = (0..<rows.count).map { (here + step * ($0 + 1)).modulo(rows.count) }
        let found = places.first {
            rows[$0].split == nil && filter.passes(dataset.categories[rows[$0].category].title)
        }
        guard let found else { return }
        categoryCursor.move(to: found, of: rows.count)
        imageCursor = Selection()
        listImages(dataset)
    }

    /// The next image that passes among those of the row, then of the categories after it, all round.
    private mutating func searchImage(_ filter: TextFilter, backwards: Bool, _ dataset: Dataset) {
        let passes = { (image: Int) in filter.passes(dataset.entries[image].path.bytes) }
        let here = imageCursor.row
        let rest =
            backwards ? images.indices.prefix(here).reversed() : Array(images.indices.dropFirst(here + 1))
        if let found = rest.first(where: { passes(images[$0]) }) {
            return imageCursor.move(to: found, of: images.count)
        }
        guard let start = row.flatMap({ categories.firstIndex(of: $0.category) }) else { return }
        for distance in 1...categories.count {
            let category = categories[(start + (backwards ? -distance : distance)).modulo(categories.count)]
            let members = images(of: Row(category: category), dataset)
            let found = backwards ? members.lastIndex(where: passes) : members.firstIndex(where: passes)
            guard let found else { continue }
            categoryCursor.move(to: rows.firstIndex(of: Row(category: category)) ?? 0, of: rows.count)
            listImages(dataset)
            return imageCursor.move(to: found, of: images.count)
        }
    }
}

extension Int {
    /// The remainder, from 0 to `count` - 1; 0 of nothing.
    fileprivate func modulo(_ count: Int) -> Int { count > 0 ? ((self % count) + count) % count : 0 }
}
