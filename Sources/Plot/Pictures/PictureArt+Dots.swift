// Pictures as dots: how many there are tells the tone, the colour of the cell tells the hue. In ASCII a cell is one dot
// of several sizes.

extension PictureArt {
    /// - Parameter light: of each dot.
    func dots(of light: Plane) -> CellDrawing {
        let ink = dithered(light.map { light, _, _ in SIMD3(repeating: self.ink(of: light)) })
        return { column, row in dotCell(column, row, light, ink) }
    }

    /// A cell of dots in one colour, that of what they stand for; nil without dots.
    private func dotCell(_ column: Int, _ row: Int, _ light: Plane, _ ink: Plane) -> Cell? {
        let (across, down) = charset.dots
        var (pattern, size) = (UInt8(0), Float(0))
        var (sum, count) = (SIMD3<Float>.zero, Float(0))
        for y in 0..<down {
            for x in 0..<across {
                let place = (x: column * across + x, y: row * down + y)
                guard let dotInk = ink[place.x, place.y]?.x, dotInk > 0 || charset == .ascii,
                    let light = light[place.x, place.y]
                else { continue }
                pattern |= charset.bit(x: x, y: y)
                size = dotInk
                (sum, count) = (sum + light, count + 1)
            }
        }
        guard pattern != 0 else { return nil }
        let character =
            charset == .ascii
            ? ramp[Int(size * Float(ramp.count - 1) + 0.5)] : charset.character(of: pattern)
        return character == " " ? nil : Cell(character, colors == .none ? style : colored(sum / count))
    }

    /// The share of dots that stands for this light.
    ///
    /// An object is drawn as what it is, light dense on a dark terminal and dark dense on a light one, and its faintest
    /// part keeps dots enough to show its colour and its outline; in ASCII its smallest dot does.
    private func ink(of light: SIMD3<Float>) -> Float {
        let tone = stretch.tone(ofLightness: SRGB.lightness(ofLuminance: SRGB.luminance(light)))
        if polarity == .light { return tone }
        // To the power of ¾: dark fruits, which share a stretch with equalized ones, need the room.
        let lifted = tone.squareRoot() * tone.squareRoot().squareRoot()
        let least: Float = charset == .ascii ? 0 : 0.2
        return least + (1 - least) * (background == .dark ? lifted : 1 - lifted)
    }

    /// Ink as there can be: a dot or none, in ASCII one of a row of sizes.
    private func dithered(_ ink: Plane) -> Plane {
        let steps = Float((charset == .ascii ? ramp.count : 2) - 1)
        return dither.drawn(
            ink, shifted: { $0 + $1 / steps },
            nearest: { ($0 * steps).rounded(.toNearestOrAwayFromZero) / steps })
    }

    /// From the least ink to all. An object is never a blank.
    private var ramp: [Character] { polarity == .ink ? Self.inks : Self.lights }

    private static let inks: [Character] = Array(".:-=+*#%@")
    private static let lights: [Character] = Array(" .:-=+*#%@")

    /// The palette's nearest that can be seen, more colourful than the photograph: dots tell the tone already, so that
    /// the colour is left to tell the hue. Dots leave half of a cell dark, so on dark they are made lighter, as far as it
    /// goes without a change of hue.
    private func colored(_ light: SIMD3<Float>) -> Style {
        let grey = SRGB.luminance(light)
        var light = (grey + 1.4 * (light - grey)).clamped(lowerBound: .zero, upperBound: .one)
        if background == .dark { light *= min(1.6, 1 / max(light.max(), 0.01)) }
        let palette = background == .dark ? Palette256.onDark : .onLight
        return Style(.palette(palette.nearest(to: light)), on: style.background, style.attributes)
    }
}
