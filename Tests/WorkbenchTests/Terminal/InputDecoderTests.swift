import TestSupport
import Testing

@testable import Workbench

@Suite("InputDecoder: what a terminal sends, however it is cut into reads")
struct InputDecoderTests {
    private func decode(_ text: String, isUTF8: Bool = true) -> [TerminalInput] {
        var decoder = InputDecoder(isUTF8: isUTF8)
        return decoder.feed(Array(text.utf8))
    }

    @Test(
        "keys of xterm, of DEC's application mode, of rxvt and of the Linux console",
        arguments: [
            ("\u{1B}[A", .up), ("\u{1B}OB", .down), ("\u{1B}[C", .right), ("\u{1B}OD", .left),
            ("\u{1B}[H", .home), ("\u{1B}[4~", .end), ("\u{1B}[7~", .home), ("\u{1B}[5~", .pageUp),
            ("\u{1B}[6~", .pageDown), ("\u{1B}[3~", .delete), ("\u{1B}[Z", .backTab),
            ("\u{1B}OP", .function(1)),
            ("\u{1B}[[B", .function(2)), ("\u{1B}[15~", .function(5)), ("\u{1B}[17~", .function(6)),
            ("\u{1B}[24~", .function(12)), ("\u{1B}[1;1A", .up), ("\t", .tab), ("\r", .enter), ("\n", .enter),
            ("\u{7F}", .backspace), ("\u{8}", .backspace), ("\u{C}", .control("l")), ("a", .character("a")),
            ("é", .character("é")), ("果", .character("果")), ("🍎", .character("🍎")),
        ] as [(String, Key)])
    func keys(bytes: String, key: Key) { #expect(decode(bytes) == [.key(key)]) }

    @Test(
        "what is no key of ours is swallowed whole, and the next key is seen",
        arguments: [
            "\u{1B}[1;5A", "\u{1B}[200~", "\u{1B}[?1;2$y", "\u{1B}[>0;276;0c", "\u{1B}[99~", "\u{1B}[I",
            "\u{1B}Oz",
            "\u{1B}]52;c;AAAA\u{7}", "\u{1B}P1$r0m\u{1B}\\", "\u{1B}_other\u{1B}\\", "\u{0}",
            "\u{1B}[12\u{0}", "\u{1B}[12\u{18}",
        ])
    func swallowed(bytes: String) { #expect(decode(bytes + "x") == [.key(.character("x"))]) }

    @Test("bytes that are no UTF-8 are dropped, and all that are not ASCII where the terminal has no UTF-8")
    func broken() {
        var decoder = InputDecoder(isUTF8: true)
        let broken: [UInt8] = [0xFF, 0xC3, 0x28, 0xE2, 0x82, 0x61, 0x80]
        #expect(decoder.feed(broken) == [.key(.character("(")), .key(.character("a"))])
        #expect(decode("é!", isUTF8: false) == [.key(.character("!"))])
    }

    @Test("Esc is a key when nothing follows, or what follows is a key itself")
    func escape() {
        var decoder = InputDecoder(isUTF8: true)
        #expect(decoder.feed([0x1B]).isEmpty)
        #expect(decoder.patience == 0.025)
        #expect(decoder.timeOut() == [.key(.escape)])
        #expect(decoder.patience == nil)
        #expect(decoder.feed(Array("[".utf8)) == [.key(.character("["))])
        #expect(decode("\u{1B}x") == [.key(.escape), .key(.character("x"))])
        #expect(decode("\u{1B}\u{1B}[A") == [.key(.escape), .key(.up)])
    }

    @Test(
        "an Esc is waited on for longer while the terminal owes an answer, and its rest is none after that, either"
    )
    func lateRest() {
        var decoder = InputDecoder(isUTF8: true)
        decoder.expectsAnswers = true
        #expect(decoder.feed([0x1B]).isEmpty)
        #expect(decoder.patience == 0.2)
        #expect(decoder.timeOut() == [.key(.escape)])
        #expect(decoder.feed(Array("[?62;4c".utf8)) == [.answer(.attributes([62, 4]))])
    }

    @Test("a sequence that was broken off leaves nothing behind")
    func brokenOff() {
        var decoder = InputDecoder(isUTF8: true)
        #expect(decoder.feed(Array("\u{1B}[<0;1".utf8)).isEmpty)
        #expect(decoder.timeOut().isEmpty)
        #expect(decoder.feed(Array("j".utf8)) == [.key(.character("j"))])
        let endless = Array("\u{1B}]11;".utf8) + [UInt8](repeating: 0x61, count: 9000)
        #expect(decoder.feed(endless).isEmpty)
        #expect(decoder.feed(Array("aaa\u{1B}".utf8)).isEmpty)
        #expect(decoder.feed(Array("\\k".utf8)) == [.key(.character("k"))])
    }

    @Test(
        "the mouse in xterm's three ways, beyond column 223, too",
        arguments: [
            ("\u{1B}[<0;1;1M", MouseEvent(.press, x: 0, y: 0)),
            ("\u{1B}[<0;300;500m", MouseEvent(.release, x: 299, y: 499)),
            ("\u{1B}[<32;10;20M", MouseEvent(.drag, x: 9, y: 19)),
            ("\u{1B}[<64;5;6M", MouseEvent(.wheelUp, x: 4, y: 5)),
            ("\u{1B}[<69;5;6M", MouseEvent(.wheelDown, x: 4, y: 5)),
            ("\u{1B}[32;250;6M", MouseEvent(.press, x: 249, y: 5)),
            ("\u{1B}[M !\"", MouseEvent(.press, x: 0, y: 1)),
            ("\u{1B}[M#!\"", MouseEvent(.release, x: 0, y: 1)),
        ])
    func mouse(bytes: String, event: MouseEvent) { #expect(decode(bytes) == [.mouse(event)]) }

    @Test(
        "other buttons, wheels to the side and impossible places are nothing",
        arguments: ["\u{1B}[<2;1;1M", "\u{1B}[<66;1;1M", "\u{1B}[<35;1;1M", "\u{1B}[<0;0;1M", "\u{1B}[<0;1M"])
    func otherButtons(bytes: String) { #expect(decode(bytes).isEmpty) }

    @Test("two presses at one place, soon after each other, are a double click; a third is a press")
    func doubleClick() {
        var clicks = ClickCounter()
        let press = MouseEvent(.press, x: 3, y: 4)
        #expect(clicks.count(press, at: 1) == press)
        #expect(clicks.count(MouseEvent(.release, x: 3, y: 4), at: 1.05).kind == .release)
        #expect(clicks.count(press, at: 1.3) == MouseEvent(.doubleClick, x: 3, y: 4))
        #expect(clicks.count(press, at: 1.5) == press)
        #expect(clicks.count(press, at: 2.5) == press)
        #expect(clicks.count(MouseEvent(.press, x: 3, y: 5), at: 2.6).kind == .press)
    }

    @Test(
        "answers of terminals",
        arguments: [
            ("\u{1B}]11;rgb:ffff/8080/0000\u{1B}\\", .background(red: 1, green: 32896.0 / 65535, blue: 0)),
            ("\u{1B}]11;rgba:ff/00/00/80\u{7}", .background(red: 1, green: 0, blue: 0)),
            ("\u{1B}[?62;4;22c", .attributes([62, 4, 22])), ("\u{1B}[0n", .ready),
        ] as [(String, TerminalAnswer)])
    func answers(bytes: String, answer: TerminalAnswer) { #expect(decode(bytes) == [.answer(answer)]) }

    @Test("everything is the same however it is cut into reads")
    func cuts() {
        let text =
            "q\u{1B}[A\u{1B}]11;rgb:1e1e/1e1e/2e2e\u{1B}\\é\u{1B}[<0;300;5M\u{1B}OP果\u{1B}[0n\u{1B}[?62;4c\u{1B}[M !!x"
        let bytes = Array(text.utf8)
        let whole = decode(text)
        #expect(whole.count == 11)
        for cut in 1..<bytes.count {
            var decoder = InputDecoder(isUTF8: true)
            let parts = decoder.feed(bytes[..<cut]) + decoder.feed(bytes[cut...])
            #expect(parts == whole, "cut after \(cut)")
        }
        var decoder = InputDecoder(isUTF8: true)
        #expect(bytes.flatMap { decoder.feed([$0]) } == whole)
    }

    @Test("bytes at random never trap, and a key is seen after them", arguments: 0..<20)
    func random(seed: UInt64) {
        var random = SplitMix(seed: seed)
        var decoder = InputDecoder(isUTF8: seed % 2 == 0)
        let likely = Array("\u{1B}\u{1B}[]OPM<;?0123456789mc~_\\\u{7}".utf8)
        for _ in 0..<2000 {
            let bytes = (0..<Int.random(in: 1...12, using: &random)).map { _ in
                Bool.random(using: &random)
                    ? likely[Int.random(in: 0..<likely.count, using: &random)]
                    : UInt8.random(in: 0...255, using: &random)
            }
            _ = decoder.feed(bytes)
            if Bool.random(using: &random), decoder.patience != nil { _ = decoder.timeOut() }
        }
        // Ends a string, then what has only begun.
        _ = decoder.feed([0x18])
        _ = decoder.timeOut()
        #expect(decoder.feed(Array("k".utf8)) == [.key(.character("k"))])
    }

    @Test("a background is light from half the brightness on, as the eye weighs colours")
    func luminance() {
        #expect(Theme.Background(red: 1, green: 1, blue: 1) == .light)
        #expect(Theme.Background(red: 0.1, green: 0.1, blue: 0.15) == .dark)
        #expect(Theme.Background(red: 0, green: 0, blue: 1) == .dark)
        #expect(Theme.Background(red: 0.99, green: 0.96, blue: 0.89) == .light)
    }
}

@Suite("FramePacer: no frame before the last has arrived")
struct FramePacerTests {
    @Test("on a quick line progress is shown ten times a second, and a key is answered at once")
    func quick() {
        var pacer = FramePacer()
        pacer.sent(at: 0)
        pacer.answered(at: 0.01)
        #expect(pacer.due(isReply: false, after: 0) == FramePacer.interval)
        #expect(pacer.due(isReply: true, after: 0) == 0)
    }

    @Test("while a frame is under way, progress waits for it; one key is answered, and the next waits")
    func underWay() {
        var pacer = FramePacer()
        pacer.sent(at: 0)
        pacer.answered(at: 0.01)
        pacer.sent(at: 1)
        #expect(pacer.due(isReply: false, after: 1) == nil)
        #expect(pacer.due(isReply: true, after: 1) == 1)
        pacer.sent(at: 1.1)
        #expect(pacer.due(isReply: true, after: 1.1) == nil)
        pacer.answered(at: 1.5)
        #expect(pacer.due(isReply: true, after: 1.1) == 1.1)
        #expect(pacer.due(isReply: false, after: 1.1) == nil)
    }

    @Test(
        "a slow line gets frames so rarely that half of its time is free, and faster ones when it is fast again"
    )
    func slow() {
        var pacer = FramePacer()
        pacer.sent(at: 0)
        pacer.answered(at: 0.8)
        #expect(pacer.due(isReply: false, after: 0) == 1.6)
        pacer.sent(at: 2)
        pacer.answered(at: 12)
        #expect(pacer.due(isReply: false, after: 2) == 6)
        pacer.sent(at: 14)
        pacer.answered(at: 14.02)
        #expect(pacer.due(isReply: false, after: 14) == 14.1)
    }

    @Test("a terminal that does not answer is shown frames as its line takes them")
    func unanswered() throws {
        var pacer = FramePacer()
        pacer.sent(at: 0)
        let lost = try #require(pacer.lost)
        pacer.giveUp(at: lost - 0.1)
        #expect(pacer.waiting == 1)
        pacer.giveUp(at: lost)
        #expect(pacer.waiting == 0 && !pacer.isAnswered)
        pacer.sent(at: 5)
        #expect(pacer.due(isReply: false, after: 5) == nil)
        pacer.emptied(at: 6)
        #expect(pacer.due(isReply: false, after: 5) == 7)
        #expect(pacer.lost == nil)
    }

    @Test(
        "on a line of any speed, no more than two frames are ever under way, and what is shown is never older than that"
    )
    func bounded() {
        for bytesPerSecond in [300.0, 2000, 20_000, 2e6] {
            var pacer = FramePacer()
            var arrivals: [Double] = []
            var (last, free, shownAge) = (0.0, 0.0, 0.0)
            for step in 0..<20_000 {
                let now = Double(step) / 100
                while let first = arrivals.first, first <= now {
                    pacer.answered(at: first)
                    arrivals.removeFirst()
                }
                pacer.giveUp(at: now)
                guard let due = pacer.due(isReply: step % 700 == 0, after: last), due <= now else { continue }
                pacer.sent(at: now)
                free = max(free, now) + 700 / bytesPerSecond
                arrivals.append(free)
                shownAge = max(shownAge, free - now)
                last = now
                #expect(pacer.waiting <= 2)
            }
            #expect(shownAge <= 2 * 700 / bytesPerSecond + 1e-9)
        }
    }
}
