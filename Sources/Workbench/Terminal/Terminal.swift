import Engine
import Foundation
import Plot

/// The terminal as the UI uses it: grids go in, keys come out. One thread makes it, uses it and lets it go.
///
/// While it lives the process's standard output and error go to a log file, since a library that prints would spoil
/// the screen. After it, by whatever way, the terminal is as it was found.
final class Terminal {
    private let ncurses: Ncurses
    private let signals: Signals
    private var output: RedirectedOutput?
    private let logPath: String
    /// What the terminal shows.
    private var last: CellGrid?

    /// - Parameter logPath: where standard output and error go meanwhile; created or appended to.
    init(environment: [String: String], logPath: String) throws(TerminalError) {
        signals = try Signals()
        let farewell =
            "\r\nThe workbench crashed; what is known of it is in \(logPath.escapingUnprintable)\r\n"
        ncurses = try Ncurses(environment: environment, farewell: farewell)
        self.logPath = logPath
        output = RedirectedOutput(to: logPath)
    }

    var capabilities: Capabilities { ncurses.capabilities }
    /// For `poll`.
    var keyboardDescriptor: Int32 { ncurses.descriptor }
    /// For `poll`.
    var signalDescriptor: Int32 { signals.descriptor }

    /// Works with the terminal's size from now on, and returns it. What a resized terminal shows is unknown, so the
    /// next `present` sends every cell.
    func fit() -> (width: Int, height: Int) {
        ncurses.forgetScreen()
        last = nil
        return ncurses.fitToTerminal()
    }

    func nextInput() -> Ncurses.Input { ncurses.nextInput() }

    func takeSignals() -> Set<Int32> { signals.take() }

    /// Shows the grid: only cells that differ from the last one are sent; nothing at all where none does.
    func present(_ grid: CellGrid) {
        if let last, last.width == grid.width, last.height == grid.height {
            guard last != grid else { return }
            for index in grid.cells.indices where grid.cells[index] != last.cells[index] {
                put(grid, index)
            }
        } else {
            grid.cells.indices.forEach { put(grid, $0) }
        }
        ncurses.flush()
        last = grid
    }

    /// The next `present` sends every cell, and sets the terminal's modes again.
    func redrawAll() {
        ncurses.comeBack()
        last = nil
    }

    /// Gives the terminal back, stops the process, and takes the terminal again when it goes on.
    func suspend() {
        ncurses.leave()
        output = nil
        signals.stopProcess()
        output = RedirectedOutput(to: logPath)
        redrawAll()
    }

    private func put(_ grid: CellGrid, _ index: Int) {
        ncurses.put(grid.cells[index], x: index % grid.width, y: index / grid.width)
    }
}

/// Standard output and error go to a file as long as this lives.
private final class RedirectedOutput {
    private let saved: [(descriptor: Int32, copy: Int32)]

    init?(to path: String) {
        let log = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard log >= 0 else { return nil }
        defer { close(log) }
        fflush(nil)
        saved = [STDOUT_FILENO, STDERR_FILENO].map { ($0, fcntl($0, F_DUPFD_CLOEXEC, 3)) }
        for (descriptor, _) in saved { dup2(log, descriptor) }
    }

    deinit {
        fflush(nil)
        for (descriptor, copy) in saved where copy >= 0 {
            dup2(copy, descriptor)
            close(copy)
        }
    }
}
