import Foundation
import Plot
import Testing

@testable import Workbench

@Suite("GraphicsInquiry: whether a terminal shows pictures, from its answers")
struct GraphicsInquiryTests {
    private let cell = CellSize(width: 10, height: 20)

    /// What is known once all is answered, and what was asked on the way.
    private func outcome(
        _ environment: [String: String] = ["TERM": "xterm-256color"], isWanted: Bool = true, line: CellSize?,
        attributes: [Int], told: CellSize? = nil, knowsKitty: Bool = false
    ) -> (graphics: TerminalGraphics?, asked: String) {
        var inquiry = GraphicsInquiry(environment, isWanted: isWanted, cell: line)
        var asked = inquiry.question
        if !asked.isEmpty, let told { inquiry.cell = told }
        asked += inquiry.take(attributes: attributes)
        if asked.contains("_G") {
            if knowsKitty { inquiry.takeKitty() }
            asked += inquiry.take(attributes: attributes)
        }
        return (inquiry.graphics, asked)
    }

    @Test("sixels where the attributes have a 4, after the first, which is the terminal's level")
    func sixels() {
        let found = outcome(line: cell, attributes: [62, 4, 22])
        #expect(found.graphics == cell.map { TerminalGraphics(form: .sixel, cell: $0) })
        #expect(outcome(line: cell, attributes: [62, 22]).graphics == nil)
        #expect(outcome(line: cell, attributes: [4, 6]).graphics == nil)
    }

    @Test("kitty's way where it answers, whatever else it can")
    func kitty() {
        for attributes in [[62, 52], [65, 4, 6]] {
            let found = outcome(line: cell, attributes: attributes, knowsKitty: true)
            #expect(found.graphics == cell.map { TerminalGraphics(form: .kitty, cell: $0) })
        }
    }

    @Test(
        "kitty's question is not for a terminal below the VT200, nor for tmux and screen",
        arguments: [
            (["TERM": "xterm-256color"], 1), (["TERM": "tmux-256color"], 62), (["TERM": "screen"], 62),
            (["TERM": "xterm-256color", "TMUX": "socket,1,0"], 62),
            (["TERM": "xterm-256color", "STY": "1.pts"], 62),
        ] as [([String: String], Int)])
    func notAsked(environment: [String: String], level: Int) {
        let found = outcome(environment, line: cell, attributes: [level, 4], knowsKitty: true)
        #expect(found.asked.isEmpty)
        #expect(found.graphics == cell.map { TerminalGraphics(form: .sixel, cell: $0) })
    }

    @Test("nothing is asked where no question may be, or no picture is wanted")
    func silent() {
        for (environment, isWanted) in [(["TERM": "linux"], true), (["TERM": "xterm"], false)] {
            let found = outcome(environment, isWanted: isWanted, line: nil, attributes: [62, 4], told: cell)
            #expect(found.asked.isEmpty && found.graphics == nil)
        }
    }

    @Test("the size of a cell is the line's, else the terminal's; without one there are no pictures")
    func cellSize() {
        #expect(!outcome(line: cell, attributes: [62, 4]).asked.contains("16t"))
        let told = outcome(line: nil, attributes: [62, 4], told: cell)
        #expect(told.asked.contains("\u{1B}[16t"))
        #expect(told.graphics?.cell == cell)
        let untold = outcome(line: nil, attributes: [62, 4], knowsKitty: true)
        #expect(untold.graphics == nil && !untold.asked.contains("_G"))
    }

    @Test("kitty's answer counts only where it was asked, and after the end nothing is asked")
    func unasked() {
        var inquiry = GraphicsInquiry(["TERM": "xterm"], isWanted: true, cell: cell)
        inquiry.takeKitty()
        inquiry.end()
        #expect(inquiry.take(attributes: [62, 4]).isEmpty)
        #expect(inquiry.graphics == nil)
    }

    @Test("a line that knows its pixels knows those of a cell")
    func line() {
        #expect(
            Capabilities.cell(of: winsize(ws_row: 24, ws_col: 80, ws_xpixel: 803, ws_ypixel: 480)) == cell)
        for line in [
            winsize(ws_row: 24, ws_col: 80, ws_xpixel: 0, ws_ypixel: 0), winsize(),
            winsize(ws_row: 24, ws_col: 80, ws_xpixel: 60_000, ws_ypixel: 480),
        ] {
            #expect(Capabilities.cell(of: line) == nil)
        }
    }
}

