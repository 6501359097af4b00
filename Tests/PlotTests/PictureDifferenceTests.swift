import Testing

@testable import Plot

@Suite("What a chain has changed")
struct PictureDifferenceTests {
    /// Three pixels: one darker by 60, one as it was, one lighter by 30.
    private func difference() throws -> PictureDifference {
        let before = try #require(Pixmap(width: 3, height: 1, pixels: [100, 100, 100, 7, 8, 9, 50, 50, 50]))
        let after = try #require(Pixmap(width: 3, height: 1, pixels: [40, 40, 40, 7, 8, 9, 80, 80, 80]))
        return try #require(PictureDifference(from: before, to: after))
    }

    @Test("It is counted by how much, with its sign")
    func figures() throws {
        let difference = try difference()
        #expect(difference.mean == -10 && difference.meanMagnitude == 30)
        #expect(difference.range == -60...30)
        #expect(abs(difference.unchanged - 1 / 3) < 1e-12)
        #expect(difference.counts[195] == 1 && difference.counts[255] == 1 && difference.counts[285] == 1)
        // 10 log₁₀(65025 / ((3600 + 900) / 3))
        #expect(abs(try #require(difference.signalToNoise) - 16.3699) < 1e-3)
    }

    @Test("In colour what is the same is black, and a gain that is too large ends at full")
    func colored() throws {
        let pixels = try #require(try difference().pixmap(gain: 8, isColored: true)).pixels
        #expect(pixels[0..<3] == [60, 160, 255] && pixels[3..<6] == [0, 0, 0])
        #expect(pixels[6] == UInt8(235.0 * 240 / 255) && pixels[6] > pixels[7] && pixels[7] > pixels[8])
    }

    @Test("Without colour what is the same is grey, what is darker is darker")
    func grey() throws {
        let pixels = try #require(try difference().pixmap(gain: 2, isColored: false)).pixels
        #expect(pixels == [67, 67, 67, 127, 127, 127, 157, 157, 157])
    }

    @Test("Pictures that are equal have none; those of two sizes cannot be compared")
    func edges() throws {
        let one = try #require(Pixmap(width: 1, height: 1, pixels: [1, 2, 3]))
        let two = try #require(Pixmap(width: 2, height: 1, pixels: [1, 2, 3, 1, 2, 3]))
        #expect(PictureDifference(from: one, to: one)?.signalToNoise == nil)
        #expect(PictureDifference(from: one, to: one)?.range == 0...0)
        #expect(PictureDifference(from: one, to: two) == nil)
    }
}
