import Plot

// The mouse on screen 2: a step of the chain is switched by a click, the seam goes where it is dragged, the wheel turns pages.

extension PreprocessScreen {
    mutating func handle(_ mouse: MouseEvent, in area: Rect, _ context: ScreenContext) -> [Command]? {
        switch mouse.kind {
        case .wheelUp: return handle(.left, context)
        case .wheelDown: return handle(.right, context)
        case .press where mouse.y == area.y:
            guard let step = stepColumns(in: area).first(where: { $0.columns.contains(mouse.x) }) else {
                return []
            }
            steps.toggle(step.name)
        case .press, .drag: dragSeam(to: mouse, in: area.splitTop(1).rest)
        case .release, .doubleClick: return nil
        }
        return []
    }

    /// Where each step stands in the line of the chain.
    func stepColumns(in area: Rect) -> [(name: String, columns: Range<Int>)] {
        var x = area.x + 1
        return steps.steps.map { step in
            let width = TextWidth.columns(of: Self.text(of: step))
            defer { x += width + 2 }
            return (step.name, x..<(x + width))
        }
    }

    /// `[x] gaussian:1.0`
    static func text(of step: StepList.Step) -> String { "[\(step.isOn ? "x" : " ")] \(step.text)" }

    private mutating func dragSeam(to mouse: MouseEvent, in area: Rect) {
        guard view.mode == .swipe else { return }
        let picture = PreprocessFrame.split(area).picture.insetBy(dx: 1, dy: 1)
        guard picture.width > 1, mouse.isInside(picture) else { return }
        view.putSeam(at: Double(mouse.x - picture.x) / Double(picture.width - 1))
    }
}
