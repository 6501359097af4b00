/// A stream of reproducible random numbers: SplitMix64 (Steele, Lea and Flood, 2014).
///
/// Integer arithmetic only, so that every machine draws the same numbers. A stream is a value: whoever needs numbers
/// that nobody else's order of work can shift opens a stream of its own.
struct RandomStream {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// The stream that belongs to `labels` under `seed`, the same whatever was drawn before.
    init(seed: UInt64, labels: String...) {
        self.init(seed: labels.reduce(seed) { Self.scrambled($0 ^ Self.hash(of: $1)) })
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        return Self.scrambled(state)
    }

    /// A number in [0, 1), one of 2²⁴ that a `Float` holds exactly.
    mutating func unit() -> Float { Float(next() >> 40) * 0x1p-24 }

    mutating func value(in range: ClosedRange<Float>) -> Float {
        mix(range.lowerBound, range.upperBound, unit())
    }

    /// Noise that no other caller of this stream shares.
    mutating func noise() -> Noise { Noise(seed: UInt32(truncatingIfNeeded: next())) }

    private static func scrambled(_ value: UInt64) -> UInt64 {
        var bits = value
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }

    /// FNV-1a; Swift's own `Hasher` is seeded anew in every process.
    private static func hash(of label: String) -> UInt64 {
        label.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
}
