import Plot

// The line of a recorded run: where in it one is, and the keys that move there.

extension Playback {
    static let help = [
        KeyHint("p", .playRun), KeyHint("[ ]", .seekRun),
        KeyHint("{ }", .runEnds), KeyHint("< >", .runSpeed),
    ]

    /// `▸ ×10  4.2 s ━━━━━━╌╌╌╌ 58.3 s  p pause  [ ] seek  < > speed`
    func draw(in area: Rect, of grid: inout CellGrid, _ context: ScreenContext) {
        guard area.width >= 30, area.height > 0 else { return }
        let (theme, figures) = (context.theme, context.figures)
        var x = grid.write(" \(mark(theme.glyphs)) ", x: area.x, y: area.y, style: theme.running)
        let times = "\(figures.duration(position)) "
        x = grid.write(times, x: x, y: area.y, style: theme.title)
        let hints = drawHints(in: area, of: &grid, context)
        let whole = " \(figures.duration(end)) "
        let bar = Rect(x: x, y: area.y, width: hints - x - whole.count, height: 1)
        grid.drawProgressBar(end > 0 ? position / end : 1, in: bar, style: theme.running, theme)
        grid.write(whole, x: bar.maxX, y: area.y, style: theme.dim)
    }

    private func mark(_ glyphs: Glyphs) -> String {
        let state = isPlaying ? glyphs.pointer : glyphs.isUnicode ? "‖" : "\""
        return "\(state) \(glyphs.times)\(speed)"
    }

    /// At the right end, as many as fit in half of the line; returns the column where they begin.
    private func drawHints(in area: Rect, of grid: inout CellGrid, _ context: ScreenContext) -> Int {
        let (theme, words) = (context.theme, context.words)
        let all = [
            KeyHint("p", isPlaying ? .pause : .play), KeyHint("[ ]", .seek), KeyHint("< >", .speed),
        ]
        var shown: [KeyHint] = []
        var width = 0
        for hint in all {
            let more = hint.key.count + words[hint.action].count + 3
            guard width + more <= area.width / 2 else { break }
            width += more
            shown.append(hint)
        }
        var x = area.maxX - width
        for hint in shown {
            x = grid.write(" \(hint.key)", x: x, y: area.y, style: theme.key)
            x = grid.write(" \(words[hint.action]) ", x: x, y: area.y, style: theme.dim)
        }
        return area.maxX - width
    }
}
