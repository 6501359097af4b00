/// A chain of preprocessing steps as the person edits it: every known step, in order, each on or off.
///
/// Its text is what `--preprocess` takes. Steps that this list does not know stay as they were written.
struct StepList: Hashable, Sendable {
    struct Step: Hashable, Sendable {
        let name: String
        /// What stands behind the colon: the σ of `gaussian`.
        var argument: String?
        var isOn: Bool

        /// `gaussian:1.5`
        var text: String { argument.map { "\(name):\($0)" } ?? name }
    }

    private(set) var steps: [Step]

    private static let known = ["equalize", "equalize-luma", "gaussian"]
    static let sigmaRange = 0.1...10.0

    /// - Parameter chain: as `--preprocess` takes it; its steps are on, the known others off.
    init(_ chain: String) {
        steps = chain.split(separator: ",").map(String.init).filter { $0 != "none" }.map { text in
            let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
            return Step(name: parts.first ?? text, argument: parts.count > 1 ? parts[1] : nil, isOn: true)
        }
        for name in Self.known where !steps.contains(where: { $0.name == name }) {
            steps.append(Step(name: name, isOn: false))
        }
        setSigma(sigma)
    }

    /// `equalize,gaussian:1.5`, or `none`.
    var chain: String {
        let texts = steps.filter(\.isOn).map(\.text)
        return texts.isEmpty ? "none" : texts.joined(separator: ",")
    }

    mutating func toggle(_ name: String) {
        for index in steps.indices where steps[index].name == name { steps[index].isOn.toggle() }
    }

    /// The σ of `gaussian`, in pixels.
    var sigma: Double {
        steps.first { $0.name == "gaussian" }?.argument.flatMap { Double($0) } ?? 1
    }

    /// Sets σ to the nearest tenth that is allowed.
    mutating func setSigma(_ sigma: Double) {
        let allowed = min(Self.sigmaRange.upperBound, max(Self.sigmaRange.lowerBound, sigma))
        for index in steps.indices where steps[index].name == "gaussian" {
            steps[index].argument = Figures.english.fixed(allowed, places: 1)
        }
    }

    /// The first step that is on goes behind the last that is on: with two of them, they change places.
    mutating func rotate() {
        guard let first = steps.firstIndex(where: \.isOn), let last = steps.lastIndex(where: \.isOn) else {
            return
        }
        steps.insert(steps.remove(at: first), at: last)
    }

    /// The first two steps that are on change places. With `rotate` this reaches every order.
    mutating func swapFirst() {
        let on = steps.indices.filter { steps[$0].isOn }
        if on.count > 1 { steps.swapAt(on[0], on[1]) }
    }
}
