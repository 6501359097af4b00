/// Which lightness of pictures is drawn as black and which as white.
///
/// Made once for all the pictures that are compared: before and after of a step under two stretches would look alike
/// where they are not.
public struct Stretch: Hashable, Sendable {
    /// Lightness, 0…1, that is drawn as black, and as white.
    public let low: Float
    public let high: Float

    /// Draws each lightness as it is.
    public static let identity = Stretch(low: 0, high: 1)

    /// Draws this lightness, above 0, as white.
    public static func upTo(_ high: Float) -> Stretch { Stretch(low: 0, high: max(high, 0.01)) }

    private init(low: Float, high: Float) {
        self.low = low
        self.high = high
    }

    /// From the 1st to the 99th percentile of the lightness of all that is not paper; as it is where that is next to
    /// nothing. White paper would be the lightest of every photograph, and dark fruits would be left without shading.
    public init(of pictures: [Pixmap]) {
        var counts = [Int](repeating: 0, count: Self.bins)
        for picture in pictures { Self.count(picture, into: &counts) }
        let (low, high) = (Self.percentile(0.01, of: counts), Self.percentile(0.99, of: counts))
        self = high - low > 0.05 ? Stretch(low: low, high: high) : .identity
    }

    /// 0 for black to 1 for white.
    func tone(ofLightness lightness: Float) -> Float {
        max(0, min(1, (lightness - low) / (high - low)))
    }

    private static let bins = 1024

    private static func count(_ picture: Pixmap, into counts: inout [Int]) {
        let light = SRGB.light
        for (index, isPaper) in Paper(of: picture).isPaper.enumerated() where !isPaper {
            let pixel = 3 * index
            let luminance = SRGB.luminance(
                SIMD3(
                    light[Int(picture.pixels[pixel])], light[Int(picture.pixels[pixel + 1])],
                    light[Int(picture.pixels[pixel + 2])]))
            let bin = Int(SRGB.lightness(ofLuminance: luminance) * Float(bins - 1) + 0.5)
            counts[max(0, min(bins - 1, bin))] += 1
        }
    }

    /// The lightness that a share of the pixels is at or below.
    private static func percentile(_ share: Double, of counts: [Int]) -> Float {
        let wanted = share * Double(counts.reduce(0, +))
        var seen = 0
        for (bin, count) in counts.enumerated() {
            seen += count
            if seen > 0, Double(seen) >= wanted { return Float(bin) / Float(bins - 1) }
        }
        return 1
    }
}
