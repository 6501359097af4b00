// Names of categories at a typical point of each: near it, never over each other or the picked point.

extension ScatterChart {
    /// Draws the names of the coloured categories, the largest category first.
    func drawNames(_ names: [String], into grid: inout CellGrid, _ look: Look, around pick: Point?) {
        var taken: [Rect] = pick.map { [Rect(x: $0.x - 1, y: $0.y - 1, width: 3, height: 3)] } ?? []
        for category in namedCategories where category < names.count {
            guard let point = points.typical[category], let cell = cell(of: point) else { continue }
            let slot = emphasis.slot(of: category)
            let short = " \(look.mark(slot))\(slot.map { String(look.letter($0)) } ?? "") "
            // The whole name, or else the letter that the legend explains.
            for text in [" \(look.mark(slot)) \(names[category]) ", short] {
                guard let place = place(forWidth: TextWidth.columns(of: text), at: cell, besides: taken)
                else {
                    continue
                }
                taken.append(place)
                grid.write(text, x: place.x, y: place.y, style: nameStyle(slot, look), limit: place.width)
                break
            }
        }
    }

    /// Reversed, so that a name is no part of the cloud that it lies on.
    private func nameStyle(_ slot: Int?, _ look: Look) -> Style {
        Style(look.color(slot), on: .standard, [.reverse, .bold])
    }

    private var namedCategories: [Int] {
        points.counts.indices.filter { emphasis.slot(of: $0) != nil && points.counts[$0] > 0 }
            .sorted { (points.counts[$1], $0) < (points.counts[$0], $1) }
    }

    /// The place for one line of text near a cell, on free ground rather than on points; nil where all are taken.
    private func place(forWidth width: Int, at cell: Point, besides taken: [Rect]) -> Rect? {
        let area = frame.canvas
        guard width <= area.width else { return nil }
        var best: (cost: Int, place: Rect)?
        for dy in [0, 1, -1, 2, -2, 3, -3] {
            for dx in [0, -3, 3, -6, 6, -9, 9, -12, 12] {
                let x = max(area.x, min(cell.x - width / 2 + dx, area.maxX - width))
                let place = Rect(x: x, y: cell.y + dy, width: width, height: 1)
                guard place.y >= area.y, place.y < area.maxY, !taken.contains(where: { $0.touches(place) })
                else {
                    continue
                }
                let cost = hiddenCells(under: place) + 2 * abs(dy) + abs(dx) / 2
                if cost < best?.cost ?? .max { best = (cost, place) }
            }
        }
        return best?.place
    }

    /// How many cells with points an area of the grid covers.
    private func hiddenCells(under place: Rect) -> Int {
        (place.x..<place.maxX).count {
            canvas.pattern(column: $0 - frame.canvas.x, row: place.y - frame.canvas.y) != 0
        }
    }
}

extension Rect {
    /// Whether two areas share a cell.
    fileprivate func touches(_ other: Rect) -> Bool {
        x < other.maxX && other.x < maxX && y < other.maxY && other.y < maxY
    }
}
