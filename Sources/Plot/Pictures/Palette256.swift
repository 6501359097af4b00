/// Nearest colours in the xterm-256 palette.
///
/// Only the cube and the greys, 16–255: what 0–15 look like is the user's own choice.
struct Palette256: Sendable {
    /// For each colour of a 32×32×32 grid, steps of equal lightness, its entry of the palette.
    private let entries: [UInt8]

    /// Any colour.
    static let whole = Palette256(luminance: 0...1)
    /// Colours that dots show on a terminal with a dark background: a contrast of 3:1 and more to black.
    static let onDark = Palette256(luminance: 0.1...1)
    /// Colours that dots show on a light background: 2:1 and more to white. 3:1 would leave no yellow.
    static let onLight = Palette256(luminance: 0...0.475)

    /// The entry nearest to linear light of 0…1.
    func nearest(red: Float, green: Float, blue: Float) -> UInt8 {
        let (r, g, b) = (Self.step(of: red), Self.step(of: green), Self.step(of: blue))
        return entries[(r * Self.steps + g) * Self.steps + b]
    }

    /// The palette's own definition: bytes of an entry from 16 on.
    static func bytes(of entry: UInt8) -> (red: Int, green: Int, blue: Int) {
        if entry >= 232 {
            let grey = 8 + 10 * (Int(entry) - 232)
            return (grey, grey, grey)
        }
        let index = max(0, Int(entry) - 16)
        let levels = [0, 95, 135, 175, 215, 255]
        return (levels[index / 36], levels[index / 6 % 6], levels[index % 6])
    }

    private init(luminance allowed: ClosedRange<Float>) {
        let candidates = (16...255).map { Candidate(UInt8($0)) }.filter { allowed.contains($0.luminance) }
        let light = (0..<Self.steps).map { step in
            let lightness = Float(step) / Float(Self.steps - 1)
            return lightness * lightness
        }
        entries = light.flatMap { red in
            light.flatMap { green in
                light.map { blue in
                    let wanted = Self.brought(red, green, blue, into: allowed)
                    return candidates.min {
                        $0.color.squaredDistance(to: wanted) < $1.color.squaredDistance(to: wanted)
                    }?
                    .entry ?? 16
                }
            }
        }
    }

    /// The colour made lighter or darker until it is allowed. Its hue stays; a little grey added keeps the noise of
    /// near-black from becoming a bright colour.
    private static func brought(
        _ red: Float, _ green: Float, _ blue: Float, into allowed: ClosedRange<Float>
    ) -> OKLab {
        let luminance = SRGB.luminance(red, green, blue)
        guard !allowed.contains(luminance) else { return OKLab(red: red, green: green, blue: blue) }
        let grey: Float = luminance < allowed.lowerBound ? 0.005 : 0
        let factor =
            (luminance < allowed.lowerBound ? allowed.lowerBound : allowed.upperBound) / (luminance + grey)
        return OKLab(
            red: min(1, (red + grey) * factor), green: min(1, (green + grey) * factor),
            blue: min(1, (blue + grey) * factor))
    }

    private static let steps = 32

    private static func step(of light: Float) -> Int {
        Int(SRGB.lightness(ofLuminance: min(1, light)) * Float(steps - 1) + 0.5)
    }

    private struct Candidate {
        let entry: UInt8
        let color: OKLab
        let luminance: Float

        init(_ entry: UInt8) {
            let (red, green, blue) = Palette256.bytes(of: entry)
            self.entry = entry
            color = OKLab(red: SRGB.light[red], green: SRGB.light[green], blue: SRGB.light[blue])
            luminance = SRGB.luminance(SRGB.light[red], SRGB.light[green], SRGB.light[blue])
        }
    }
}
