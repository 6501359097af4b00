import Foundation
import Testing

extension CommandLineTests {
    @Suite("Screens without a terminal") struct Snapshots {
        private func run() throws -> String { try OnATerminal.finished.get().path + "/run" }

        private func snapshot(_ arguments: String...) throws -> Ending {
            try Tool.start(["snapshot", try run()] + arguments, in: scratch).ending()
        }

        private let scratch = Scratch()

        @Test("each screen prints in its size, as plain text where stdout is no terminal", arguments: 1...5)
        func screens(screen: Int) throws {
            let ending = try snapshot("--screen", "\(screen)", "--size", "100x30")
            #expect(ending.status == 0 && ending.err.isEmpty)
            let lines = ending.out.split(separator: "\n", omittingEmptySubsequences: false)
            #expect(lines.count == 31)
            #expect(lines[0].hasPrefix(" Fruits!") && lines.allSatisfy { $0.count <= 100 })
            #expect(!ending.bytes.contains(0x1B))
        }

        @Test("twice the same bytes, pictures and all; keys lead further")
        func same() throws {
            let first = try snapshot("--screen", "2", "--keys", "mm")
            #expect(try first.bytes == snapshot("--screen", "preprocess", "--keys", "mm").bytes)
            #expect(first.out.contains("difference") && first.out.contains("⣿"))
            #expect(try snapshot("--screen", "2", "--ascii").bytes.allSatisfy { $0 < 0x80 })
            #expect(try snapshot("--screen", "4", "--language", "fr").out.contains("Nuage"))
        }

        @Test("colours where the environment insists, and none where it forbids")
        func colors() throws {
            let script = "\"$0\" snapshot '\(try run())' --screen 4"
            let insisting = "TERM=xterm-256color CLICOLOR_FORCE=1"
            // Tests that are themselves run without colours have NO_COLOR set.
            let colored = try Tool.shell("unset NO_COLOR; \(insisting) \(script)").ending().out
            #expect(colored.contains("\u{1B}[0;1;38;5;81m"))
            #expect(!(try Tool.shell("NO_COLOR=1 \(insisting) \(script)").ending().out.contains("\u{1B}")))
            #expect(
                try Tool.shell("NO_COLOR=1 \(script) --format ansi").ending().out.contains(
                    "\u{1B}[0;1;38;5;81m"))
        }

        @Test("files by the name of --out; the run stays as it is, whatever keys are pressed")
        func files() throws {
            let record = try Data(contentsOf: URL(fileURLWithPath: run() + "/run.json"))
            for name in ["a.svg", "a.png", "a.csv", "a.txt"] {
                #expect(try snapshot("--screen", "5", "--out", name).status == 0)
            }
            #expect(
                try snapshot("--screen", "4", "--chart", "--out", "b.svg", "--keys", "<Left><Enter>").status
                    == 0)
            #expect(
                scratch.names().filter { !$0.hasPrefix(".") } == [
                    "a.csv", "a.png", "a.svg", "a.txt", "b.svg",
                ])
            #expect(try scratch.bytes("a.png").starts(with: [0x89, 0x50, 0x4E, 0x47]))
            #expect(
                try String(decoding: scratch.bytes("a.csv"), as: UTF8.self).split(separator: "\n").count == 25
            )
            #expect(try String(decoding: scratch.bytes("b.svg"), as: UTF8.self).contains("components keep"))
            #expect(try Data(contentsOf: URL(fileURLWithPath: run() + "/run.json")) == record)
        }
    }
}

extension CommandLineTests.OnATerminal {
    /// What a player of the recording shows, and how many bytes it sent.
    private func replay(_ name: String) throws -> (screen: EmulatedScreen, bytes: Int) {
        let lines = String(decoding: try scratch.bytes(name), as: UTF8.self).split(separator: "\n")
        var screen = EmulatedScreen(width: 80, height: 24)
        var bytes = 0
        for line in lines.dropFirst() {
            let fields = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [Any])
            let text = try #require(fields[2] as? String)
            if fields[1] as? String == "r" {
                let size = text.split(separator: "x").compactMap { Int($0) }
                screen = EmulatedScreen(width: size[0], height: size[1])
            } else {
                screen.feed(text.utf8)
                bytes += text.utf8.count
            }
        }
        return (screen, bytes)
    }

    @Test("a recording has every byte that the terminal was sent, and plays to the same screen")
    func record() throws {
        let terminal = try openRun("--record a.cast")
        terminal.type("5")
        try terminal.wait(forText: "legend")
        #expect(terminal.isQuiet(for: 1))
        #expect(try replay("a.cast").screen.lines == terminal.screen.lines)
        terminal.resize(width: 100, height: 30)
        kill(try terminal.program(), SIGWINCH)
        try terminal.wait(forText: "legend")
        #expect(terminal.isQuiet(for: 1))
        #expect(try replay("a.cast").screen.lines == terminal.screen.lines)
        terminal.type("q")
        try expectRestored(terminal, status: 0)
        #expect(try replay("a.cast").bytes == terminal.received)
    }

    @Test("a recording is never overwritten")
    func recordKeeps() throws {
        try scratch.write([1], to: "a.cast")
        let terminal = try start("open '\(Self.finished.get().path)/run' --record a.cast")
        try expectRestored(terminal, status: 2)
        #expect(terminal.screen.text.contains("a.cast is there already"))
        #expect(try scratch.bytes("a.cast") == [1])
    }

    @Test("the demo shows one screen after the other until a key comes")
    func demo() throws {
        // The captions stand where the footer would.
        let terminal = try start("open '\(Self.finished.get().path)/run' --demo")
        try terminal.wait(forText: "[2 Preprocess]")
        terminal.type("x")
        try terminal.wait(for: "the footer") { !$0.text.contains("any key stops") }
        #expect(terminal.isQuiet(for: 2))
        terminal.type("q")
        try expectRestored(terminal, status: 0)
    }

    @Test("E puts the screen into a file, which the footer names")
    func export() throws {
        let terminal = try openRun("--export-dir out")
        terminal.type("4EP")
        try terminal.wait(forText: "out/fruits-variance-1.png")
        #expect(try scratch.bytes("out/fruits-variance-1.png").starts(with: [0x89, 0x50, 0x4E, 0x47]))
        terminal.type("q")
        try expectRestored(terminal, status: 0)
    }
}
