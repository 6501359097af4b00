/// Lemon: an oval drawn out to a nipple at one end and a collar at the other, its yellow skin full of fine pits.

extension Sitter {
    static func lemon(_ random: inout RandomStream) -> Sitter {
        let (pits, lumps) = (random.noise(), random.noise())
        let green = random.value(in: 0...0.5)
        let yellow = mix(Paint.screen(248, 204, 34), Paint.screen(244, 188, 28), random.unit())
        let profile = lemonProfile(&random)
        var body = Body()
        body.add(rows: 124, columns: 168) { u, v in
            var position = profile.point(u, v)
            let lump = lumps.fractal(position * 1.7, octaves: 3)
            let (distance, mark) = pits.nearestSpot(position * 13)
            let pit = smoothstep(0.42, 0.05, distance) * (0.5 + mark)
            position *= 1 + 0.035 * lump - 0.008 * pit
            let ends = smoothstep(0.86, 1.18, position.y.magnitude)
            var paint = Paint(colour: yellow, shine: 0.30, roughness: 0.42, openness: 1 - 0.05 * pit)
            paint.tint(Paint.screen(214, 160, 18), 0.5 * max(0, lump) + 0.10 * pit)
            paint.tint(Paint.screen(176, 184, 52), green * min(1, ends + max(0, lump)))
            scar(&paint, u, lumps(position * 20))
            return SurfacePoint(position: position, paint: paint)
        }
        addLemonStem(&body)
        let tilt = Rotation.aboutZ(turns: random.value(in: 0.10...0.14))
        return Sitter(body: body, pose: Pose(attitude: tilt, cameraHeight: 0.02), studio: Studio(&random))
    }
}

private func lemonProfile(_ random: inout RandomStream) -> Profile {
    let girth = random.value(in: 0.94...1.06)
    let nipple = random.value(in: 0.9...1.15)
    return Profile([
        SIMD2(0, 1 + 0.30 * nipple), SIMD2(0.11, 1 + 0.26 * nipple), SIMD2(0.17, 1 + 0.12 * nipple),
        SIMD2(0.27, 0.97), SIMD2(0.46 * girth, 0.80), SIMD2(0.64 * girth, 0.53), SIMD2(0.745 * girth, 0.22),
        SIMD2(0.76 * girth, -0.08), SIMD2(0.71 * girth, -0.38), SIMD2(0.58 * girth, -0.66),
        SIMD2(0.40 * girth, -0.87), SIMD2(0.24, -0.98), SIMD2(0.16, -1.06), SIMD2(0.09, -1.08),
        SIMD2(0, -1.05),
    ])
}

/// The brown speck at the nipple's point.
private func scar(_ paint: inout Paint, _ u: Float, _ ragged: Float) {
    let share = smoothstep(0.030, 0.014, u + 0.006 * ragged)
    paint.blend(.matt(Paint.screen(104, 82, 40)), share)
}

/// The button where the lemon hung: a dry green-brown disc.
private func addLemonStem(_ body: inout Body) {
    let spine = Spine(
        start: [0, -1.03, 0], early: [0, -1.06, 0], late: [0, -1.09, 0], end: [0, -1.12, 0])
    body.add(rows: 10, columns: 24) { u, v in
        let radius = 0.085 * smoothstep(1, 0.6, u) * (1 + 0.12 * sine(turns: v * 5))
        let colour = mix(Paint.screen(116, 112, 48), Paint.screen(92, 70, 38), u)
        return SurfacePoint(
            position: spine.point(u, v, radius: radius), paint: .matt(colour))
    }
}
