/// A picture as plots see it: 8-bit RGB, `(height, width, 3)` row-major.
public struct Pixmap: Hashable, Sendable {
    public let width: Int
    public let height: Int
    /// `3 × width × height` values.
    public let pixels: [UInt8]

    /// Returns nil where the number of values does not fit the size.
    public init?(width: Int, height: Int, pixels: [UInt8]) {
        guard width > 0, height > 0, pixels.count == 3 * width * height else { return nil }
        self.width = width
        self.height = height
        self.pixels = pixels
    }

    /// Y' = 0.299 R + 0.587 G + 0.114 B of a pixel, rounded (Rec. 601, as JPEG has it).
    func luma(ofPixel pixel: Int) -> Int {
        let (r, g, b) = (Int(pixels[3 * pixel]), Int(pixels[3 * pixel + 1]), Int(pixels[3 * pixel + 2]))
        return (299 * r + 587 * g + 114 * b + 500) / 1000
    }
}
