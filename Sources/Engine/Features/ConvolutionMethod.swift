// How a convolution may be computed, and how its shape is named where the choice is written down.

/// A way to compute a convolution. All give the same numbers but for rounding.
public enum ConvolutionMethod: String, Sendable, Codable, CaseIterable {
    /// oneDNN's loop over the window.
    case direct
    /// A 3×3 of stride 1 by oneDNN's own Winograd.
    case libraryWinograd = "library-winograd"
    /// A 3×3 of stride 1 by our Winograd.
    case winograd
    /// A 1×1 with a stride, as a copy of what the stride leaves and a 1×1 without.
    case subsampled
}

extension FusedConvolution {
    /// The methods that can compute it.
    func methods(_ precision: Precision) -> [ConvolutionMethod] {
        if kernel == 1 && stride > 1 && padding == 0 { return [.direct, .subsampled] }
        let isWinogradShape = kernel == 3 && stride == 1 && padding == 1 && residual == nil
        return isWinogradShape && precision == .float32 ? [.direct, .libraryWinograd, .winograd] : [.direct]
    }

    /// What of a convolution decides how long each method takes: `3x3 64>128 25x25 stride 1 f32`.
    func shapeKey(_ step: FusedStep, _ precision: Precision) -> String {
        let (input, output) = (step.inputShape, step.outputShape)
        return "\(kernel)x\(kernel) \(input.channels)>\(output.channels) \(input.height)x\(input.width) "
            + "stride \(stride) \(precision.rawValue)"
    }
}

/// The method chosen for each shape of convolution, by `shapeKey`. Another choice gives other last bits, so a run that
/// goes on takes that with which it began.
public struct ConvolutionMethods: Hashable, Sendable {
    public private(set) var chosen: [String: ConvolutionMethod]

    public init(_ chosen: [String: ConvolutionMethod] = [:]) { self.chosen = chosen }

    /// Direct for what nobody chose for: that is what has one method only.
    subscript(key: String) -> ConvolutionMethod {
        get { chosen[key] ?? .direct }
        set { chosen[key] = newValue }
    }

    /// The two together; where both chose, this one's choice.
    func completed(by other: ConvolutionMethods) -> ConvolutionMethods {
        ConvolutionMethods(chosen.merging(other.chosen) { own, _ in own })
    }
}

extension ConvolutionMethods: Codable {
    public init(from decoder: any Decoder) throws {
        chosen = try decoder.singleValueContainer().decode([String: ConvolutionMethod].self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(chosen)
    }
}
