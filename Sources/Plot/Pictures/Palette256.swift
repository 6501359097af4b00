/// Nearest colours in the xterm-256 palette.
///
/// Only the cube and the greys, 16–255: what 0–15 look like is the user's own choice.
struct Palette256: Sendable {
    /// For each colour of a 24×24×24 grid, steps of equal lightness, its entry of the palette.
    private let entries: [UInt8]

    /// Any colour.
    static let whole = Palette256(luminance: 0...1)
    /// Colours that dots show on a terminal with a dark background: a contrast of 4:1 and more to black.
    static let onDark = Palette256(luminance: 0.15...1)
    /// Colours that dots show on a light background: 2:1 and more to white. 3:1 would leave no yellow.
    static let onLight = Palette256(luminance: 0...0.475)

    /// The entry nearest to linear light of 0…1.
    func nearest(to light: SIMD3<Float>) -> UInt8 {
        let (r, g, b) = (Self.step(of: light.x), Self.step(of: light.y), Self.step(of: light.z))
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
                    Self.nearest(to: Self.brought(SIMD3(red, green, blue), into: allowed), of: candidates)
                }
            }
        }
    }

    private static func nearest(to wanted: OKLab, of candidates: [Candidate]) -> UInt8 {
        var (best, least): (UInt8, Float) = (16, .infinity)
        for candidate in candidates {
            let distance = candidate.color.squaredDistance(to: wanted)
            if distance < least { (best, least) = (candidate.entry, distance) }
        }
        return best
    }

    /// The colour made lighter or darker until it is allowed. Its hue stays; a little grey added keeps the noise of
    /// near-black from becoming a bright colour.
    private static func brought(_ light: SIMD3<Float>, into allowed: ClosedRange<Float>) -> OKLab {
        let luminance = SRGB.luminance(light)
        guard !allowed.contains(luminance) else { return OKLab(light) }
        let isDark = luminance < allowed.lowerBound
        let grey: Float = isDark ? 0.005 : 0
        let factor = (isDark ? allowed.lowerBound : allowed.upperBound) / (luminance + grey)
        return OKLab(((light + grey) * factor).clamped(lowerBound: .zero, upperBound: .one))
    }

    private static let steps = 24

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
            let light = SIMD3(SRGB.light[red], SRGB.light[green], SRGB.light[blue])
            color = OKLab(light)
            luminance = SRGB.luminance(light)
        }
    }
}
