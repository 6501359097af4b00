/// A number being typed on screen 4: a share of the variance in percent, or a count of components.
struct VarianceEntry: Hashable, Sendable {
    enum Kind: Hashable, Sendable { case target, count }

    /// What the text means.
    enum Meaning: Hashable, Sendable {
        case nothingYet
        case components(Int)
        /// It is none of what may be typed.
        case wrong
    }

    let kind: Kind
    private(set) var field = TextField()

    init(_ kind: Kind) { self.kind = kind }

    var text: String { field.text }

    /// Takes the keys that edit. Letters are no part of a number: they change nothing.
    mutating func handle(_ key: Key) {
        if case .character(let character) = key {
            guard text.count < 9, character.isASCII, character.isNumber || ".,".contains(character) else {
                return
            }
        }
        _ = field.handle(key)
    }

    /// The share that was typed: above 0, up to 1; nil for a count or for what is no such share.
    var share: Double? {
        guard kind == .target else { return nil }
        // A comma is a point for much of the world.
        let percent = Double(String(text.map { $0 == "," ? "." : $0 }))
        return percent.flatMap { $0 > 0 && $0 <= 100 ? $0 / 100 : nil }
    }

    func meaning(on curve: VarianceCurve) -> Meaning {
        guard !text.isEmpty else { return .nothingYet }
        switch kind {
        case .target:
            guard let share else { return .wrong }
            return .components(curve.components(for: share))
        case .count:
            guard let count = Int(text), (1...max(1, curve.count)).contains(count) else {
                return .wrong
            }
            return .components(count)
        }
    }
}
