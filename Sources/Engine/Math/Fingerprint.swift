/// Tells one lot of bytes from another: FNV-1a of 64 bits (Fowler, Noll and Vo, draft-eastlake-fnv).
///
/// Made for "is this the same as last time?"; it does not resist someone who wants two lots to look alike.
struct Fingerprint {
    private var hash: UInt64 = 0xCBF2_9CE4_8422_2325

    mutating func add(_ bytes: UnsafeRawBufferPointer) {
        guard let base = bytes.baseAddress else { return }
        var hash = hash
        var index = 0
        while index < bytes.count {
            hash = (hash ^ UInt64(base.load(fromByteOffset: index, as: UInt8.self))) &* 0x0000_0100_0000_01B3
            index &+= 1
        }
        self.hash = hash
    }

    mutating func add(_ bytes: [UInt8]) { bytes.withUnsafeBytes { add($0) } }

    /// A text and its end, so that "ab", "c" differs from "a", "bc".
    mutating func add(_ text: String) { add(Array(text.utf8) + [0]) }

    /// 16 hexadecimal digits.
    var hexadecimal: String {
        let text = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - text.count) + text
    }
}
