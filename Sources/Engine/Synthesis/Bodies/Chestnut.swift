/// Chestnut: a drop flattened on one side, glossy mahogany with fine dark streaks, a pale matt scar for a base and a
/// small pale brush at the point.

extension Sitter {
    static func chestnut(_ random: inout RandomStream) -> Sitter {
        let shell = ChestnutShell(&random)
        let profile = chestnutProfile(&random)
        let (round, flat) = (random.value(in: 0.72...0.82), random.value(in: 0.46...0.56))
        var body = Body()
        body.add(rows: 120, columns: 184) { u, v in
            var position = profile.point(u, v)
            let streak = shell.streak(v, position.y)
            position.x *= 1.06
            position.z *= position.z > 0 ? round : flat
            position *= 1 + 0.006 * streak + 0.02 * shell.lump(position)
            let base = shell.base(position, u)
            position *= 1 + base * 0.012 * shell.grain(position)
            return SurfacePoint(position: position, paint: shell.paint(at: position, u, streak, base))
        }
        addBrush(&body, &random)
        let tilt = Rotation.aboutX(turns: random.value(in: 0.04...0.07))
        let pose = Pose(attitude: tilt, cameraHeight: -0.03)
        return Sitter(body: body, pose: pose, studio: Studio(&random))
    }
}

private func chestnutProfile(_ random: inout RandomStream) -> Profile {
    let point = random.value(in: 0.95...1.1)
    return Profile([
        SIMD2(0, 0.98 * point), SIMD2(0.05, 0.95 * point), SIMD2(0.11, 0.84 * point), SIMD2(0.28, 0.70),
        SIMD2(0.52, 0.56), SIMD2(0.76, 0.34), SIMD2(0.93, 0.06), SIMD2(0.97, -0.22), SIMD2(0.88, -0.47),
        SIMD2(0.68, -0.61), SIMD2(0.40, -0.66), SIMD2(0, -0.66),
    ])
}

private struct ChestnutShell {
    private let streaks: Noise
    private let lumps: Noise
    private let mahogany: Vector3

    init(_ random: inout RandomStream) {
        streaks = random.noise()
        lumps = random.noise()
        mahogany = mix(Paint.screen(132, 62, 30), Paint.screen(112, 50, 26), random.unit())
    }

    /// Fine lines from the point to the base: noise that hardly changes with the height.
    func streak(_ v: Float, _ height: Float) -> Float {
        let ring = Vector3(cosine(turns: v), height * 0.07, sine(turns: v))
        return 0.6 * streaks(ring * 14) + 0.4 * streaks(ring * 31)
    }

    func lump(_ p: Vector3) -> Float { lumps.fractal(p * 1.8, octaves: 2) }
    func grain(_ p: Vector3) -> Float { lumps.fractal(p * 14, octaves: 2) }

    /// 1 on the pale scar, 0 on the shell.
    func base(_ p: Vector3, _ u: Float) -> Float {
        let edge = u + 0.018 * streaks(p * 3.5) + 0.006 * streaks(p * 13)
        return smoothstep(0.745, 0.760, edge)
    }

    func paint(at p: Vector3, _ u: Float, _ streak: Float, _ base: Float) -> Paint {
        var paint = Paint(colour: mahogany, shine: 0.85, roughness: 0.24)
        paint.tint(Paint.screen(58, 22, 12), smoothstep(0.05, 0.6, streak) * 0.75)
        paint.tint(Paint.screen(188, 106, 54), smoothstep(0.0, 0.6, -streak) * 0.6)
        paint.tint(Paint.screen(60, 24, 14), smoothstep(0.66, 0.745, u) * 0.6)
        paint.tint(Paint.screen(70, 30, 16), smoothstep(0.32, 0.16, u) * 0.5)
        let scar = mix(Paint.screen(228, 198, 152), Paint.screen(188, 150, 104), 0.5 + 0.8 * grain(p))
        paint.blend(.matt(scar), base)
        let tip = smoothstep(0.135, 0.09, u + 0.015 * streak)
        paint.blend(.matt(Paint.screen(196, 164, 118)), tip * 0.85)
        return paint
    }
}

/// The dry remains of the flower: a few short bristles.
private func addBrush(_ body: inout Body, _ random: inout RandomStream) {
    for _ in 0..<7 {
        let lean = Vector3(random.value(in: -0.13...0.13), 0.17, random.value(in: -0.09...0.09))
        let root = Vector3(0, 0.92, 0)
        let spine = Spine(start: root, early: root + 0.4 * lean, late: root + 0.7 * lean, end: root + lean)
        body.add(rows: 6, columns: 6) { u, v in
            let colour = mix(Paint.screen(190, 160, 116), Paint.screen(120, 90, 60), u)
            return SurfacePoint(
                position: spine.point(u, v, radius: 0.022 * (1 - 0.8 * u)),
                paint: .matt(colour))
        }
    }
}
