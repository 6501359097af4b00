import Plot

/// How screen 2 shows an image: what beside what, and with which characters.
struct PreprocessView: Codable, Hashable, Sendable {
    enum Mode: String, CaseIterable, Codable, Sendable {
        case sideBySide
        /// Both in one place, a seam between them that moves.
        case swipe
        /// What became lighter and what darker.
        case difference
        /// The image after every step.
        case strip

        var name: Phrase {
            switch self {
            case .sideBySide: .sideBySide
            case .swipe: .swipe
            case .difference: .difference
            case .strip: .strip
            }
        }
    }

    private(set) var mode = Mode.sideBySide
    private(set) var dither = Dither.ordered
    /// Whether levels are shown as cumulative curves where there is room for one kind only.
    private(set) var isCumulative = false
    /// Where the seam stands, in steps from the left; before is to its left.
    private(set) var seam = seamSteps / 2
    /// By how much the difference is multiplied: a power of two.
    private(set) var gain = 4

    static let seamSteps = 40
    static let mostGain = 32

    /// What was read from a file may be anything.
    var isPossible: Bool { (0...Self.seamSteps).contains(seam) && (1...Self.mostGain).contains(gain) }

    /// How photographs are drawn here.
    func art(_ theme: Theme) -> PictureArt {
        var art = theme.pictureArt
        art.dither = dither
        return art
    }

    /// What the comma and the point change; nil for nothing.
    var adjustable: Phrase? {
        switch mode {
        case .swipe: .seam
        case .difference: .gain
        case .sideBySide, .strip: nil
        }
    }

    /// Does what the key says about the view; false for a key that says nothing about it.
    mutating func take(_ key: Key) -> Bool {
        switch key {
        case .character("m"): mode = mode.neighbour(1)
        case .character("M"): mode = mode.neighbour(-1)
        case .character("d"): dither = dither.neighbour(1)
        case .character("u"): isCumulative.toggle()
        case .character(","): adjust(by: -1)
        case .character("."): adjust(by: 1)
        default: return false
        }
        return true
    }

    /// Puts the seam at a share of the picture's width, 0…1.
    mutating func putSeam(at share: Double) {
        seam = max(0, min(Self.seamSteps, Int((share * Double(Self.seamSteps)).rounded())))
    }

    private mutating func adjust(by step: Int) {
        switch mode {
        case .swipe: seam = max(0, min(Self.seamSteps, seam + step))
        case .difference: gain = max(1, min(Self.mostGain, step > 0 ? gain * 2 : gain / 2))
        case .sideBySide, .strip: break
        }
    }
}

extension CaseIterable where Self: Equatable, AllCases == [Self] {
    /// The case so many places on, round and round.
    func neighbour(_ step: Int) -> Self {
        let all = Self.allCases
        guard let place = all.firstIndex(of: self) else { return self }
        return all[(place + step + all.count) % all.count]
    }
}
