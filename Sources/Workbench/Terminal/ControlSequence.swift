// What terminals send between `ESC [` and a final letter: keys, the mouse, answers. All pure.

import Plot

/// `ESC [ < 0 ; 12 ; 5 M`: a private mark, numbers, intermediates and the final byte.
struct ControlSequence {
    /// `<`, `=`, `>` or `?`; nil for none.
    private let mark: UInt8?
    private let numbers: [Int]
    private let hasIntermediates: Bool
    private let final: UInt8

    /// - Parameter body: the bytes between `ESC [` and the final one.
    init(body: ArraySlice<UInt8>, final: UInt8) {
        mark = body.first.flatMap { (0x3C...0x3F).contains($0) ? $0 : nil }
        let text = mark == nil ? body : body.dropFirst()
        hasIntermediates = text.contains { $0 < 0x30 }
        numbers = text.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map {
            $0.prefix(6).reduce(0) { $1 >= 0x30 && $1 < 0x3A ? $0 * 10 + Int($1) - 0x30 : $0 }
        }
        self.final = final
    }

    /// What it says; nil for nothing of ours.
    var input: TerminalInput? {
        guard !hasIntermediates else { return nil }
        switch mark {
        case nil: return unmarked
        case UInt8(ascii: "<"):
            guard final == UInt8(ascii: "M") || final == UInt8(ascii: "m") else { return nil }
            return mouse(offset: 0, isRelease: final == UInt8(ascii: "m"))
        case UInt8(ascii: "?") where final == UInt8(ascii: "c"):
            return .answer(.attributes(numbers))
        default: return nil
        }
    }

    private var unmarked: TerminalInput? {
        switch final {
        case UInt8(ascii: "M") where numbers.count == 3: return mouse(offset: 32, isRelease: nil)
        case UInt8(ascii: "n") where numbers == [0]: return .answer(.ready)
        case UInt8(ascii: "t"):
            guard numbers.count == 3, numbers[0] == 6 else { return nil }
            return CellSize(width: numbers[2], height: numbers[1]).map { .answer(.cellSize($0)) }
        default:
            // With Shift, Alt or Control held a key is another key, and none of ours.
            guard numbers.count < 2 || numbers[1] <= 1 else { return nil }
            return SequenceKeys.key(final: final, number: numbers.first).map { .key($0) }
        }
    }

    private func mouse(offset: Int, isRelease: Bool?) -> TerminalInput? {
        guard numbers.count == 3 else { return nil }
        let report = MouseReport(
            code: numbers[0] - offset, column: numbers[1], row: numbers[2], isRelease: isRelease)
        return report.event.map { .mouse($0) }
    }
}

/// What a terminal tells of its mouse, as xterm numbers it ("Mouse Tracking" in its ctlseqs).
struct MouseReport {
    /// The button in bits 0 and 1; 4 Shift, 8 Alt, 16 Control; 32 for a movement; 64 for the wheel.
    let code: Int
    /// From 1.
    let column: Int
    let row: Int
    /// nil where a release is told by button 3.
    let isRelease: Bool?

    /// Of the left button and the wheel; nil for all else.
    var event: MouseEvent? {
        guard code >= 0, column > 0, row > 0 else { return nil }
        return kind.map { MouseEvent($0, x: column - 1, y: row - 1) }
    }

    private var kind: MouseEvent.Kind? {
        let button = code & 3
        if code & 64 != 0 { return button < 2 ? (button == 0 ? .wheelUp : .wheelDown) : nil }
        if isRelease ?? (button == 3) { return isRelease == nil || button == 0 ? .release : nil }
        guard button == 0 else { return nil }
        return code & 32 != 0 ? .drag : .press
    }
}

/// Presses that follow each other quickly at one place are a double click.
struct ClickCounter {
    private var last: (x: Int, y: Int, time: Double)?
    /// Seconds.
    private static let interval = 0.4

    /// The event as the UI gets it: the second of two presses is a double click, a third a press again.
    mutating func count(_ event: MouseEvent, at time: Double) -> MouseEvent {
        guard event.kind == .press else { return event }
        if let last, last.x == event.x, last.y == event.y, time - last.time <= Self.interval {
            self.last = nil
            return MouseEvent(.doubleClick, x: event.x, y: event.y)
        }
        last = (event.x, event.y, time)
        return event
    }
}

/// What keys send that are no characters: DEC's and xterm's ways, and those of others that do not contradict them.
enum SequenceKeys {
    /// The key of `ESC [ number final` or `ESC O final`.
    static func key(final: UInt8, number: Int?) -> Key? {
        switch Character(Unicode.Scalar(final)) {
        case "A": .up
        case "B": .down
        case "C": .right
        case "D": .left
        case "F": .end
        case "H": .home
        case "M": .enter
        case "P", "Q", "R", "S": .function(Int(final) - 0x4F)
        case "Z": .backTab
        case "~": number.flatMap { tilde($0) }
        default: nil
        }
    }

    private static func tilde(_ number: Int) -> Key? {
        switch number {
        case 1, 7: .home
        case 3: .delete
        case 4, 8: .end
        case 5: .pageUp
        case 6: .pageDown
        case 11...15: .function(number - 10)
        case 17...21: .function(number - 11)
        case 23, 24: .function(number - 12)
        default: nil
        }
    }

    /// The key of `ESC [ [ letter`.
    static func linuxConsole(_ letter: UInt8) -> Key? {
        (0x41...0x45).contains(letter) ? .function(Int(letter) - 0x40) : nil
    }
}
