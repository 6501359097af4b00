// The loops that touch every pixel. All of them work on base pointers with wrapping indices, because that is
// several times faster than arrays; callers allocate, check sizes and own the memory. The tests hold every
// kernel against a plain twin or another library's result.
//
// Pixels are 8-bit RGB, `(height, width, 3)` row-major, unless a kernel says otherwise; a row is `3 × width`
// values.

enum PixelKernels {
    typealias Source<Value> = UnsafePointer<Value>
    typealias Target<Value> = UnsafeMutablePointer<Value>

    // MARK: Levels

    /// Adds each value to its channel's 256 counts: `counts` is `(3, 256)`.
    static func countLevels(_ source: Source<UInt8>, pixelCount: Int, counts: Target<Int>) {
        var index = 0
        let end = 3 &* pixelCount
        while index < end {
            counts[Int(source[index])] &+= 1
            counts[256 &+ Int(source[index &+ 1])] &+= 1
            counts[512 &+ Int(source[index &+ 2])] &+= 1
            index &+= 3
        }
    }

    /// Adds each pixel's luma to 256 counts.
    static func countLuma(_ source: Source<UInt8>, pixelCount: Int, counts: Target<Int>) {
        for pixel in 0..<pixelCount {
            counts[Int(luma(source + 3 &* pixel))] &+= 1
        }
    }

    /// Replaces each value by its channel's table entry: `tables` is `(3, 256)`.
    static func lookUp(_ pixels: Target<UInt8>, pixelCount: Int, tables: Source<UInt8>) {
        var index = 0
        let end = 3 &* pixelCount
        while index < end {
            pixels[index] = tables[Int(pixels[index])]
            pixels[index &+ 1] = tables[256 &+ Int(pixels[index &+ 1])]
            pixels[index &+ 2] = tables[512 &+ Int(pixels[index &+ 2])]
            index &+= 3
        }
    }

    // MARK: Colour

    /// Y of YCrCb (ITU-R BT.601) in OpenCV's fixed point of 14 bits: 0.299 R + 0.587 G + 0.114 B.
    @inline(__always)
    static func luma(_ pixel: Source<UInt8>) -> Int32 {
        descaled(4899 &* Int32(pixel[0]) &+ 9617 &* Int32(pixel[1]) &+ 1868 &* Int32(pixel[2]))
    }

    /// Replaces each pixel's Y by its table entry and keeps Cr and Cb, rounded to 8 bits between as OpenCV's
    /// `cvtColor` there and back does.
    static func lookUpLuma(_ pixels: Target<UInt8>, pixelCount: Int, table: Source<UInt8>) {
        for index in 0..<pixelCount {
            let pixel = pixels + 3 &* index
            let luma = luma(pixel)
            let red = Int32(clamped(descaled(11682 &* (Int32(pixel[0]) &- luma) &+ chromaBias))) &- 128
            let blue = Int32(clamped(descaled(9241 &* (Int32(pixel[2]) &- luma) &+ chromaBias))) &- 128
            let mapped = Int32(table[Int(luma)])
            pixel[0] = clamped(mapped &+ descaled(22987 &* red))
            pixel[1] = clamped(mapped &+ descaled(-11698 &* red &- 5636 &* blue))
            pixel[2] = clamped(mapped &+ descaled(29049 &* blue))
        }
    }

    /// Inverted CMYK, `(pixelCount, 4)`, to RGB: with the stored values c, m, y, k = 255 − ink, each of R, G,
    /// B is `k − (255 − c)·k / 255`, rounded.
    static func convertInvertedCMYK(_ source: Source<UInt8>, target: Target<UInt8>, pixelCount: Int) {
        for index in 0..<pixelCount {
            let ink = source + 4 &* index
            let white = Int32(ink[3])
            for channel in 0..<3 {
                let product = (255 &- Int32(ink[channel])) &* white &+ 128
                let quotient = ((product &>> 8) &+ product) &>> 8
                target[3 &* index &+ channel] = clamped(white &- quotient)
            }
        }
    }

    private static let chromaBias: Int32 = 128 << 14

    /// Out of a fixed point of 14 bits, rounded.
    @inline(__always)
    private static func descaled(_ value: Int32) -> Int32 { (value &+ (1 << 13)) &>> 14 }

    @inline(__always)
    private static func clamped(_ value: Int32) -> UInt8 {
        UInt8(truncatingIfNeeded: min(max(value, 0), 255))
    }

    // MARK: Geometry

    /// Fills a picture of `width × height` with pixels from `origin` on, `column` further for each column and
    /// `row` further for each row; the three are in pixels.
    static func gather(
        _ source: Source<UInt8>, target: Target<UInt8>, width: Int, height: Int, origin: Int, column: Int,
        row: Int
    ) {
        var written = target
        for y in 0..<height {
            var read = source + 3 &* (origin &+ y &* row)
            for _ in 0..<width {
                written[0] = read[0]
                written[1] = read[1]
                written[2] = read[2]
                written += 3
                read += 3 &* column
            }
        }
    }

    // MARK: Filters

