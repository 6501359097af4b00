/// Nearest colours in the xterm-256 palette.
///
/// Of more than eight only the cube and the greys, 16–255: what 0–15 look like is the user's own choice.
struct Palette256: Sendable {
    /// For each colour of a cubic grid its entry of the palette. The grid's levels are those of the palette, so that each
    /// colour of it is its own nearest.
    private let entries: [UInt8]
    /// How far apart neighbours are in lightness, as far as dithering should go between them.
    let step: Float

    /// Any colour, the nearest by how it looks.
    static let whole = Palette256(distances: Self.looks, step: 0.07)
    /// Any colour, the nearest channel by channel: where errors are passed on, that leaves the least of them.
    static let mixed = Palette256(distances: Self.channels)
    /// The colours of a terminal that has eight, as xterm has them.
    static let eight = Palette256(0...7, distances: Self.channels, step: 0.45)
    /// Colours that dots show on a terminal with a dark background: a contrast of 4:1 and more to black.
    static let onDark = Palette256(luminance: 0.15...1)
    /// Colours that dots show on a light background: 2:1 and more to white. 3:1 would leave no yellow. Those so dark that
    /// they look black are left out: of dark fruits they would show no hue.
    static let onLight = Palette256(luminance: 0.05...0.475)

    /// The entry nearest to linear light of 0…1.
    func nearest(to light: SIMD3<Float>) -> UInt8 {
        let (r, g, b) = (Self.level(of: light.x), Self.level(of: light.y), Self.level(of: light.z))
        return entries[(r * Self.levels.count + g) * Self.levels.count + b]
    }

    /// The linear light of an entry.
    static func light(of entry: UInt8) -> SIMD3<Float> { lights[Int(entry)] }

    /// The palette's own definition: bytes of an entry from 16 on, and as xterm has them of the first eight.
    static func bytes(of entry: UInt8) -> (red: Int, green: Int, blue: Int) {
        if entry < 8 { return ansi[Int(entry)] }
        if entry >= 232 {
            let grey = 8 + 10 * (Int(entry) - 232)
            return (grey, grey, grey)
        }
        let index = max(0, Int(entry) - 16)
        let levels = [0, 95, 135, 175, 215, 255]
        return (levels[index / 36], levels[index / 6 % 6], levels[index % 6])
    }

    /// - Parameter distances: the space in which a colour is near to another.
    private init(
        _ range: ClosedRange<UInt8> = 16...255, luminance allowed: ClosedRange<Float> = 0...1,
        distances: (SIMD3<Float>) -> SIMD3<Float> = hues, step: Float = 0
    ) {
        let allowedRange = range.filter { allowed.contains(SRGB.luminance(Self.light(of: $0))) }
        let candidates = Candidates(allowedRange, distances)
        let light = Self.levels.map { SRGB.light[$0] }
        entries = light.flatMap { red in
            light.flatMap { green in
                light.map { blue in
                    candidates.nearest(to: distances(Self.brought(SIMD3(red, green, blue), into: allowed)))
                }
            }
        }
        self.step = step
    }

    /// OKLab, lightness counting somewhat less than hue.
    private static func looks(_ light: SIMD3<Float>) -> SIMD3<Float> {
        let color = OKLab(light)
        return SIMD3(0.75 * color.lightness, color.a, color.b)
    }

    /// OKLab for dots, which tell lightness by how many they are: the nearest colour of a dark fruit would else always
    /// be a grey.
    private static func hues(_ light: SIMD3<Float>) -> SIMD3<Float> {
        let color = OKLab(light)
        return SIMD3(0.55 * color.lightness, color.a, color.b)
    }

    /// The lightness of each channel.
    private static func channels(_ light: SIMD3<Float>) -> SIMD3<Float> { light.squareRoot() }

    /// The colour made lighter or darker until it is allowed. Its hue stays; a little grey added keeps the noise of
    /// near-black from becoming a bright colour.
    private static func brought(_ light: SIMD3<Float>, into allowed: ClosedRange<Float>) -> SIMD3<Float> {
        let luminance = SRGB.luminance(light)
        guard !allowed.contains(luminance) else { return light }
        let isDark = luminance < allowed.lowerBound
        let grey: Float = isDark ? 0.005 : 0
        let factor = (isDark ? allowed.lowerBound : allowed.upperBound) / (luminance + grey)
        return ((light + grey) * factor).clamped(lowerBound: .zero, upperBound: .one)
    }

    private static let ansi = [
        (0, 0, 0), (205, 0, 0), (0, 205, 0), (205, 205, 0), (0, 0, 238), (205, 0, 205), (0, 205, 205),
        (229, 229, 229),
    ]

    private static let lights: [SIMD3<Float>] = (0...255).map { entry in
        let (red, green, blue) = bytes(of: UInt8(entry))
        return SIMD3(SRGB.light[red], SRGB.light[green], SRGB.light[blue])
    }

    /// The bytes that channels have, from dark to light.
    private static let levels: [Int] = Set(
        (0...255).flatMap { entry in
            let (red, green, blue) = bytes(of: UInt8(entry))
            return [red, green, blue]
        }
    ).sorted()

    /// For each of so many steps of lightness the nearest level.
    private static let levelOfLightness: [Int] = (0...1024).map { step in
        let wanted = Float(step) / 1024
        let lightness = levels.map { SRGB.lightness(ofLuminance: SRGB.light[$0]) }
        return levels.indices.min { abs(lightness[$0] - wanted) < abs(lightness[$1] - wanted) } ?? 0
    }

    private static func level(of light: Float) -> Int {
        levelOfLightness[Int(SRGB.lightness(ofLuminance: min(1, light)) * 1024 + 0.5)]
    }
}

/// Colours to choose from, eight beside each other: 240 are compared with each of 32,768.
private struct Candidates {
    private var x: [SIMD8<Float>] = []
    private var y: [SIMD8<Float>] = []
    private var z: [SIMD8<Float>] = []
    private let entries: [UInt8]

    /// - Parameter entries: at least one.
    init(_ entries: [UInt8], _ distances: (SIMD3<Float>) -> SIMD3<Float>) {
        self.entries = entries
        let places = entries.map { distances(Palette256.light(of: $0)) }
        for first in stride(from: 0, to: places.count, by: 8) {
            // What is missing in the last eight is the last colour again.
            let eight = (first..<first + 8).map { places[min($0, places.count - 1)] }
            x.append(SIMD8(eight.map(\.x)))
            y.append(SIMD8(eight.map(\.y)))
            z.append(SIMD8(eight.map(\.z)))
        }
    }

    func nearest(to place: SIMD3<Float>) -> UInt8 {
        var least = SIMD8<Float>(repeating: .infinity)
        var found = SIMD8<Int32>.zero
        for eight in x.indices {
            let (dx, dy, dz) = (x[eight] - place.x, y[eight] - place.y, z[eight] - place.z)
            let distance = dx * dx + dy * dy + dz * dz
            let isNearer = distance .< least
            least.replace(with: distance, where: isNearer)
            found.replace(with: SIMD8(repeating: Int32(eight)), where: isNearer)
        }
        let lane = least.indices.min { least[$0] < least[$1] } ?? 0
        return entries[min(entries.count - 1, 8 * Int(found[lane]) + lane)]
    }
}
