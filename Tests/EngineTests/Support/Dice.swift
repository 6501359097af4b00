/// SplitMix64, so that a seed in a failure's text brings the schedule back.
struct Dice {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// 0…limit.
    mutating func upTo(_ limit: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((bits ^ (bits >> 31)) % UInt64(limit + 1))
    }

    /// 0..<count in some order.
    mutating func shuffled(_ count: Int) -> [Int] {
        var numbers = Array(0..<count)
        for index in numbers.indices.dropLast() {
            numbers.swapAt(index, index + upTo(count - 1 - index))
        }
        return numbers
    }
}
