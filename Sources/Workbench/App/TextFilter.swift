/// What a person typed to choose among many: `lemon` keeps what holds it, `!lemon` what does not.
///
/// Compared byte by byte, letters of ASCII in either case, so that 90,000 names are looked through between two frames.
struct TextFilter: Hashable, Sendable {
    private let wanted: [UInt8]
    private let isInverse: Bool

    init(_ text: String) {
        isInverse = text.hasPrefix("!")
        wanted = text.utf8.dropFirst(isInverse ? 1 : 0).map(\.lowercased)
    }

    /// Lets all pass.
    var isEmpty: Bool { wanted.isEmpty }

    func passes(_ text: String) -> Bool { passes(Array(text.utf8)) }

    func passes(_ bytes: [UInt8]) -> Bool {
        guard !isEmpty else { return true }
        return bytes.withUnsafeBufferPointer { bytes in
            wanted.withUnsafeBufferPointer { holds($0, in: bytes) }
        } != isInverse
    }

    private func holds(_ wanted: UnsafeBufferPointer<UInt8>, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard bytes.count >= wanted.count else { return false }
        let first = wanted[0]
        for start in 0...(bytes.count - wanted.count) where bytes[start].lowercased == first {
            if wanted.indices.allSatisfy({ bytes[start + $0].lowercased == wanted[$0] }) { return true }
        }
        return false
    }
}

extension UInt8 {
    /// The letter in lower case; other bytes as they are.
    fileprivate var lowercased: UInt8 { (0x41...0x5A).contains(self) ? self | 0x20 : self }
}
