import Foundation
import Testing

@testable import Engine

/// Each kernel beside a twin that says the same plainly.
@Suite("Pixel kernels agree with their plain twins")
struct PixelKernelTests {
    static let images = [(40, 30), (1, 1), (2, 1), (1, 9), (31, 4)].map { noise(width: $0.0, height: $0.1) }

    static func channel(_ channel: Int, of image: RGBImage) -> [UInt8] {
        stride(from: channel, to: image.pixels.count, by: 3).map { image.pixels[$0] }
    }

    @Test("Levels are counted", arguments: images)
    func levels(of image: RGBImage) {
        let histogram = LevelHistogram(of: image)
        for (index, counts) in [histogram.red, histogram.green, histogram.blue].enumerated() {
            let values = Self.channel(index, of: image)
            #expect(counts == (0...255).map { level in values.count { $0 == level } })
        }
        #expect(histogram.luma.reduce(0, +) == image.width * image.height)
    }

    @Test("Luma is its definition, rounded")
    func luma() {
        for image in [noise(width: 1, height: 1, seed: 2), noise(width: 1, height: 1, seed: 3)] {
            let (red, green, blue) = (image.pixels[0], image.pixels[1], image.pixels[2])
            let exact = 0.299 * Double(red) + 0.587 * Double(green) + 0.114 * Double(blue)
            #expect(LevelHistogram(of: image).luma[Int(exact.rounded())] == 1)
        }
    }

    @Test("Equalization of each channel", arguments: images)
    func equalize(_ image: RGBImage) {
        var equalized = image
        HistogramEqualization().apply(to: &equalized)
        for index in 0..<3 {
            let values = Self.channel(index, of: image)
            #expect(Self.channel(index, of: equalized) == Self.naiveEqualize(values))
        }
    }

    /// A level becomes the number of values below it, plus half a step, in steps.
    static func naiveEqualize(_ values: [UInt8]) -> [UInt8] {
        let highest = values.max() ?? 0
        let step = values.count { $0 != highest } / 255
        guard step > 0 else { return values }
        return values.map { value in UInt8(min(255, (step / 2 + values.count { $0 < value }) / step)) }
    }

    @Test("Equalized luma runs from 0 to 255, and grey stays grey")
    func equalizeLuma() throws {
        let levels = (0..<300).map { UInt8(90 + $0 % 50) }
        var image = RGBImage(width: 20, height: 15, pixels: levels.flatMap { [$0, $0, $0] })
        LumaEqualization().apply(to: &image)
        let grey = Self.channel(0, of: image)
        #expect(grey == Self.channel(1, of: image) && grey == Self.channel(2, of: image))
        #expect(grey.min() == 0 && grey.max() == 255)
    }

    @Test("Blur is the Gaussian of its definition, to 1 level", arguments: images, [0.6, 1.0, 2.5])
    func blur(_ image: RGBImage, sigma: Double) throws {
        var blurred = image
        GaussianBlur(sigma: sigma).apply(to: &blurred)
        let difference = zip(blurred.pixels, Self.naiveBlur(image, sigma: sigma)).map { abs(Double($0) - $1) }
            .max()
        #expect(try #require(difference) <= 1.5)  // 1 level beyond the rounding.
    }

    /// The two-dimensional sum in real numbers, cut at three sigmas.
    static func naiveBlur(_ image: RGBImage, sigma: Double) -> [Double] {
        let radius = Int((sigma * 6 + 1).rounded()) / 2
        let offsets = Array(-radius...radius)
        let weights = offsets.map { exp(-Double($0 * $0) / (2 * sigma * sigma)) }
        let total = weights.reduce(0, +)
        return (0..<image.height).flatMap { y in
            (0..<image.width).flatMap { x in
                (0..<3).map { channel in
                    var sum = 0.0
                    for (dy, down) in zip(offsets, weights) {
                        for (dx, across) in zip(offsets, weights) {
                            let row = naiveMirror(y + dy, image.height)
                            let column = naiveMirror(x + dx, image.width)
                            sum +=
                                down * across
                                * Double(image.pixels[3 * (row * image.width + column) + channel])
                        }
                    }
                    return sum / (total * total)
                }
            }
        }
    }

    /// Steps back and forth between the edges, one place at a time.
    static func naiveMirror(_ index: Int, _ count: Int) -> Int {
        var place = 0
        var step = 1
        for _ in 0..<abs(index) where count > 1 {
            if !(0..<count).contains(place + step) { step = -step }
            place += step
        }
        return place
    }

    @Test("The mirror turns at the edge pixel, as often as needed", arguments: [1, 2, 3, 7])
    func mirror(count: Int) {
        for index in -30...0 {
            #expect(PixelKernels.mirrored(index, count: count) == Self.naiveMirror(index, count))
        }
        for index in 0...30 {
            let fromTheEnd = count - 1 - PixelKernels.mirrored(count - 1 - index, count: count)
            #expect(PixelKernels.mirrored(index, count: count) == Self.naiveMirror(index, count))
            #expect(fromTheEnd == Self.naiveMirror(index, count))
        }
    }

    @Test("The blur's weights are symmetric and sum to one", arguments: [0.1, 0.33, 1, 1.5, 7, 50])
    func weights(sigma: Double) {
        let weights = GaussianBlur.weights(sigma: sigma)
        #expect(weights.reduce(0, +) == 256)
        #expect(weights == weights.reversed())
        #expect(weights.count % 2 == 1)
    }
}
