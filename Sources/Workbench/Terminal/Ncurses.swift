import CNcurses
import Foundation
import Plot

// The sole importer of ncurses: what leaves this file is Swift. ncurses is not thread-safe and knows one screen a
// process, so an `Ncurses` belongs to the thread that made it.
//
// ncurses knows what terminals understand, and which bytes turn the cells that one shows into others. It does not know
// how to wait for a slow line without holding up everything else, nor a question from an answer. So it writes into
// memory, reads nothing, and `TerminalLine` does both.

/// A screen of ncurses, from `init` to `deinit`: cells go in, bytes come out.
final class Ncurses {
    let capabilities: Capabilities
    private let screen: OpaquePointer
    /// Where ncurses writes: a file in memory.
    private let sink: UnsafeMutablePointer<FILE>
    private let source: UnsafeMutablePointer<FILE>
    private var pairs: [ColorPair: Int32] = [:]
    /// Where ncurses believes the cursor: whoever moves it puts it there again.
    private(set) var cursor = (x: 0, y: 0)

    private struct ColorPair: Hashable {
        let foreground: Color
        let background: Color
    }

    /// - Parameter environment: decides the terminal's type, locale and colours, see `Capabilities`.
    init(environment: [String: String]) throws(TerminalError) {
        let expected = Capabilities(environment: environment, terminfoColors: 0)
        if let obstacle = expected.obstacle { throw .unsuited(reason: obstacle) }
        Self.setLocale(isUTF8: expected.isUTF8)
        (sink, source) = try Self.files()
        guard let screen = Self.screen(environment, sink, source) else {
            fclose(sink)
            fclose(source)
            throw .unknownTerminal(name: environment["TERM"] ?? "")
        }
        self.screen = screen
        capabilities = Capabilities(environment: environment, terminfoColors: Int(tigetnum("colors")))
        prepareModes()
    }

    deinit {
        delscreen(screen)
        fclose(sink)
        fclose(source)
    }

    private static func files() throws(TerminalError) -> (
        sink: UnsafeMutablePointer<FILE>, source: UnsafeMutablePointer<FILE>
    ) {
        let memory = fruits_memory_file()
        if memory >= 0, let sink = fdopen(memory, "a") {
            if let source = fopen("/dev/null", "re") { return (sink, source) }
            fclose(sink)
        }
        throw .unsuited(reason: "The terminal cannot be drawn on: ncurses got no file to draw into.")
    }

    /// By the first of the names of the terminal's type that is described on this machine.
    private static func screen(
        _ environment: [String: String], _ sink: UnsafeMutablePointer<FILE>,
        _ source: UnsafeMutablePointer<FILE>
    ) -> OpaquePointer? {
        Capabilities.types(environment).lazy.compactMap { newterm($0, sink, source) }.first
    }

    private func prepareModes() {
        // What has been typed must not keep a frame from being drawn whole.
        typeahead(-1)
        nonl()
        curs_set(0)
        if capabilities.colors != .none {
            start_color()
            use_default_colors()
        }
    }

    /// The character set is the environment's; where its locale is not installed, UTF-8 still is.
    private static func setLocale(isUTF8: Bool) {
        let set = setlocale(LC_CTYPE, "")
        if isUTF8, set == nil || String(cString: nl_langinfo(Int32(CODESET))) != "UTF-8" {
            setlocale(LC_CTYPE, "C.UTF-8")
        }
    }

    /// What ncurses has written since the last call.
    private func takeWritten() -> [UInt8] {
        let descriptor = fileno(sink)
        let length = Int(lseek(descriptor, 0, SEEK_END))
        guard length > 0 else { return [] }
        var bytes = [UInt8](repeating: 0, count: length)
        let count = pread(descriptor, &bytes, length, 0)
        ftruncate(descriptor, 0)
        return Array(bytes.prefix(max(0, count)))
    }
}

// MARK: Cells

extension Ncurses {
    /// Puts a cell where the next `flush` shows it.
    func put(_ cell: Cell, x: Int, y: Int) {
        guard !cell.isContinuation else { return }
        let style = capabilities.colors.style(cell.style)
        for (offset, text) in ShownText.cells(of: cell.character).enumerated() {
            // The last cell reports an error after it is written, since the cursor cannot go on.
            _ = fruits_put(
                Int32(y), Int32(x + offset), text + [0], attributes(of: style), pair(of: style))
        }
    }

    private func attributes(of style: Style) -> attr_t {
        var value: attr_t = 0
        if style.attributes.contains(.bold) { value |= fruits_bold }
        if style.attributes.contains(.dim) { value |= fruits_dim }
        if style.attributes.contains(.underline) { value |= fruits_underline }
        if style.attributes.contains(.reverse) { value |= fruits_reverse }
        return value
    }

    /// Pairs are made when first asked for; where the terminal has no more of them, its own colours stand in.
    private func pair(of style: Style) -> Int32 {
        guard capabilities.colors != .none else { return 0 }
        let colors = ColorPair(foreground: style.foreground, background: style.background)
        if colors.foreground == .standard, colors.background == .standard { return 0 }
        if let known = pairs[colors] { return known }
        let next = Int32(pairs.count + 1)
        guard next < fruits_color_pairs(),
            init_extended_pair(next, Self.number(colors.foreground), Self.number(colors.background)) == OK
        else { return 0 }
        pairs[colors] = next
        return next
    }

    /// ncurses' number of a colour: -1 the terminal's own.
    private static func number(_ color: Color) -> Int32 {
        switch color {
        case .standard: -1
        case .palette(let index): min(Int32(index), fruits_colors() - 1)
        }
    }

