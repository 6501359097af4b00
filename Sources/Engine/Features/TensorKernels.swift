// The loops that every value of a set of weights goes through: on base pointers, because 24 million of them pass.

extension [Float] {
    /// The place of the first NaN or infinity.
    var indexOfNotFinite: Int? {
        withUnsafeBufferPointer { values in
            guard let first = values.baseAddress else { return nil }
            var index = 0
            while index < values.count {
                if !first[index].isFinite { return index }
                index &+= 1
            }
            return nil
        }
    }

    /// `(a, b, c)` row-major as `(c, b, a)`.
    ///
    /// - Precondition: there are a·b·c values.
    func reversingAxes(_ a: Int, _ b: Int, _ c: Int) -> [Float] {
        precondition(count == a * b * c)
        return withUnsafeBufferPointer { source in
            Array(unsafeUninitializedCapacity: count) { target, initialized in
                guard let source = source.baseAddress, var place = target.baseAddress else { return }
                for k in 0..<c {
                    for j in 0..<b {
                        var from = source + (j &* c &+ k)
                        for _ in 0..<a {
                            place.initialize(to: from.pointee)
                            place += 1
                            from += b &* c
                        }
                    }
                }
                initialized = a * b * c
            }
        }
    }

    /// float32 from IEEE 754's binary16, exactly.
    init(binary16 bits: [UInt16]) {
        self = bits.widened { half in
            let sign = UInt32(half & 0x8000) &<< 16
            let rest = UInt32(half & 0x7fff) &<< 13
            // The exponents' biases differ by 112. Infinities and NaNs have all the exponent's bits set.
            if rest >= 0x0f80_0000 { return Float(bitPattern: sign | 0x7f80_0000 | rest) }
            return Float(bitPattern: sign | (Float(bitPattern: rest) * 0x1p112).bitPattern)
        }
    }

    /// float32 from bfloat16, which is its upper half.
    init(bfloat16 bits: [UInt16]) { self = bits.widened { Float(bitPattern: UInt32($0) &<< 16) } }
}

extension [UInt16] {
    @inline(__always)
    fileprivate func widened(_ value: (UInt16) -> Float) -> [Float] {
        withUnsafeBufferPointer { source in
            Array<Float>(unsafeUninitializedCapacity: count) { target, initialized in
                guard let from = source.baseAddress, let to = target.baseAddress else { return }
                var index = 0
                while index < source.count {
                    (to + index).initialize(to: value(from[index]))
                    index &+= 1
                }
                initialized = source.count
            }
        }
    }
}
