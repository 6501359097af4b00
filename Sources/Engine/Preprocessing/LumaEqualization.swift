/// Spreads the levels of brightness over the whole range and keeps the colour: OpenCV's `equalizeHist` on the
/// Y of YCrCb, there and back with `cvtColor`.
public struct LumaEqualization: PreprocessingStep {
    public static let name = "equalize-luma"

    public init() {}

    public init(argument: String?) throws(PreprocessingError) {
        if let argument { throw .unexpectedArgument(argument, step: Self.name) }
    }

    public func apply(to image: inout RGBImage) {
        let pixelCount = image.width * image.height
        var counts = [Int](repeating: 0, count: 256)
        PixelKernels.countLuma(image.pixels, pixelCount: pixelCount, counts: &counts)
        PixelKernels.lookUpLuma(&image.pixels, pixelCount: pixelCount, table: Self.table(counts))
    }

    /// The level that each of 256 levels becomes. The lowest that occurs becomes 0; a single level stays as
    /// it is. In single precision and rounded to even, as OpenCV has it.
    private static func table(_ counts: [Int]) -> [UInt8] {
        let total = counts.reduce(0, +)
        guard let lowest = counts.firstIndex(where: { $0 != 0 }), counts[lowest] < total else {
            return Array(0...255)
        }
        let scale = Float(255) / Float(total - counts[lowest])
        var atOrBelow = -counts[lowest]
        return counts.map { count in
            atOrBelow += count
            return UInt8(min(max((Float(atOrBelow) * scale).rounded(.toNearestOrEven), 0), 255))
        }
    }
}
