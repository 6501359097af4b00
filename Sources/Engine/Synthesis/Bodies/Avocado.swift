/// Avocado: a pear with leathery dark green skin, pebbled and specked, and the stub of its stem on top.

extension Sitter {
    static func avocado(_ random: inout RandomStream) -> Sitter {
        let skin = AvocadoSkin(&random)
        let profile = avocadoProfile(&random)
        let bend = random.value(in: 0.02...0.10)
        var body = Body()
        body.add(rows: 132, columns: 168) { u, v in
            var position = profile.point(u, v)
            let relief = skin.relief(position)
            position *= 1 + 0.014 * relief.pebble + 0.03 * relief.lump
            position.x += bend * position.y * position.y
            return SurfacePoint(position: position, paint: skin.paint(at: position, u, relief))
        }
        addAvocadoButton(&body, top: profile(0).height, shift: bend)
        let tilt = Rotation.aboutZ(turns: random.value(in: 0.04...0.08))
        let pose = Pose(attitude: tilt, cameraHeight: 0.045)
        return Sitter(body: body, pose: pose, studio: Studio(&random))
    }
}

private func avocadoProfile(_ random: inout RandomStream) -> Profile {
    let neck = random.value(in: 0.90...1.12)
    let belly = random.value(in: 0.97...1.05)
    return Profile([
        SIMD2(0, 1.17), SIMD2(0.10, 1.19), SIMD2(0.22 * neck, 1.14), SIMD2(0.33 * neck, 0.98),
        SIMD2(0.40 * neck, 0.74), SIMD2(0.475 * neck, 0.48), SIMD2(0.60, 0.20), SIMD2(0.71 * belly, -0.10),
        SIMD2(0.755 * belly, -0.40), SIMD2(0.70 * belly, -0.69), SIMD2(0.54 * belly, -0.92),
        SIMD2(0.29 * belly, -1.06), SIMD2(0, -1.10),
    ])
}

/// The skin's shape at a point.
private struct AvocadoRelief {
    /// 1 on top of a pebble, 0 in the valleys.
    var pebble: Float
    /// 1 within the pore on top of a pebble, 0 around it.
    var pore: Float
    /// The pebble's own random number in 0..<1.
    var mark: Float
    /// The large unevenness, about −1…1.
    var lump: Float
}

private struct AvocadoSkin {
    private let pebbles: Noise
    private let lumps: Noise
    private let ripeness: Float

    init(_ random: inout RandomStream) {
        pebbles = random.noise()
        lumps = random.noise()
        ripeness = random.unit()
    }

    func relief(_ p: Vector3) -> AvocadoRelief {
        let (distance, mark) = pebbles.nearestSpot(p * 12)
        return AvocadoRelief(
            pebble: smoothstep(0.75, 0.1, distance), pore: smoothstep(0.27, 0.10, distance), mark: mark,
            lump: lumps.fractal(p * 1.6, octaves: 3))
    }

    func paint(at p: Vector3, _ u: Float, _ relief: AvocadoRelief) -> Paint {
        let fresh = mix(Paint.screen(88, 104, 38), Paint.screen(64, 70, 34), ripeness)
        var paint = Paint(colour: fresh, shine: 0.48, roughness: 0.36, openness: 0.72 + 0.28 * relief.pebble)
        paint.tint(Paint.screen(40, 56, 24), min(1, max(0, 0.40 - relief.pebble * 0.3 + relief.lump * 0.8)))
        // The lenticels: a pale speck on many of the pebbles, a dark one on a few.
        if relief.mark > 0.5 { paint.tint(Paint.screen(166, 172, 92), relief.pore * 0.5) }
        if relief.mark < 0.15 { paint.tint(Paint.screen(36, 28, 18), relief.pore * 0.9) }
        paint.tint(Paint.screen(124, 138, 56), smoothstep(0.22, 0, u) * 0.5)
        paint.openness *= 0.4 + 0.6 * smoothstep(0.0, 0.085, u)
        return paint
    }
}

private func addAvocadoButton(_ body: inout Body, top: Float, shift: Float) {
    let x = shift * top * top
    let spine = Spine(
        start: Vector3(x, top - 0.02, 0), early: Vector3(x, top + 0.03, 0),
        late: Vector3(x, top + 0.06, 0), end: Vector3(x, top + 0.085, 0))
    body.add(rows: 12, columns: 28) { u, v in
        let radius = 0.105 * smoothstep(1, 0.55, u) * (1 + 0.07 * sine(turns: v * 4 + u))
        let colour = mix(Paint.screen(92, 62, 38), Paint.screen(150, 104, 66), u)
        return SurfacePoint(
            position: spine.point(u, v, radius: radius), paint: .matt(colour))
    }
}
