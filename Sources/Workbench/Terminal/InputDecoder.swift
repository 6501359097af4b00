// What a terminal sends, as bytes in and values out; nothing here reads a file or a clock.
//
// Everything that comes back over the line is told apart here: keys, the mouse, and what the terminal answers when it is
// asked something. ncurses has keys of its own, but takes an answer for keys, and counts no column beyond 223 unless the
// terminal's description says so.

/// One thing that the terminal sent.
enum TerminalInput: Hashable, Sendable {
    case key(Key)
    case mouse(MouseEvent)
    case answer(TerminalAnswer)
}

/// Turns bytes into keys, mouse events and answers, however they are cut into reads.
struct InputDecoder {
    /// Begun and not ended: a character, or a sequence from its ESC on.
    private var pending: [UInt8] = []
    /// The rest of a string that is too long to be an answer is dropped up to its end.
    private var isSkippingString = false
    /// The last ESC was taken for the key because nothing followed in time.
    private var hasGuessedEscape = false

    /// Whether answers are under way: their ESC is then waited on for longer before it is a key.
    var expectsAnswers = false
    private let isUTF8: Bool
    /// What the terminal's description says that its keys send, beyond what all terminals do.
    private let described: [[UInt8]: Key]

    private static let longestString = 4096

    init(isUTF8: Bool, described: [[UInt8]: Key] = [:]) {
        self.isUTF8 = isUTF8
        self.described = described
    }

    /// Seconds that what is pending may take to go on before `timeOut` is to be called; nil where nothing is.
    var patience: Double? {
        guard let first = pending.first else { return nil }
        guard first == .escape else { return 1 }
        if pending.count == 1 { return expectsAnswers ? 0.2 : 0.025 }
        return pending.count == 2 ? 1 : 10
    }

    /// Takes what a read has brought and returns what is whole by now.
    mutating func feed(_ bytes: some Collection<UInt8>) -> [TerminalInput] {
        if hasGuessedEscape, Self.continuesSequence(bytes) { pending = [.escape] }
        hasGuessedEscape = false
        pending += bytes
        var inputs: [TerminalInput] = []
        var rest = pending[...]
        while !rest.isEmpty, let unit = next(in: rest) {
            inputs += unit.inputs
            rest = rest.dropFirst(unit.length)
        }
        pending = Array(rest)
        return inputs
    }

    /// Nothing has followed in time: ESC alone was the key, anything else was cut off.
    mutating func timeOut() -> [TerminalInput] {
        defer { pending = [] }
        guard pending == [.escape] else { return [] }
        hasGuessedEscape = true
        return [.key(.escape)]
    }

    /// Whether bytes are the rest of a sequence whose ESC came long before. A person does not type two keys within one
    /// read.
    private static func continuesSequence(_ bytes: some Collection<UInt8>) -> Bool {
        guard bytes.count > 1, let first = bytes.first else { return false }
        return "[]OP_".utf8.contains(first)
    }
}

// MARK: Units

extension InputDecoder {
    /// One unit from the front: what it says, and how many bytes it takes.
    struct Unit {
        var length: Int
        var inputs: [TerminalInput] = []
    }

    /// The first unit of what is pending; nil where it is not whole yet.
    private mutating func next(in bytes: ArraySlice<UInt8>) -> Unit? {
        if isSkippingString { return skipString(bytes) }
        guard let first = bytes.first else { return nil }
        if first == .escape { return sequence(bytes) }
        return first < 0x80 ? Unit(length: 1, inputs: key(of: first)) : character(bytes)
    }

    private func key(of byte: UInt8) -> [TerminalInput] {
        if let key = described[[byte]] { return [.key(key)] }
        switch byte {
        case 9: return [.key(.tab)]
        case 10, 13: return [.key(.enter)]
        case 8, 127: return [.key(.backspace)]
        case 1...26: return [.key(.control(Character(Unicode.Scalar(byte + 96))))]
        case 32...: return [.key(.character(Character(Unicode.Scalar(byte))))]
        default: return []
        }
    }

    /// A character of more than one byte. What is none, or moves a cursor, is dropped.
    private func character(_ bytes: ArraySlice<UInt8>) -> Unit? {
        guard isUTF8, let first = bytes.first, let length = Self.lengthOfUTF8(from: first) else {
            return Unit(length: 1)
        }
        let encoded = bytes.prefix(length)
        if let end = encoded.dropFirst().firstIndex(where: { $0 & 0xC0 != 0x80 }) {
            return Unit(length: end - bytes.startIndex)
        }
        guard encoded.count == length else { return nil }
        guard let text = String(validating: encoded, as: UTF8.self), let character = text.first,
            text.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control })
        else { return Unit(length: length) }
        return Unit(length: length, inputs: [.key(.character(character))])
    }

    private static func lengthOfUTF8(from first: UInt8) -> Int? {
        switch first {
        case 0xC2...0xDF: 2
        case 0xE0...0xEF: 3
        case 0xF0...0xF4: 4
        default: nil
        }
    }
}

// MARK: Sequences

