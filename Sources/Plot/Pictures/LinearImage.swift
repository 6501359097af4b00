/// A picture in linear light, RGB of 0…1, `(height, width, 3)` row-major.
///
/// Averages are only right in linear light: the mean of a black and a white pixel sends half the light, which sRGB
/// writes as 188, not 128. This is the file of kernels; it works on base pointers.
struct LinearImage: Hashable, Sendable {
    let width: Int
    let height: Int
    let values: [Float]

    /// The picture brought to a size of at least 1×1 by averaging over areas.
    ///
    /// A box is never smaller than a pixel, so that enlarging comes out as linear interpolation.
    init(averaging picture: Pixmap, width: Int, height: Int) {
        let columns = Boxes(from: picture.width, to: max(1, width))
        let rows = Boxes(from: picture.height, to: max(1, height))
        let narrowed = Self.averagedAcross(picture, columns)
        values = Self.averagedDown(narrowed, rowLength: 3 * columns.count, rows)
        self.width = columns.count
        self.height = rows.count
    }

    /// `(height, width, 3)` of bytes to `(height, boxes, 3)` of light.
    private static func averagedAcross(_ picture: Pixmap, _ boxes: Boxes) -> [Float] {
        let length = 3 * picture.height * boxes.count
        return [Float](unsafeUninitializedCapacity: length) { target, count in
            picture.pixels.withUnsafeBufferPointer { pixels in
                SRGB.light.withUnsafeBufferPointer { light in
                    for y in 0..<picture.height {
                        let row = UnsafeBufferPointer(
                            rebasing: pixels[(3 * y * picture.width)..<(3 * (y + 1) * picture.width)])
                        let out = UnsafeMutableBufferPointer(
                            rebasing: target[(3 * y * boxes.count)..<(3 * (y + 1) * boxes.count)])
                        average(row, light, boxes, into: out)
                    }
                }
            }
            count = length
        }
    }

    private static func average(
        _ row: UnsafeBufferPointer<UInt8>, _ light: UnsafeBufferPointer<Float>, _ boxes: Boxes,
        into out: UnsafeMutableBufferPointer<Float>
    ) {
        guard let row = row.baseAddress, let light = light.baseAddress, let out = out.baseAddress else {
            return
        }
        boxes.weights.withUnsafeBufferPointer { weights in
            boxes.starts.withUnsafeBufferPointer { starts in
                for box in 0..<(starts.count &- 1) {
                    var (red, green, blue): (Float, Float, Float) = (0, 0, 0)
                    var pixel = row + 3 &* boxes.first[box]
                    for index in starts[box]..<starts[box &+ 1] {
                        let weight = weights[index]
                        red += weight * light[Int(pixel[0])]
                        green += weight * light[Int(pixel[1])]
                        blue += weight * light[Int(pixel[2])]
                        pixel += 3
                    }
                    out[3 &* box] = red
                    out[3 &* box &+ 1] = green
                    out[3 &* box &+ 2] = blue
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
