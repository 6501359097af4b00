import Engine
import Plot

// The mouse on screen 1: a click chooses, a double click opens, the wheel moves in what is under it.

extension CatalogScreen {
    mutating func handle(_ mouse: MouseEvent, in area: Rect, _ context: ScreenContext) -> [Command]? {
        let point = Point(x: mouse.x, y: mouse.y)
        guard let place = places(in: area).first(where: { $0.area.contains(point) }) else { return [] }
        switch mouse.kind {
        case .wheelUp, .wheelDown: scroll(place.part, mouse.kind == .wheelUp ? .up : .down, context)
        case .press: choose(at: point, in: place, context.dataset)
        case .doubleClick: return openWhat(isAt: point, in: place, context.dataset)
        case .release, .drag: break
        }
        return []
    }

    private mutating func scroll(_ part: Part, _ key: Key, _ context: ScreenContext) {
        switch part {
        case .table: return handleInTable(key, context)
        case .categories: focus = .categories
        case .images, .thumbnails, .image: focus = .images
        }
        move(key, context)
    }

    private mutating func openWhat(isAt point: Point, in place: Place, _ dataset: Dataset) -> [Command] {
        guard choose(at: point, in: place, dataset) else { return [] }
        if focus == .categories, !canOpen(dataset), row?.split == nil {
            close(dataset)
            return []
        }
        return enter(dataset)
    }

    /// False where nothing is there to be chosen.
    @discardableResult
    private mutating func choose(at point: Point, in place: Place, _ dataset: Dataset) -> Bool {
        switch place.part {
        case .table: return false
        case .image:
            focus = .images
            return selected(dataset) != nil
        case .categories:
            focus = .categories
            let (first, lines) = visibleRows(in: place.area)
            guard lines.contains(point) else { return false }
            categoryCursor.move(to: first + point.y - lines.y, of: rows.count)
            imageCursor = Selection()
            listImages(dataset)
        case .images, .thumbnails:
            focus = .images
            guard let image = image(at: point, in: place) else { return false }
            imageCursor.move(to: image, of: images.count)
        }
        remember(dataset)
        return true
    }

    private func image(at point: Point, in place: Place) -> Int? {
        if place.part == .thumbnails { return thumbnails(in: place.area).image(at: point) }
        let (first, lines) = visibleImages(in: place.area)
        return lines.contains(point) ? first + point.y - lines.y : nil
    }
}
