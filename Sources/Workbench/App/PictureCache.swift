import Engine

/// The pictures shown last, so that going back to one shows it at once.
struct PictureCache: Sendable {
    /// At 100×100 pixels a picture takes 30 kB.
    private let capacity = 256
    private var pictures: [ImagePath: Picture] = [:]
    /// Oldest first.
    private var order: [ImagePath] = []

    subscript(path: ImagePath) -> Picture? { pictures[path] }

    mutating func insert(_ picture: Picture, for path: ImagePath) {
        if pictures.updateValue(picture, forKey: path) == nil { order.append(path) }
        if order.count > capacity { pictures[order.removeFirst()] = nil }
    }
}
