import Plot

// Small things that several screens draw.

extension CellGrid {
    /// Several counts as one bar, part after part, `whole` as wide as the area. A count above 0 shows at least one cell.
    mutating func drawStackedBar(
        _ parts: [(count: Int, style: Style)], of whole: Int, in area: Rect, _ theme: Theme
    ) {
        let glyphs: [Character] = theme.glyphs.isUnicode ? ["█", "▒", "░"] : ["#", "=", "-"]
        var x = area.x
        for (index, part) in parts.enumerated() where part.count > 0 && whole > 0 {
            let width = max(1, (part.count * area.width + whole / 2) / whole)
            for _ in 0..<width where x < area.maxX {
                self[x, area.y] = Cell(glyphs[min(index, glyphs.count - 1)], part.style)
                x += 1
            }
        }
    }

    /// What is done of a whole, 0…1, as a line that is heavy so far and light from there on.
    mutating func drawProgressBar(_ fraction: Double, in area: Rect, style: Style, _ theme: Theme) {
        let (done, open): (Character, Character) = theme.glyphs.isUnicode ? ("━", "╌") : ("#", "-")
        let share = fraction.isFinite ? max(0, min(1, fraction)) : 0
        let filled = Int((share * Double(area.width)).rounded(.down))
        for column in 0..<area.width {
            self[area.x + column, area.y] = column < filled ? Cell(done, style) : Cell(open, theme.border)
        }
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
        var (x, y) = (area.x, area.y)
        for word in text.split(separator: " ") {
            let width = TextWidth.columns(of: word)
            if x > area.x, x + width > area.maxX { (x, y) = (area.x, y + 1) }
            guard y < area.maxY else { return }
            x = write(word, x: x, y: y, style: style, limit: area.maxX - x) + 1
        }
    }

    /// Draws a fetched picture; one that is still to come leaves the area empty, one that failed says why.
    mutating func drawPicture(_ picture: Picture?, in area: Rect, _ theme: Theme) {
        switch picture {
        case .failed(let reason)?:
            writeWrapped("It cannot be shown: \(reason)", in: area.insetBy(dx: 1, dy: 1), style: theme.failed)
        case .ready?, nil: break
        }
    }
}
