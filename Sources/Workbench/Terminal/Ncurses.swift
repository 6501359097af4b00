import CNcurses
import Foundation
import Plot

// The sole importer of ncurses: what leaves this file is Swift. ncurses is not thread-safe and knows one screen a
// process, so an `Ncurses` belongs to the thread that made it.

/// A screen of ncurses on the process's terminal, from `init` to `deinit`.
final class Ncurses {
    enum Input: Equatable {
        case key(Key)
        /// Bytes that stand for no key of ours.
        case ignored
        /// Nothing more has been typed.
        case nothing
    }

    let capabilities: Capabilities
    /// The terminal's file descriptor, for `poll`.
    let descriptor: Int32
    private let file: UnsafeMutablePointer<FILE>
    private let screen: OpaquePointer
    /// Keys are read from a pad: reading from the screen's own window would refresh it.
    private let keyboard: UnsafeMutablePointer<WINDOW>
    private var pairs: [ColorPair: Int32] = [:]

    private struct ColorPair: Hashable {
        let foreground: Color
        let background: Color
    }

    /// - Parameters:
    ///   - environment: decides locale and colours, see `Capabilities`; `TERM` is the process's own.
    ///   - farewell: what a crash says on the terminal once it is given back.
    init(environment: [String: String], farewell: String) throws(TerminalError) {
        let expected = Capabilities(environment: environment, terminfoColors: 0)
        if let obstacle = expected.obstacle { throw .unsuited(reason: obstacle) }
        guard let file = fopen("/dev/tty", "r+e") else {
            throw .noTerminal(reason: String(cString: strerror(errno)))
        }
        Self.setLocale(isUTF8: expected.isUTF8)
        use_tioctl(true)
        // Before newterm, which is the first to change the line settings.
        fruits_guard_remember(fileno(file))
        guard let screen = newterm(nil, file, file) else {
            fclose(file)
            throw .unknownTerminal(name: environment["TERM"] ?? "")
        }
        guard let keyboard = newpad(1, 1) else {
            endwin()
            throw .unsuited(
                reason: "The terminal cannot be drawn on: ncurses has no memory for its keyboard.")
        }
        (self.file, self.screen, self.keyboard) = (file, screen, keyboard)
        descriptor = fileno(file)
        capabilities = Capabilities(environment: environment, terminfoColors: Int(tigetnum("colors")))
        prepareGuard(farewell: farewell)
        prepareModes()
    }

    deinit {
        leave()
        delwin(keyboard)
        delscreen(screen)
        fclose(file)
    }

    /// Keys come one by one, unechoed; ^S and ^Q are keys, ^C and ^Z signals; Esc alone is told apart in 25 ms.
    private func prepareModes() {
        cbreak()
        noecho()
        nonl()
        set_escdelay(25)
        keypad(keyboard, true)
        nodelay(keyboard, true)
        curs_set(0)
        var settings = termios()
        tcgetattr(descriptor, &settings)
        settings.c_iflag &= ~tcflag_t(IXON)
        tcsetattr(descriptor, TCSADRAIN, &settings)
        def_prog_mode()
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
}

// MARK: Cells

extension Ncurses {
    /// Puts a cell where the next `flush` shows it. A character that this terminal's C library finds wider or
    /// narrower than we do would shift the rest of its line, so it is shown as `?`.
    func put(_ cell: Cell, x: Int, y: Int) {
        guard !cell.isContinuation else { return }
        let style = capabilities.colors.style(cell.style)
        let columns = TextWidth.columns(of: cell.character)
        if !put(Self.wide(cell.character, columns: columns), style, x: x, y: y) {
            for column in x..<(x + max(1, columns)) { _ = put([63, 0], style, x: column, y: y) }
        }
    }

    private func put(_ text: [wchar_t]?, _ style: Style, x: Int, y: Int) -> Bool {
        guard let text else { return false }
        // The last cell reports an error after it is written, since the cursor cannot go on.
        _ = fruits_put(Int32(y), Int32(x), text, attributes(of: style), pair(of: style))
        return true
    }

