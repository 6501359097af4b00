import Plot

/// Where things stand on screen 5: the plane, and where there is room the legend and the picked image beside it. On a
/// narrow terminal the legend comes when it has the keys.
struct ScatterScreenLayout: Hashable {
    /// The pane of the plane.
    let plane: Rect
    /// Empty where there is no room.
    let legend: Rect
    /// Empty where there is no room.
    let picked: Rect

    /// - Parameters:
    ///   - categories: how many the legend lists.
    init(_ area: Rect, legendHasKeys: Bool, categories: Int) {
        let hasSide = area.width >= 72 && area.height >= 16
        let side = hasSide ? max(22, min(44, area.width / 4)) : legendHasKeys ? min(24, area.width / 2) : 0
        let right: Rect
        (plane, right) = area.splitRight(side)
        guard hasSide else {
            (legend, picked) = right.splitTop(right.height)
            return
        }
        // Enough for a square picture with its lines, and all that a short legend leaves.
        let wanted = (right.width - 2) / 2 + 2 + 7
        let room = max(right.height * 2 / 5, right.height - wanted)
        (legend, picked) = right.splitTop(min(max(1, categories) + 2, room))
    }

    /// The area of the chart, axes included.
    ///
    /// - Parameter hasOneComponent: a line below says so.
    func chart(hasOneComponent: Bool) -> Rect {
        plane.insetBy(dx: 1, dy: 1).splitBottom(hasOneComponent ? 1 : 0).rest
    }
}
