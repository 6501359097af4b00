/// A picture in linear light, `(height, width, 4)` row-major: RGB of 0…1 times how much of the place is not paper, and
/// that share, 0…1.
///
/// Averages are only right in linear light: the mean of a black and a white pixel sends half the light, which sRGB
/// writes as 188, not 128. This is the file of kernels; it works on base pointers.
struct LinearImage: Hashable, Sendable {
    let width: Int
    let height: Int
    let values: [Float]

    /// The picture brought to a size of at least 1×1 by averaging over areas.
    ///
    /// A box is never smaller than a pixel, so that enlarging comes out as linear interpolation. Paper is left out of
    /// the averages before anything is mixed: afterwards every outline would have taken some of its white.
    init(averaging picture: Pixmap, without paper: Paper? = nil, width: Int, height: Int) {
        let columns = Boxes(from: picture.width, to: max(1, width))
        let rows = Boxes(from: picture.height, to: max(1, height))
        let cover =
            paper?.isPaper.map { $0 ? 0 : 1 }
            ?? [Float](repeating: 1, count: picture.width * picture.height)
        let narrowed = Self.averagedAcross(picture, cover, columns)
        values = Self.averagedDown(narrowed, rowLength: 4 * columns.count, rows)
        self.width = columns.count
        self.height = rows.count
    }

    /// The mean light of what is not paper; nil where most is.
    func light(x: Int, y: Int) -> SIMD3<Float>? {
        let index = 4 * (y * width + x)
        let cover = values[index + 3]
        guard cover >= 0.5 else { return nil }
        return SIMD3(values[index], values[index + 1], values[index + 2]) / cover
    }

    /// `(height, width, 3)` of bytes and `(height, width)` of cover to `(height, boxes, 4)` of light and cover.
    private static func averagedAcross(_ picture: Pixmap, _ cover: [Float], _ boxes: Boxes) -> [Float] {
        let length = 4 * picture.height * boxes.count
        return [Float](unsafeUninitializedCapacity: length) { target, count in
            picture.pixels.withUnsafeBufferPointer { pixels in
                cover.withUnsafeBufferPointer { cover in
                    guard let from = pixels.baseAddress, let cover = cover.baseAddress,
                        let to = target.baseAddress
                    else { return }
                    for y in 0..<picture.height {
                        let start = y &* picture.width
                        average(from + 3 &* start, cover + start, boxes, into: to + 4 &* y &* boxes.count)
                    }
                }
            }
            count = length
        }
    }

    private static func average(
        _ row: UnsafePointer<UInt8>, _ cover: UnsafePointer<Float>, _ boxes: Boxes,
        into out: UnsafeMutablePointer<Float>
    ) {
        SRGB.light.withUnsafeBufferPointer { light in
            boxes.weights.withUnsafeBufferPointer { weights in
                for box in 0..<boxes.count {
                    var sum = SIMD4<Float>.zero
                    var pixel = boxes.first[box]
                    for index in boxes.starts[box]..<boxes.starts[box &+ 1] {
                        let (red, green, blue) = (row[3 &* pixel], row[3 &* pixel &+ 1], row[3 &* pixel &+ 2])
                        sum +=
                            weights[index] * cover[pixel]
                            * SIMD4(light[Int(red)], light[Int(green)], light[Int(blue)], 1)
                        pixel &+= 1
                    }
                    for channel in 0..<4 { out[4 &* box &+ channel] = sum[channel] }
                }
            }
        }
    }

    /// `(height, rowLength)` to `(boxes, rowLength)`.
    private static func averagedDown(_ source: [Float], rowLength: Int, _ boxes: Boxes) -> [Float] {
        var target = [Float](repeating: 0, count: boxes.count * rowLength)
        target.withUnsafeMutableBufferPointer { target in
            source.withUnsafeBufferPointer { source in
                guard let from = source.baseAddress, let to = target.baseAddress else { return }
                for box in 0..<boxes.count {
                    let out = to + box &* rowLength
                    for (step, index) in (boxes.starts[box]..<boxes.starts[box + 1]).enumerated() {
                        let weight = boxes.weights[index]
                        let row = from + (boxes.first[box] &+ step) &* rowLength
                        for x in 0..<rowLength { out[x] += weight * row[x] }
                    }
                }
            }
        }
        return target
    }
}

/// Which of `n` pixels each of `count` boxes covers, and by which share.
private struct Boxes {
    let count: Int
    /// The first pixel of each box.
    private(set) var first: [Int] = []
    /// Where the weights of each box start, and at last where they all end.
    private(set) var starts: [Int] = [0]
    /// They add up to 1 in each box.
    private(set) var weights: [Float] = []

    init(from pixels: Int, to count: Int) {
        self.count = count
        let scale = Double(pixels) / Double(count)
        let reach = max(1, scale) / 2
        for box in 0..<count {
            let centre = (Double(box) + 0.5) * scale
            let (low, high) = (max(0, centre - reach), min(Double(pixels), centre + reach))
            let covered = Int(low)..<max(Int(low) + 1, Int(high.rounded(.up)))
            first.append(covered.lowerBound)
            for pixel in covered {
                let overlap = min(high, Double(pixel + 1)) - max(low, Double(pixel))
                weights.append(Float(overlap / (high - low)))
            }
            starts.append(weights.count)
        }
    }
}