    /// Base character and marks, ended by 0; nil where the C library counts other columns.
    private static func wide(_ character: Character, columns: Int) -> [wchar_t]? {
        var text: [wchar_t] = []
        for scalar in character.unicodeScalars {
            let width = Int(fruits_columns(wchar_t(bitPattern: scalar.value)))
            if text.isEmpty {
                guard width == columns, width > 0 else { return nil }
            } else if width != 0 || text.count >= Int(CCHARW_MAX) {
                break
            }
            text.append(wchar_t(bitPattern: scalar.value))
        }
        return text.isEmpty ? nil : text + [0]
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

    /// Sends what changed since the last flush, in one piece.
    func flush() {
        wnoutrefresh(fruits_screen())
        doupdate()
    }

    /// The next flush clears the terminal and sends every cell.
    func forgetScreen() { fruits_forget_screen() }
}

// MARK: Size, leaving and coming back

extension Ncurses {
    /// The terminal's size now, which ncurses then works with.
    func fitToTerminal() -> (width: Int, height: Int) {
        var rows: Int32 = 0
        var columns: Int32 = 0
        if fruits_window_size(descriptor, &rows, &columns) == 0, rows > 0, columns > 0 {
            resize_term(rows, columns)
        }
        return (Int(getmaxx(fruits_screen())), Int(getmaxy(fruits_screen())))
    }

    /// Gives the terminal back as it was found. `comeBack` takes it again.
    func leave() {
        fruits_guard_arm(0)
        if !isendwin() { endwin() }
    }

    /// Takes the terminal again after `leave`, or after someone else changed its modes.
    func comeBack() {
        if isendwin() { fruits_guard_remember(descriptor) }
        fruits_guard_arm(1)
        reset_prog_mode()
        curs_set(0)
        forgetScreen()
    }

    /// From here on a crash gives the terminal back, and says so.
    private func prepareGuard(farewell: String) {
        let reset = ["rmkx", "sgr0", "op", "cnorm", "rmcup"].map { Self.sequence($0) }.joined()
        if fruits_guard_prepare(reset, farewell) == 0 { fruits_guard_arm(1) }
    }

    /// A sequence of the terminal's description without its padding, empty where it has none.
    private static func sequence(_ name: String) -> String {
        guard let text = tigetstr(name), Int(bitPattern: text) != -1 else { return "" }
        return String(cString: text).replacing(/\$<[^>]*>/, with: "")
    }
}

// MARK: Keys

extension Ncurses {
    /// The next key typed, without waiting.
    func nextInput() -> Input {
        var code: wint_t = 0
        switch wget_wch(keyboard, &code) {
        case OK: return code == 27 ? afterEscape() : Self.typed(code)
        case KEY_CODE_YES: return Self.functional(Int32(bitPattern: code)).map { .key($0) } ?? .ignored
        default: return .nothing
        }
    }

    /// Esc is the key when nothing follows; a sequence that the terminal's description lacks is swallowed whole.
    private func afterEscape() -> Input {
        var code: wint_t = 0
        guard wget_wch(keyboard, &code) == OK else { return .key(.escape) }
        guard code == 0x5B || code == 0x4F else {
            unget_wch(wchar_t(bitPattern: code))
            return .key(.escape)
        }
        repeat {
            guard wget_wch(keyboard, &code) == OK else { break }
        } while !(0x40...0x7E).contains(code)
        return .ignored
    }

    private static func typed(_ code: wint_t) -> Input {
        switch code {
        case 9: return .key(.tab)
        case 10, 13: return .key(.enter)
        case 8, 127: return .key(.backspace)
        case 1...26:
            return .key(.control(Character(Unicode.Scalar(UInt8(code) + 96))))
        case 0..<32, 128..<160: return .ignored
        default: return Unicode.Scalar(code).map { .key(.character(Character($0))) } ?? .ignored
        }
    }

    private static func functional(_ code: Int32) -> Key? {
        switch code {
        case KEY_UP: .up
        case KEY_DOWN: .down
        case KEY_LEFT: .left
        case KEY_RIGHT: .right
        case KEY_PPAGE: .pageUp
        case KEY_NPAGE: .pageDown
        case KEY_HOME: .home
        case KEY_END: .end
        case KEY_BACKSPACE: .backspace
        case KEY_DC: .delete
        case KEY_ENTER: .enter
        case KEY_BTAB: .backTab
        case (KEY_F0 + 1)...(KEY_F0 + 12): .function(Int(code - KEY_F0))
        default: nil
        }
    }
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
