/// The colours that a picture is told in where there are few: those that are near to most of it.
///
/// Boxes of colours are cut in two, the one with the greatest error first, where its mean is along the channel in which
/// it is widest (Wan, Wong & Prusinkiewicz, 1988).
struct AdaptivePalette: Hashable, Sendable {
    /// Red, green and blue in percent, as sixels have them.
    let percents: [SIMD3<UInt8>]

    /// The bytes that a register shows.
    var colors: [SIMD3<UInt8>] { percents.map { SIMD3(Self.byte($0.x), Self.byte($0.y), Self.byte($0.z)) } }

    static func byte(_ percent: UInt8) -> UInt8 { UInt8((Int(percent) * 255 + 50) / 100) }

    /// - Parameter count: of registers at most.
    init(of picture: Pixmap, count: Int) {
        var bins = Self.bins(of: picture)
        var boxes = [ColorBox(bins[...])]
        while boxes.count < count,
            let widest = boxes.indices.max(by: { boxes[$0].error < boxes[$1].error }),
            boxes[widest].error > 0
        {
            let (low, high) = boxes[widest].cut(&bins)
            boxes[widest] = low
            boxes.append(high)
        }
        let means = boxes.map { Self.percent($0.mean) }
        percents = Set(means).sorted { ($0.x, $0.y, $0.z) < ($1.x, $1.y, $1.z) }
    }

    private static func percent(_ bytes: SIMD3<Float>) -> SIMD3<UInt8> {
        SIMD3<UInt8>(clamping: SIMD3<Int32>((bytes * (100.0 / 255)).rounded(.toNearestOrAwayFromZero)))
    }

    /// The colours of a picture, those together that share the first five bits of every channel.
    private static func bins(of picture: Pixmap) -> [ColorBin] {
        var all = [ColorBin](repeating: ColorBin(), count: 1 << 15)
        picture.pixels.withUnsafeBufferPointer { pixels in
            for place in stride(from: 0, to: pixels.count, by: 3) {
                let (red, green, blue) = (pixels[place], pixels[place + 1], pixels[place + 2])
                let bin = Int(red >> 3) << 10 | Int(green >> 3) << 5 | Int(blue >> 3)
                all[bin].count += 1
                all[bin].sum += SIMD3(Float(red), Float(green), Float(blue))
            }
        }
        return all.filter { $0.count > 0 }
    }
}

/// Colours that are nearly one.
private struct ColorBin {
    var count: Float = 0
    var sum = SIMD3<Float>.zero
    var mean: SIMD3<Float> { sum / count }
}

/// A run of bins that one register stands for.
private struct ColorBox {
    private let range: Range<Int>
    let mean: SIMD3<Float>
    /// What is left of the channels' squared distances to the mean, added up over all pixels; in the widest channel.
    let error: Float
    private let channel: Int

    init(_ bins: ArraySlice<ColorBin>) {
        range = bins.indices
        let count = bins.reduce(0) { $0 + $1.count }
        let mean = bins.reduce(SIMD3<Float>.zero) { $0 + $1.sum } / count
        let spread = bins.reduce(SIMD3<Float>.zero) { sum, bin in
            let distance = bin.mean - mean
            return sum + bin.count * distance * distance
        }
        channel = (0..<3).max { spread[$0] < spread[$1] } ?? 0
        self.mean = mean
        // A single bin cannot be cut.
        error = bins.count > 1 ? spread[channel] : 0
    }

    /// Sorts the bins of the box into those below the mean and those above it.
    func cut(_ bins: inout [ColorBin]) -> (low: ColorBox, high: ColorBox) {
        let (channel, mean) = (channel, mean[channel])
        let middle = bins[range].partition { $0.mean[channel] > mean }
        // Rounding may leave a side empty.
        let place = max(range.lowerBound + 1, min(range.upperBound - 1, middle))
        return (ColorBox(bins[range.lowerBound..<place]), ColorBox(bins[place..<range.upperBound]))
    }
}
