import Engine

/// Why the terminal cannot be used.
enum TerminalError: Error, Equatable, CustomStringConvertible {
    case noTerminal(reason: String)
    case unknownTerminal(name: String)
    case unsuited(reason: String)
    case noPipe(reason: String)

    var description: String {
        switch self {
        case .noTerminal(let reason):
            "There is no terminal to draw on: /dev/tty cannot be opened (\(reason))."
        case .unknownTerminal(let name):
            "The terminal cannot be drawn on: its type '\(name.escapingUnprintable)' is not described on this "
                + "machine; TERM=xterm may do."
        case .unsuited(let reason): reason
        case .noPipe(let reason): "The terminal cannot be watched: no pipe could be made (\(reason))."
        }
    }
}
