/// Spreads the levels of each of R, G and B over the whole range, channel by channel, as Pillow's
/// `ImageOps.equalize` does, equal to the last bit.
public struct HistogramEqualization: PreprocessingStep {
    public static let name = "equalize"

    public init() {}

    public init(argument: String?) throws(PreprocessingError) {
        if let argument { throw .unexpectedArgument(argument, step: Self.name) }
    }

    public func apply(to image: inout RGBImage) {
        let pixelCount = image.width * image.height
        var counts = [Int](repeating: 0, count: 3 * 256)
        PixelKernels.countLevels(image.pixels, pixelCount: pixelCount, counts: &counts)
        let tables = (0..<3).flatMap { Self.table(counts[256 * $0..<256 * ($0 + 1)]) }
        PixelKernels.lookUp(&image.pixels, pixelCount: pixelCount, tables: tables)
    }

    /// The level that each of 256 levels becomes, from how often each occurs.
    ///
    /// The highest level that occurs stands aside while the width of a step is found, and a channel of one
    /// level, or of too few pixels to make a step, stays as it is: both as Pillow has it.
    private static func table(_ counts: ArraySlice<Int>) -> [UInt8] {
        let highest = counts.last { $0 != 0 } ?? 0
        let step = (counts.reduce(0, +) - highest) / 255
        guard step > 0 else { return Array(0...255) }
        var below = step / 2
        return counts.map { count in
            defer { below += count }
            return UInt8(min(below / step, 255))
        }
    }
}
