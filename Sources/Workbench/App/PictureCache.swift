import Engine

/// The pictures shown last, so that going back to one shows it at once.
struct PictureCache: Sendable {
    /// Bytes of pixels: a thousand pictures of 100×100, and more than a large terminal shows at once of 256×256.
    private let capacity: Int
    private var bytes = 0
    private var pictures: [ImagePath: Picture] = [:]
    /// Oldest first, from `first` on.
    private var order: [ImagePath] = []
    private var first = 0

    init(capacity: Int = 32_000_000) { self.capacity = capacity }

    subscript(path: ImagePath) -> Picture? { pictures[path] }

    mutating func insert(_ picture: Picture, for path: ImagePath) {
        let old = pictures.updateValue(picture, forKey: path)
        if old == nil { order.append(path) }
        bytes += picture.bytes - (old?.bytes ?? 0)
        while bytes > capacity, order.count - first > 1 { removeFirst() }
    }

    private mutating func removeFirst() {
        bytes -= pictures.removeValue(forKey: order[first])?.bytes ?? 0
        first += 1
        // Cut only once half of the list is gone: each path is moved once at most.
        if first * 2 > order.count {
            order.removeFirst(first)
            first = 0
        }
    }
}

extension Picture {
    /// Memory that it takes, about.
    fileprivate var bytes: Int { 200 + (pixmap?.pixels.count ?? 0) }
}
