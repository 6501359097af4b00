import Plot

/// Which part of the components a curve shows: all of them, or so much less about the cursor.
///
/// Places are shares of the axis's length, so that it works alike on a linear and a logarithmic axis.
struct VarianceScreenZoom: Hashable, Sendable {
    /// How many times less than all is shown.
    private(set) var magnification = 1.0
    /// Where the part that is shown begins.
    private(set) var start = 0.0

    private static let most = 64.0
    /// As much of the part is kept between the cursor and its edge.
    private static let margin = 0.05

    /// The part of an axis that is shown.
    func visible(of whole: Scale) -> Scale {
        let end = start + 1 / magnification
        return Scale(whole.value(at: start)...whole.value(at: min(1, end)), whole.kind)
    }

    /// Shows more or less; the cursor's place stays where it is on the screen.
    mutating func zoom(by factor: Double, about place: Double) {
        let new = max(1, min(Self.most, magnification * factor))
        let onScreen = (place - start) * magnification
        magnification = new
        move(to: place - onScreen / new)
    }

    /// Moves as little as it takes to show a place.
    mutating func follow(_ place: Double) {
        let width = 1 / magnification
        let margin = Self.margin * width
        if place < start + margin { move(to: place - margin) }
        if place > start + width - margin { move(to: place + margin - width) }
    }

    private mutating func move(to new: Double) { start = max(0, min(1 - 1 / magnification, new)) }
}
