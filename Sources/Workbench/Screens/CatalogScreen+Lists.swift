import Engine

// What screen 1 lists. Walks the categories and the images of the chosen one, never all entries.

extension CatalogScreen {
    mutating func contextChanged(_ context: ScreenContext) { rebuild(context.dataset) }

    /// Lists again, and keeps the cursors on what they were on where it is still listed.
    mutating func rebuild(_ dataset: Dataset) {
        let chosen = chosen
        listCategories(dataset)
        if let chosen {
            categoryCursor.move(to: place(of: chosen, dataset) ?? categoryCursor.row, of: rows.count)
        }
        categoryCursor.clamp(to: rows.count)
        listImages(dataset)
        if let chosen, let row = images.firstIndex(where: { dataset.entries[$0].path == chosen.path }) {
            imageCursor.move(to: row, of: images.count)
        }
        remember(dataset)
    }

    /// The split's row, or else its category's.
    private func place(of chosen: Chosen, _ dataset: Dataset) -> Int? {
        guard let category = dataset.position(ofCategory: chosen.category) else { return nil }
        let split = chosen.split.flatMap { dataset.splits.firstIndex(of: $0) }
        return rows.firstIndex(of: Row(category: category, split: split))
            ?? rows.firstIndex(of: Row(category: category))
    }

    mutating func remember(_ dataset: Dataset) {
        guard let row else { return }
        let path = selected(dataset)?.path ?? chosen?.path ?? ImagePath(bytes: [])
        chosen = Chosen(
            category: dataset.categories[row.category].name, split: row.split.map { dataset.splits[$0] },
            path: path)
    }

    private mutating func listCategories(_ dataset: Dataset) {
        let filter = narrowing(.categories)
        categories = dataset.categories.indices.filter { index in
            let category = dataset.categories[index]
            return filter.passes(category.title)
                && (!showsMarked || markCounts[category.name, default: 0] > 0)
        }
        if order[.categories] == .size {
            categories.sort { dataset.categories[$0].members.count > dataset.categories[$1].members.count }
        }
        rows = categories.flatMap { [Row(category: $0)] + splits(of: $0, dataset) }
    }

    private func splits(of category: Int, _ dataset: Dataset) -> [Row] {
        let category = (index: category, value: dataset.categories[category])
        guard dataset.splits.count > 1, opened.contains(category.value.name) else { return [] }
        return dataset.splits.indices.filter { category.value.count(ofSplit: $0) > 0 }.map {
            Row(category: category.index, split: $0)
        }
    }

    mutating func listImages(_ dataset: Dataset) {
        let filter = narrowing(.images)
        images = row.map { images(of: $0, dataset) } ?? []
        if !filter.isEmpty { images = images.filter { filter.passes(dataset.entries[$0].path.bytes) } }
        imageCursor.clamp(to: images.count)
    }

    /// Before the filter.
    func images(of row: Row, _ dataset: Dataset) -> [Int] {
        var images = dataset.categories[row.category].members
        if let split = row.split.map({ dataset.splits[$0] }) {
            images = images.filter { dataset.entries[$0].split == split }
        }
        if showsMarked { images = images.filter { marks.contains(dataset.entries[$0].path) } }
        if order[.images] == .size {
            images.sort { dataset.entries[$0].length > dataset.entries[$1].length }
        }
        return images
    }

    func filter(_ pane: Pane) -> TextFilter { TextFilter(filters[pane]?.field.text ?? "") }

    /// What hides something in the pane.
    func narrowing(_ pane: Pane) -> TextFilter {
        filters[pane]?.isSearch == true ? TextFilter("") : filter(pane)
    }

    func isFiltered(_ pane: Pane) -> Bool { !filter(pane).isEmpty }
}
