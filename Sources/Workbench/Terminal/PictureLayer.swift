// The pictures over the cells: which of them the terminal shows, and the bytes that change them. All pure.

import Plot

/// What a terminal shows of the pictures of grids.
struct PictureLayer {
    /// By slot, from which kitty's pictures have their names.
    private var shown: [PlacedPicture?] = []

    /// Names that no other program's pictures are likely to have.
    private static let firstName = 0x4675_7200

    /// What makes the terminal show these pictures and no others: bytes before those of the cells, and behind them. Both
    /// move the cursor; both are empty where all is as it should be.
    ///
    /// A picture that is replaced where it stands is not erased before, so that nothing flickers.
    ///
    /// - Parameter rows: in which ncurses writes. On its way it may write over cells that it believes to be blank, or shift
    ///   them, which spoils sixels.
    mutating func show(
        _ pictures: [PlacedPicture], writing rows: Set<Int>, _ graphics: TerminalGraphics
    ) -> (before: [UInt8], behind: [UInt8]) {
        let areas = pictures.map(\.area)
        var (before, behind): ([UInt8], [UInt8]) = ([], [])
        for (slot, picture) in shown.enumerated() {
            guard let picture, !areas.contains(picture.area) else { continue }
            before += Self.erasing(picture, slot, graphics.form)
            shown[slot] = nil
        }
        for picture in pictures {
            let slot = slot(for: picture.area)
            let isSpoiled =
                graphics.form == .sixel && !rows.isDisjoint(with: picture.area.y..<picture.area.maxY)
            guard isSpoiled || shown[slot] != picture else { continue }
            behind += Self.drawing(picture, slot, graphics)
            shown[slot] = picture
        }
        return (before, behind)
    }

    /// The screen is about to be cleared or left, which erases sixels; what takes kitty's pictures away.
    mutating func forget(_ form: TerminalGraphics.Form?) -> [UInt8] {
        defer { shown = [] }
        guard form == .kitty else { return [] }
        return shown.indices.filter { shown[$0] != nil }.flatMap {
            KittyPicture.deletion(name: Self.firstName + $0)
        }
    }

    /// That of the picture that stands there, or else a free one.
    private mutating func slot(for area: Rect) -> Int {
        if let slot = shown.firstIndex(where: { $0?.area == area }) { return slot }
        if let slot = shown.firstIndex(where: { $0 == nil }) { return slot }
        shown.append(nil)
        return shown.count - 1
    }

    private static func drawing(
        _ picture: PlacedPicture, _ slot: Int, _ graphics: TerminalGraphics
    ) -> [UInt8] {
        let (area, cell) = (picture.area, graphics.cell)
        let bytes =
            switch graphics.form {
            case .sixel:
                Sixel.bytes(
                    of: picture.pixmap, width: area.width * cell.width, height: area.height * cell.height)
            case .kitty:
                KittyPicture.bytes(
                    of: picture.pixmap, name: firstName + slot, columns: area.width, rows: area.height,
                    cell: cell)
            }
        return wholeScreen + CursorMove.bytes(x: area.x, y: area.y) + bytes
    }

    /// No margins (DECSTBM). ncurses begins by setting those of a screen of the terminal's usual size, and sixels that reach
    /// below them scroll all above.
    private static let wholeScreen = Array("\u{1B}[r".utf8)

    /// Sixels give way to blanks, which is what ncurses believes to be there.
    private static func erasing(
        _ picture: PlacedPicture, _ slot: Int, _ form: TerminalGraphics.Form
    ) -> [UInt8] {
        if form == .kitty { return KittyPicture.deletion(name: firstName + slot) }
        let blanks = [UInt8](repeating: UInt8(ascii: " "), count: picture.area.width)
        return (picture.area.y..<picture.area.maxY).flatMap { y in
            CursorMove.bytes(x: picture.area.x, y: y) + blanks
        }
    }
}

enum CursorMove {
    /// What puts the cursor into a cell (CUP).
    static func bytes(x: Int, y: Int) -> [UInt8] { Array("\u{1B}[\(y + 1);\(x + 1)H".utf8) }
}
