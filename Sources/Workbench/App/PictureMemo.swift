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
    }

    /// A photograph through every step, and a thumbnail or two of other screens.
    private static let capacity = 12
    /// Newest last. Comparing pixels is quick: a picture that is the same shares its memory.
    private static let drawings = Mutex<[Drawing]>([])

    /// The picture as large as it fits into an area of this size.
    ///
    /// - Parameter stretch: instead of that of `art`; nil for that of the picture's own tones.
    static func cells(_ pixmap: Pixmap, stretch: Stretch?, _ art: PictureArt, in area: Rect) -> CellGrid {
        let known = drawings.withLock { drawings in
            drawings.first {
                $0.cells.width == area.width && $0.cells.height == area.height && $0.art == art
                    && $0.stretch == stretch && $0.pixmap == pixmap
            }?.cells
        }
        if let known { return known }
        var cells = CellGrid(width: area.width, height: area.height)
        var stretched = art
        stretched.stretch = stretch ?? Stretch(of: [pixmap])
        stretched.draw(pixmap, in: cells.bounds, of: &cells)
        let drawing = Drawing(pixmap: pixmap, stretch: stretch, art: art, cells: cells)
        drawings.withLock { $0 = $0.suffix(capacity - 1) + [drawing] }
        return cells
    }
}
