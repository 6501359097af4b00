// Pictures as blocks in their own colours: halves, quadrants, sextants. A cell has two colours, so where its blocks have
// more they are brought to the two that change them least.

extension PictureArt {
    /// - Parameter light: of each block.
    func blocks(of light: Plane) -> CellDrawing {
        let palette = colors == .eight ? Palette256.eight : dither == .floydSteinberg ? .mixed : .whole
        // Without dithering the split has the true colours to choose from, and only its two are rounded.
        let plane = dither == .none ? light : dithered(light, palette)
        return { column, row in blockCell(column, row, plane, palette) }
    }

    /// Light of the palette's colours. Errors are those of lightness: blocks are large enough to be seen one by one, and
    /// then it is not their light that an eye averages.
    private func dithered(_ light: Plane, _ palette: Palette256) -> Plane {
        dither.drawn(
            light.map { light, _, _ in light.squareRoot() },
            shifted: { $0 + $1 * palette.step },
            nearest: { Palette256.light(of: palette.nearest(to: $0 * $0)).squareRoot() }
        ).map { lightness, _, _ in lightness * lightness }
    }

    /// A cell of blocks; nil where all are paper.
    private func blockCell(_ column: Int, _ row: Int, _ plane: Plane, _ palette: Palette256) -> Cell? {
        let (across, down) = charset.dots
        var lights: [SIMD3<Float>] = []
        var pattern: UInt8 = 0
        for y in 0..<down {
            for x in 0..<across {
                guard let light = plane[column * across + x, row * down + y] else { continue }
                lights.append(light)
                pattern |= charset.bit(x: x, y: y)
            }
        }
        guard !lights.isEmpty else { return nil }
        return pattern == charset.fullPattern ? filled(lights, palette) : outlined(lights, pattern, palette)
    }

    /// A cell with paper in it: its other blocks share a colour, and through it the terminal's background is seen.
    private func outlined(_ lights: [SIMD3<Float>], _ pattern: UInt8, _ palette: Palette256) -> Cell {
        let color = palette.nearest(to: lights.reduce(.zero, +) / Float(lights.count))
        return Cell(charset.character(of: pattern), Style(.palette(color), on: style.background))
    }

    /// Two colours always make the same pair, whichever is in front: a terminal of eight colours has 64 pairs for all
    /// that is drawn on it.
    private func filled(_ lights: [SIMD3<Float>], _ palette: Palette256) -> Cell {
        let split = TwoColorSplit(lights)
        let (front, back) = (palette.nearest(to: split.front), palette.nearest(to: split.back))
        if front == back { return Cell("█", Style(.palette(back), on: .palette(back))) }
        return front > back
            ? Cell(charset.character(of: split.pattern), Style(.palette(front), on: .palette(back)))
            : Cell(
                charset.character(of: charset.fullPattern ^ split.pattern),
                Style(.palette(back), on: .palette(front)))
    }
}