    /// Resamples across: every target pixel is its window's weighted sum, in fixed point of 22 bits.
    static func resampleRows(
        _ source: Source<UInt8>, target: Target<UInt8>, sourceWidth: Int, height: Int,
        filter: ResamplingFilter
    ) {
        filter.weights.withUnsafeBufferPointer { weights in
            var written = target
            for y in 0..<height {
                let row = source + 3 &* sourceWidth &* y
                for window in filter.windows {
                    sumPixels(row, weights: weights, window: window, target: written)
                    written += 3
                }
            }
        }
    }

    /// One pixel of `resampleRows`.
    @inline(__always)
    private static func sumPixels(
        _ row: Source<UInt8>, weights: UnsafeBufferPointer<Int32>, window: ResamplingFilter.Window,
        target: Target<UInt8>
    ) {
        var source = row + 3 &* window.start
        var red = half22
        var green = half22
        var blue = half22
        for tap in 0..<window.count {
            let weight = weights[window.firstWeight &+ tap]
            red &+= weight &* Int32(source[0])
            green &+= weight &* Int32(source[1])
            blue &+= weight &* Int32(source[2])
            source += 3
        }
        target[0] = clamped(red &>> 22)
        target[1] = clamped(green &>> 22)
        target[2] = clamped(blue &>> 22)
    }

    /// Resamples down: every target row is its window's weighted sum of rows, in fixed point of 22 bits.
    static func resampleColumns(
        _ source: Source<UInt8>, target: Target<UInt8>, width: Int, filter: ResamplingFilter
    ) {
        let length = 3 &* width
        withScratch(Int32.self, count: length) { sums in
            for (y, window) in filter.windows.enumerated() {
                sums.update(repeating: half22, count: length)
                for tap in 0..<window.count {
                    let row = source + (window.start &+ tap) &* length
                    let weight = filter.weights[window.firstWeight &+ tap]
                    for x in 0..<length { sums[x] &+= weight &* Int32(row[x]) }
                }
                let written = target + y &* length
                for x in 0..<length { written[x] = clamped(sums[x] &>> 22) }
            }
        }
    }

    private static let half22: Int32 = 1 << 21

    /// Blurs in place: across into 8 bits of fraction, then down into 16, then rounded. Beyond its edges the
    /// picture is mirrored at the edge pixel.
    ///
    /// `weights` is odd in number, symmetric, and sums to 256, so sums stay within 16 and 32 bits.
    static func blur(_ pixels: Target<UInt8>, width: Int, height: Int, weights: [UInt16]) {
        let length = 3 &* width
        withScratch(UInt16.self, count: length &* height) { across in
            withScratch(UInt8.self, count: length &+ 3 &* weights.count) { padded in
                for y in 0..<height {
                    pad(pixels + y &* length, width: width, radius: weights.count / 2, target: padded)
                    blurRow(padded, target: across + y &* length, length: length, weights: weights)
                }
            }
            withScratch(UInt32.self, count: length) { sums in
                for y in 0..<height {
                    blurColumns(across, row: y, height: height, length: length, weights: weights, sums: sums)
                    let row = pixels + y &* length
                    for x in 0..<length { row[x] = UInt8(truncatingIfNeeded: (sums[x] &+ 1 << 15) &>> 16) }
                }
            }
        }
    }

    /// Copies a row with `radius` mirrored pixels on either side.
    private static func pad(_ row: Source<UInt8>, width: Int, radius: Int, target: Target<UInt8>) {
        let inside = target + 3 &* radius
        inside.update(from: row, count: 3 &* width)
        for distance in 1..<radius &+ 1 {
            let before = row + 3 &* mirrored(-distance, count: width)
            let after = row + 3 &* mirrored(width &- 1 &+ distance, count: width)
            (inside - 3 &* distance).update(from: before, count: 3)
            (inside + 3 &* (width &- 1 &+ distance)).update(from: after, count: 3)
        }
    }

    private static func blurRow(
        _ padded: Source<UInt8>, target: Target<UInt16>, length: Int, weights: [UInt16]
    ) {
        target.update(repeating: 0, count: length)
        for (tap, weight) in weights.enumerated() {
            let shifted = padded + 3 &* tap
            for x in 0..<length { target[x] &+= weight &* UInt16(shifted[x]) }
        }
    }

    private static func blurColumns(
        _ across: Source<UInt16>, row y: Int, height: Int, length: Int, weights: [UInt16],
        sums: Target<UInt32>
    ) {
        sums.update(repeating: 0, count: length)
        for (tap, weight) in weights.enumerated() {
            let row = across + mirrored(y &+ tap &- weights.count / 2, count: height) &* length
            for x in 0..<length { sums[x] &+= UInt32(weight) &* UInt32(row[x]) }
        }
    }

    /// The index inside `0..<count` that an index outside falls on, mirrored at the edge values as often as
    /// needed (OpenCV's `BORDER_REFLECT_101`).
    static func mirrored(_ index: Int, count: Int) -> Int {
        guard index < 0 || index >= count else { return index }
        guard count > 1 else { return 0 }
        let period = 2 &* (count &- 1)
        let phase = ((index % period) &+ period) % period
        return phase < count ? phase : period &- phase
    }

    /// Uninitialized memory of a trivial type for as long as `body` runs.
    private static func withScratch<Value: BitwiseCopyable>(
        _: Value.Type, count: Int, _ body: (Target<Value>) -> Void
    ) {
        let scratch = Target<Value>.allocate(capacity: count)
        defer { scratch.deallocate() }
        body(scratch)
    }
}
