// Photographs made ready to be shown as pixels.

extension Pixmap {
    /// The picture brought to a size of at least 1×1: averaged over areas where that is less, interpolated where it is
    /// more, both in linear light.
    func scaled(width: Int, height: Int) -> Pixmap {
        if width == self.width, height == self.height { return self }
        let image = LinearImage(averaging: self, width: width, height: height)
        var pixels: [UInt8] = []
        pixels.reserveCapacity(3 * image.width * image.height)
        image.values.withUnsafeBufferPointer { values in
            for place in stride(from: 0, to: values.count, by: 4) {
                for channel in 0..<3 { pixels.append(SRGB.byte(ofLight: values[place + channel])) }
            }
        }
        return Pixmap(width: image.width, height: image.height, pixels: pixels) ?? self
    }

    /// This picture left of a seam, another of the same size right of it. Returns nil where the sizes differ.
    ///
    /// - Parameters:
    ///   - share: where the seam stands, 0…1 of the width.
    ///   - color: red, green and blue of the seam, which is a pixel wide.
    public func joined(to other: Pixmap, at share: Double, color: [UInt8]) -> Pixmap? {
        guard width == other.width, height == other.height, color.count == 3 else { return nil }
        let seam = max(0, min(width - 1, Int(share * Double(width))))
        var pixels: [UInt8] = []
        pixels.reserveCapacity(self.pixels.count)
        for y in 0..<height {
            let (row, middle, end) = (3 * y * width, 3 * (y * width + seam), 3 * (y + 1) * width)
            pixels += self.pixels[row..<middle]
            pixels += color
            pixels += other.pixels[(middle + 3)..<end]
        }
        return Pixmap(width: width, height: height, pixels: pixels)
    }
}

extension SRGB {
    /// The byte that stands for linear light of 0…1; the nearest, or one beside it among the darkest.
    static func byte(ofLight light: Float) -> UInt8 {
        bytes[Int(max(0, min(1, light)) * Float(bytes.count - 1) + 0.5)]
    }

    /// Of light in steps fine enough for the steepest part of the curve.
    private static let bytes: [UInt8] = {
        var byte = 0
        return (0..<16_384).map { step in
            let light = Float(step) / 16_383
            while byte < 255, SRGB.light[byte] + SRGB.light[byte + 1] < 2 * light { byte += 1 }
            return UInt8(byte)
        }
    }()
}
