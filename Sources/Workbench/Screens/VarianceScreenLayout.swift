import Plot

/// Where things stand on screen 4: the curve on the left, the cursor's figures on the right, the spectrum below them. A
/// narrow terminal keeps the curve, and the figures as one line above it.
struct VarianceScreenLayout: Hashable {
    /// One line that says what the pane of figures would; empty where that has room or nothing has.
    private(set) var summary = Rect(x: 0, y: 0, width: 0, height: 0)
    /// The pane of the curve.
    let curve: Rect
    /// The panes at its right; both empty on a narrow terminal.
    let figures: Rect
    let spectrum: Rect

    init(_ area: Rect) {
        guard area.width >= 76, area.height >= 12 else {
            (summary, curve) = area.splitTop(area.height >= 8 ? 1 : 0)
            (figures, spectrum) = (summary.splitTop(0).top, summary.splitTop(0).top)
            return
        }
        let right: Rect
        (curve, right) = area.splitRight(max(30, min(46, area.width * 3 / 10)))
        (figures, spectrum) = right.splitTop(right.height < 20 ? right.height : right.height < 40 ? 15 : 21)
    }

    /// The area inside the pane of the curve.
    var chart: Rect { curve.insetBy(dx: 1, dy: 1).splitRight(1).rest }
}
