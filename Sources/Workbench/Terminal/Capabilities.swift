import Foundation
import Plot

/// What the terminal can show, decided from the environment and the terminal's description: a pure function.
struct Capabilities: Hashable, Sendable {
    var isUTF8: Bool
    var colors: ColorDepth
    var background: Theme.Background
    /// How pictures are shown as pixels; nil as long as the terminal has not answered that it can.
    var graphics: TerminalGraphics?
    /// Why no screen can be drawn here, as one sentence; nil where one can.
    var obstacle: String?

    /// - Parameters:
    ///   - environment: as the process got it.
    ///   - terminfoColors: `max_colors` of the terminal's description; -1 or 0 without colours.
    init(environment: [String: String], terminfoColors: Int) {
        let terminal = environment["TERM"] ?? ""
        isUTF8 = Self.isUTF8(environment)
        colors = Self.colors(environment, terminfoColors)
        background = Self.background(environment)
        if terminal.isEmpty || terminal == "dumb" {
            obstacle = "The terminal cannot be drawn on: TERM is \(terminal.isEmpty ? "not set" : "dumb")."
        }
    }

    /// The first that is set and not empty of `LC_ALL`, `LC_CTYPE` and `LANG` decides, as in POSIX.
    private static func isUTF8(_ environment: [String: String]) -> Bool {
        let names = ["LC_ALL", "LC_CTYPE", "LANG"]
        let locale = names.lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
        let name = locale.uppercased()
        return name.contains("UTF-8") || name.contains("UTF8")
    }

    /// The names under which the terminal may be described on this machine, the best first: one that shows more than
    /// its `TERM` says tells so in `COLORTERM`.
    static func types(_ environment: [String: String]) -> [String] {
        let name = environment["TERM"] ?? ""
        let hasMore = ["truecolor", "24bit"].contains(environment["COLORTERM"])
        return hasMore && ["xterm", "screen", "tmux", "rxvt"].contains(name)
            ? [name + "-256color", name] : [name]
    }

    /// The size in cells to draw in, 0 for what nobody knows. `COLUMNS` and `LINES` may make it smaller than the
    /// terminal, and stand in where the line does not know its size.
    static func size(of line: winsize, _ environment: [String: String]) -> (width: Int, height: Int) {
        func size(_ known: UInt16, _ name: String) -> Int {
            guard let wish = environment[name].flatMap({ Int($0) }), (1...1000).contains(wish) else {
                return Int(known)
            }
            return known > 0 ? min(wish, Int(known)) : wish
        }
        return (size(line.ws_col, "COLUMNS"), size(line.ws_row, "LINES"))
    }

    /// The size of a cell, where the line knows it.
    static func cell(of line: winsize) -> CellSize? {
        guard line.ws_col > 0, line.ws_row > 0 else { return nil }
        return CellSize(width: Int(line.ws_xpixel / line.ws_col), height: Int(line.ws_ypixel / line.ws_row))
    }

    /// Whether there is another program between this one and the terminal, which passes on only what it knows.
    static func isMultiplexed(_ environment: [String: String]) -> Bool {
        let name = environment["TERM"] ?? ""
        return ["tmux", "screen"].contains { name.hasPrefix($0) }
            || ["TMUX", "STY"].contains { environment[$0].map { !$0.isEmpty } ?? false }
    }

    /// Whether the terminal may be asked questions. The Linux console prints some of them.
    static func isAskable(_ environment: [String: String]) -> Bool {
        !["linux", "console"].contains(environment["TERM"])
    }

    /// Whether the environment says which background there is.
    static func tellsBackground(_ environment: [String: String]) -> Bool {
        environment["COLORFGBG"].flatMap { $0.split(separator: ";").last }.flatMap { Int($0) } != nil
    }

    /// `NO_COLOR` (not empty) first, then `CLICOLOR_FORCE`, then what the terminal says of itself.
    private static func colors(_ environment: [String: String], _ terminfoColors: Int) -> ColorDepth {
        if let value = environment["NO_COLOR"], !value.isEmpty { return .none }
        let described = ColorDepth(terminfoColors: terminfoColors)
        if let value = environment["CLICOLOR_FORCE"], !value.isEmpty, value != "0" {
            return max(described, .eight)
        }
        if environment["TERM"] == "dumb" { return .none }
        return described
    }

    /// `COLORFGBG` ends in the background's ANSI colour, where a terminal sets it; dark where none does.
    private static func background(_ environment: [String: String]) -> Theme.Background {
        let last = environment["COLORFGBG"]?.split(separator: ";").last.flatMap { Int($0) }
        return last == 7 || last == 15 ? .light : .dark
    }
}

extension Theme {
    /// The theme that this terminal can show.
    init(_ capabilities: Capabilities) {
        self.init(
            background: capabilities.background, glyphs: capabilities.isUTF8 ? .unicode : .ascii,
            isColored: capabilities.colors != .none, hasFewColors: capabilities.colors < .full,
            graphics: capabilities.graphics)
    }
}
