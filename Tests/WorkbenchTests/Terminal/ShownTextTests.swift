import Foundation
import Plot
import TestSupport
import Testing

@testable import Workbench

@Suite("Names in every script stand in as many columns as they take")
struct ShownTextTests {
    init() { setlocale(LC_CTYPE, "C.UTF-8") }

    /// What a terminal shows of a row, by the C library's columns.
    private func shown(_ grid: CellGrid) -> String {
        var screen = EmulatedScreen(width: grid.width, height: 1)
        for (x, cell) in grid.cells.enumerated() where !cell.isContinuation {
            for (offset, text) in ShownText.cells(of: cell.character).enumerated() {
                let scalars = text.compactMap { Unicode.Scalar(UInt32($0)) }
                screen.feed("\u{1B}[1;\(x + offset + 1)H".utf8)
                screen.feed(String(String.UnicodeScalarView(scalars)).utf8)
            }
        }
        return screen.lines[0]
    }

    @Test(
        "a name takes the columns that are counted for it, and what follows stands where it should",
        arguments: [
            ("Banana", 6), ("苹果", 4), ("リンゴ", 6), ("ﾘﾝｺﾞ", 4), ("사과", 4), ("Ăn quả", 6),
            ("e\u{301}te\u{301}", 3),
            ("कि", 2), ("ผลไม้", 4), ("น้ำ", 2), ("تفاح", 4), ("👩‍🌾", 2), ("🍎x", 3), ("❤️", 1), ("1️⃣", 1), ("👍🏽", 2),
            ("a\u{200B}b", 3), ("\u{1B}[31m", 5), ("a\r\nb", 3), ("\u{202E}abc", 4), ("ｗｉｄｅ", 8), ("½·×…", 4),
            ("\u{301}x", 1), ("한글", 4), ("☕", 2), ("\u{AD}", 1),
        ])
    func names(name: String, columns: Int) {
        #expect(TextWidth.columns(of: name) == columns)
        var grid = CellGrid(width: 20, height: 1)
        let end = grid.write(name, x: 0, y: 0)
        #expect(end == columns)
        grid.write("|", x: end, y: 0)
        let row = shown(grid)
        // Left of the bar stand as many columns as were counted.
        let scalars = row.unicodeScalars.prefix { $0 != "|" }
        #expect(scalars.map { ShownText.columns(of: $0) }.reduce(0, +) == columns, "\(row)")
        #expect(row.unicodeScalars.filter { $0 == "|" }.count == 1)
    }

    @Test("every character that Unicode has takes the same columns in a grid and on the terminal")
    func allScalars() {
        var differing: [String] = []
        for value in UInt32(0x20)..<0x30000 {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let character = TextWidth.printable(Character(scalar))
            let columns = TextWidth.columns(of: character)
            guard columns > 0 else { continue }
            let cells = ShownText.cells(of: character)
            let taken = cells.flatMap { $0 }.compactMap { Unicode.Scalar(UInt32($0)) }.map {
                ShownText.columns(of: $0)
            }
            if taken.reduce(0, +) != columns { Issue.record("U+\(String(value, radix: 16)) takes \(taken)") }
            // What a C library of an earlier year does not know at all is rightly shown as something else.
            let isKnown = ShownText.columns(of: scalar) >= 0
            if isKnown, cells[0] == [63], character != "?" { differing.append(String(value, radix: 16)) }
        }
        #expect(differing.count < 100, "counted otherwise than by the C library: \(differing)")
    }

    @Test(
        "no letter of a living script becomes a question mark",
        arguments: [
            0x20...0x7E, 0xA1...0xAC, 0xC0...0x2AF, 0x386...0x3FF, 0x400...0x482, 0x5D0...0x5EA,
            0x620...0x64A,
            0x904...0x939, 0xE01...0xE30, 0x1100...0x115E, 0x1E00...0x1EFF, 0x3041...0x3096, 0x30A1...0x30FA,
            0x4E00...0x9FFF, 0xAC00...0xD7A3, 0xFF61...0xFF9F, 0x2500...0x259F, 0x2800...0x28FF,
            0x1FB00...0x1FB3B,
        ] as [ClosedRange<UInt32>])
    func livingScripts(range: ClosedRange<UInt32>) {
        let lost = range.compactMap { Unicode.Scalar($0) }.filter { scalar in
            let character = Character(scalar)
            return scalar != "?" && TextWidth.printable(character) == character
                && ShownText.cells(of: character).first == [63]
        }
        #expect(lost.isEmpty, "\(lost)")
    }

    @Test("names at random cut to any room never take more of it")
    func cutting() {
        var random = SplitMix(seed: 7)
        let pieces = [
            "a", "果", "e\u{301}", "👩‍🌾", "\u{7}", "ﾞ", "한", "\u{200D}", "❤️", "🇫🇷", "कि", "ｺﾞ", "น้ำ", " ", "\u{301}",
        ]
        for _ in 0..<2000 {
            let name = (0..<Int.random(in: 0...12, using: &random)).map { _ in
                pieces[Int.random(in: 0..<pieces.count, using: &random)]
            }.joined()
            let room = Int.random(in: 0...14, using: &random)
            #expect(TextWidth.columns(of: TextWidth.truncated(name, to: room)) <= room, "\(name)")
            var grid = CellGrid(width: 16, height: 1)
            let end = grid.write(name, x: 0, y: 0, limit: room)
            #expect(end <= room)
            grid.write("|", x: 15, y: 0)
            #expect(shown(grid).unicodeScalars.last == "|")
        }
    }
}
