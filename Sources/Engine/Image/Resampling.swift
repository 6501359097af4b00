// Pictures of another size, through an antialiased triangle filter: across first, then down, with 8-bit
// values between. Widths, rounding and fixed point are those of Pillow's `Image.resize` with `BILINEAR`
// (`src/libImaging/Resample.c`), so results are equal to the last bit. From version 13 on, Pillow goes down
// first where the height shrinks much more than the width, and differs by 1 in places.

extension RGBImage {
    /// The picture in another size; itself in its own. Where it shrinks, every source pixel counts.
    ///
    /// - Precondition: Both sides are at least 1.
    public func resized(width: Int, height: Int) -> RGBImage {
        precondition(width > 0 && height > 0)
        let across = width == self.width ? self : resized(width: width)
        return height == self.height ? across : across.resized(height: height)
    }

    private func resized(width: Int) -> RGBImage {
        var target = [UInt8](repeating: 0, count: 3 * width * height)
        PixelKernels.resampleRows(
            pixels, target: &target, sourceWidth: self.width, height: height,
            filter: ResamplingFilter(from: self.width, to: width))
        return RGBImage(width: width, height: height, pixels: target)
    }

    private func resized(height: Int) -> RGBImage {
        var target = [UInt8](repeating: 0, count: 3 * width * height)
        PixelKernels.resampleColumns(
            pixels, target: &target, width: width, filter: ResamplingFilter(from: self.height, to: height))
        return RGBImage(width: width, height: height, pixels: target)
    }
}

/// A triangle filter along one side: for each target pixel, which source pixels it is made of, and how much
/// of each.
struct ResamplingFilter {
    /// The source pixels of one target pixel, and where their weights start.
    struct Window {
        let start: Int
        let count: Int
        let firstWeight: Int
    }

    let windows: [Window]
    /// Fixed point of 22 bits; the weights of a window sum to one, up to rounding.
    let weights: [Int32]

    init(from source: Int, to target: Int) {
        let scale = Double(source) / Double(target)
        // Enlarging interpolates between neighbours; shrinking widens the triangle over all that it covers.
        let radius = max(scale, 1)
        var windows: [Window] = []
        var weights: [Int32] = []
        windows.reserveCapacity(target)
        for index in 0..<target {
            let center = (Double(index) + 0.5) * scale
            let start = max(Int(center - radius + 0.5), 0)
            let end = min(Int(center + radius + 0.5), source)
            windows.append(Window(start: start, count: end - start, firstWeight: weights.count))
            let triangle = (start..<end).map { max(1 - abs((Double($0) - center + 0.5) * (1 / radius)), 0) }
            let sum = triangle.reduce(0, +)
            weights += triangle.map { Int32($0 / sum * Double(1 << 22) + 0.5) }
        }
        self.windows = windows
        self.weights = weights
    }
}
