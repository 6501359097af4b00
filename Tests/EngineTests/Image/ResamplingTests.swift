import Testing

@testable import Engine

@Suite("Resizing")
struct ResamplingTests {
    @Test("A picture of the wanted size is itself")
    func sameSize() {
        let image = noise(width: 13, height: 7)
        #expect(image.resized(width: 13, height: 7) == image)
    }

    @Test(
        "One colour stays that colour at any size",
        arguments: [(1, 1), (2, 3), (100, 100), (1000, 1), (1, 1000)], [UInt8(0), 1, 127, 254, 255])
    func oneColour(size: (Int, Int), level: UInt8) {
        let image = RGBImage(width: 17, height: 5, pixels: Array(repeating: level, count: 3 * 17 * 5))
        let resized = image.resized(width: size.0, height: size.1)
        #expect(resized.width == size.0 && resized.height == size.1)
        #expect(resized.pixels.allSatisfy { $0 == level })
    }

    @Test("A single pixel is the mean of all, weighted by a triangle")
    func singlePixel() {
        let image = RGBImage(width: 2, height: 1, pixels: [0, 10, 255, 100, 20, 0])
        #expect(image.resized(width: 1, height: 1).pixels == [50, 15, 128])
    }

    @Test(
        "Agrees with the filter's definition in real numbers",
        arguments: [(9, 31), (31, 9), (20, 20), (64, 3), (1, 40)])
    func definition(width: Int, height: Int) throws {
        let image = noise(width: 23, height: 19)
        let resized = image.resized(width: width, height: height)
        let expected = Self.naive(image, width: width, height: height)
        let difference = zip(resized.pixels, expected).map { abs(Double($0) - $1) }.max()
        #expect(try #require(difference) <= 1.01)  // Half a level from each of two roundings.
    }

    /// `Σ w(x)·w(y)·pixel / Σ w(x)·w(y)` over all pixels, w being the triangle around the target pixel's
    /// centre.
    static func naive(_ image: RGBImage, width: Int, height: Int) -> [Double] {
        func weights(_ target: Int, from source: Int, to size: Int) -> [Double] {
            let scale = Double(source) / Double(size)
            let distances = (0..<source).map {
                (Double($0) + 0.5 - (Double(target) + 0.5) * scale) / max(scale, 1)
            }
            let triangle = distances.map { max(0, 1 - abs($0)) }
            return triangle.map { $0 / triangle.reduce(0, +) }
        }
        return (0..<height).flatMap { y in
            let down = weights(y, from: image.height, to: height)
            return (0..<width).flatMap { x in
                let across = weights(x, from: image.width, to: width)
                return (0..<3).map { channel in
                    (0..<image.height).reduce(0.0) { sum, row in
                        (0..<image.width).reduce(sum) { sum, column in
                            let value = Double(image.pixels[3 * (row * image.width + column) + channel])
                            return sum + down[row] * across[column] * value
                        }
                    }
                }
            }
        }
    }
}