@Suite("PictureLayer: which bytes change the pictures that a terminal shows")
struct PictureLayerTests {
    private func graphics(_ form: TerminalGraphics.Form) throws -> TerminalGraphics {
        TerminalGraphics(form: form, cell: try #require(CellSize(width: 4, height: 8)))
    }

    /// A grid with a picture of one colour at each of these columns.
    private func pictures(_ columns: [Int], shade: UInt8 = 90) throws -> [PlacedPicture] {
        var grid = CellGrid(width: 40, height: 10)
        let pixmap = try #require(
            Pixmap(width: 8, height: 8, pixels: Array(repeating: shade, count: 192)))
        for x in columns { grid.place(pixmap, in: Rect(x: x, y: 2, width: 4, height: 2)) }
        return grid.pictures
    }

    @Test(
        "a picture is sent once where it stands, and nothing as long as it stays",
        arguments: [
            TerminalGraphics.Form.sixel, .kitty,
        ])
    func once(form: TerminalGraphics.Form) throws {
        var layer = PictureLayer()
        let first = layer.show(try pictures([3]), writing: [0, 2], try graphics(form))
        #expect(first.before.isEmpty)
        #expect(first.behind.starts(with: Array("\u{1B}[r\u{1B}[3;4H".utf8)))
        let second = layer.show(try pictures([3]), writing: [0, 1, 4], try graphics(form))
        #expect(second.before.isEmpty && second.behind.isEmpty)
    }

    @Test("what is written in a picture's rows spoils sixels, and not kitty's")
    func spoiled() throws {
        for (form, isSent) in [(TerminalGraphics.Form.sixel, true), (.kitty, false)] {
            var layer = PictureLayer()
            _ = layer.show(try pictures([3, 20]), writing: [], try graphics(form))
            let next = layer.show(try pictures([3, 20]), writing: [3], try graphics(form))
            #expect(next.before.isEmpty)
            #expect(next.behind.isEmpty != isSent)
        }
    }

    @Test("sixels that go are written over with blanks, kitty's are deleted by name; the others stay")
    func gone() throws {
        var layer = PictureLayer()
        _ = layer.show(try pictures([3, 20]), writing: [], try graphics(.sixel))
        let sixel = layer.show(try pictures([20]), writing: [], try graphics(.sixel))
        #expect(String(decoding: sixel.before, as: UTF8.self) == "\u{1B}[3;4H    \u{1B}[4;4H    ")
        #expect(sixel.behind.isEmpty)
        layer = PictureLayer()
        _ = layer.show(try pictures([3, 20]), writing: [], try graphics(.kitty))
        let kitty = layer.show(try pictures([3]), writing: [], try graphics(.kitty))
        #expect(kitty.before == KittyPicture.deletion(name: 0x4675_7201))
        #expect(kitty.behind.isEmpty)
    }

    @Test(
        "one that is replaced where it stands is not erased first",
        arguments: [
            TerminalGraphics.Form.sixel, .kitty,
        ])
    func replaced(form: TerminalGraphics.Form) throws {
        var layer = PictureLayer()
        _ = layer.show(try pictures([3]), writing: [], try graphics(form))
        let next = layer.show(try pictures([3], shade: 200), writing: [], try graphics(form))
        #expect(next.before.isEmpty && !next.behind.isEmpty)
    }

    @Test("what is forgotten is sent again, and kitty's are deleted")
    func forgotten() throws {
        var layer = PictureLayer()
        let first = layer.show(try pictures([3]), writing: [], try graphics(.kitty))
        #expect(layer.forget(.kitty) == KittyPicture.deletion(name: 0x4675_7200))
        #expect(layer.forget(.kitty).isEmpty)
        #expect(layer.show(try pictures([3]), writing: [], try graphics(.kitty)).behind == first.behind)
        #expect(layer.forget(.sixel).isEmpty)
    }
}
