/// How many pixels of a picture have each level, 0…255, of each channel.
public struct Levels: Hashable, Sendable {
    public private(set) var red = [Int](repeating: 0, count: 256)
    public private(set) var green = [Int](repeating: 0, count: 256)
    public private(set) var blue = [Int](repeating: 0, count: 256)
    /// Of Y' = 0.299 R + 0.587 G + 0.114 B (Rec. 601, as JPEG has it).
    public private(set) var luma = [Int](repeating: 0, count: 256)

    public init(of picture: Pixmap) {
        for pixel in stride(from: 0, to: picture.pixels.count, by: 3) {
            let (r, g, b) = (
                Int(picture.pixels[pixel]), Int(picture.pixels[pixel + 1]), Int(picture.pixels[pixel + 2])
            )
            red[r] += 1
            green[g] += 1
            blue[b] += 1
            luma[(299 * r + 587 * g + 114 * b + 500) / 1000] += 1
        }
    }
}
