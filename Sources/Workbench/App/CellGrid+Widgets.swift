import Plot

// Small things that several screens draw.

extension CellGrid {
    /// What is done of a whole, 0…1, in the theme's way.
    mutating func drawProgressBar(_ fraction: Double, in area: Rect, style: Style, _ theme: Theme) {
        Bar.drawProgress(
            done: fraction, in: area, of: &self, style: style, openStyle: theme.border,
            glyphs: theme.glyphs.kind)
    }

    /// Writes one line, and of a text that is too long its end: what tells file names apart.
    mutating func writeEnd(of text: String, x: Int, y: Int, style: Style, limit: Int) {
        guard limit > 0 else { return }
        guard TextWidth.columns(of: text) > limit else {
            write(text, x: x, y: y, style: style, limit: limit)
            return
        }
        var end: [Character] = []
        var used = 1
        for character in text.reversed() {
            used += TextWidth.columns(of: TextWidth.printable(character))
            guard used <= limit else { break }
            end.append(character)
        }
        write("…" + String(end.reversed()), x: x, y: y, style: style, limit: limit)
    }

    /// Writes `one · two · three` on one line, as many of them as fit whole.
    mutating func writeFacts(_ facts: [String], in area: Rect, style: Style, _ theme: Theme) {
        var line = ""
        for fact in facts {
            let longer = line.isEmpty ? fact : "\(line) \(theme.glyphs.dot) \(fact)"
            guard TextWidth.columns(of: longer) <= area.width else { break }
            line = longer
        }
        write(line, x: area.x, y: area.y, style: style, limit: area.width)
    }

    /// Writes a sentence in as many lines as it takes, word by word.
    mutating func writeWrapped(_ text: String, in area: Rect, style: Style) {
        _ = writeParagraph(text, in: area, style: style)
    }

    /// Writes a sentence as `writeWrapped` does and returns the row below its last line.
    mutating func writeParagraph(_ text: String, in area: Rect, style: Style) -> Int {
        var (x, y) = (area.x, area.y)
        for word in text.split(separator: " ") {
            let width = TextWidth.columns(of: word)
            if x > area.x, x + width > area.maxX { (x, y) = (area.x, y + 1) }
            guard y < area.maxY else { return y }
            x = write(word, x: x, y: y, style: style, limit: area.maxX - x) + 1
        }
        return y + 1
    }

    /// Draws a fetched picture; one that is still to come leaves the area empty, one that failed says why.
    ///
    /// - Parameters:
    ///   - stretch: of this picture and those it stands beside; nil for one that stands alone.
    ///   - art: how to draw it where it is not as the theme has it.
    mutating func drawPicture(
        _ picture: Picture?, stretch: Stretch? = nil, as art: PictureArt? = nil, in area: Rect,
        _ theme: Theme,
        _ words: Words = Words(.english)
    ) {
        switch picture {
        case .ready(let pixmap)?:
            let art = art ?? theme.pictureArt
            draw(PictureMemo.cells(pixmap, stretch: stretch, art, in: area), x: area.x, y: area.y)
        case .failed(let reason)?:
            writeWrapped(words[.cannotBeShown(reason)], in: area.insetBy(dx: 1, dy: 1), style: theme.failed)
        case nil: break
        }
    }
}
