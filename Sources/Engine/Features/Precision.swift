/// What activations and kernels are stored as while a network runs. Sums are float32 in either case.
public enum Precision: String, Sendable, Codable, CaseIterable {
    case float32 = "f32"
    /// The upper half of a float32: half the memory, and on processors that have it twice the speed.
    case bfloat16 = "bf16"

    /// The fastest that this processor has instructions for.
    public static var fastest: Precision { hasBFloat16 ? .bfloat16 : .float32 }

    /// - Throws: `NetworkError.precision` where the processor has no instructions for it.
    public func check() throws(NetworkError) {
        if self == .bfloat16 && !Self.hasBFloat16 { throw .precision(self) }
    }

    var elementType: OneDNN.ElementType {
        switch self {
        case .float32: .float32
        case .bfloat16: .bfloat16
        }
    }
}
