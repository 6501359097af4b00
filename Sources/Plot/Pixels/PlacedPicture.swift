/// A photograph that a terminal shows as pixels, over cells of a grid that are blank.
///
/// Two of them are compared by their pixels, which takes no time where these are the same memory.
public struct PlacedPicture: Hashable, Sendable {
    /// The cells that it fills.
    public let area: Rect
    /// In a size of its own: it is enlarged or reduced to the area where it is sent.
    public let pixmap: Pixmap
}

/// How many pixels of a terminal a cell takes.
public struct CellSize: Hashable, Sendable {
    public let width: Int
    public let height: Int

    /// Returns nil for what is no size that anybody could read.
    public init?(width: Int, height: Int) {
        guard Self.possible.contains(width), Self.possible.contains(height) else { return nil }
        (self.width, self.height) = (width, height)
    }

    private static let possible = 1...200
}

// MARK: Where a picture stands

extension CellSize {
    /// The whole cells in the middle of an area that a picture fills: as many as there is room for, but where a row or
    /// two less give it nearly its own shape.
    ///
    /// - Parameter limit: pixels that neither side may exceed; nil for as many as the area has.
    public func cells(for picture: Pixmap, in area: Rect, limit: Int? = nil) -> Rect {
        let limit = limit ?? .max
        let most = (columns: min(area.width, limit / width), rows: min(area.height, limit / height))
        var best: (columns: Int, rows: Int, error: Double)?
        let tallest = min(most.rows, most.columns * width * picture.height / (picture.width * height))
        for rows in (max(1, tallest - tallest / 8)...max(1, tallest)).reversed() where rows <= most.rows {
            let columns = max(1, min(most.columns, self.columns(of: picture, rows: rows)))
            let error = distortion(of: picture, columns: columns, rows: rows)
            if error < (best?.error ?? .infinity) - Self.unseen { best = (columns, rows, error) }
        }
        let (columns, rows) = most.columns > 0 ? (best?.columns ?? 0, best?.rows ?? 0) : (0, 0)
        return Rect(
            x: area.x + (area.width - columns) / 2, y: area.y + (area.height - rows) / 2, width: columns,
            height: rows)
    }

    /// By a smaller share nobody sees that a picture is too wide.
    private static let unseen = 0.005

    /// To the nearest.
    private func columns(of picture: Pixmap, rows: Int) -> Int {
        (2 * rows * height * picture.width + picture.height * width) / (2 * picture.height * width)
    }

    /// By which share the picture becomes too wide or too high, 0 for not at all.
    private func distortion(of picture: Pixmap, columns: Int, rows: Int) -> Double {
        let stretch =
            Double(columns * width * picture.height) / Double(max(1, rows * height * picture.width))
        return max(stretch, 1 / stretch) - 1
    }
}
