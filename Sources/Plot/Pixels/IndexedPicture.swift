/// A picture in the colours of a palette.
///
/// What a place is drawn too dark its neighbours are drawn too light (Floyd & Steinberg, 1976): with as many colours as
/// there are no grain is seen, and no contour. This file has a kernel; it works on base pointers.
struct IndexedPicture: Hashable, Sendable {
    let width: Int
    let height: Int
    let palette: AdaptivePalette
    /// `(height, width)` row-major: numbers of the palette's colours.
    let indices: [UInt8]

    /// - Parameter colors: of the palette, at most 256.
    init(_ picture: Pixmap, colors: Int) {
        (width, height) = (picture.width, picture.height)
        palette = AdaptivePalette(of: picture, count: min(256, colors))
        indices = Self.diffused(picture, palette.colors)
    }

    private static func diffused(_ picture: Pixmap, _ colors: [SIMD3<UInt8>]) -> [UInt8] {
        let (width, height) = (picture.width, picture.height)
        var nearest = NearestColors(colors)
        // Sixteenths, with a place more at either end.
        var errors = [SIMD4<Int32>](repeating: .zero, count: 2 * (width + 2))
        return [UInt8](unsafeUninitializedCapacity: width * height) { target, count in
            errors.withUnsafeMutableBufferPointer { errors in
                picture.pixels.withUnsafeBufferPointer { pixels in
                    guard let from = pixels.baseAddress, let to = target.baseAddress,
                        let errors = errors.baseAddress
                    else { return }
                    for y in 0..<height {
                        let here = errors + (y & 1) &* (width + 2)
                        let below = errors + (1 - y & 1) &* (width + 2)
                        below.update(repeating: .zero, count: width + 2)
                        diffuse(
                            from + 3 &* y &* width, into: to + y &* width, width, forward: y & 1 == 0,
                            here, below, &nearest)
                    }
                }
            }
            count = width * height
        }
    }

    /// One row, `(width, 3)` bytes to `(width)` numbers; rows are walked forth and back in turn.
    private static func diffuse(
        _ row: UnsafePointer<UInt8>, into out: UnsafeMutablePointer<UInt8>, _ width: Int, forward: Bool,
        _ here: UnsafeMutablePointer<SIMD4<Int32>>, _ below: UnsafeMutablePointer<SIMD4<Int32>>,
        _ nearest: inout NearestColors
    ) {
        let step = forward ? 1 : -1
        var x = forward ? 0 : width &- 1
        for _ in 0..<width {
            let pixel = SIMD4<Int32>(
                Int32(row[3 &* x]), Int32(row[3 &* x &+ 1]), Int32(row[3 &* x &+ 2]), 0)
            let value = (pixel &+ ((here[x &+ 1] &+ 8) &>> 4)).clamped(
                lowerBound: .zero, upperBound: SIMD4(repeating: 255))
            let (index, color) = nearest.color(of: value)
            out[x] = index
            let error = value &- color
            here[x &+ 1 &+ step] &+= error &* 7
            below[x &+ 1 &- step] &+= error &* 3
            below[x &+ 1] &+= error &* 5
            below[x &+ 1 &+ step] &+= error
            x &+= step
        }
    }
}

/// Which of a palette's colours is nearest, found once for all that share the first six bits of every channel.
private struct NearestColors {
    private let colors: [SIMD4<Int32>]
    /// -1 for what nobody has asked for.
    private var known = [Int16](repeating: -1, count: 1 << 18)

    init(_ colors: [SIMD3<UInt8>]) {
        self.colors = colors.map { SIMD4(Int32($0.x), Int32($0.y), Int32($0.z), 0) }
    }

    mutating func color(of value: SIMD4<Int32>) -> (index: UInt8, color: SIMD4<Int32>) {
        let bin = Int(value.x >> 2) << 12 | Int(value.y >> 2) << 6 | Int(value.z >> 2)
        if known[bin] < 0 { known[bin] = search((value &>> 2) &* 4 &+ SIMD4(2, 2, 2, 0)) }
        return (UInt8(known[bin]), colors[Int(known[bin])])
    }

    private func search(_ value: SIMD4<Int32>) -> Int16 {
        var (best, least) = (0, Int32.max)
        for (index, color) in colors.enumerated() {
            let distance = ((value &- color) &* (value &- color)).wrappedSum()
            if distance < least { (best, least) = (index, distance) }
        }
        return Int16(best)
    }
}
