import Testing

@testable import Engine

@Suite("Winograd's F(4×4, 3×3)")
struct WinogradTests {
    @Test(
        "Scatter, product and gather make a 3×3 convolution, in blocks of 8, 16 or all channels",
        arguments: [1, 2, 5], [(1, 4, 4), (2, 7, 7), (3, 5, 9), (1, 13, 2)])
    func convolution(lanes: Int, size: (images: Int, height: Int, width: Int)) {
        let tiling = WinogradTiling(images: size.images, height: size.height, width: size.width)
        let block = lanes * Lane.scalarCount
        let image = noisyLanes(count: tiling.images * size.height * size.width * lanes)
        let kernel = noisyLanes(count: 2).flatMap { lane in (0..<8).map { lane[$0] } }.prefix(9)
        let output = winograd(image, kernel: Array(kernel), tiling, lanes: lanes)
        for pixel in 0..<(tiling.images * size.height * size.width) {
            for channel in 0..<block {
                let expected = direct(image, kernel: Array(kernel), tiling, lanes: lanes, pixel, channel)
                let value = output[pixel * lanes + channel / 8][channel % 8]
                #expect(abs(value - expected) < 1e-5)
            }
        }
    }

    @Test("A value that overflowed stays one, and does not pass for a zero after the ReLU")
    func overflow() {
        let tiling = WinogradTiling(images: 1, height: 4, width: 4)
        let image = [Lane](repeating: Lane(repeating: .infinity), count: 16)
        let output = winograd(image, kernel: [Float](repeating: 1, count: 9), tiling, lanes: 1)
        #expect(output.allSatisfy { !$0[0].isFinite })
    }

    /// The convolution of each channel by the same kernel, with ReLU left out and a bias of zero.
    private func winograd(
        _ image: [Lane], kernel: [Float], _ tiling: WinogradTiling, lanes: Int
    ) -> [Lane] {
        let transform = WinogradTransform(tiling: tiling, lanes: lanes, blocks: 1)
        var frequencies = [Lane](repeating: .zero, count: Winograd.frequencies * tiling.tiles * lanes)
        transform.scatter(0..<tiling.tiles, of: image, to: &frequencies, room: tiling.tiles)
        let count = tiling.tiles * lanes
        for frequency in 0..<Winograd.frequencies {
            let factor = Winograd.matrix(of: kernel, frequency: frequency)[0]
            for place in 0..<count { frequencies[frequency * count + place] *= factor }
        }
        var output = [Lane](repeating: .zero, count: image.count)
        transform.gather(
            0..<tiling.tiles, of: frequencies, room: tiling.tiles,
            bias: [Lane](repeating: .zero, count: lanes), relu: image[0][0] == .infinity, to: &output)
        return output
    }

    private func direct(
        _ image: [Lane], kernel: [Float], _ tiling: WinogradTiling, lanes: Int, _ pixel: Int, _ channel: Int
    ) -> Float {
        let plane = tiling.height * tiling.width
        let (first, row, column) = (pixel / plane * plane, pixel % plane / tiling.width, pixel % tiling.width)
        var sum: Float = 0
        for (index, weight) in kernel.enumerated() {
            let (y, x) = (row + index / 3 - 1, column + index % 3 - 1)
            guard (0..<tiling.height).contains(y), (0..<tiling.width).contains(x) else { continue }
            sum += weight * image[(first + y * tiling.width + x) * lanes + channel / 8][channel % 8]
        }
        return sum
    }

    private func noisyLanes(count: Int) -> [Lane] {
        var generator = Xoshiro256(seed: 3)
        return (0..<count).map { _ in
            var lane = Lane.zero
            for index in lane.indices { lane[index] = Float(generator.nextUnit() - 0.5) }
            return lane
        }
    }
}