    /// What shows all that was put since the last flush. Behind it the cursor is at `cursor`.
    func flush() -> [UInt8] {
        wnoutrefresh(fruits_screen())
        doupdate()
        cursor = (Int(getcurx(fruits_screen())), Int(getcury(fruits_screen())))
        return takeWritten()
    }

    /// The next flush clears the terminal and sends every cell.
    func forgetScreen() { fruits_forget_screen() }
}

/// How a character is given to ncurses. The columns that the C library counts are those that ncurses and most
/// terminals count; one that it finds wider or narrower than we do would shift the rest of its line.
enum ShownText {
    /// Base character and marks of each cell: one of all for a character that all agree on, else a `?` for each column.
    static func cells(of character: Character) -> [[wchar_t]] {
        let columns = TextWidth.columns(of: character)
        if let text = text(character, columns: columns) { return [text] }
        return Array(repeating: [63], count: max(1, columns))
    }

    /// As the C library counts them in the locale that is set; -1 for what it would not draw.
    static func columns(of scalar: Unicode.Scalar) -> Int {
        Int(fruits_columns(wchar_t(bitPattern: scalar.value)))
    }

    /// nil where the C library counts other columns. What joins or turns into a picture what follows is left out: some
    /// terminals know of it, and others do not.
    private static func text(_ character: Character, columns: Int) -> [wchar_t]? {
        var text: [wchar_t] = []
        for scalar in character.unicodeScalars {
            let width = Self.columns(of: scalar)
            if text.isEmpty {
                guard width == columns, width > 0 else { return nil }
            } else if width != 0 || text.count >= Int(CCHARW_MAX) || scalar.properties.isJoinControl {
                break
            } else if scalar.properties.isVariationSelector {
                continue
            }
            text.append(wchar_t(bitPattern: scalar.value))
        }
        return text.isEmpty ? nil : text
    }
}

// MARK: Size, leaving and coming back

extension Ncurses {
    /// Works with this size from now on; with the terminal's usual one where either is 0.
    func resize(width: Int, height: Int) -> (width: Int, height: Int) {
        if width > 0, height > 0 { resize_term(Int32(height), Int32(width)) }
        return (Int(getmaxx(fruits_screen())), Int(getmaxy(fruits_screen())))
    }

    /// What gives the terminal back as it was found. `comeBack` takes it again.
    func leave() -> [UInt8] {
        if !isendwin() { endwin() }
        return takeWritten()
    }

    /// The next `flush` takes the terminal again, after `leave` or after someone else changed it.
    func comeBack() {
        keypad(fruits_screen(), true)
        curs_set(0)
        forgetScreen()
    }

    /// What resets the terminal whatever state it is in, for a crash.
    static var resetSequence: String {
        ["rmkx", "sgr0", "op", "cnorm", "rmcup"].map { sequence($0) }.joined()
    }

    /// A sequence of the terminal's description without its padding, empty where it has none.
    private static func sequence(_ name: String) -> String {
        guard let text = tigetstr(name), Int(bitPattern: text) != -1 else { return "" }
        return String(cString: text).replacing(/\$<[^>]*>/, with: "")
    }

    /// What the terminal's description says that keys send.
    var describedKeys: [[UInt8]: Key] {
        var keys: [[UInt8]: Key] = [:]
        let functions = (1...12).map { ("kf\($0)", Key.function($0)) }
        for (name, key) in Self.namedKeys + functions {
            let sequence = Array(Self.sequence(name).utf8)
            if !sequence.isEmpty { keys[sequence] = key }
        }
        return keys
    }

    private static let namedKeys: [(String, Key)] = [
        ("kcuu1", .up), ("kcud1", .down), ("kcub1", .left), ("kcuf1", .right), ("kpp", .pageUp),
        ("knp", .pageDown), ("khome", .home), ("kend", .end), ("kbs", .backspace), ("kdch1", .delete),
        ("kent", .enter), ("kcbt", .backTab),
    ]
}

// MARK: Signals

/// The handlers of `guard.h`, for `Signals`.
enum SignalGuard {
    /// From now on `signal` is a byte in the pipe.
    static func watch(_ signal: Int32, writingTo pipe: Int32) { fruits_watch(signal, pipe) }
    /// What handled `signal` before does so again.
    static func unwatch(_ signal: Int32) { fruits_unwatch(signal) }
    /// A crash of any thread resets the terminal first.
    static func watchCrashes() { fruits_watch_crashes() }
    static func unwatchCrashes() { fruits_unwatch_crashes() }

    /// Remembers the terminal and its line settings of now: a crash leaves it so.
    static func remember(_ terminal: Int32) { fruits_guard_remember(terminal) }
    /// What a crash sends, and what it then says; false where either is too long.
    static func prepare(reset: String, farewell: String) -> Bool {
        fruits_guard_prepare(reset, farewell) == 0
    }
    static func arm(_ isArmed: Bool) { fruits_guard_arm(isArmed ? 1 : 0) }
}

extension Ncurses {
    /// As ncurses says it: `ncurses 6.4.20221231`.
    static var version: String { curses_version().map { String(cString: $0) } ?? "unknown" }

    /// How many colours the terminal of the environment is described to have; nil where it has no description.
    static func describedColors() -> Int? {
        var status: Int32 = 0
        guard setupterm(nil, STDOUT_FILENO, &status) == 0 else { return nil }
        return Int(tigetnum("colors"))
    }
}
