/// What the mouse did, and where: in cells from the top left of the whole grid.
struct MouseEvent: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
        case press, release, drag, wheelUp, wheelDown
        /// In place of the second of two presses.
        case doubleClick
    }

    let kind: Kind
    let x: Int
    let y: Int
}
