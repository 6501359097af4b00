import Foundation

/// By how much each pixel of a picture has become lighter or darker: luma after less luma before, -255…255.
public struct PictureDifference: Hashable, Sendable {
    public let width: Int
    public let height: Int
    /// Row-major.
    private let changes: [Int]
    /// How many pixels have changed by -255…255; `counts[255]` have not.
    public let counts: [Int]

    /// Walks all pixels. Returns nil where the pictures are not of one size.
    public init?(from before: Pixmap, to after: Pixmap) {
        guard before.width == after.width, before.height == after.height else { return nil }
        (width, height) = (before.width, before.height)
        let changes = (0..<width * height).map { after.luma(ofPixel: $0) - before.luma(ofPixel: $0) }
        counts = changes.reduce(into: Array(repeating: 0, count: 511)) { $0[$1 + 255] += 1 }
        self.changes = changes
    }
}

// MARK: Figures

extension PictureDifference {
    /// The mean change.
    public var mean: Double { mean { Double($0) } }

    /// The mean of how far pixels have changed, either way.
    public var meanMagnitude: Double { mean { abs(Double($0)) } }

    /// The furthest that a pixel has become darker and lighter: -102…87.
    public var range: ClosedRange<Int> {
        let first = counts.firstIndex { $0 > 0 } ?? 255
        let last = counts.lastIndex { $0 > 0 } ?? 255
        return min(0, first - 255)...max(0, last - 255)
    }

    /// The share of pixels that have not changed, 0…1.
    public var unchanged: Double { Double(counts[255]) / Double(changes.count) }

    /// The peak signal-to-noise ratio in decibels, 10 log₁₀(255² / mean square); nil where nothing has changed.
    public var signalToNoise: Double? {
        let square = mean { Double($0 * $0) }
        return square > 0 ? 10 * log10(255 * 255 / square) : nil
    }

    private func mean(of value: (_ change: Int) -> Double) -> Double {
        counts.indices.reduce(0) { $0 + Double(counts[$1]) * value($1 - 255) } / Double(changes.count)
    }
}

// MARK: As a picture

extension PictureDifference {
    /// Both are as light as each other, so that equal changes have equally many dots.
    private static let lighter: [Double] = [235, 120, 30]
    private static let darker: [Double] = [60, 160, 255]

    /// The stretch for pictures in colour: a change that is as large as can be shown is full.
    public static let stretch = Stretch.upTo(0.55)

    /// The changes as a picture, to be drawn in the polarity `light`.
    ///
    /// - Parameters:
    ///   - gain: by how much changes are multiplied; those beyond 255 are shown as 255.
    ///   - isColored: what has not changed is black, what is lighter orange, what is darker blue. Else what has not
    ///     changed is grey, and the rest is lighter and darker than that.
    public func pixmap(gain: Int, isColored: Bool) -> Pixmap? {
        let colors = (-255...255).map { change in
            Self.bytes(ofShare: max(-1, min(1, Double(change * gain) / 255)), isColored)
        }
        return Pixmap(width: width, height: height, pixels: changes.flatMap { colors[$0 + 255] })
    }

    private static func bytes(ofShare share: Double, _ isColored: Bool) -> [UInt8] {
        guard isColored else { return Array(repeating: UInt8(127.5 + 127.5 * share), count: 3) }
        return (share > 0 ? lighter : darker).map { UInt8($0 * abs(share)) }
    }
}
