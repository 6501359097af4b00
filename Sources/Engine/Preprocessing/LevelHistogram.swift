/// How often each of the 256 levels occurs in a picture: in R, G and B, and in the brightness made of them.
public struct LevelHistogram: Hashable, Sendable {
    /// 256 counts each; each sums to the number of pixels.
    public let red: [Int]
    public let green: [Int]
    public let blue: [Int]
    /// Of Y as in YCrCb (ITU-R BT.601): 0.299 R + 0.587 G + 0.114 B.
    public let luma: [Int]

    public init(of image: RGBImage) {
        let pixelCount = image.width * image.height
        var channels = [Int](repeating: 0, count: 3 * 256)
        PixelKernels.countLevels(image.pixels, pixelCount: pixelCount, counts: &channels)
        var luma = [Int](repeating: 0, count: 256)
        PixelKernels.countLuma(image.pixels, pixelCount: pixelCount, counts: &luma)
        red = Array(channels[0..<256])
        green = Array(channels[256..<512])
        blue = Array(channels[512..<768])
        self.luma = luma
    }
}
