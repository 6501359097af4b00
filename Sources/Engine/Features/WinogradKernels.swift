// Winograd's transforms: hot loops on base pointers, eight channels at a time. Activations lie in blocks of 8 or 16
// channels, `(images, channels / block, height, width, block)`; frequencies as `(36, channels / block, tiles, block)`.

/// Eight channels of one pixel or of one frequency of a tile.
typealias Lane = SIMD8<Float>

/// Brings tiles into frequencies, or back.
struct WinogradTransform: Sendable {
    let tiling: WinogradTiling
    /// Lanes in a block of channels, 1 or 2.
    let lanes: Int
    /// Blocks of channels.
    let blocks: Int

    /// Bᵀ d B of each patch d of the tiles.
    ///
    /// - Parameters:
    ///   - source: the activations.
    ///   - frequencies: room for `(36, blocks, room, block)` lanes, of which the first `tiles.count` tiles are written.
    func scatter(
        _ tiles: Range<Int>, of source: UnsafePointer<Lane>, to frequencies: UnsafeMutablePointer<Lane>,
        room: Int
    ) {
        let plane = tiling.height &* tiling.width &* lanes
        let step = blocks &* room &* lanes
        withUnsafeTemporaryAllocation(of: Lane.self, capacity: Winograd.frequencies) { patch in
            guard let patch = patch.baseAddress else { return }
            for tile in tiles {
                let place = TilePlace(tile, tiling)
                for block in 0..<blocks {
                    let image = source + (place.image &* blocks &+ block) &* plane
                    let target = frequencies + (block &* room &+ (tile &- tiles.lowerBound)) &* lanes
                    for lane in 0..<lanes {
                        scatterRows(place, of: image + lane, to: patch)
                        scatterColumns(of: patch, to: target + lane, step: step)
                    }
                }
            }
        }
    }

    /// d B, row by row of the patch; beyond the border all is zero.
    @inline(__always)
    private func scatterRows(
        _ place: TilePlace, of image: UnsafePointer<Lane>, to patch: UnsafeMutablePointer<Lane>
    ) {
        let (top, left) = (place.row &- 1, place.column &- 1)
        let right = tiling.width &- left
        for row in 0..<Winograd.patch {
            let target = patch + row &* Winograd.patch
            let y = top &+ row
            guard y >= 0 && y < tiling.height else {
                for column in 0..<Winograd.patch { target[column] = .zero }
                continue
            }
            let pixel = image + (y &* tiling.width &+ left) &* lanes
            let d0 = left >= 0 ? pixel[0] : .zero
            let d1 = pixel[lanes]
            let d2 = right > 2 ? pixel[2 &* lanes] : .zero
            let d3 = right > 3 ? pixel[3 &* lanes] : .zero
            let d4 = right > 4 ? pixel[4 &* lanes] : .zero
            let d5 = right > 5 ? pixel[5 &* lanes] : .zero
            forward(d0, d1, d2, d3, d4, d5, to: target, step: 1)
        }
    }

    /// Bᵀ times what the rows left.
    @inline(__always)
    private func scatterColumns(
        of patch: UnsafeMutablePointer<Lane>, to target: UnsafeMutablePointer<Lane>, step: Int
    ) {
        for column in 0..<Winograd.patch {
            let d = patch + column
            forward(
                d[0], d[6], d[12], d[18], d[24], d[30], to: target + column &* step,
                step: Winograd.patch &* step)
        }
    }

    /// Bᵀ times one column of six.
    @inline(__always)
    private func forward(
        _ d0: Lane, _ d1: Lane, _ d2: Lane, _ d3: Lane, _ d4: Lane, _ d5: Lane,
        to target: UnsafeMutablePointer<Lane>, step: Int
    ) {
        let (a, b) = (d4 - 4 * d2, d3 - 4 * d1)
        let (c, e) = (d4 - d2, 2 * (d3 - d1))
        target[0] = 4 * (d0 - d2) + c
        target[step] = a + b
        target[2 &* step] = a - b
        target[3 &* step] = c + e
        target[4 &* step] = c - e
        target[5 &* step] = 4 * (d1 - d3) + (d5 - d3)
    }

    /// Aᵀ m A of each tile's frequencies m, with the bias, and ReLU where asked for.
    ///
    /// - Parameters:
    ///   - frequencies: `(36, blocks, room, block)` lanes.
    ///   - bias: a value for each channel.
    ///   - destination: the activations; what lies beyond their border is dropped.
    func gather(
        _ tiles: Range<Int>, of frequencies: UnsafePointer<Lane>, room: Int, bias: UnsafePointer<Lane>,
        relu: Bool, to destination: UnsafeMutablePointer<Lane>
    ) {
        let plane = tiling.height &* tiling.width &* lanes
        let step = blocks &* room &* lanes
        let least = Lane(repeating: relu ? 0 : -.infinity)
        withUnsafeTemporaryAllocation(of: Lane.self, capacity: Winograd.tile * Winograd.patch) { half in
            guard let half = half.baseAddress else { return }
            for tile in tiles {
                let place = TilePlace(tile, tiling)
                for block in 0..<blocks {
                    let source = frequencies + (block &* room &+ (tile &- tiles.lowerBound)) &* lanes
                    let image = destination + (place.image &* blocks &+ block) &* plane
                    for lane in 0..<lanes {
                        gatherColumns(of: source + lane, step: step, to: half)
                        gatherRows(
                            place, of: half, bias: bias[block &* lanes &+ lane], least: least,
                            to: image + lane)
                    }
                }
            }
        }
    }

