/// Banana: a bent tapered tube with five soft ridges, a dark tip and a stem; green, yellow or freckled with age.

extension Sitter {
    static func banana(_ random: inout RandomStream) -> Sitter {
        let skin = BananaSkin(&random)
        let spine = bananaSpine(&random)
        let girth = random.value(in: 0.25...0.285)
        let ridgePhase = random.unit()
        var body = Body()
        body.add(rows: 160, columns: 112) { u, v in
            // The first and the last rows close the tube's ends.
            let s = min(1, max(0, (u - 0.02) / 0.965))
            let cap = smoothstep(0, 0.022, u).squareRoot() * smoothstep(1, 0.985, u)
            let ridge = ridgeHeight(v + ridgePhase)
            let swell = 1 + 0.06 * (ridge - 0.4) * smoothstep(0.95, 0.75, s)
            let radius = cap * girth * bananaTaper(s) * swell
            let position = spine.point(s, v, radius: radius)
            var paint = skin.paint(at: position, along: s, ridge: ridge)
            // The hollow of the bend sees less of the room.
            paint.openness = 1 - 0.22 * smoothstep(-0.2, 1, cosine(turns: v)) * bell(s - 0.45, halfWidth: 0.3)
            return SurfacePoint(position: position, paint: paint)
        }
        let lean = Rotation.aboutX(turns: random.value(in: 0.03...0.06))
        return Sitter(body: body, pose: Pose(attitude: lean, cameraHeight: 0.07), studio: Studio(&random))
    }
}

private func bananaSpine(_ random: inout RandomStream) -> Spine {
    let bend = random.value(in: 0.92...1.15)
    let length = random.value(in: 0.95...1.08)
    return Spine(
        start: Vector3(-1.14 * length, 0.42 * bend, 0), early: Vector3(-0.72 * length, -0.44 * bend, 0),
        late: Vector3(0.40 * length, -0.74 * bend, 0), end: Vector3(1.10 * length, 0.78 * bend, 0))
}

/// The tube's radius along the spine in units of its girth: blunt tip, full belly, neck and stem.
private func bananaTaper(_ s: Float) -> Float {
    let tip = 0.17 + 0.83 * smoothstep(-0.06, 0.32, s)
    let neck = 0.27 + 0.73 * smoothstep(0.93, 0.66, s)
    let knob = 0.09 * smoothstep(0.95, 1, s)
    return tip * neck + knob
}

/// 1 on the five ridges, 0 on the flats between them.
private func ridgeHeight(_ turns: Float) -> Float {
    let place = turns * 5
    let away = (place - place.rounded()).magnitude * 2
    return (1 - away) * (1 - away)
}

private struct BananaSkin {
    private let mottle: Noise
    private let spots: Noise
    private let ripeness: Float
    private let yellow: Vector3

    init(_ random: inout RandomStream) {
        mottle = random.noise()
        spots = random.noise()
        ripeness = random.unit()
        yellow = mix(Paint.screen(242, 202, 38), Paint.screen(240, 186, 28), random.unit())
    }

    func paint(at p: Vector3, along s: Float, ridge: Float) -> Paint {
        let cloud = mottle.fractal(p * 2.2, octaves: 3)
        var paint = Paint(colour: yellow, shine: 0.22, roughness: 0.5)
        let ends = smoothstep(0.30, 0.02, s) * 0.6 + smoothstep(0.62, 0.86, s)
        let green = min(1, max(0, ends * (1.15 - 0.75 * ripeness) + (0.25 - ripeness) * 0.9 + cloud * 0.3))
        paint.tint(Paint.screen(150, 170, 42), green * 0.85)
        paint.tint(Paint.screen(205, 150, 20), 0.35 * max(0, cloud) * ripeness)
        paint.tint(Paint.screen(150, 112, 22), smoothstep(0.72, 1, ridge) * 0.38)
        freckle(&paint, p)
        bruise(&paint, p, ridge)
        dryEnds(&paint, p, s)
        return paint
    }

    private func freckle(_ paint: inout Paint, _ p: Vector3) {
        let (distance, mark) = spots.nearestSpot(p * 8)
        let size = (mark - (0.93 - 0.62 * ripeness)) * 0.75
        paint.tint(Paint.screen(92, 54, 20), smoothstep(size + 0.10, size - 0.04, distance) * 0.85)
    }

    /// Brown rubbed lines where the ridges touched other fruit.
    private func bruise(_ paint: inout Paint, _ p: Vector3, _ ridge: Float) {
        let rub = mottle(p * 3.4 + Vector3(40, 0, 0)) + 0.5 * mottle(p * 11) + 0.45 * ridge
        paint.tint(Paint.screen(84, 46, 18), smoothstep(0.92, 1.2, rub) * 0.8)
    }

    private func dryEnds(_ paint: inout Paint, _ p: Vector3, _ s: Float) {
        let ragged = mottle(p * 9) * 0.018
        let tip = smoothstep(0.045, 0.015, s + ragged)
        let cut = smoothstep(0.968, 0.992, s + ragged)
        paint.blend(.matt(Paint.screen(44, 32, 22)), max(tip, cut))
        paint.tint(Paint.screen(122, 104, 44), smoothstep(0.86, 0.95, s) * (1 - cut) * 0.6)
    }
}
