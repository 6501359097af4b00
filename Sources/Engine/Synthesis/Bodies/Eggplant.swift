/// Eggplant: a long pear of glossy, almost black purple under a green pointed calyx with its stem.

extension Sitter {
    static func eggplant(_ random: inout RandomStream) -> Sitter {
        let shape = EggplantShape(&random)
        let gloss = random.noise()
        let purple = mix(Paint.screen(64, 24, 64), Paint.screen(46, 18, 54), random.unit())
        var body = Body()
        body.add(rows: 128, columns: 136) { u, v in
            let position = shape.point(u, v)
            let cloud = gloss.fractal(position * 2.4, octaves: 3)
            var paint = Paint(colour: purple, shine: 1.25, roughness: 0.2 + 0.05 * cloud)
            paint.tint(Paint.screen(92, 36, 84), max(0, cloud) * 0.5)
            // Below the calyx the skin has seen no sun, and lies in its shadow.
            let below = u - shape.calyxEdge(v)
            paint.tint(Paint.screen(150, 96, 140), smoothstep(0.035, 0, below) * 0.45)
            paint.openness = 0.45 + 0.55 * smoothstep(-0.01, 0.06, below)
            return SurfacePoint(position: position, paint: paint)
        }
        addCalyx(&body, shape, &random)
        addEggplantStem(&body, shape, &random)
        let tilt = Rotation.aboutZ(turns: random.value(in: 0.045...0.07))
        let pose = Pose(attitude: tilt, cameraHeight: 0.02)
        return Sitter(body: body, pose: pose, studio: Studio(&random))
    }
}

private struct EggplantShape {
    private let profile: Profile
    private let bend: Float
    private let lumps: Noise
    private let lobePhase: Float

    init(_ random: inout RandomStream) {
        let belly = random.value(in: 0.92...1.08)
        let neck = random.value(in: 0.92...1.05)
        profile = Profile([
            SIMD2(0, 1.20), SIMD2(0.16 * neck, 1.19), SIMD2(0.275 * neck, 1.10), SIMD2(0.33 * neck, 0.92),
            SIMD2(0.365 * neck, 0.68), SIMD2(0.41, 0.42), SIMD2(0.47 * belly, 0.14),
            SIMD2(0.535 * belly, -0.16), SIMD2(0.575 * belly, -0.46), SIMD2(0.56 * belly, -0.76),
            SIMD2(0.465 * belly, -1.02),
            SIMD2(0.27 * belly, -1.19), SIMD2(0, -1.25),
        ])
        bend = random.value(in: 0.06...0.16)
        lumps = random.noise()
        lobePhase = random.unit()
    }

    /// The skin at `u`, `v`, or `above` it.
    func point(_ u: Float, _ v: Float, above: Float = 0) -> Vector3 {
        var position = profile.point(u, v)
        position *= 1 + 0.03 * lumps.fractal(position * 1.3, octaves: 2)
        let side = Vector3(cosine(turns: v), 0.35, sine(turns: v))
        position += side * above
        position.x += bend * position.y * position.y
        return position
    }

    /// How far down the outline the calyx reaches: five pointed lobes.
    func calyxEdge(_ v: Float) -> Float {
        let place = v * 5 + lobePhase
        let away = (place - place.rounded()).magnitude * 2
        let lobe = (1 - away) * (1 - away) * (1 + 0.25 * sine(turns: v * 2 + lobePhase))
        return 0.145 + 0.19 * lobe
    }
}

private func addCalyx(_ body: inout Body, _ shape: EggplantShape, _ random: inout RandomStream) {
    let veins = random.noise()
    body.add(rows: 36, columns: 120) { u, v in
        // The last rows fold under, so that the lobes have an edge.
        let reach = min(1, u / 0.94)
        let edge = shape.calyxEdge(v)
        let lift = (0.035 + 0.02 * reach) * smoothstep(1, 0.95, u) + 0.004
        let position = shape.point(edge * reach, v, above: lift)
        let line = veins(Vector3(cosine(turns: v) * 8, reach, sine(turns: v) * 8))
        var paint = Paint(colour: Paint.screen(104, 128, 58), shine: 0.16, roughness: 0.5)
        paint.tint(Paint.screen(66, 88, 40), min(1, max(0, 0.5 + line)) * 0.7)
        paint.tint(Paint.screen(150, 158, 92), smoothstep(0.35, 0, reach) * 0.4)
        paint.tint(Paint.screen(96, 74, 60), smoothstep(0.86, 1, reach) * 0.6)
        paint.openness = 0.75 + 0.25 * reach
        return SurfacePoint(position: position, paint: paint)
    }
}

private func addEggplantStem(_ body: inout Body, _ shape: EggplantShape, _ random: inout RandomStream) {
    let foot = shape.point(0, 0) - [0, 0.03, 0]
    let lean = random.value(in: -0.28...0.28)
    let grain = random.noise()
    let spine = Spine(
        start: foot, early: foot + [0, 0.16, 0], late: foot + Vector3(lean * 0.3, 0.28, 0.03),
        end: foot + Vector3(lean, 0.46, 0.07))
    body.add(rows: 40, columns: 40) { u, v in
        let cap = smoothstep(1, 0.97, u)
        let radius = cap * (0.098 + 0.10 * smoothstep(0.3, 0, u) + 0.02 * smoothstep(0.8, 0.95, u))
        let ribbed = 1 + 0.08 * sine(turns: v * 5)
        let position = spine.point(min(1, u / 0.97), v, radius: radius * ribbed)
        let speck = grain(position * 16)
        var paint = Paint(colour: Paint.screen(112, 132, 62), shine: 0.12, roughness: 0.55)
        paint.tint(Paint.screen(74, 90, 42), min(1, max(0, 0.4 + speck)) * 0.7)
        paint.blend(.matt(Paint.screen(150, 130, 88)), smoothstep(0.95, 0.98, u))
        return SurfacePoint(position: position, paint: paint)
    }
}
