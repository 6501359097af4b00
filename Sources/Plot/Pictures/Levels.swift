import Foundation

/// How many pixels of a picture have each level, 0…255, of each channel.
public struct Levels: Hashable, Sendable {
    public private(set) var red = [Int](repeating: 0, count: 256)
    public private(set) var green = [Int](repeating: 0, count: 256)
    public private(set) var blue = [Int](repeating: 0, count: 256)
    /// Of Y' = 0.299 R + 0.587 G + 0.114 B (Rec. 601, as JPEG has it).
    public private(set) var luma = [Int](repeating: 0, count: 256)

    public init(of picture: Pixmap) {
        for pixel in 0..<picture.width * picture.height {
            red[Int(picture.pixels[3 * pixel])] += 1
            green[Int(picture.pixels[3 * pixel + 1])] += 1
            blue[Int(picture.pixels[3 * pixel + 2])] += 1
            luma[picture.luma(ofPixel: pixel)] += 1
        }
    }
}

/// Figures of the luma.
extension Levels {
    /// The mean level.
    public var mean: Double { mean { Double($0) } }

    /// The standard deviation, of all pixels: n in the denominator.
    public var deviation: Double {
        let mean = mean
        return self.mean { (Double($0) - mean) * (Double($0) - mean) }.squareRoot()
    }

    /// Shannon's entropy in bits: 8 where all levels are as frequent, 0 where there is one.
    public var entropy: Double {
        let total = Double(luma.reduce(0, +))
        return luma.filter { $0 > 0 }.reduce(0) { $0 - Double($1) / total * log2(Double($1) / total) }
    }

    private func mean(of value: (_ level: Int) -> Double) -> Double {
        luma.indices.reduce(0) { $0 + Double(luma[$1]) * value($1) } / Double(max(1, luma.reduce(0, +)))
    }
}
