import Plot
import Synchronization

/// The pictures drawn last, as cells.
///
/// Drawing a photograph on a large terminal takes tens of milliseconds, and most frames show the one before again. This
/// only remembers what a pure function gave, so what is drawn does not depend on it. Safe from any thread.
enum PictureMemo {
    private struct Drawing {
        let pixmap: Pixmap
        let stretch: Stretch?
        let art: PictureArt
        let cells: CellGrid

        /// Whether the pixels are the same memory. As long as they are kept here nothing else can take its place, and
        /// comparing hundreds of thumbnails pixel by pixel would cost more than drawing them.
        func shows(_ other: Pixmap) -> Bool {
            pixmap.width == other.width && pixmap.height == other.height
                && pixmap.pixels.withUnsafeBufferPointer(\.baseAddress)
                    == other.pixels.withUnsafeBufferPointer(\.baseAddress)
        }
    }

    /// Cells of all drawings together: a photograph through every step on a large terminal, or a screen of thumbnails.
    private static let capacity = 200_000
    /// Newest last.
    private static let drawings = Mutex<[Drawing]>([])

    /// The picture as large as it fits into an area of this size.
    ///
    /// - Parameter stretch: instead of that of `art`; nil for that of the picture's own tones.
    static func cells(_ pixmap: Pixmap, stretch: Stretch?, _ art: PictureArt, in area: Rect) -> CellGrid {
        let known = drawings.withLock { drawings in
            drawings.first {
                $0.cells.width == area.width && $0.cells.height == area.height && $0.art == art
                    && $0.stretch == stretch && $0.shows(pixmap)
            }?.cells
        }
        if let known { return known }
        var cells = CellGrid(width: area.width, height: area.height)
        var stretched = art
        stretched.stretch = stretch ?? Stretch(of: [pixmap])
        stretched.draw(pixmap, in: cells.bounds, of: &cells)
        let drawing = Drawing(pixmap: pixmap, stretch: stretch, art: art, cells: cells)
        drawings.withLock { remember(drawing, in: &$0) }
        return cells
    }

    private static func remember(_ drawing: Drawing, in drawings: inout [Drawing]) {
        drawings.append(drawing)
        var total = drawings.reduce(0) { $0 + $1.cells.cells.count }
        let old = drawings.prefix { drawing in
            defer { total -= drawing.cells.cells.count }
            return total > capacity
        }
        // The newest stays, however large it is.
        drawings.removeFirst(min(old.count, drawings.count - 1))
    }
}
