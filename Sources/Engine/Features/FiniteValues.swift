extension [Float] {
    /// The place of the first NaN or infinity. Works on the base pointer: it looks through whole sets of weights.
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
}
