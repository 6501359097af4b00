/// A decoded photograph: 8-bit RGB, `(height, width, 3)` row-major.
public struct RGBImage: Hashable, Sendable {
    public let width: Int
    public let height: Int
    /// `3 × width × height` values.
    public var pixels: [UInt8] {
        // Kernels reach the values through pointers, so the count must hold whoever writes.
        didSet { precondition(pixels.count == 3 * width * height) }
    }

    /// - Precondition: `pixels` holds `3 × width × height` values and both sides are at least 1.
    public init(width: Int, height: Int, pixels: [UInt8]) {
        precondition(width > 0 && height > 0 && pixels.count == 3 * width * height)
        self.width = width
        self.height = height
        self.pixels = pixels
    }
}
