import Plot

/// What a mouse did, and on which cell: from the top left of the whole grid.
struct MouseEvent: Hashable, Sendable {
    enum Kind: Hashable, Sendable { case press, release, drag, wheelUp, wheelDown, doubleClick }

    let kind: Kind
    let x: Int
    let y: Int

    init(_ kind: Kind, x: Int, y: Int) {
        self.kind = kind
        self.x = x
        self.y = y
    }

    func isInside(_ area: Rect) -> Bool { area.contains(Point(x: x, y: y)) }
}
