/// Red onion: a squat globe in papery purple skin with veins from neck to root, a dry pointed neck above, a tuft
/// of roots below, and here and there a torn edge with the paler coat beneath.

extension Sitter {
    static func onionRed(_ random: inout RandomStream) -> Sitter {
        let skin = OnionSkin(&random)
        let profile = onionProfile(&random)
        let lean = random.value(in: -0.12...0.12)
        var body = Body()
        body.add(rows: 136, columns: 184) { u, v in
            var position = profile.point(u, v, swell: skin.swell(u, v))
            let neck = max(0, position.y - 0.75)
            position.x += lean * neck * neck * 4
            let paint = skin.paint(at: position, u, v)
            return SurfacePoint(position: position * (1 + 0.006 * skin.vein(u, v)), paint: paint)
        }
        addRoots(&body, &random, bottom: profile(1).height)
        let tilt = Rotation.aboutZ(turns: random.value(in: 0.035...0.07))
        return Sitter(body: body, pose: Pose(attitude: tilt, cameraHeight: 0.01), studio: Studio(&random))
    }
}

private func onionProfile(_ random: inout RandomStream) -> Profile {
    let neck = random.value(in: 0.95...1.15)
    let girth = random.value(in: 0.97...1.05)
    return Profile([
        SIMD2(0, 0.78 + 0.47 * neck), SIMD2(0.04, 0.78 + 0.44 * neck), SIMD2(0.08, 0.78 + 0.30 * neck),
        SIMD2(0.11, 0.78 + 0.15 * neck), SIMD2(0.18, 0.80), SIMD2(0.38, 0.68), SIMD2(0.64 * girth, 0.53),
        SIMD2(0.87 * girth, 0.29), SIMD2(0.96 * girth, 0), SIMD2(0.88 * girth, -0.32),
        SIMD2(0.66 * girth, -0.58), SIMD2(0.38, -0.73), SIMD2(0.16, -0.80), SIMD2(0.10, -0.83),
        SIMD2(0, -0.84),
    ])
}

private struct OnionSkin {
    private let veins: Noise
    private let clouds: Noise
    private let folds: Float
    private let purple: Vector3

    init(_ random: inout RandomStream) {
        veins = random.noise()
        clouds = random.noise()
        folds = random.unit()
        purple = mix(Paint.screen(142, 38, 80), Paint.screen(118, 28, 64), random.unit())
    }

    /// The dry neck is folded; the globe is nearly round.
    func swell(_ u: Float, _ v: Float) -> Float {
        let neck = smoothstep(0.36, 0.20, u)
        return 1 + neck * 0.22 * sine(turns: 4 * v + folds + 2 * u) + 0.015 * sine(turns: 2 * v + 2 * folds)
    }

    /// Lines from neck to root, −1…1: noise about the axis that hardly changes along the way down.
    func vein(_ u: Float, _ v: Float) -> Float {
        let ring = Vector3(cosine(turns: v), u * 0.35, sine(turns: v))
        return 0.65 * veins(ring * 9) + 0.35 * veins(ring * 23)
    }

    func paint(at p: Vector3, _ u: Float, _ v: Float) -> Paint {
        let vein = vein(u, v)
        var paint = Paint(colour: purple, shine: 0.42, roughness: 0.34)
        paint.tint(Paint.screen(84, 16, 52), smoothstep(0.12, 0.5, vein) * 0.75)
        paint.tint(Paint.screen(206, 118, 150), smoothstep(0.05, 0.55, -vein) * 0.45)
        peel(&paint, p, u, v)
        let cloud = clouds.fractal(p * 2, octaves: 3)
        paint.tint(Paint.screen(96, 18, 44), min(1, max(0, cloud + 0.1) * 1.1))
        ends(&paint, u, vein)
        return paint
    }

    /// Where the outermost paper has come off: a lighter coat, and a thin bright rim of dry skin about it.
    private func peel(_ paint: inout Paint, _ p: Vector3, _ u: Float, _ v: Float) {
        let tear = clouds(p * Vector3(2.2, 0.8, 2.2) + Vector3(9, 3, 5)) + 0.14 * veins(p * 7)
        let bare = smoothstep(0.48, 0.52, tear)
        paint.tint(mix(paint.colour, Paint.screen(206, 120, 160), 0.3), bare)
        paint.shine += 0.15 * bare
        paint.tint(Paint.screen(222, 170, 160), bare * bell(tear - 0.53, halfWidth: 0.014) * 0.5)
    }

    private func ends(_ paint: inout Paint, _ u: Float, _ vein: Float) {
        let straw = mix(Paint.screen(196, 140, 96), Paint.screen(134, 82, 60), 0.5 + vein)
        paint.blend(.matt(straw), smoothstep(0.36, 0.14, u + 0.06 * vein))
        paint.tint(Paint.screen(226, 176, 186), smoothstep(0.80, 0.93, u) * 0.55)
        paint.blend(.matt(Paint.screen(170, 142, 104)), smoothstep(0.925, 0.945, u))
        paint.openness *= 0.6 + 0.4 * smoothstep(0.22, 0.40, u + 0.03 * vein)
    }
}

private func addRoots(_ body: inout Body, _ random: inout RandomStream, bottom: Float) {
    for _ in 0..<46 {
        let spine = root(&random, bottom)
        let colour = mix(Paint.screen(206, 184, 142), Paint.screen(132, 104, 70), random.unit())
        body.add(rows: 9, columns: 6) { u, v in
            // The spines run down, so a ring may not be laid out towards the height.
            let position = spine.point(u, v, radius: 0.016 * (1.1 - 0.7 * u), side: [0.3, 0, 0.95])
            var paint = Paint.matt(colour)
            paint.openness = 0.55 + 0.45 * u
            return SurfacePoint(position: position, paint: paint)
        }
    }
}

/// A thread from the root disc down and outwards.
private func root(_ random: inout RandomStream, _ bottom: Float) -> Spine {
    let angle = random.unit()
    let out = Vector3(cosine(turns: angle), 0, sine(turns: angle)) * random.unit().squareRoot()
    let down = Vector3(0, -random.value(in: 0.14...0.30), 0)
    let bend = Vector3(random.value(in: -0.1...0.1), 0, random.value(in: -0.1...0.1))
    let start = out * 0.10 + Vector3(0, bottom + 0.03, 0)
    return Spine(
        start: start, early: start + out * 0.06 + down * 0.4,
        late: start + out * 0.16 + bend * 0.5 + down * 0.7,
        end: start + out * 0.20 + bend + down)
}
