import Foundation

/// From the bytes of a picture to light, and to what an eye makes of it.
enum SRGB {
    /// The linear light, 0…1, of each value of a byte (IEC 61966-2-1).
    static let light: [Float] = (0...255).map { byte in
        let value = Double(byte) / 255
        return Float(value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4))
    }

    /// Luminance of linear RGB, with the weights of Rec. 709.
    static func luminance(_ light: SIMD3<Float>) -> Float {
        0.2126 * light.x + 0.7152 * light.y + 0.0722 * light.z
    }

    /// How light something of this luminance seems, 0…1: a gamma of 2, near enough to CIE L* and only a square root.
    static func lightness(ofLuminance luminance: Float) -> Float {
        max(0, luminance).squareRoot()
    }
}

/// A colour where distances are as large as they look: OKLab (Björn Ottosson, 2020), from linear sRGB.
struct OKLab {
    let lightness: Float
    let a: Float
    let b: Float

    init(_ light: SIMD3<Float>) {
        let (red, green, blue) = (light.x, light.y, light.z)
        let l = cbrt(0.412_221_47 * red + 0.536_332_54 * green + 0.051_445_99 * blue)
        let m = cbrt(0.211_903_50 * red + 0.680_699_55 * green + 0.107_396_96 * blue)
        let s = cbrt(0.088_302_46 * red + 0.281_718_84 * green + 0.629_978_70 * blue)
        lightness = 0.210_454_26 * l + 0.793_617_79 * m - 0.004_072_05 * s
        a = 1.977_998_50 * l - 2.428_592_21 * m + 0.450_593_71 * s
        b = 0.025_904_04 * l + 0.782_771_77 * m - 0.808_675_77 * s
    }
}
