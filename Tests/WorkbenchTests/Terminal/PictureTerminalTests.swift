import Foundation
import Testing

// Photographs as pixels in the real program, on terminals that answer for them.

extension CommandLineTests.OnATerminal {
    /// Screen 2, both its photographs shown, on a terminal that is higher than its description says.
    private func openPictures(_ form: String, script: String = guarded) throws -> PseudoTerminal {
        let run = try Self.finished.get().path + "/run"
        let terminal = try start(
            "open '\(run)' --charset pixels", script: script, width: 100, height: 32
        ) { screen in
            screen.pictures.cell = (10, 20)
            if form == "kitty" { screen.pictures.knowsKitty = true } else { screen.attributes = "62;4;22" }
        }
        try terminal.wait(forText: "24 images")
        terminal.type("2")
        try terminal.wait(for: "two pictures") { $0.pictures.whole == 2 }
        return terminal
    }

    @Test(
        "photographs are shown, give way to what is drawn over them, and are gone in the end; in between nothing is sent",
        arguments: ["sixel", "kitty"])
    func pictures(form: String) throws {
        let terminal = try openPictures(form)
        let shown = try terminal.settledText()
        #expect(shown.contains(" \(form) "))
        let (received, pictures) = (terminal.received, terminal.screen.pictures.received)
        #expect(terminal.isQuiet(for: 2))
        #expect(terminal.received == received)
        terminal.type("?")
        try terminal.wait(for: "no picture") { $0.pictures.areNone }
        terminal.type("\u{1B}")
        try terminal.wait(for: "both again") { $0.pictures.whole == 2 && $0.text == shown }
        // The second alone changes with the chain.
        let again = terminal.screen.pictures.received
        #expect(again == pictures + 2)
        terminal.type("g")
        try terminal.wait(for: "another picture") { $0.pictures.received == again + 1 }
        _ = try terminal.settledText()
        #expect(terminal.screen.pictures.whole == 2)
        terminal.type("m")
        try terminal.wait(for: "one picture") { $0.pictures.whole == 1 }
        terminal.type("1")
        try terminal.wait(for: "another screen") { $0.pictures.areNone }
        terminal.type("2M")
        try terminal.wait(for: "both") { $0.pictures.whole == 2 }
        terminal.type("q")
        try expectRestored(terminal, status: 0)
        #expect(terminal.screen.pictures.areNone)
    }

    @Test("^L, a resize and the shell's fg show the photographs again", arguments: ["sixel", "kitty"])
    func picturesAgain(form: String) throws {
        let script = """
            set -m; stty -g >before; "$0" $ARGUMENTS; read line; fg >/dev/null
            echo $? >status; stty -g >after
            """
        let terminal = try openPictures(form, script: script)
        let shown = try terminal.settledText()
        let program = try terminal.program()
        terminal.type("\u{1A}")
        try terminal.wait(for: "the program stopped") { _ in PseudoTerminal.state(of: program) == "T" }
        try terminal.wait(for: "the shell's screen") { !$0.modes.contains(1049) && $0.pictures.areNone }
        terminal.type("\n")
        try terminal.wait(for: "the screen as it was") { $0.pictures.whole == 2 && $0.text == shown }
        terminal.forgetScreen()
        terminal.type("\u{C}")
        try terminal.wait(for: "the same screen") { $0.pictures.whole == 2 && $0.text == shown }
        terminal.resize(width: 120, height: 40)
        try terminal.wait(for: "larger pictures") { $0.pictures.whole == 2 && $0.text.contains(" \(form) ") }
        terminal.type("q")
        try expectRestored(terminal, status: 0)
    }

    @Test("a terminal that has not answered for pictures gets none, and one that must not be asked is not")
    func noPictures() throws {
        let unable = try openRun("--charset pixels")
        unable.type("2")
        try unable.wait(forText: " braille ")
        #expect(unable.screen.pictures.questions > 0)
        #expect(unable.screen.pictures.received == 0)
        unable.type("q")
        try expectRestored(unable, status: 0)
        let run = try Self.finished.get().path + "/run"
        for (environment, record) in [(["TERM": "linux"], ""), ([:], "--record cast")] {
            let silent = try start("open '\(run)' --charset pixels \(record)", environment: environment) {
                $0.pictures.cell = (10, 20)
                $0.attributes = "62;4;22"
                $0.pictures.knowsKitty = true
            }
            // It begins on the screen that the last one ended on.
            try silent.wait(forText: " braille ")
            #expect(silent.screen.pictures.questions == 0)
            silent.type("q")
            try expectRestored(silent, status: 0)
            #expect(silent.screen.pictures.received == 0)
        }
    }
}
