import Plot

/// Which categories have a colour: the largest ones, or those a person looks for while the others turn grey.
struct ScatterScreenLegend: Sendable {
    /// Categories in the order of the legend: the eight largest by name, then the others by name.
    private(set) var order: [Int] = []
    private(set) var cursor = Selection()
    /// The categories held in colour while the cursor moves on, in the order in which they were taken.
    private(set) var held: [Int] = []
    /// Whether the cursor's category is looked for.
    private(set) var isSearching = false

    /// Whether some categories are looked for.
    var isFocused: Bool { isSearching || !held.isEmpty }

    /// The category under the cursor.
    var current: Int? { order.indices.contains(cursor.row) ? order[cursor.row] : nil }

    /// - Parameter counts: images of each category, the categories in order of their names.
    init(counts: [Int] = []) {
        let largest = counts.indices.sorted { (counts[$1], $0) < (counts[$0], $1) }.prefix(Palette.count)
        order = largest.sorted() + counts.indices.filter { !largest.contains($0) }
    }

    /// Looks for a category; for the one under the cursor where none is named.
    mutating func search(for category: Int?) {
        if let row = category.flatMap(order.firstIndex) { cursor.move(to: row, of: order.count) }
        isSearching = !order.isEmpty
    }

    /// Moves the cursor; false where the key does not.
    mutating func handle(_ key: Key) -> Bool { cursor.handle(key, count: order.count) }

    /// Holds the category under the cursor in colour, or lets it go. More than there are colours are not held.
    mutating func toggleHeld() {
        guard let current else { return }
        if let place = held.firstIndex(of: current) {
            held.remove(at: place)
        } else if held.count < Palette.count {
            held.append(current)
        }
    }

    /// The two categories that are compared: those held, or the one held and the cursor's, or all where there are two.
    var pair: (Int, Int)? {
        var categories = held
        if isSearching, let current, !categories.contains(current) { categories.append(current) }
        if order.count == 2 { categories = order }
        return categories.count >= 2 ? (categories[0], categories[1]) : nil
    }

    /// All categories are equal again.
    mutating func clear() {
        held = []
        isSearching = false
    }

    /// The categories looked for, or else the largest.
    private var colored: [Int] {
        guard isFocused else { return Array(order.prefix(Palette.count)) }
        var categories = held
        if isSearching, let current, !categories.contains(current) {
            categories = categories.prefix(Palette.count - 1) + [current]
        }
        return categories
    }

    /// One of the largest always has its own colour, so that it is known again; others take those that are free.
    var emphasis: ScatterChart.Emphasis {
        var slots = [Int?](repeating: nil, count: order.count)
        var free = Set(0..<Palette.count)
        for category in colored {
            guard let own = order.prefix(Palette.count).firstIndex(of: category) else { continue }
            slots[category] = own
            free.remove(own)
        }
        for category in colored where slots[category] == nil {
            slots[category] = free.min()
            if let taken = slots[category] { free.remove(taken) }
        }
        return ScatterChart.Emphasis(slots: slots, isFocused: isFocused)
    }
}
