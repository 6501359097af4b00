/// A cursor in a list of so many rows.
struct Selection: Hashable, Sendable {
    private(set) var row = 0

    /// Keeps the cursor inside a list that has become shorter.
    mutating func clamp(to count: Int) { row = max(0, min(row, count - 1)) }

    mutating func move(to row: Int, of count: Int) {
        self.row = row
        clamp(to: count)
    }

    /// Moves for the keys that move in every list; false where the key is another.
    mutating func handle(_ key: Key, count: Int, page: Int = 10) -> Bool {
        switch key {
        case .up, .character("k"): move(to: row - 1, of: count)
        case .down, .character("j"): move(to: row + 1, of: count)
        case .pageUp: move(to: row - page, of: count)
        case .pageDown: move(to: row + page, of: count)
        case .home, .character("g"): move(to: 0, of: count)
        case .end, .character("G"): move(to: count - 1, of: count)
        default: return false
        }
        return true
    }

    /// The rows to show in `height` lines, the cursor in their middle where the list allows.
    func visible(of count: Int, height: Int) -> Range<Int> {
        guard height > 0, count > 0 else { return 0..<0 }
        let first = max(0, min(row - height / 2, count - height))
        return first..<min(count, first + height)
    }
}