    /// Aᵀ m: four rows of six.
    @inline(__always)
    private func gatherColumns(
        of source: UnsafePointer<Lane>, step: Int, to half: UnsafeMutablePointer<Lane>
    ) {
        let row = Winograd.patch &* step
        for column in 0..<Winograd.patch {
            let m = source + column &* step
            let result = backward(
                m[0], m[row], m[2 &* row], m[3 &* row], m[4 &* row], m[5 &* row])
            half[column] = result.0
            half[6 &+ column] = result.1
            half[12 &+ column] = result.2
            half[18 &+ column] = result.3
        }
    }

    /// The four rows times A: the outputs.
    @inline(__always)
    private func gatherRows(
        _ place: TilePlace, of half: UnsafeMutablePointer<Lane>, bias: Lane, least: Lane,
        to image: UnsafeMutablePointer<Lane>
    ) {
        let (below, right) = (tiling.height &- place.row, tiling.width &- place.column)
        for row in 0..<min(Winograd.tile, below) {
            let m = half + row &* Winograd.patch
            let result = backward(m[0], m[1], m[2], m[3], m[4], m[5])
            let pixel = image + ((place.row &+ row) &* tiling.width &+ place.column) &* lanes
            pixel[0] = (result.0 + bias).raised(to: least)
            if right > 1 { pixel[lanes] = (result.1 + bias).raised(to: least) }
            if right > 2 { pixel[2 &* lanes] = (result.2 + bias).raised(to: least) }
            if right > 3 { pixel[3 &* lanes] = (result.3 + bias).raised(to: least) }
        }
    }

    /// Aᵀ times one column of six.
    @inline(__always)
    private func backward(
        _ m0: Lane, _ m1: Lane, _ m2: Lane, _ m3: Lane, _ m4: Lane, _ m5: Lane
    ) -> (Lane, Lane, Lane, Lane) {
        let (s, d, p, q) = (m1 + m2, m1 - m2, m3 + m4, m3 - m4)
        return (m0 + s + p, d + 2 * q, s + 4 * p, d + 8 * q + m5)
    }
}

extension Lane {
    /// The larger of both, and NaN where there is one: an overflow must not pass for a zero.
    @inline(__always)
    fileprivate func raised(to least: Lane) -> Lane { replacing(with: least, where: self .< least) }
}

/// Where a tile's outputs begin.
private struct TilePlace {
    let image: Int
    let row: Int
    let column: Int

    init(_ tile: Int, _ tiling: WinogradTiling) {
        let perImage = tiling.rows &* tiling.columns
        image = tile / perImage
        row = tile % perImage / tiling.columns &* Winograd.tile
        column = tile % tiling.columns &* Winograd.tile
    }
}

/// The sum of the planes of `(factors.count, count)` values, each times its factor: in double, rounded once.
func weightedSum(of planes: [Float], by factors: [Double], count: Int) -> [Float] {
    let used = factors.indices.filter { factors[$0] != 0 }
    return planes.withUnsafeBufferPointer { planes in
        Array(unsafeUninitializedCapacity: count) { sums, initialized in
            guard let planes = planes.baseAddress, let sum = sums.baseAddress else { return }
            var index = 0
            while index < count {
                var value = 0.0
                for plane in used { value += factors[plane] * Double(planes[plane &* count &+ index]) }
                (sum + index).initialize(to: Float(value))
                index &+= 1
            }
            initialized = count
        }
    }
}

/// Copies what the stride leaves of each of `planes` planes of pixels, `pixelByteCount` bytes each.
func subsample(
    _ source: UnsafeRawPointer, planes: Int, height: Int, width: Int, stride: Int, pixelByteCount: Int,
    to destination: UnsafeMutableRawPointer
) {
    var (source, target) = (source, destination)
    for _ in 0..<planes {
        for row in Swift.stride(from: 0, to: height, by: stride) {
            for column in Swift.stride(from: 0, to: width, by: stride) {
                let pixel = source + (row &* width &+ column) &* pixelByteCount
                target.copyMemory(from: pixel, byteCount: pixelByteCount)
                target += pixelByteCount
            }
        }
        source += height &* width &* pixelByteCount
    }
}
