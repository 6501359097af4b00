import Foundation

/// Smooths with a Gaussian, mirrored at the edges: OpenCV's `GaussianBlur` with the kernel size left to it,
/// in the same fixed point.
public struct GaussianBlur: PreprocessingStep {
    public static let name = "gaussian"
    public static let usage = "gaussian[:sigma]"
    public static let standardSigma = 1.0
    /// Below, nothing changes any more; above, 100 pixels are one colour.
    public static let sigmaRange = 0.1...50.0

    /// Standard deviation in pixels; what is set outside `sigmaRange` becomes the nearest inside.
    public var sigma: Double {
        didSet { sigma = Self.clamped(sigma) }
    }

    public init(sigma: Double = standardSigma) {
        self.sigma = Self.clamped(sigma)
    }

    /// - Parameter argument: Sigma; nil for `standardSigma`.
    public init(argument: String?) throws(PreprocessingError) {
        guard let argument else {
            self.init()
            return
        }
        guard let sigma = Double(argument), Self.sigmaRange.contains(sigma) else {
            throw .invalidArgument(
                argument, step: Self.name,
                expected: "a sigma from \(Self.sigmaRange.lowerBound) to \(Self.sigmaRange.upperBound) pixels"
            )
        }
        self.init(sigma: sigma)
    }

    public var label: String {
        if sigma == Self.standardSigma { return Self.name }
        let digits = sigma == sigma.rounded() ? "\(Int(sigma))" : "\(sigma)"
        return "\(Self.name):\(digits)"
    }

    public func apply(to image: inout RGBImage) {
        PixelKernels.blur(
            &image.pixels, width: image.width, height: image.height, weights: Self.weights(sigma: sigma))
    }

    private static func clamped(_ sigma: Double) -> Double {
        sigma.isNaN ? standardSigma : min(max(sigma, sigmaRange.lowerBound), sigmaRange.upperBound)
    }

    /// The kernel in fixed point of 8 bits, symmetric and summing to 256: three sigmas to either side, each
    /// weight rounded with the error of those before it carried on, the rest in the middle (OpenCV's
    /// `getGaussianKernelFixedPoint_ED`).
    static func weights(sigma: Double) -> [UInt16] {
        let size = Int((sigma * 6 + 1).rounded(.toNearestOrEven)) | 1
        let radius = size / 2
        let tail = (0..<radius).map { exp(-0.5 * pow(Double(radius - $0) / sigma, 2)) }
        let total = 2 * tail.reduce(0, +) + 1
        var error = 0.0
        let side = tail.map { value in
            let exact = value / total * 256 + error
            let rounded = exact.rounded(.toNearestOrEven)
            error = exact - rounded
            return UInt16(rounded)
        }
        return side + [256 - 2 * side.reduce(0, +)] + side.reversed()
    }
}
