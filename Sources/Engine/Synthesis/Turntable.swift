/// Where a fruit stands before the camera: its pose on the turntable, the turn, and the frame drawn about it.

/// How a fruit is put on the turntable and looked at. Angles in turns.
struct Pose {
    /// The fruit's own attitude, before the table turns.
    var attitude: Rotation
    /// How far above the table's level the camera stands.
    var cameraHeight: Float

    /// The rotation that brings the fruit before the camera when the table has turned by `turn`.
    func rotation(turn: Float) -> Rotation {
        attitude.followed(by: .aboutY(turns: turn)).followed(by: .aboutX(turns: cameraHeight))
    }
}

/// A body's points in the picture: x to the right and y down in samples, z the nearness to the camera.
struct Projection {
    typealias Lanes = PointBlock.Lanes
    struct Block {
        var x: Lanes
        var y: Lanes
        var z: Lanes
    }

    private(set) var blocks: [Block] = []

    /// Perspective from `Self.distance` bodies away, then scaled so that the body's bounding box meets the frame of
    /// `side` samples less `margin` on every edge, as each photograph of Fruits-360 is cut to its fruit.
    mutating func project(_ body: Body, turned turn: Rotation, side: Float, margin: Float) {
        blocks.removeAll(keepingCapacity: true)
        for block in body.blocks {
            let (x, y, z) = turn(block.x, block.y, block.z)
            let nearness = Self.distance / (Self.distance - z)
            blocks.append(Block(x: x * nearness, y: -y * nearness, z: z))
        }
        let (low, high) = bounds()
        let extent = high - low
        let scale = (side - 2 * margin) / max(extent.x, extent.y)
        let shift = SIMD2(repeating: side / 2) - (low + high) * 0.5 * scale
        for index in blocks.indices {
            blocks[index].x = blocks[index].x * scale + shift.x
            blocks[index].y = blocks[index].y * scale + shift.y
        }
    }

    private static let distance: Float = 8

    private func bounds() -> (low: SIMD2<Float>, high: SIMD2<Float>) {
        var (lowX, highX) = (blocks[0].x, blocks[0].x)
        var (lowY, highY) = (blocks[0].y, blocks[0].y)
        for block in blocks {
            lowX.replace(with: block.x, where: block.x .< lowX)
            highX.replace(with: block.x, where: block.x .> highX)
            lowY.replace(with: block.y, where: block.y .< lowY)
            highY.replace(with: block.y, where: block.y .> highY)
        }
        return (SIMD2(lowX.min(), lowY.min()), SIMD2(highX.max(), highY.max()))
    }
}
