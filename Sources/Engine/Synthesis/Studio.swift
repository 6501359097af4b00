/// The photographer's lamps: what colour a painted point shows to the camera.
///
/// Directions are the camera's: x right, y up, z towards the lens. The set-up follows the photographs of Fruits-360:
/// one large soft lamp above and to the left, little light from below, edges that fall into the dark.
struct Studio {
    typealias Lanes = PointBlock.Lanes

    /// Towards the lamp, at length 1.
    let lamp: Vector3
    private let lampStrength: Float
    /// Light from everywhere above, and what comes back from below.
    private let sky: Float = 0.30
    private let bounce: Float = 0.10

    /// Pure white is the background's alone: the brightest gleam stays a little below.
    private static let brightest: Float = 0.98

    /// A lamp a little elsewhere for every fruit, as the photographer never sets it up twice alike.
    init(_ random: inout RandomStream) {
        let across = random.value(in: -0.52...(-0.28))
        lamp = Vector3(across, random.value(in: 0.62...0.78), random.value(in: 0.62...0.74)).normalized
        lampStrength = random.value(in: 0.98...1.10)
    }

    /// The light that the points of `block` send to the camera once `turn` has brought them before it: linear, 1 is
    /// the white of the background.
    @inline(__always)
    func light(_ block: PointBlock, turned turn: Rotation) -> (red: Lanes, green: Lanes, blue: Lanes) {
        let (nx, ny, nz) = turn(block.normalX, block.normalY, block.normalZ)
        let facing = nz.clamped
        let kept = rim(facing) * block.openness
        let direct = direct(nx, ny, nz) * kept
        let ambient = (ny * (0.5 * (sky - bounce)) + 0.5 * (sky + bounce)) * kept
        let gleam = gleam(nx, ny, nz, facing, block)
        // What comes from the room's surfaces is warmer than the lamp.
        func seen(_ paint: Lanes, warmth: Float) -> Lanes {
            let light = (paint * (direct + ambient * warmth) + gleam).clamped
            return light.replacing(with: Self.brightest, where: light .> Self.brightest)
        }
        return (
            seen(block.red, warmth: 1.25), seen(block.green, warmth: 1), seen(block.blue, warmth: 0.8)
        )
    }

    @inline(__always)
    private func direct(_ nx: Lanes, _ ny: Lanes, _ nz: Lanes) -> Lanes {
        let towards = nx * lamp.x + ny * lamp.y + nz * lamp.z
        // A large lamp still reaches a little way round the edge of its light.
        return ((towards + 0.22) * (lampStrength / 1.22)).clamped
    }

    /// Surfaces seen at a grazing angle show the dark room around the turntable.
    @inline(__always)
    private func rim(_ facing: Lanes) -> Lanes {
        facing * (2 - facing) * 0.5 + 0.5
    }

    /// The mirror image of the lamp: a lobe as wide as the skin is rough (the shape of GGX, Walter et al., 2007), a
    /// sharper window on smooth skin, and a pale sheen at grazing angles (Schlick's Fresnel term).
    @inline(__always)
    private func gleam(
        _ nx: Lanes, _ ny: Lanes, _ nz: Lanes, _ facing: Lanes, _ block: PointBlock
    ) -> Lanes {
        let half = (lamp + Vector3(0, 0, 1)).normalized
        let towards = (nx * half.x + ny * half.y + nz * half.z).clamped
        let spread = block.roughness * block.roughness
        let width = spread * spread
        let peak = width / (towards * towards * (width - 1) + 1)
        let lobe = peak * peak
        let grazing = 1 - facing
        let square = grazing * grazing
        let sheen = square * square * grazing * (ny * 0.5 + 0.5) * 0.25
        let window = window(nx, ny, nz, softness: spread + 0.06)
        return block.shine * block.openness * (lobe * 0.6 + window * (1 - block.roughness) * 0.55 + sheen)
    }

    /// How much of the lamp a mirror with this normal shows: a tall narrow window, fading downwards, that smooth
    /// skin shows in every attitude.
    @inline(__always)
    private func window(_ nx: Lanes, _ ny: Lanes, _ nz: Lanes, softness: Lanes) -> Lanes {
        let (x, y) = (2 * nz * nx, 2 * nz * ny)
        let across = ((0.20 - (x - lamp.x * 1.1).magnitude) / softness * 0.5 + 0.5).clampedToUnit
        let upright = ((0.80 - (y - 0.12).magnitude) / softness * 0.5 + 0.5).clampedToUnit
        return across * upright * (y * 0.45 + 0.55)
    }
}