extension InputDecoder {
    private mutating func sequence(_ bytes: ArraySlice<UInt8>) -> Unit? {
        guard let kind = bytes.dropFirst().first else { return nil }
        switch kind {
        case UInt8(ascii: "["): return control(bytes)
        case UInt8(ascii: "O"): return singleShift(bytes)
        case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"), UInt8(ascii: "X"):
            return string(bytes)
        // Alt and a key, or Esc and soon a key.
        default: return Unit(length: 1, inputs: [.key(.escape)])
        }
    }

    /// `ESC O A`: keys of the application mode.
    private func singleShift(_ bytes: ArraySlice<UInt8>) -> Unit? {
        guard bytes.count > 2 else { return nil }
        let whole = Array(bytes.prefix(3))
        guard whole[2] != .escape else { return Unit(length: 2) }
        let key = described[whole] ?? SequenceKeys.key(final: whole[2], number: nil)
        return Unit(length: 3, inputs: key.map { [.key($0)] } ?? [])
    }

    /// `ESC [ … final`: keys, the mouse, answers.
    private func control(_ bytes: ArraySlice<UInt8>) -> Unit? {
        let body = bytes.dropFirst(2)
        // The Linux console's F1–F5, and the mouse of terminals that know no other way.
        if body.first == UInt8(ascii: "[") { return fixed(bytes, length: 4) }
        if body.first == UInt8(ascii: "M") { return fixed(bytes, length: 6) }
        guard let end = body.firstIndex(where: { !(0x20...0x3F).contains($0) }) else {
            return body.count > 64 ? Unit(length: bytes.count) : nil
        }
        let length = end - bytes.startIndex
        // What cannot end a sequence has broken it off; CAN and SUB are there for nothing else.
        guard (0x40...0x7E).contains(bytes[end]) else {
            return Unit(length: length + ([0x18, 0x1A].contains(bytes[end]) ? 1 : 0))
        }
        let whole = bytes.prefix(length + 1)
        if let key = described[Array(whole)] { return Unit(length: length + 1, inputs: [.key(key)]) }
        let sequence = ControlSequence(body: body[body.startIndex..<end], final: bytes[end])
        return Unit(length: length + 1, inputs: sequence.input.map { [$0] } ?? [])
    }

    private func fixed(_ bytes: ArraySlice<UInt8>, length: Int) -> Unit? {
        guard bytes.count >= length else { return nil }
        let whole = Array(bytes.prefix(length))
        if length == 4 {
            let key = described[whole] ?? SequenceKeys.linuxConsole(whole[3])
            return Unit(length: length, inputs: key.map { [.key($0)] } ?? [])
        }
        let mouse = MouseReport(
            code: Int(whole[3]) - 32, column: Int(whole[4]) - 32, row: Int(whole[5]) - 32, isRelease: nil)
        return Unit(length: length, inputs: mouse.event.map { [.mouse($0)] } ?? [])
    }

    /// `ESC ] … BEL`, `ESC _ …`, or ended by `ESC \`: only answers come so.
    private mutating func string(_ bytes: ArraySlice<UInt8>) -> Unit? {
        guard let end = Self.endOfString(bytes) else {
            guard bytes.count > Self.longestString else { return nil }
            isSkippingString = true
            return Unit(length: bytes.count)
        }
        guard let text = String(validating: bytes[(bytes.startIndex + 2)..<end.content], as: UTF8.self) else {
            return Unit(length: end.length)
        }
        let answer: TerminalAnswer? =
            switch bytes[bytes.startIndex + 1] {
            case UInt8(ascii: "]"): TerminalAnswer(command: text)
            case UInt8(ascii: "_"): TerminalAnswer(applicationCommand: text)
            default: nil
            }
        return Unit(length: end.length, inputs: answer.map { [.answer($0)] } ?? [])
    }

    private mutating func skipString(_ bytes: ArraySlice<UInt8>) -> Unit? {
        guard let end = Self.endOfString(bytes, from: bytes.startIndex) else {
            // A last ESC may be the first half of the end.
            let kept = bytes.last == .escape ? 1 : 0
            return bytes.count > kept ? Unit(length: bytes.count - kept) : nil
        }
        isSkippingString = false
        return Unit(length: end.length)
    }

    /// Where the content ends, and how long all is with its end. A broken string ends before the ESC of what follows.
    private static func endOfString(_ bytes: ArraySlice<UInt8>, from start: Int? = nil) -> (
        content: Int, length: Int
    )? {
        var place = start ?? bytes.startIndex + 2
        while place < bytes.endIndex {
            switch bytes[place] {
            case 0x07, 0x18, 0x1A: return (place, place + 1 - bytes.startIndex)
            case .escape:
                guard place + 1 < bytes.endIndex else { return nil }
                let isEnd = bytes[place + 1] == UInt8(ascii: "\\")
                return (place, place + (isEnd ? 2 : 0) - bytes.startIndex)
            default: place += 1
            }
        }
        return nil
    }
}

extension UInt8 {
    static let escape: UInt8 = 0x1B
}
