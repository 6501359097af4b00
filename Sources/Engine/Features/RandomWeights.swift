// Weights before any training, as Keras fills them, from a seed. The same seed gives the same bits on every machine:
// integers decide, and the few operations in floating point are ones that IEEE 754 rounds correctly.

extension Weights {
    /// Weights as a network of Keras starts with: kernels Glorot-uniform, biases 0, and batch norms that change
    /// nothing (γ 1, β 0, mean 0, variance 1).
    ///
    /// Each tensor draws from a stream of its own, which follows from the seed and the tensor's name: no tensor's
    /// values depend on which others there are. The numbers are not those that Keras would draw from the same seed.
    public static func random(seed: UInt64, variant: ResNet50.Variant = .keras) -> Weights {
        random(seed: seed, parameters: ResNet50.parameters(of: variant), variant: variant)
    }

    static func random(
        seed: UInt64, parameters: [Parameter], variant: ResNet50.Variant = .keras
    ) -> Weights {
        let tensors = parameters.map { $0.initialTensor(seed: seed) }
        return Weights(parameters, variant: variant, tensors: tensors)
    }
}

extension Parameter {
    /// What the tensor holds before training.
    func initialTensor(seed: UInt64) -> Tensor {
        switch role {
        case .kernel: Tensor(shape: shape, values: glorotUniform(seed: seed))
        case .bias, .beta, .movingMean: Tensor(shape: shape, values: Array(repeating: 0, count: count))
        case .gamma, .movingVariance: Tensor(shape: shape, values: Array(repeating: 1, count: count))
        }
    }

    /// Uniform in ±√(6 / (fan in + fan out)), where a fan is the window's area times the channels of that side
    /// (Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural networks", 2010).
    private func glorotUniform(seed: UInt64) -> [Float] {
        let area = shape[0] * shape[1]
        let limit = (6 / Double(area * (shape[2] + shape[3]))).squareRoot()
        var generator = Xoshiro256(seed: seed ^ name.fnv1a)
        return Array(unsafeUninitializedCapacity: count) { values, initialized in
            for index in 0..<count {
                (values.baseAddress.unsafelyUnwrapped + index)
                    .initialize(to: Float(limit * (2 * generator.nextUnit() - 1)))
            }
            initialized = count
        }
    }
}

/// xoshiro256** 1.0 (Blackman and Vigna, "Scrambled linear pseudorandom number generators", 2018), its state filled by
/// SplitMix64 as its authors advise.
struct Xoshiro256 {
    private var state: (UInt64, UInt64, UInt64, UInt64)

    init(seed: UInt64) {
        var seed = seed
        state = (splitMix(&seed), splitMix(&seed), splitMix(&seed), splitMix(&seed))
    }

    mutating func next() -> UInt64 {
        let result = rotated(state.1 &* 5, by: 7) &* 9
        let shifted = state.1 &<< 17
        state.2 ^= state.0
        state.3 ^= state.1
        state.1 ^= state.2
        state.0 ^= state.3
        state.2 ^= shifted
        state.3 = rotated(state.3, by: 45)
        return result
    }

    /// Uniform in [0, 1): one of 2⁵³ evenly spaced values.
    mutating func nextUnit() -> Double { Double(next() &>> 11) * 0x1p-53 }
}

private func rotated(_ value: UInt64, by bits: UInt64) -> UInt64 { value &<< bits | value &>> (64 &- bits) }

/// The next number of SplitMix64 (Steele, Lea and Flood, 2014).
private func splitMix(_ state: inout UInt64) -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ mixed &>> 30) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ mixed &>> 27) &* 0x94d0_49bb_1331_11eb
    return mixed ^ mixed &>> 31
}

extension String {
    /// FNV-1a of the UTF-8 bytes, 64 bits.
    fileprivate var fnv1a: UInt64 {
        utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }
}
