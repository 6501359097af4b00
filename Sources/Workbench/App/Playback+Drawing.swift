import Plot

// The line of a recorded run: where in it one is, and the keys that move there.

extension Playback {
    static let help = [
        KeyHint("p", "play the run, pause"), KeyHint("[ ]", "back and on in the run"),
        KeyHint("{ }", "to its start, to its end"), KeyHint("< >", "slower, faster: 1 to 100 times"),
    ]

    /// `▸ ×10  4.2 s ━━━━━━╌╌╌╌ 58.3 s  p pause  [ ] seek  < > speed`
    func draw(in area: Rect, of grid: inout CellGrid, _ theme: Theme) {
        guard area.width >= 30, area.height > 0 else { return }
        var x = grid.write(" \(mark(theme.glyphs)) ", x: area.x, y: area.y, style: theme.running)
        let times = "\(Figures.duration(position)) "
        x = grid.write(times, x: x, y: area.y, style: theme.title)
        let hints = drawHints(in: area, of: &grid, theme)
        let whole = " \(Figures.duration(end)) "
        let bar = Rect(x: x, y: area.y, width: hints - x - whole.count, height: 1)
        grid.drawProgressBar(end > 0 ? position / end : 1, in: bar, style: theme.running, theme)
        grid.write(whole, x: bar.maxX, y: area.y, style: theme.dim)
    }

    private func mark(_ glyphs: Glyphs) -> String {
        let state = isPlaying ? glyphs.pointer : glyphs.isUnicode ? "‖" : "\""
        return "\(state) \(glyphs.times)\(speed)"
    }

    /// At the right end, as many as fit in half of the line; returns the column where they begin.
    private func drawHints(in area: Rect, of grid: inout CellGrid, _ theme: Theme) -> Int {
        let all = [
            KeyHint("p", isPlaying ? "pause" : "play"), KeyHint("[ ]", "seek"), KeyHint("< >", "speed"),
        ]
        var shown: [KeyHint] = []
        var width = 0
        for hint in all {
            let more = hint.key.count + hint.action.count + 3
            guard width + more <= area.width / 2 else { break }
            width += more
            shown.append(hint)
        }
        var x = area.maxX - width
        for hint in shown {
            x = grid.write(" \(hint.key)", x: x, y: area.y, style: theme.key)
            x = grid.write(" \(hint.action) ", x: x, y: area.y, style: theme.dim)
        }
        return area.maxX - width
    }
}
